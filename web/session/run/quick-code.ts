/**
 * Whether a program is compiled quickly, to code that computes more slowly, or well at once.
 *
 * Most programs wait more than they compute, and are there sooner. One that computes is known by its last run, before an edit or not, and before there was one by
 * the large numbers in its text. Pure: times are handed in, in milliseconds.
 */
import type { ProgramEvent } from '../../../wasm/abi/protocol.ts';
import type { Project } from '../../../wasm/sdk/project.ts';

/** A program that computes for so long at a stretch in quick code is to have better, ms: about as long as quick code saves in compiling. */
const MUCH = 200;
/** How many times as long quick code takes as better; it was 2.5 to 12 times in loops over numbers, vectors and matrices. */
const SLOWER = 5;
/** A loop that goes so far takes a noticeable time. */
const FAR = 1_000_000;
const RESTS: ReadonlySet<ProgramEvent['type']> = new Set([
  'waiting',
  'sleeping',
  'reading',
  'paused',
  'exit',
  'failure',
]);

/** Measures for how long a run computes at most without a wait. */
export class ComputeTime {
  #longest = 0;
  #since: number | null = null;

  heard({ type }: ProgramEvent, now: number): void {
    if (type === 'running') this.#since ??= now;
    else if (RESTS.has(type)) {
      this.#longest = this.until(now);
      this.#since = null;
    }
  }

  until(now: number): number {
    return Math.max(this.#longest, this.#since === null ? 0 : now - this.#since);
  }
}

/** What was seen of a program's last run. */
export interface LastRun {
  /** For how long it computed at a stretch, at most, ms. */
  readonly computed: number;
  /** In quick code. */
  readonly quick: boolean;
}

/** `last` is null where there was none of this program or what it was before an edit. */
export function isQuickEnough(project: Project, last: LastRun | null): boolean {
  if (project.checked === true) return false;
  if (last !== null) return last.computed * (last.quick ? 1 : SLOWER) < MUCH;
  return !Object.values(project.files).some(countsFar);
}

/** Whether the text has a number such as `2'000'000`, `1e9` or `1 << 20`. */
function countsFar(text: string): boolean {
  const numbers = [...text.matchAll(/\b\d[\d']*(?:e\d+)?/gi)].map(([digits]) => Number(digits.replaceAll("'", '')));
  const shifts = [...text.matchAll(/\b1[uUlL]*\s*<<\s*(\d+)/g)].map(([, by]) => 2 ** Number(by));
  return [...numbers, ...shifts].some((number) => number >= FAR);
}
