/** The slider **Moment** over all that happened. Says `moment` with the number of an event, or null for "follow the newest". */
import type { Teller } from '../../session/timeline/tell.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { button, h } from '../dom.ts';
import { sentence } from './sentence.ts';

export class MomentSlider extends HTMLElement {
  readonly #range = h('input', { type: 'range', step: '1' });
  readonly #text = h('p', { class: 'event', 'aria-hidden': 'true' });
  readonly #follow = button('', { 'aria-pressed': 'true' });

  constructor() {
    super();
    this.#range.addEventListener('input', () => {
      this.#say(Number(this.#range.value));
    });
    this.#follow.addEventListener('click', () => {
      this.#say(null);
    });
    this.append(this.#range, this.#follow, this.#text);
  }

  set words(words: TimelineWords) {
    this.#range.setAttribute('aria-label', words.moment);
    this.#follow.textContent = words.followNow;
  }

  /** @param moment null where it follows. */
  show(first: number, last: number, moment: number | null, teller: Teller): void {
    const at = moment ?? last;
    this.#range.disabled = last < first;
    this.#range.min = String(first);
    this.#range.max = String(Math.max(first, last));
    this.#range.value = String(at);
    const text = last < first ? '' : `${teller.event(at)} (${teller.step(at)})`;
    this.#range.setAttribute('aria-valuetext', text.replaceAll('`', ''));
    this.#text.replaceChildren(...sentence(text));
    this.#follow.setAttribute('aria-pressed', String(moment === null));
  }

  #say(moment: number | null): void {
    this.dispatchEvent(new CustomEvent<number | null>('moment', { detail: moment }));
  }
}

customElements.define('moment-slider', MomentSlider);
