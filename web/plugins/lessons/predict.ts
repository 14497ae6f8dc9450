/**
 * Reads `predict.toml`, what a lesson asks before Run. No answer stands there: it is found in the lesson's `output.txt`, which the tests hold
 * against every run. Where there is none, and for how long something takes, the reader's own run has the answer. What is possible at all is found
 * by `explore.ts`, which runs the program in all orders of what comes from outside.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import type { Words } from '../../session/lesson/catalog.ts';
import { linesOf, outOfOrder } from '../../session/lesson/output-lines.ts';
import type { PossiblePrediction, Prediction, PrintsPrediction } from '../../session/lesson/prediction.ts';
import type { SeenOrders } from '../../../wasm/host/orders.ts';
import { isListOf, isString, isWords, type LessonFolder } from './folder.ts';

/** What the program of a lesson was seen to do. */
export interface Seen {
  /** Exactly what it prints under the fast clock; null where it may print anything. */
  readonly output: string | null;
  /** What it prints in one order of the answers to its requests or another; null where they were not all run. */
  readonly orders?: SeenOrders | null;
}

/** What the lesson asks; null where it asks nothing. Throws, with a sentence, where that is wrong. */
export function predictionOf(
  lesson: Pick<LessonFolder, 'path' | 'name' | 'output'>,
  orders: SeenOrders | null = null,
): Prediction | null {
  const file = join(lesson.path, 'predict.toml');
  if (!existsSync(file)) return null;
  return readPrediction(readFileSync(file, 'utf8'), { output: lesson.output, orders }, `${lesson.name}/predict.toml`);
}

/** The prediction in `toml`, answered by what was seen unless that is null; `file` is named by what is thrown. */
export function readPrediction(toml: string, { output, orders = null }: Seen, file: string): Prediction {
  const wrong = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  const { kind, en, ko, why = null, lines, choices } = parse(toml);
  const question = isWords({ en, ko }) ? ({ en, ko } as Words) : wrong('the question is missing in en or ko');
  if (why !== null && !isWords(why)) wrong('why is missing in en or ko');
  const asked = { question, why: why as Words | null };
  const printed = output === null ? null : linesOf(output).map(({ text }) => text);
  if (kind === 'order') {
    if (!isListOf(lines, isString) || lines.length < 3 || lines.length > 6) return wrong('lines are not three to six');
    const often = lines.find((line) => printed !== null && printed.filter((one) => one === line).length !== 1);
    if (often !== undefined) wrong(`${JSON.stringify(often)} is not exactly once in output.txt`);
    const order = [...lines.keys()].sort((a, b) => place(printed, lines[a]) - place(printed, lines[b]));
    return { kind, ...asked, lines, answer: printed === null ? null : order };
  }
  if (kind === 'duration') {
    const isSeconds = (value: unknown): value is number => typeof value === 'number' && value > 0;
    if (!isListOf(choices, isSeconds) || choices.length < 2) return wrong('choices are not at least two times');
    return { kind, ...asked, choices, answer: null };
  }
  if (kind === 'possible') {
    const outcomes = readOutcomes(choices) ?? wrong('choices are not lists of lines with words in en and ko');
    const answer = orders && outcomesIn(outcomes, orders.outputs);
    if (answer !== null && (answer.length === 0 || answer.length === outcomes.length))
      wrong(`${answer.length === 0 ? 'none' : 'each'} of the choices is possible: nothing is asked`);
    return { kind, ...asked, choices: outcomes, answer, orders: orders?.orders ?? 0 };
  }
  if (kind !== 'prints')
    return wrong(`there is no kind ${JSON.stringify(kind)}: only order, duration, prints, possible`);
  const read = readChoices(choices) ?? wrong('choices are neither lines nor lines with words in en and ko');
  const right = [...read.keys()].filter((i) => printed?.includes(read[i]?.line.trim() ?? '') === true);
  if (printed !== null && (right.length === 0 || right.length === read.length))
    wrong(`${right.length === 0 ? 'none' : 'each'} of the choices is printed by the program: nothing is asked`);
  return { kind, ...asked, choices: read, answer: printed === null ? null : right };
}

function place(printed: readonly string[] | null, line: string | undefined): number {
  return printed?.indexOf(line ?? '') ?? 0;
}

function readChoices(choices: unknown): PrintsPrediction['choices'] | null {
  if (isListOf(choices, isString)) return choices.map((line) => ({ line, text: { en: line, ko: line } }));
  if (!isListOf(choices, isWords)) return null;
  const lines = choices.map((choice) => Reflect.get(choice, 'line') as unknown);
  if (!isListOf(lines, isString)) return null;
  return choices.map(({ en, ko }, i) => ({ line: lines[i] ?? '', text: { en, ko } }));
}

function readOutcomes(choices: unknown): PossiblePrediction['choices'] | null {
  if (!isListOf(choices, isWords)) return null;
  const lines = choices.map((choice) => Reflect.get(choice, 'lines') as unknown);
  const isLines = (value: unknown): value is string[] => isListOf(value, isString) && value.length > 0;
  if (!isListOf(lines, isLines)) return null;
  return choices.map(({ en, ko }, i) => ({ lines: lines[i] ?? [], text: { en, ko } }));
}

/** Which of the choices are printed in one output or another. */
function outcomesIn(choices: PossiblePrediction['choices'], outputs: readonly string[]): readonly number[] {
  const all = outputs.map(linesOf);
  return [...choices.keys()].filter((i) =>
    all.some((printed) => outOfOrder(printed, choices[i]?.lines ?? []) === undefined),
  );
}
