/** The stretch of a history that is in sight: its axis, zoom and place. */
import type { History } from './history.ts';
import type { Axis } from './stretches.ts';

/** What the axis counts: ns of the loop's clock, or events (where a fast clock leaves many at one time). */
export type Unit = 'time' | 'events';

/** Least that can be in sight, in units: one microsecond, or four events. */
const LEAST = { time: 1000, events: 4 } as const;
/** Room right of the newest event, as a part of what is in sight. */
const MARGIN = 0.04;

export class Viewport implements Axis {
  width = 1;
  #history: History;
  #unit: Unit = 'time';
  #from = 0;
  #to = 1;
  /** Whether all is in sight, and goes on being so as more comes. */
  #all = true;

  constructor(history: History) {
    this.#history = history;
  }

  get unit(): Unit {
    return this.#unit;
  }

  set unit(unit: Unit) {
    this.#unit = unit;
    this.showAll();
  }

  /** The ends of what is in sight, in units. */
  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#to;
  }

  get showsAll(): boolean {
    return this.#all;
  }

  /** There is more to see. */
  update(history: History): void {
    this.#history = history;
    if (this.#all) this.showAll();
  }

  showAll(): void {
    const [first, last] = this.#ends();
    this.#all = true;
    this.#from = first;
    this.#to = last + Math.max(LEAST[this.#unit], MARGIN * (last - first));
  }

  x(event: number): number {
    return ((this.#position(event) - this.#from) / (this.#to - this.#from)) * this.width;
  }

  eventAt(x: number): number {
    const position = this.positionAt(x);
    if (this.#unit === 'time') return this.#history.events.at(position);
    return Math.min(Math.floor(position), this.#history.last);
  }

  /** The place on the axis that is drawn `x` px from the left, in units. */
  positionAt(x: number): number {
    return this.#from + (x / this.width) * (this.#to - this.#from);
  }

  /** Shows less (a factor below 1) or more, so that what is at `x` stays there. */
  zoom(factor: number, x: number): void {
    const [first, last] = this.#ends();
    const span = this.#to - this.#from;
    const most = (last - first) * (1 + MARGIN) + LEAST[this.#unit];
    const wanted = Math.max(LEAST[this.#unit], span * factor);
    if (wanted >= most) {
      this.showAll();
      return;
    }
    const at = this.positionAt(x);
    this.#place(at - (x / this.width) * wanted, wanted);
  }

  /** Moves what is in sight by a number of px. */
  pan(pixels: number): void {
    const span = this.#to - this.#from;
    this.#place(this.#from + (pixels / this.width) * span, span);
  }

  /** Moves as little as brings an event into sight. */
  reveal(event: number): void {
    const x = this.x(event);
    if (x >= 0 && x <= this.width) return;
    const span = this.#to - this.#from;
    this.#place(this.#position(event) - span / 2, span);
  }

  #place(from: number, span: number): void {
    const [first, last] = this.#ends();
    this.#all = false;
    this.#from = Math.max(first, Math.min(from, last + MARGIN * span - span));
    this.#from = Math.max(this.#from, first);
    this.#to = this.#from + span;
  }

  #position(event: number): number {
    return this.#unit === 'time' ? this.#history.events.time(event) : event;
  }

  #ends(): [number, number] {
    const { events, last } = this.#history;
    if (last < events.first) return [0, 1];
    return this.#unit === 'time' ? [events.time(events.first), events.time(last)] : [events.first, last];
  }
}

/** A distance between marks of an axis: 1, 2 or 5 times a power of ten, at least `least`. */
export function markDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * power >= least) return factor * power;
  return 10 * power;
}
