/** What a lesson asks its reader to change, and what a run of the changed program must show. */
import type { Words } from './catalog.ts';

/** All that is there must hold of the run. */
export interface Check {
  /** Lines of the output. */
  readonly prints?: readonly string[];
  /** Lines that the output must not have. */
  readonly neverPrints?: readonly string[];
  /** Lines of the output that come in this order, whatever is between them. */
  readonly inOrder?: readonly string[];
  /** Seconds on the run's clock. */
  readonly atLeast?: number;
  /** Seconds on the run's clock. */
  readonly atMost?: number;
  /** How many of a kind were under way at once, where they were most: `fetch`, `task`, `sleep` and what else the event log names. */
  readonly atOnce?: { readonly of: string; readonly atLeast?: number; readonly atMost?: number };
  /** Names of tasks that were asked to end. */
  readonly cancelled?: readonly string[];
}

export interface Try {
  /** Of its folder, without the number: unique in the lesson. */
  readonly name: string;
  readonly task: Words;
  readonly hint: Words | null;
  /** The whole program. */
  readonly solution: string;
  readonly check: Check;
}
