/** Whose steps a record STEPS counts (see engine/ports/event_records.hpp). Twin: engine/ports/step_order.hpp. */

/** Steps of an iteration that are remembered at most: a log may be anybody's. */
const MAX_ORDER = 1 << 20;

export class StepOrder {
  #state: 'unknown' | 'collected' | 'known' = 'unknown';
  /** The tasks of the last iteration, or, while they are collected, of this one. */
  #order: number[] = [];
  #next = 0;

  /** An iteration of the loop begins. */
  turn(): void {
    const whole =
      this.#state === 'known'
        ? this.#next === this.#order.length
        : this.#state === 'collected' && this.#order.length > 0;
    this.#state = whole ? 'known' : 'collected';
    if (!whole) this.#order = [];
    this.#next = 0;
  }

  /** A task's step, counted or not. */
  step(task: number): void {
    if (this.#state === 'collected') this.#order.push(task);
    if (this.#order.length > MAX_ORDER) this.lose();
    if (this.#state === 'known' && this.#next < this.#order.length) this.#next++;
  }

  /** Something happened after which the next iteration may have other steps. */
  lose(): void {
    this.#state = 'unknown';
    this.#order = [];
  }

  /** Whether a task's step that comes now begins the next iteration, of which no record tells. */
  get turnIsOver(): boolean {
    return this.#state === 'known' && this.#next === this.#order.length;
  }

  /** The task of the next step, if it is counted; 0 where nobody knows. */
  get next(): number {
    return this.#state === 'known' ? (this.#order[this.#next] ?? 0) : 0;
  }
}
