/**
 * A lesson beside its program: its text, what it asks before Run, what to change afterwards, and the way to its neighbours.
 *
 * Events: `text` (detail: whether the reader wants it) and `go` (detail: the id of a neighbour); those of its parts come through.
 */
import type { CatalogEntry, Lesson } from '../../session/lesson/catalog.ts';
import type { LessonProgress } from '../../session/lesson/progress.ts';
import type { Language } from '../../session/messages/language.ts';
import type { LessonMessages } from '../../session/messages/lesson.ts';
import { button, h, icon } from '../dom.ts';
import { ICONS } from '../icons.ts';
import { proseNodes } from '../prose.ts';
import { LessonPrediction } from './lesson-prediction.ts';
import { LessonTries } from './lesson-tries.ts';

type Neighbours = Readonly<Record<'previous' | 'next', CatalogEntry | null>>;

export class LessonPane extends HTMLElement {
  readonly prediction = new LessonPrediction();
  readonly tries = new LessonTries();
  readonly #title = h('h2', { tabindex: '-1' });
  readonly #fold = button('', { class: 'fold', 'aria-controls': 'lesson-text' });
  readonly #text = h('div', { class: 'prose', id: 'lesson-text' });
  readonly #ways = h('nav', { class: 'ways' });
  #lesson: Lesson | null = null;
  #neighbours: Neighbours = { previous: null, next: null };
  #words: LessonMessages | null = null;
  #language: Language = 'en';
  /** The reader has asked for a neighbour, which is not there yet. */
  #leaving = false;

  constructor() {
    super();
    this.#fold.append(icon(ICONS.down));
    this.#fold.addEventListener('click', () => {
      this.#showText(!this.#shown);
      this.dispatchEvent(new CustomEvent<boolean>('text', { detail: this.#shown }));
    });
  }

  /** Another program is on the table; null where it is no lesson's. */
  open(lesson: Lesson | null, neighbours: Neighbours, { visited, text, tries }: LessonProgress): void {
    // What a lesson's own page has in its markup stays until then, or all that follows would move up, and down again.
    if (!this.#text.isConnected) {
      this.replaceChildren(h('div', { class: 'head' }, this.#title, this.#fold), this.#text);
      this.append(this.prediction, this.tries, this.#ways);
    }
    const another = this.#lesson !== null;
    this.#lesson = lesson;
    this.#neighbours = neighbours;
    this.hidden = lesson === null;
    this.prediction.ask(lesson?.predict ?? null);
    this.tries.open(lesson?.tries ?? [], tries);
    this.showTries(tries.length > 0);
    this.#showText(text ?? !visited);
    this.#draw();
    // The first one stands at its begin, and to say so would make the browser lay out a page that is being made.
    if (another) this.scrollTop = 0;
    // The button that was pressed is gone.
    if (this.#leaving) this.#title.focus();
    this.#leaving = false;
  }

  speak(words: LessonMessages, language: Language): void {
    this.#words = words;
    this.#language = language;
    this.prediction.speak(words, language);
    this.tries.speak(words, language);
    this.#draw();
  }

  /** What to change comes after the run. */
  showTries(shown: boolean): void {
    this.tries.hidden = !shown || this.#lesson === null || this.#lesson.tries.length === 0;
  }

  /** Brings the answer beside what happened into sight where this pane is scrolled by itself: a phone's page stays where it is. */
  showVerdict(): void {
    const { verdict } = this.prediction;
    if (verdict !== null) this.scrollTop += verdict.getBoundingClientRect().top - this.getBoundingClientRect().top - 8;
  }

  /** Brings how a change did into sight, in the same way. */
  showResult(): void {
    const below = this.tries.getBoundingClientRect().bottom - this.getBoundingClientRect().bottom + 8;
    if (below > 0) this.scrollTop += below;
  }

  get #shown(): boolean {
    return this.#text.hidden === false;
  }

  #showText(shown: boolean): void {
    this.#text.hidden = !shown;
    this.#nameFold();
  }

  #nameFold(): void {
    const shown = this.#shown;
    const name = (shown ? this.#words?.hideText : this.#words?.showText) ?? '';
    this.#fold.setAttribute('aria-expanded', String(shown));
    this.#fold.setAttribute('aria-label', name);
    this.#fold.title = name;
  }

  #draw(): void {
    const [lesson, words] = [this.#lesson, this.#words];
    if (lesson === null || words === null) return;
    const [title, ...text] = proseNodes(lesson.text[this.#language]);
    this.#title.replaceChildren(...(title?.childNodes ?? []));
    this.#text.replaceChildren(...text);
    this.#nameFold();
    this.#ways.setAttribute('aria-label', words.lesson);
    const { previous, next } = this.#neighbours;
    this.#ways.replaceChildren(this.#way(words.previous, previous, 'previous'), this.#way(words.next, next, 'next'));
  }

  #way(name: string, to: CatalogEntry | null, side: 'previous' | 'next'): HTMLElement {
    if (to === null) return h('span');
    const title = h('span', { class: 'title', id: `way-${side}` }, to.title[this.#language]);
    const way = button(name, { 'aria-describedby': title.id });
    way.addEventListener('click', () => {
      this.#leaving = true;
      this.dispatchEvent(new CustomEvent<string>('go', { detail: to.id }));
    });
    return h('div', { class: `way ${side}` }, way, title);
  }
}

customElements.define('lesson-pane', LessonPane);
