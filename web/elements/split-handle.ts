/**
 * The border between the two panes: dragged, moved with the arrow keys, or clicked, which takes the next of a few places, as Enter does. Sets `--split` on
 * its parent, in percent.
 */

const MIN = 25;
const MAX = 75;
const STEP = 2;
const FIRST = 56;
/** Where clicks lead, in turn: for those who cannot drag. */
const PLACES = [MIN, 40, FIRST, MAX];
/** CSS pixels that a pointer may move in a click: hands shake. */
const STILL = 4;

export class SplitHandle extends HTMLElement {
  #value = FIRST;
  /** The pointer has moved it since it was pressed. */
  #dragged = false;

  connectedCallback(): void {
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-orientation', 'vertical');
    this.setAttribute('aria-valuemin', String(MIN));
    this.setAttribute('aria-valuemax', String(MAX));
    this.tabIndex = 0;
    this.addEventListener('pointerdown', this.#drag);
    this.addEventListener('click', this.#onClick);
    this.addEventListener('keydown', this.#onKey);
    this.#set(this.#value);
  }

  readonly #drag = (event: PointerEvent): void => {
    this.setPointerCapture(event.pointerId);
    const { clientX: start } = event;
    this.#dragged = false;
    const move = ({ clientX }: PointerEvent) => {
      this.#dragged ||= Math.abs(clientX - start) > STILL;
      if (!this.#dragged) return;
      const box = this.parentElement?.getBoundingClientRect();
      if (box !== undefined) this.#set(((clientX - box.left) / box.width) * 100);
    };
    this.addEventListener('pointermove', move);
    this.addEventListener(
      'lostpointercapture',
      () => {
        this.removeEventListener('pointermove', move);
      },
      { once: true },
    );
    event.preventDefault();
  };

  /** What a screen reader sends comes without a pointer. */
  readonly #onClick = (): void => {
    if (!this.#dragged) this.#toNextPlace();
    this.#dragged = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      this.#toNextPlace();
      event.preventDefault();
      return;
    }
    const to = { ArrowLeft: this.#value - STEP, ArrowRight: this.#value + STEP, Home: MIN, End: MAX }[event.key];
    if (to === undefined) return;
    this.#set(to);
    event.preventDefault();
  };

  #toNextPlace(): void {
    this.#set(PLACES.find((place) => place > this.#value + STEP / 2) ?? MIN);
  }

  #set(value: number): void {
    this.#value = Math.min(MAX, Math.max(MIN, value));
    const percent = String(Math.round(this.#value));
    this.setAttribute('aria-valuenow', percent);
    this.setAttribute('aria-valuetext', `${percent}%`);
    this.parentElement?.style.setProperty('--split', `${this.#value}%`);
  }
}

customElements.define('split-handle', SplitHandle);
