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

/** What keeps the loop: a task that computes, or that reads standard input or sleeps in such a way that everything in the program waits. */
export interface Blocking {
  readonly task: string;
  readonly does: 'computes' | 'reads' | 'sleeps';
  /** Null while it goes on, and how long it took once it is over. */
  readonly seconds: number | null;
}

export class BlockingWatch {
  #task: string | null = null;
  #silence = 0;
  #lastTick: number | null = null;
  #told = false;
  #does: Blocking['does'] = 'computes';

  /** The program said something. Output alone is no turn for the loop. */
  heard(event: ProgramEvent): Blocking | null {
    if (event.type === 'reading') return this.#tellOf('reads');
    if (event.type === 'sleeping') return this.#does === 'sleeps' ? null : this.#tellOf('sleeps');
    const hasRead = event.type === 'typed' || event.type === 'input-end';
    if (!ENDS_A_STEP.has(event.type) && !(hasRead && this.#does === 'reads')) return null;
    const over = this.#told ? this.#blocking(this.#silence / 1_000) : null;
    if (event.type === 'running') this.#task = event.task === OUTSIDE ? null : event.task;
    else if (!hasRead) this.#task = null;
    this.#begin('computes');
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
    return this.#blocking(null);
  }

  /** At once: it is no matter of how long. */
  #tellOf(does: Blocking['does']): Blocking | null {
    this.#begin(does);
    this.#told = true;
    return this.#blocking(null);
  }

  #begin(does: Blocking['does']): void {
    this.#does = does;
    this.#silence = 0;
    this.#told = false;
  }

  #blocking(seconds: number | null): Blocking | null {
    return this.#task === null ? null : { task: this.#task, does: this.#does, seconds };
  }
}
