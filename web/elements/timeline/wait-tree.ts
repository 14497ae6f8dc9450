/** The tree of waits as text, below a summary that opens it; told only while it is open. */
import type { History } from '../../session/timeline/history.ts';
import type { Teller } from '../../session/timeline/tell.ts';
import { treeOfWaits } from '../../session/timeline/tree.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { h } from '../dom.ts';

/** Lines that are shown: more would take longer to lay out than a reader has patience. */
const MOST_LINES = 500;

export class WaitTree {
  readonly #title = h('summary');
  readonly #text = h('pre', { tabindex: '0' });
  readonly element = h('details', { class: 'tree' }, this.#title, this.#text);

  set words(words: TimelineWords) {
    this.#title.textContent = words.treeOfWaits;
  }

  show(history: History, teller: Teller, words: TimelineWords, moment: number): void {
    if (!this.element.open) return;
    const lines = treeOfWaits(history, teller, words, moment);
    const left = lines.length - MOST_LINES;
    const text = [...lines.slice(0, MOST_LINES), ...(left > 0 ? [words.moreLines(left)] : [])].join('\n');
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }
}
