/**
 * A program's time: real, slow, or fast, and standing still while the program is paused. Everything in the host that asks for the time or sets
 * a timer on a program's behalf does it here. Whole microseconds, so that a time that was recorded is exact when it is replayed.
 */
import type { ClockMode } from '../abi/protocol.ts';

/** The longest delay of `setTimeout`: more would overflow its 32 bits and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How often a program may read the fast clock without waiting before it moves, and by how much, ms: a loop that looks until a moment has passed ends. */
const READS_A_MOVE = 1_000;
const MOVE_MS = 1;

/** The time outside, from which the program's is made; tests have one that they move on by hand. */
export interface RealTime {
  /** ms. */
  now(): number;
  /** Calls `listener` once, in so many ms; returns how to prevent it. */
  after(milliseconds: number, listener: () => void): () => void;
}

const REAL_TIME: RealTime = {
  now: () => performance.now(),
  after: (milliseconds, listener) => {
    const timer = setTimeout(listener, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

function wholeMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1_000) / 1_000;
}

export class Clock {
  /** For timers, whose delays `delayUntil` tells. */
  readonly real: RealTime;
  #mode: ClockMode;
  #paused = false;
  /** The program's time at the real time `#mark`, from which on it moves at `#rate`. */
  #time: number;
  #mark: number;
  #rate: number;
  #reads = 0;
  #onChange: () => void = () => undefined;

  /** @param mode a number above 1 is how many times slower the program's time passes. */
  constructor(mode: ClockMode = 'real', real: RealTime = REAL_TIME) {
    this.#mode = mode;
    this.real = real;
    this.#mark = real.now();
    // The fast clock starts at the same moment in every run.
    this.#time = mode === 'fast' ? 0 : this.#mark;
    this.#rate = this.#usualRate();
  }

  /** The program's time in ms. Never earlier than the last answer. */
  now(): number {
    if (this.#rate === 0 && ++this.#reads % READS_A_MOVE === 0 && !this.#paused) this.#time += MOVE_MS;
    return wholeMicroseconds(this.#current());
  }

  get mode(): ClockMode {
    return this.#mode;
  }
  set mode(mode: ClockMode) {
    this.#settle();
    this.#mode = mode;
    this.#rate = this.#usualRate();
    this.#onChange();
  }

  get paused(): boolean {
    return this.#paused;
  }
  /** While it is paused, time stands still and no timer fires. */
  set paused(paused: boolean) {
    if (paused === this.#paused) return;
    this.#settle();
    this.#paused = paused;
    this.#rate = this.#usualRate();
    this.#onChange();
  }

  /** Called when delays that `delayUntil` gave are no longer right. */
  set onChange(listener: () => void) {
    this.#onChange = listener;
  }

  /** Moves the time on to `time`, unless it is there already. */
  jump(time: number): void {
    this.#settle();
    this.#reads = 0;
    // Up to a whole microsecond, but for what a double cannot tell: `now` must not answer with an earlier moment than this.
    this.#time = Math.max(this.#time, Math.ceil(time * 1_000 - 1e-6) / 1_000);
  }

  /** It is `time` now, whatever it was: a replay has come to its end. */
  restart(time: number): void {
    this.#time = time;
    this.#mark = this.real.now();
  }

  /** Time passes as it does really, also under the fast clock: the program waits for what the outside does. */
  flow(flows: boolean): void {
    this.#settle();
    this.#rate = flows && !this.#paused && this.#mode === 'fast' ? 1 : this.#usualRate();
  }

  /** Real ms from now until the program's `time`; null where it does not come by itself. */
  delayUntil(time: number): number | null {
    const left = time - this.#current();
    if (left <= 0) return 0;
    if (this.#rate === 0 || left === Infinity) return null;
    return Math.min(left / this.#rate, LONGEST_TIMER_MS);
  }

  #usualRate(): number {
    if (this.#paused || this.#mode === 'fast') return 0;
    return this.#mode === 'real' ? 1 : 1 / this.#mode;
  }

  #current(): number {
    return this.#rate === 0 ? this.#time : this.#time + (this.real.now() - this.#mark) * this.#rate;
  }

  #settle(): void {
    this.#time = this.#current();
    this.#mark = this.real.now();
  }
}
