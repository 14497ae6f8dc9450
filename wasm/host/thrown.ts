/**
 * Where the program threw its latest exceptions, for the one that nobody catches: it is caught where the program begins, and by then the calls that led
 * to it are gone. Nothing but the engine's note of the calls is kept, which is put into words only for that one.
 */
import { framesOf } from './failure.ts';

/** Exceptions that may wait in as many tasks. */
const KEPT = 256;
/** A program that throws without pause is not to be slowed down: so many are noted within a window of time. */
const WINDOW_MS = 50;
const NOTED_A_WINDOW = 200;

export class ThrownExceptions {
  /** By address, the latest last. */
  readonly #calls = new Map<number, Error>();
  #windowStart = -Infinity;
  #noted = 0;

  note(exception: number): void {
    // Another one may have lain there before.
    this.#calls.delete(exception);
    const now = performance.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now;
      this.#noted = 0;
    }
    if (++this.#noted > NOTED_A_WINDOW) return;
    this.#calls.set(exception, new Error());
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > KEPT && oldest !== undefined) this.#calls.delete(oldest);
  }

  /** Where it was thrown, as FailureEvent has it; 0: where the program is now. */
  framesOf(exception: number): readonly number[] {
    return framesOf(exception === 0 ? new Error() : this.#calls.get(exception));
  }
}
