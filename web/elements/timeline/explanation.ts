/** Why a task does not run, or what a group or thread is at: a chain of sentences, whose lines of the program are ways there. Says `reveal` with a place. */
import type { Place } from '../../session/run/compiler.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { button, h } from '../dom.ts';
import { sentence } from './sentence.ts';

/** A sentence, and the place that it names. */
export interface Reason {
  readonly text: string;
  readonly place: Place | null;
}

export class Explanation {
  readonly element = h('div', { class: 'why', 'aria-live': 'polite' });
  #shown = '';

  show(reasons: readonly Reason[], words: TimelineWords): void {
    // What stands there already would else be read aloud again.
    const shown = reasons.map(({ text }) => text).join('\n');
    if (this.#shown === shown) return;
    this.#shown = shown;
    const items = reasons.map((reason) => h('li', {}, ...this.#parts(reason, words)));
    this.element.replaceChildren(...(items.length === 0 ? [] : [h('ol', {}, ...items)]));
  }

  /** The line that a sentence names is the way there. */
  #parts({ text, place }: Reason, words: TimelineWords): readonly (Node | string)[] {
    const line = place === null ? '' : words.atLine(place);
    const at = text.indexOf(line);
    if (place === null || at < 0) return sentence(text);
    return [...sentence(text.slice(0, at)), this.#way(line, place), ...sentence(text.slice(at + line.length))];
  }

  #way(line: string, place: Place): HTMLButtonElement {
    const go = button(line, { class: 'link' });
    go.addEventListener('click', () => {
      this.element.dispatchEvent(new CustomEvent<Place>('reveal', { detail: place }));
    });
    return go;
  }
}
