/** When what the reader writes reaches the store: a moment after an edit, and at once where the page may end. */
import type { Workbench } from './workbench.ts';

/** From the first edit that is not kept yet, ms: so much is lost at most where the page ends without a word. */
const SAVE_AFTER = 300;

export class Saving {
  readonly #workbench: Workbench;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The program has changed. */
  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.now();
    }, SAVE_AFTER);
  }

  /** Writes what has changed. */
  now(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#workbench.save();
  }
}
