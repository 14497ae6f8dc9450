/** Pans and zooms an element by mouse, pen, trackpad and fingers. Up and down it is scrolled by the browser. */

export interface GestureTarget {
  /** Moves what is seen by a number of px. */
  pan(pixels: number): void;
  /** Shows less (below 1) or more, around a place, px from the left of the element. */
  zoom(factor: number, x: number): void;
  /** A press that did not become a drag, px from the upper left corner. */
  press(x: number, y: number): void;
}

/** px within which a press is not a drag. */
const SLOP = 4;
/** How much a notch of a wheel zooms. */
const WHEEL = 0.0022;

export class Gestures {
  readonly #element: HTMLElement;
  readonly #target: GestureTarget;
  /** Where the fingers that are down are. */
  readonly #down = new Map<number, { x: number; y: number }>();
  #moved = 0;

  constructor(element: HTMLElement, target: GestureTarget) {
    this.#element = element;
    this.#target = target;
    element.addEventListener('wheel', this.#wheel, { passive: false });
    element.addEventListener('pointerdown', this.#begin);
    element.addEventListener('pointermove', this.#move);
    element.addEventListener('pointerup', this.#end);
    element.addEventListener('pointercancel', this.#end);
  }

  readonly #wheel = (event: WheelEvent): void => {
    // A pinch on a trackpad comes as a wheel with Ctrl.
    if (event.ctrlKey || event.metaKey) this.#target.zoom(Math.exp(event.deltaY * WHEEL * 2), this.#place(event).x);
    else if (event.shiftKey) this.#target.pan(event.deltaY + event.deltaX);
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.#target.pan(event.deltaX);
    else return;
    event.preventDefault();
  };

  readonly #begin = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (this.#down.size === 0) this.#moved = 0;
    this.#down.set(event.pointerId, this.#place(event));
  };

  readonly #move = (event: PointerEvent): void => {
    const before = this.#down.get(event.pointerId);
    if (before === undefined) return;
    const now = this.#place(event);
    this.#moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (this.#moved < SLOP) return;
    if (!this.#element.hasPointerCapture(event.pointerId)) this.#element.setPointerCapture(event.pointerId);
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) this.#target.pan(before.x - now.x);
    else {
      const distance = (place: { x: number }): number => Math.max(20, Math.abs(place.x - other.x));
      this.#target.zoom(distance(before) / distance(now), (now.x + other.x) / 2);
    }
    this.#down.set(event.pointerId, now);
  };

  readonly #end = (event: PointerEvent): void => {
    const place = this.#down.get(event.pointerId);
    this.#down.delete(event.pointerId);
    if (place !== undefined && event.type === 'pointerup' && this.#moved < SLOP) this.#target.press(place.x, place.y);
  };

  #place({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
