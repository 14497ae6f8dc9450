/**
 * Tells a program that computes without end from one that sleeps.
 *
 * A program cannot speak while it computes, so silence after `running` is all there is to see. Silence is counted in
 * ticks of which each counts for no more than `MAX_TICK`: a laptop that was closed for an hour, or a tab whose timers
 * the browser held back, adds one tick and not an hour.
 * Pure: times are handed in, in milliseconds.
 */
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';

/** Silence that brings the notice, ms. */
export const SPIN_AFTER = 10_000;
/** What one tick counts for at most, ms. */
export const MAX_TICK = 2_000;

/** With these a program computes no more, or not for now. */
const RESTS: ReadonlySet<ProgramEvent['type']> = new Set(['waiting', 'sleeping', 'paused', 'exit', 'failure']);
/** With these it waits for its reader no more. */
const HAS_READ: ReadonlySet<ProgramEvent['type']> = new Set(['typed', 'input-end', 'running', 'restarted']);

/** What a tick or an event changed. */
export type SpinChange = { readonly type: 'spinning'; readonly task: string } | { readonly type: 'yielded' };

export class SpinWatch {
  #task: string | null = null;
  #silence = 0;
  #lastTick: number;
  #told = false;
  /** It waits for somebody to type. */
  #reads = false;

  constructor(now: number) {
    this.#lastTick = now;
  }

  /** The program said something. Output alone is no turn for the loop: a task may print for ever. */
  heard(event: ProgramEvent): SpinChange | null {
    if (event.type === 'reading') this.#reads = true;
    else if (HAS_READ.has(event.type)) this.#reads = false;
    if (event.type === 'running') this.#task = event.task;
    else if (RESTS.has(event.type)) this.#task = null;
    else if (event.type !== 'reading') return null;
    this.#silence = 0;
    const told = this.#told;
    this.#told = false;
    return told ? { type: 'yielded' } : null;
  }

  /** Time went by. */
  tick(now: number): SpinChange | null {
    const gap = Math.min(now - this.#lastTick, MAX_TICK);
    this.#lastTick = now;
    if (this.#task === null || this.#told || this.#reads) return null;
    this.#silence += gap;
    if (this.#silence < SPIN_AFTER) return null;
    this.#told = true;
    return { type: 'spinning', task: this.#task };
  }
}
