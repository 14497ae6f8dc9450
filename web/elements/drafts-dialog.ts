/**
 * The reader's drafts: a list from which each is opened, named or deleted. Events: `open` (detail: the draft's key). What was deleted can be
 * had back until the dialog closes.
 */
import type { Language } from '../session/messages/language.ts';
import type { Messages } from '../session/messages/page.ts';
import { button, find, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

/** A draft as the list shows it. */
export interface DraftRow {
  readonly key: string;
  readonly name: string;
  /** A line of the text, to tell it from others. */
  readonly excerpt: string;
  /** When it was last changed, ms since 1970; 0 where nobody knows. */
  readonly changed: number;
  readonly current: boolean;
  /** Names it anew; what is returned is what it is called then. */
  rename(name: string): string;
  /** Deletes it; what is returned brings it back. */
  delete(): () => void;
}

export class DraftsDialog extends HTMLElement {
  readonly #dialog = h('dialog', { 'aria-labelledby': 'drafts-title', closedby: 'any' });

  connectedCallback(): void {
    if (!this.#dialog.isConnected) this.append(this.#dialog);
  }

  show(messages: Messages, language: Language, rows: readonly DraftRow[]): void {
    const close = button('', { class: 'close', 'aria-label': messages.close });
    close.append(icon(ICONS.close));
    close.addEventListener('click', () => {
      this.#dialog.close();
    });
    const content =
      rows.length === 0
        ? h('p', { class: 'length' }, messages.noDrafts)
        : h('ul', { class: 'drafts', role: 'list' }, ...rows.map((row) => this.#row(messages, language, row)));
    const explained = h('p', { class: 'length' }, messages.draftsExplained);
    this.#dialog.replaceChildren(h('h2', { id: 'drafts-title' }, messages.drafts), close, content, explained);
    if (!this.#dialog.open) this.#dialog.showModal();
    find(this.#dialog, '.close', HTMLButtonElement).focus();
  }

  #row(messages: Messages, language: Language, row: DraftRow): HTMLElement {
    const open = button('', { class: 'draft', ...(row.current ? { 'aria-current': 'true' } : {}) });
    const when = row.changed === 0 ? '' : new Date(row.changed).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }); // prettier-ignore
    open.append(h('span', { class: 'title' }, row.name), h('span', { class: 'when' }, when));
    open.append(h('code', { class: 'excerpt' }, row.excerpt));
    open.addEventListener('click', () => {
      this.#dialog.close();
      this.dispatchEvent(new CustomEvent<string>('open', { detail: row.key }));
    });
    const remove = button(messages.delete, { 'aria-label': messages.deleteDraft(row.name) });
    const rename = button(messages.rename, { class: 'rename', 'aria-label': messages.renameDraft(row.name) });
    const item = h('li', {}, open, rename, remove);
    rename.addEventListener('click', () => {
      this.#askName(messages, row, item, (name) => {
        const again = this.#row(messages, language, { ...row, name });
        item.replaceWith(again);
        find(again, '.rename', HTMLButtonElement).focus();
      });
    });
    remove.addEventListener('click', () => {
      const restore = row.delete();
      const undo = button(messages.undo);
      undo.addEventListener('click', () => {
        restore();
        item.replaceChildren(open, rename, remove);
        remove.focus();
      });
      item.replaceChildren(h('span', { class: 'deleted', role: 'status' }, messages.draftDeleted(row.name)), undo);
      undo.focus();
    });
    return item;
  }

  /** Asks for a name in the place of `item`; Escape leaves it as it is. */
  #askName(messages: Messages, row: DraftRow, item: HTMLElement, done: (name: string) => void): void {
    const field = h('input', { 'aria-label': messages.draftName, value: row.name, maxlength: '80' });
    const form = h('form', {}, field, h('button', {}, messages.keepName));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      done(row.rename(field.value));
    });
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // The dialog stays open.
      event.preventDefault();
      done(row.name);
    });
    item.replaceChildren(form);
    field.select();
  }
}

customElements.define('drafts-dialog', DraftsDialog);
