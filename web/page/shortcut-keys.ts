/** Acts on the shortcuts that the page itself has, wherever the keyboard is. */
import { isPressed, SHORTCUTS, type PageShortcut } from '../session/workbench/shortcuts.ts';
import { IS_MAC } from '../shared/is-mac.ts';

export function followShortcuts(actions: Readonly<Record<PageShortcut, () => void>>): void {
  const ids = Object.keys(actions) as PageShortcut[];
  document.addEventListener('keydown', (event) => {
    // What the editor has acted on already.
    if (event.defaultPrevented) return;
    const id =
      ids.find((name) => isPressed(event, SHORTCUTS[name], IS_MAC)) ?? (asksForHelp(event) ? 'shortcuts' : null);
    if (id === null) return;
    event.preventDefault();
    actions[id]();
  });
}

/** A question mark where it is not part of a text. */
function asksForHelp({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const writes =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=textbox]');
  return key === '?' && !writes && !ctrlKey && !metaKey && !altKey;
}
