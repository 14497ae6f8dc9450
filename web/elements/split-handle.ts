/** The border between the two panes: dragged, or moved with the arrow keys. Sets `--split` on its parent, in percent. */

const MIN = 25;
const MAX = 75;
const STEP = 2;

export class SplitHandle extends HTMLElement {
  #value = 56;

  connectedCallback(): void {
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-orientation', 'vertical');
    this.setAttribute('aria-valuemin', String(MIN));
    this.setAttribute('aria-valuemax', String(MAX));
    this.tabIndex = 0;
    this.addEventListener('pointerdown', this.#drag);
    this.addEventListener('keydown', this.#onKey);
    this.#set(this.#value);
  }

  readonly #drag = (event: PointerEvent): void => {
    this.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent) => {
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

  readonly #onKey = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: this.#value - STEP, ArrowRight: this.#value + STEP, Home: MIN, End: MAX }[event.key];
    if (to === undefined) return;
    this.#set(to);
    event.preventDefault();
  };

  #set(value: number): void {
    this.#value = Math.min(MAX, Math.max(MIN, value));
    this.setAttribute('aria-valuenow', String(Math.round(this.#value)));
    this.parentElement?.style.setProperty('--split', `${this.#value}%`);
  }
}

customElements.define('split-handle', SplitHandle);
