/**
 * The slider **Moment** over all that happened. Says `moment` with the number of an event, or null for the end, which is followed where it moves;
 * then `settle` with the same where the reader lets go of it.
 */
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
      this.#say('moment', this.#value);
    });
    this.#range.addEventListener('change', () => {
      this.#say('settle', this.#value);
    });
    this.#follow.addEventListener('click', () => {
      this.#say('settle', null);
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

  get #value(): number | null {
    const { value, max } = this.#range;
    return value === max ? null : Number(value);
  }

  #say(name: 'moment' | 'settle', moment: number | null): void {
    this.dispatchEvent(new CustomEvent<number | null>(name, { detail: moment }));
  }
}

customElements.define('moment-slider', MomentSlider);
