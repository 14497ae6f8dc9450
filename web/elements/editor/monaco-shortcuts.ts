/** Binds the shortcuts of the table to Monaco's commands, whose own keys differ from one system to the next. */
import { editor, KeyCode, KeyMod } from 'monaco-editor/editor/editor.api';
import { keysOf, shortcuts, type Shortcut } from '../../session/workbench/shortcuts.ts';
import { IS_MAC } from '../../shared/is-mac.ts';

/** Keys whose names are not the same. */
const CODES: Readonly<Record<string, KeyCode>> = {
  ' ': KeyCode.Space,
  '.': KeyCode.Period,
  '/': KeyCode.Slash,
  ArrowUp: KeyCode.UpArrow,
  ArrowDown: KeyCode.DownArrow,
  Enter: KeyCode.Enter,
  F8: KeyCode.F8,
};

/** The keys as Monaco counts them. */
export function keybinding(shortcut: Shortcut): number {
  const { key, mod, ctrl, shift, alt } = keysOf(shortcut, IS_MAC);
  const code = CODES[key] ?? KeyCode[`Key${key}` as keyof typeof KeyCode];
  return (
    code |
    (mod === true ? KeyMod.CtrlCmd : 0) |
    (ctrl === true ? (IS_MAC ? KeyMod.WinCtrl : KeyMod.CtrlCmd) : 0) |
    (shift === true ? KeyMod.Shift : 0) |
    (alt === true ? KeyMod.Alt : 0)
  );
}

export function bindShortcuts(): void {
  editor.addKeybindingRules(
    shortcuts().flatMap(([, shortcut]) =>
      shortcut.command === undefined
        ? []
        : [{ keybinding: keybinding(shortcut), command: shortcut.command, when: 'editorTextFocus' }],
    ),
  );
}
