/** The menu of bundled programs. Choosing one is a `choose` event with its id. */
import type { Language } from '../session/messages/language.ts';
import type { Messages } from '../session/messages/page.ts';
import type { CatalogEntry } from '../session/lesson/catalog.ts';
import type { LessonProgress } from '../session/lesson/progress.ts';
import { button, h, icon } from './dom.ts';
import { ICONS } from './icons.ts';

export class ProgramMenu extends HTMLElement {
  readonly #opener = button('', { 'aria-haspopup': 'menu', 'aria-expanded': 'false', class: 'opener' });
  readonly #title = h('span', { class: 'title' });
  readonly #menu = h('div', { role: 'menu', class: 'menu', hidden: '' });
  #catalog: readonly CatalogEntry[] = [];
  #language: Language = 'en';
  #messages: Messages | null = null;
  #current: string | null = null;
  /** What the reader did of each program. */
  progress: ((id: string) => LessonProgress) | null = null;
  #name = '';

  connectedCallback(): void {
    if (this.#opener.isConnected) return;
    this.#opener.append(this.#title, icon(ICONS.down));
    this.append(this.#opener, this.#menu);
    this.#opener.addEventListener('click', () => {
      this.#toggle(this.#menu.hidden !== false);
    });
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.#toggle(false);
    });
  }

  set catalog(catalog: readonly CatalogEntry[]) {
    this.#catalog = catalog;
    this.#draw();
  }

  /** The program on the table; null where it is none of the bundled ones, and then `name` says what it is. */
  show(id: string | null, name: string): void {
    this.#current = id;
    this.#name = name;
    this.#draw();
  }

  speak(messages: Messages, language: Language): void {
    this.#messages = messages;
    this.#language = language;
    this.#draw();
  }

  #draw(): void {
    if (this.#messages === null) return;
    const current = this.#catalog.find((entry) => entry.id === this.#current);
    const title = current?.title[this.#language] ?? this.#name;
    this.#title.textContent = title;
    this.#opener.setAttribute('aria-label', `${this.#messages.programs}: ${title}`);
    this.#menu.setAttribute('aria-label', this.#messages.programs);
    // Drawn when it opens, and not before.
    if (this.#menu.hidden !== false) return;
    this.#menu.replaceChildren(...this.#catalog.map((entry, i) => this.#item(entry, i)));
  }

  #item(entry: CatalogEntry, index: number): HTMLElement {
    const done = this.#doneOf(entry.id);
    const description = h('span', { class: 'summary', id: `summary-${entry.id}` }, entry.summary[this.#language]);
    if (done !== null) description.prepend(h('span', { class: 'visually-hidden' }, `${done.word}. `));
    const item = button('', {
      role: 'menuitemradio',
      tabindex: '-1',
      'aria-checked': String(entry.id === this.#current),
      'aria-label': entry.title[this.#language],
      'aria-describedby': description.id,
    });
    const number = h('span', { class: `number ${done?.kind ?? ''}`, 'aria-hidden': 'true' }, String(index + 1));
    if (done?.kind === 'done') number.replaceChildren(icon(ICONS.check));
    item.append(number, h('span', { class: 'title' }, entry.title[this.#language]), description);
    item.addEventListener('click', () => {
      this.#toggle(false);
      this.#opener.focus();
      this.dispatchEvent(new CustomEvent<string>('choose', { detail: entry.id }));
    });
    return item;
  }

  /** How far the reader has come with a lesson; null where nothing was done. */
  #doneOf(id: string): { readonly kind: 'begun' | 'done'; readonly word: string } | null {
    const progress = this.progress?.(id);
    const messages = this.#messages;
    if (progress === undefined || messages === null) return null;
    if (progress.done) return { kind: 'done', word: messages.doneLesson };
    if (!progress.answered && progress.tries.length === 0) return null;
    return { kind: 'begun', word: messages.begunLesson };
  }

  #toggle(open: boolean): void {
    this.#menu.hidden = !open;
    if (open) this.#draw();
    this.#opener.setAttribute('aria-expanded', String(open));
    if (open) this.#items.find((item) => item.getAttribute('aria-checked') === 'true')?.focus();
    if (open && !this.#menu.contains(document.activeElement)) this.#items[0]?.focus();
  }

  get #items(): HTMLButtonElement[] {
    return [...this.#menu.querySelectorAll('button')];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#menu.hidden) {
      if (event.key === 'ArrowDown') this.#toggle(true);
      else return;
    } else if (event.key === 'Escape') {
      this.#toggle(false);
      this.#opener.focus();
    } else if (!this.#move(event.key)) {
      return;
    }
    event.preventDefault();
  };

  #move(key: string): boolean {
    const items = this.#items;
    const at = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
    if (to === undefined) return false;
    items.at(to % items.length)?.focus();
    return true;
  }
}

customElements.define('program-menu', ProgramMenu);
