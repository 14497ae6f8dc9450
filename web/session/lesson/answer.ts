/** A reader's answer to what a lesson asks before Run, held against what happens. */
import type { FinishedRun } from './check.ts';
import { linesOf, outOfOrder } from './output-lines.ts';
import type { OrderPrediction, PossiblePrediction, Prediction, PrintsPrediction } from './prediction.ts';

/** Indices of the lines in the order that the reader expects, or of the choices that the reader made. */
export type Answer = readonly number[];

/** One thing that was predicted, beside what happened. */
export interface Compared {
  /** The index of what it is about, of the lines or choices; null where the two sides are about different ones. */
  readonly about: number | null;
  /** An index for `order` and `duration`; whether it is printed for `prints`, and can be for `possible`. */
  readonly answered: number | boolean;
  readonly happened: number | boolean;
  readonly same: boolean;
}

/** The moment of a run at which an answer proves wrong: a byte of standard output, an event of the log, or the end. */
export type Contradiction = { readonly byte: number } | { readonly event: number } | 'end';

/** Whether it happened as answered: see `compare`. */
export function isRight(prediction: Prediction, answer: Answer, run: FinishedRun | null): boolean {
  return compare(prediction, answer, run).every(({ same }) => same);
}

/** The answer beside what happened: in `run`, as far as it can tell, or else as the build found out; nothing where nobody knows. */
export function compare(prediction: Prediction, answer: Answer, run: FinishedRun | null): readonly Compared[] {
  switch (prediction.kind) {
    case 'order': {
      const order = orderIn(prediction, run) ?? prediction.answer ?? [];
      return order.map((happened, i) => {
        const answered = answer[i] ?? -1;
        return { about: null, answered, happened, same: answered === happened };
      });
    }
    case 'duration': {
      const answered = answer[0] ?? -1;
      const happened = prediction.answer ?? nearest(prediction.choices, run);
      return [{ about: null, answered, happened, same: answered === happened }];
    }
    case 'prints': {
      const printed = run === null ? (prediction.answer ?? []) : printedIn(prediction, run);
      return compareEach(prediction.choices.length, answer, printed);
    }
    case 'possible':
      return compareEach(prediction.choices.length, answer, prediction.answer ?? []);
  }
}

function compareEach(choices: number, answer: Answer, right: readonly number[]): readonly Compared[] {
  return Array.from({ length: choices }, (_, about) => {
    const [answered, happened] = [answer.includes(about), right.includes(about)];
    return { about, answered, happened, same: answered === happened };
  });
}

/** Whether the output of a run that goes on has all that is asked about: a server prints its last line long before it ends. */
export function isDecided(prediction: Prediction, output: string): boolean {
  const printed = new Set(linesOf(output).map(({ text }) => text));
  const wanted = awaited(prediction);
  return wanted.length > 0 && wanted.every((line) => printed.has(line.trim()));
}

/** The lines after which nothing is open; none where only the end of the run tells. */
function awaited(prediction: Prediction): readonly string[] {
  if (prediction.kind === 'order') return prediction.lines;
  if (prediction.kind !== 'prints') return [];
  return (prediction.answer ?? []).map((i) => prediction.choices[i]?.line ?? '');
}

/** Where in a run a wrong answer proves wrong: at the first line that comes otherwise, or else at the end; null where this run cannot tell. */
export function contradiction(prediction: Prediction, answer: Answer, run: FinishedRun): Contradiction | null {
  const wrong = compare(prediction, answer, run).filter(({ same }) => !same);
  if (prediction.kind === 'possible') return seenIn(prediction, wrong, run);
  const line = (i: number | boolean | null): string | undefined => {
    if (typeof i !== 'number' || prediction.kind === 'duration') return undefined;
    return prediction.kind === 'order' ? prediction.lines[i] : prediction.choices[i]?.line;
  };
  const text =
    prediction.kind === 'order'
      ? line(wrong[0]?.happened ?? null)
      : line(wrong.find((one) => one.happened)?.about ?? null);
  const found = linesOf(run.output).find((one) => one.text === text?.trim());
  return found === undefined ? 'end' : { byte: found.byte };
}

/** Where a run shows something that was held to be impossible: at the last of its lines. */
function seenIn({ choices }: PossiblePrediction, wrong: readonly Compared[], run: FinishedRun): Contradiction | null {
  const printed = linesOf(run.output);
  const shown = wrong
    .map(({ about }) => choices[about ?? -1]?.lines ?? [])
    .find((lines) => outOfOrder(printed, lines) === undefined);
  const last = printed.findLast(({ text }) => text === shown?.at(-1)?.trim());
  return last === undefined ? null : { byte: last.byte };
}

/** Null where one of the lines is missing. */
function orderIn({ lines }: OrderPrediction, run: FinishedRun | null): readonly number[] | null {
  if (run === null) return null;
  const printed = linesOf(run.output).map(({ text }) => text);
  const places = lines.map((line, index) => ({ index, at: printed.indexOf(line.trim()) }));
  if (places.some(({ at }) => at < 0)) return null;
  return places.toSorted((a, b) => a.at - b.at).map(({ index }) => index);
}

function printedIn({ choices }: PrintsPrediction, run: FinishedRun): readonly number[] {
  const printed = new Set(linesOf(run.output).map(({ text }) => text));
  return [...choices.keys()].filter((i) => printed.has(choices[i]?.line.trim() ?? ''));
}

/** Which of some times a run took, more or less. */
function nearest(choices: readonly number[], run: FinishedRun | null): number {
  if (run === null) return -1;
  const off = choices.map((seconds) => Math.abs(seconds - run.seconds));
  return off.indexOf(Math.min(...off));
}
