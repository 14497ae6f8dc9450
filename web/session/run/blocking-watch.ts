/**
 * Tells when a step of a task keeps the event loop from everything else, from about a second on, as asyncio's debug mode does.
 *
 * A program cannot speak while it computes: silence after `running` is all there is to see. It is counted in ticks, of which each counts for
 * no more than `MAX_TICK`: while the page itself was held up, what the program said in the meantime has not been heard yet.
 * Pure: times are handed in, in milliseconds.
 */
import type { ProgramEvent } from '../../../wasm/abi/protocol.ts';

/** Silence that counts as blocking, ms. */
export const BLOCKING_AFTER = 1_000;
/** Time between two ticks, ms. */
export const TICK = 200;
/** What one tick counts for at most, ms. */
const MAX_TICK = 2 * TICK;
/** With these a step begins, or has ended. */
const ENDS_A_STEP: ReadonlySet<ProgramEvent['type']> = new Set(['running', 'waiting', 'paused', 'exit', 'failure']);
/** What the host calls a program that computes outside of every task: there may be no loop that it keeps waiting. */
const OUTSIDE = 'main()';

/** `seconds` is null while the step goes on, and how long it took once it is over. */
export interface Blocking {
  readonly task: string;
  readonly seconds: number | null;
}

export class BlockingWatch {
  #task: string | null = null;
  #silence = 0;
  #lastTick: number | null = null;
  #told = false;

  /** The program said something. Output alone is no turn for the loop. */
  heard(event: ProgramEvent): Blocking | null {
    if (!ENDS_A_STEP.has(event.type)) return null;
    const over = this.#told && this.#task !== null ? { task: this.#task, seconds: this.#silence / 1_000 } : null;
    this.#task = event.type === 'running' && event.task !== OUTSIDE ? event.task : null;
    this.#silence = 0;
    this.#told = false;
    return over;
  }

  /** Time went by. */
  tick(now: number): Blocking | null {
    const gap = Math.min(now - (this.#lastTick ?? now), MAX_TICK);
    this.#lastTick = now;
    if (this.#task === null) return null;
    this.#silence += gap;
    if (this.#told || this.#silence < BLOCKING_AFTER) return null;
    this.#told = true;
    return { task: this.#task, seconds: null };
  }
}
