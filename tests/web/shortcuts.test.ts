import { describe, expect, it } from 'vitest';
import {
  isPressed,
  keyNames,
  keysOf,
  shortcuts,
  SHORTCUTS,
  type Pressed,
} from '../../web/session/workbench/shortcuts.ts';

const NONE: Pressed = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe('Shortcuts', () => {
  it('are each of other keys', () => {
    for (const mac of [false, true]) {
      const keys = shortcuts().map(([, shortcut]) => keyNames(shortcut, mac).join('+'));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('are known by all their keys, and no more', () => {
    const { run, format, wordWrap, shortcuts: list } = SHORTCUTS;
    expect(isPressed({ ...NONE, key: 'Enter', ctrlKey: true }, run, false)).toBe(true);
    expect(isPressed({ ...NONE, key: 'Enter', metaKey: true }, run, true)).toBe(true);
    expect(isPressed({ ...NONE, key: 'Enter' }, run, false)).toBe(false);
    expect(isPressed({ ...NONE, key: 'Enter', ctrlKey: true, shiftKey: true }, run, false)).toBe(false);
    expect(isPressed({ ...NONE, key: 'F', shiftKey: true, altKey: true }, format, false)).toBe(true);
    expect(isPressed({ ...NONE, key: 'F', shiftKey: true, altKey: true, ctrlKey: true }, format, false)).toBe(false);
    // With Alt held the letter is another one on a Mac.
    expect(isPressed({ ...NONE, key: 'Ω', code: 'KeyZ', altKey: true }, wordWrap, true)).toBe(true);
    expect(isPressed({ ...NONE, key: 'z', code: 'KeyZ' }, wordWrap, false)).toBe(false);
    expect(isPressed({ ...NONE, key: 'F1', metaKey: true }, list, true)).toBe(false);
  });

  it('are named as on the keyboard at hand', () => {
    expect(keyNames(SHORTCUTS.format, false)).toEqual(['Shift', 'Alt', 'F']);
    expect(keyNames(SHORTCUTS.format, true)).toEqual(['⌥', '⇧', 'F']);
    expect(keyNames(SHORTCUTS.leaveEditor, false)).toEqual(['Ctrl', 'M']);
    expect(keyNames(SHORTCUTS.leaveEditor, true)).toEqual(['⌃', '⇧', 'M']);
    expect(keysOf(SHORTCUTS.replace, true)).toEqual({ key: 'F', mod: true, alt: true });
  });
});
