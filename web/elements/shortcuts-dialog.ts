/** The list of shortcuts. */
import type { Messages } from '../session/messages/page.ts';
import { SHORTCUT_WORDS } from '../session/messages/shortcuts.ts';
import { keyNames, shortcuts } from '../session/workbench/shortcuts.ts';
import { IS_MAC } from '../shared/is-mac.ts';
import { button, find, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

export class ShortcutsDialog extends HTMLElement {
  readonly #dialog = h('dialog', { 'aria-labelledby': 'shortcuts-title', closedby: 'any', class: 'shortcuts' });

  connectedCallback(): void {
    if (!this.#dialog.isConnected) this.append(this.#dialog);
  }

  show(messages: Messages): void {
    const close = button('', { class: 'close', 'aria-label': messages.close });
    close.append(icon(ICONS.close));
    close.addEventListener('click', () => {
      this.#dialog.close();
    });
    const words = SHORTCUT_WORDS[messages.language];
    const list = (title: string, ofEditor: boolean) => [
      h('h3', {}, title),
      h(
        'dl',
        {},
        ...shortcuts()
          .filter(([, { command }]) => (command !== undefined) === ofEditor)
          .map(([id, shortcut]) => h('div', {}, h('dt', {}, words.does[id]), keys(keyNames(shortcut, IS_MAC)))),
      ),
    ];
    const title = h('h2', { id: 'shortcuts-title' }, messages.shortcuts);
    this.#dialog.replaceChildren(title, close, ...list(words.everywhere, false), ...list(words.inEditor, true));
    if (!this.#dialog.open) this.#dialog.showModal();
    find(this.#dialog, '.close', HTMLButtonElement).focus();
  }
}

function keys(names: readonly string[]): HTMLElement {
  return h('dd', {}, ...names.flatMap((name, at) => (at === 0 ? [h('kbd', {}, name)] : ['+', h('kbd', {}, name)])));
}

customElements.define('shortcuts-dialog', ShortcutsDialog);
