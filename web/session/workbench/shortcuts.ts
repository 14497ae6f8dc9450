/** The shortcuts of the page and of its editor: what binds the keys, and the list that a reader opens, are made of this table. */

/** Keys that are pressed together. Those that are not named are not held. */
export interface Keys {
  /** As `KeyboardEvent.key` has it, a letter as a capital. */
  readonly key: string;
  /** Ctrl, on a Mac Cmd. */
  readonly mod?: true;
  /** Ctrl, on a Mac, too. */
  readonly ctrl?: true;
  readonly shift?: true;
  readonly alt?: true;
}

export interface Shortcut {
  readonly keys: Keys;
  /** On a Mac, where that is another. */
  readonly mac?: Keys;
  /** Monaco's command, which needs the cursor in the editor; without one the page itself acts, wherever the keyboard is. */
  readonly command?: string;
}

/** In the order of the list. */
export const SHORTCUTS = {
  run: { keys: { key: 'Enter', mod: true } },
  format: { keys: { key: 'F', shift: true, alt: true } },
  wordWrap: { keys: { key: 'Z', alt: true } },
  shortcuts: { keys: { key: 'F1' } },
  complete: { keys: { key: ' ', ctrl: true }, command: 'editor.action.triggerSuggest' },
  parameters: { keys: { key: ' ', mod: true, shift: true }, command: 'editor.action.triggerParameterHints' },
  quickFix: { keys: { key: '.', mod: true }, command: 'editor.action.quickFix' },
  nextProblem: { keys: { key: 'F8' }, command: 'editor.action.marker.nextInFiles' },
  goToDefinition: { keys: { key: 'F12' }, command: 'editor.action.revealDefinition' },
  outline: { keys: { key: 'O', mod: true, shift: true }, command: 'editor.action.quickOutline' },
  find: { keys: { key: 'F', mod: true }, command: 'actions.find' },
  replace: {
    keys: { key: 'H', mod: true },
    mac: { key: 'F', mod: true, alt: true },
    command: 'editor.action.startFindReplaceAction',
  },
  comment: { keys: { key: '/', mod: true }, command: 'editor.action.commentLine' },
  nextOccurrence: { keys: { key: 'D', mod: true }, command: 'editor.action.addSelectionToNextFindMatch' },
  moveLineUp: { keys: { key: 'ArrowUp', alt: true }, command: 'editor.action.moveLinesUpAction' },
  moveLineDown: { keys: { key: 'ArrowDown', alt: true }, command: 'editor.action.moveLinesDownAction' },
  leaveEditor: {
    keys: { key: 'M', ctrl: true },
    mac: { key: 'M', ctrl: true, shift: true },
    command: 'editor.action.toggleTabFocusMode',
  },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof SHORTCUTS;

/** Those that the page itself acts on. */
export type PageShortcut = {
  readonly [Id in ShortcutId]: (typeof SHORTCUTS)[Id] extends { readonly command: string } ? never : Id;
}[ShortcutId];

/** Every shortcut with its name. */
export function shortcuts(): readonly (readonly [ShortcutId, Shortcut])[] {
  return Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][];
}

/** What of a `KeyboardEvent` tells which keys are held. */
export interface Pressed {
  readonly key: string;
  /** The key by its place, `KeyZ`: with Alt held a letter may be another character. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function isPressed(event: Pressed, shortcut: Shortcut, mac: boolean): boolean {
  const keys = keysOf(shortcut, mac);
  const isKey = event.key.toUpperCase() === keys.key.toUpperCase() || (event.altKey && event.code === `Key${keys.key}`);
  // Ctrl+Enter runs on a Mac, too.
  const held = keys.mod === true ? event.ctrlKey || event.metaKey : event.ctrlKey === (keys.ctrl ?? false);
  return (
    isKey &&
    held &&
    (keys.mod === true || !event.metaKey) &&
    event.shiftKey === (keys.shift ?? false) &&
    event.altKey === (keys.alt ?? false)
  );
}

export function keysOf(shortcut: Shortcut, mac: boolean): Keys {
  return (mac ? shortcut.mac : undefined) ?? shortcut.keys;
}

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓' };

/** The names of the keys, as they stand on a keyboard. */
export function keyNames(shortcut: Shortcut, mac: boolean): readonly string[] {
  const { key, mod, ctrl, shift, alt } = keysOf(shortcut, mac);
  const held: readonly (readonly [unknown, string])[] = mac
    ? [
        [ctrl, '⌃'],
        [alt, '⌥'],
        [shift, '⇧'],
        [mod, '⌘'],
      ]
    : [
        [ctrl ?? mod, 'Ctrl'],
        [shift, 'Shift'],
        [alt, 'Alt'],
      ];
  return [...held.filter(([isHeld]) => isHeld === true).map(([, name]) => name), NAMES[key] ?? key];
}
