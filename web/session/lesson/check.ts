/** Whether a run shows what a try of a lesson asks for. */
import type { Contradiction } from './answer.ts';
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
  /** Where in the run it was not so; null where that is nowhere, as of a line that is missing. */
  readonly at: Contradiction | null;
  /** Whether the run has moments: a program without a loop has lines of output alone. */
  readonly logged: boolean;
}

export type CheckResult = { readonly ok: true; readonly failed: null } | FailedCheck;

type Test = (check: Check, run: Facts) => Pick<FailedCheck, 'wanted' | 'found' | 'at'> | null;

interface Facts {
  readonly lines: ReadonlySet<string>;
  readonly inOrder: readonly OutputLine[];
  readonly seconds: number;
  readonly events: RunFacts;
}

const missing = (wanted: string | undefined, at?: OutputLine) =>
  wanted === undefined ? null : { wanted, found: null, at: at === undefined ? null : { byte: at.byte } };
const lineOf = (lines: readonly OutputLine[], wanted: string | undefined) =>
  lines.find(({ text }) => text === wanted?.trim());

const TESTS: { readonly [Name in keyof Check]-?: Test } = {
  prints: ({ prints = [] }, { lines }) => missing(prints.find((line) => !lines.has(line.trim()))),
  neverPrints: ({ neverPrints = [] }, { lines, inOrder }) => {
    const printed = neverPrints.find((line) => lines.has(line.trim()));
    return missing(printed, lineOf(inOrder, printed));
  },
  inOrder: ({ inOrder: wanted = [] }, { inOrder }) => {
    const misplaced = outOfOrder(inOrder, wanted);
    return missing(misplaced, lineOf(inOrder, misplaced));
  },
  atLeast: ({ atLeast: wanted = 0 }, { seconds: found }) => (found >= wanted ? null : { wanted, found, at: 'end' }),
  atMost: ({ atMost: wanted = Infinity }, { seconds: found }) =>
    found <= wanted ? null : { wanted, found, at: 'end' },
  atOnce: ({ atOnce }, { events }) => {
    if (atOnce === undefined) return null;
    const { count: found, event } = events.most(atOnce.of);
    const { atLeast = 0, atMost = Infinity } = atOnce;
    const wanted = Math.min(Math.max(found, atLeast), atMost);
    return found === wanted ? null : { wanted, found, at: event === null ? null : { event } };
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
    if (wrong !== null) return { ok: false, failed: name, ...wrong, logged: log.length > 0 };
  }
  return { ok: true, failed: null };
}

/** Whether nothing that a run does later can change that a check holds: what is asked for is that something happens. */
export function holdsForGood({ neverPrints, atMost, atOnce }: Check): boolean {
  return neverPrints === undefined && atMost === undefined && atOnce?.atMost === undefined;
}
