/** Shows a program's link, how long it is, and whether it is on the clipboard. */
import type { Messages } from '../session/messages/page.ts';
import { copyText as copy } from '../shared/clipboard.ts';
import { button, find, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

/** Characters above which some chat programs cut a link. */
const LONG = 1_900;

export class ShareDialog extends HTMLElement {
  readonly #dialog = h('dialog', { 'aria-labelledby': 'share-title', closedby: 'any' });

  connectedCallback(): void {
    if (!this.#dialog.isConnected) this.append(this.#dialog);
  }

  /** Copies `link` and shows it. */
  async share(messages: Messages, link: string): Promise<void> {
    const copied = await copy(link);
    const field = h('input', { readonly: '', 'aria-label': messages.link, class: 'link', spellcheck: 'false' });
    field.value = link;
    field.addEventListener('focus', () => {
      field.select();
    });
    const result = h('p', { class: 'result', role: 'status' });
    const again = button(messages.copy, { class: 'copy' });
    const tell = (done: boolean) => {
      result.textContent = done ? messages.linkCopied : messages.copyFailed;
      result.classList.toggle('failed', !done);
    };
    again.addEventListener('click', () => {
      void copy(link).then(tell);
    });
    const length = h('p', { class: 'length' }, messages.shareLength(link.length));
    if (link.length > LONG) length.append(' ', h('span', { class: 'hint' }, messages.shareLong));
    this.#open(messages, result, h('div', { class: 'row' }, field, again), length);
    tell(copied);
    if (!copied) field.focus();
  }

  /** Says that the program does not fit into a link. */
  refuse(messages: Messages): void {
    this.#open(messages, h('p', { class: 'result failed', role: 'status' }, messages.tooLargeForLink));
  }

  #open(messages: Messages, ...content: readonly HTMLElement[]): void {
    const close = button('', { class: 'close', 'aria-label': messages.close });
    close.append(icon(ICONS.close));
    close.addEventListener('click', () => {
      this.#dialog.close();
    });
    this.#dialog.replaceChildren(h('h2', { id: 'share-title' }, messages.shareTitle), close, ...content);
    if (!this.#dialog.open) this.#dialog.showModal();
    find(this.#dialog, '.close', HTMLButtonElement).focus();
  }
}

customElements.define('share-dialog', ShareDialog);
