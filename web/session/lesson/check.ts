/** Whether a run shows what a try of a lesson asks for. */
import type { Check } from './try.ts';
import { linesOf, outOfOrder, type OutputLine } from './output-lines.ts';
import { factsOf, type RunFacts } from './run-facts.ts';

/** A run from its beginning to its end, or as far as it has come. */
export interface FinishedRun {
  /** All of standard output. */
  readonly output: string;
  /** The event log, in pieces. */
  readonly log: readonly Uint8Array[];
  /** On the run's clock. */
  readonly seconds: number;
}

/** What was not so. */
export interface FailedCheck {
  readonly ok: false;
  readonly failed: keyof Check;
  /** What was asked for: a line, a task's name, a number. */
  readonly wanted: string | number;
  /** What was there instead, where that is a number. */
  readonly found: number | null;
}

export type CheckResult = { readonly ok: true; readonly failed: null } | FailedCheck;

type Test = (check: Check, run: Facts) => Omit<FailedCheck, 'ok' | 'failed'> | null;

interface Facts {
  readonly lines: ReadonlySet<string>;
  readonly inOrder: readonly OutputLine[];
  readonly seconds: number;
  readonly events: RunFacts;
}

const missing = (wanted: string | undefined) => (wanted === undefined ? null : { wanted, found: null });

const TESTS: { readonly [Name in keyof Check]-?: Test } = {
  prints: ({ prints = [] }, { lines }) => missing(prints.find((line) => !lines.has(line.trim()))),
  neverPrints: ({ neverPrints = [] }, { lines }) => missing(neverPrints.find((line) => lines.has(line.trim()))),
  inOrder: ({ inOrder: wanted = [] }, { inOrder }) => missing(outOfOrder(inOrder, wanted)),
  atLeast: ({ atLeast: wanted = 0 }, { seconds: found }) => (found >= wanted ? null : { wanted, found }),
  atMost: ({ atMost: wanted = Infinity }, { seconds: found }) => (found <= wanted ? null : { wanted, found }),
  atOnce: ({ atOnce }, { events }) => {
    if (atOnce === undefined) return null;
    const found = events.most(atOnce.of);
    const { atLeast = 0, atMost = Infinity } = atOnce;
    const wanted = Math.min(Math.max(found, atLeast), atMost);
    return found === wanted ? null : { wanted, found };
  },
  cancelled: ({ cancelled = [] }, { events }) => missing(cancelled.find((name) => !events.wasCancelled(name))),
};

/** Holds a run against a check; the first part of it that does not hold is told. */
export function checkRun(check: Check, { output, log, seconds }: FinishedRun): CheckResult {
  const inOrder = linesOf(output);
  const lines = new Set(inOrder.map(({ text }) => text));
  const facts = { lines, inOrder, seconds, events: factsOf(log) };
  for (const [name, test] of Object.entries(TESTS) as [keyof Check, Test][]) {
    const wrong = test(check, facts);
    if (wrong !== null) return { ok: false, failed: name, ...wrong };
  }
  return { ok: true, failed: null };
}

/** Whether nothing that a run does later can change that a check holds: what is asked for is that something happens. */
export function holdsForGood({ neverPrints, atMost, atOnce }: Check): boolean {
  return neverPrints === undefined && atMost === undefined && atOnce?.atMost === undefined;
}
