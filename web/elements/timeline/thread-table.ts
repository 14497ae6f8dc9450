/** The table **Threads**: what the loop and the workers do at a moment. */
import type { History } from '../../session/timeline/history.ts';
import type { Teller } from '../../session/timeline/tell.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { h } from '../dom.ts';
import { sentence } from './sentence.ts';

export class ThreadTable extends HTMLElement {
  readonly #caption = h('caption');
  readonly #head = h('tr');
  readonly #body = h('tbody');
  #shown = '';

  constructor() {
    super();
    this.append(h('table', {}, this.#caption, h('thead', {}, this.#head), this.#body));
  }

  set words(words: TimelineWords) {
    this.#caption.textContent = words.threads;
    this.#head.replaceChildren(...[words.name, words.doing].map((name) => h('th', { scope: 'col' }, name)));
  }

  show(history: History, moment: number, teller: Teller): void {
    const rows = history.threads.map((thread) => [teller.thread(thread), teller.doing(thread, moment)] as const);
    const shown = JSON.stringify(rows);
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.#body.replaceChildren(
      ...rows.map(([name, doing]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, ...sentence(doing)))),
    );
  }
}

customElements.define('thread-table', ThreadTable);
