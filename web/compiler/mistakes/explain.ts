/** Says in one sentence what is wrong, where the table of mistakes knows it, and folds what follows from it below. */
import type { Project } from '../../../wasm/sdk/project.ts';
import type { Diagnostic, Explanation } from '../../session/run/compiler.ts';
import type { Change, Groups, Mistake, Seen } from './mistake.ts';
import { MISTAKES } from './table.ts';

const BY_ID = new Map(MISTAKES.map((mistake) => [mistake.id, mistake]));

/** What a diagnostic becomes: with an explanation, and at the place that it speaks of. */
interface Explained extends Diagnostic {
  readonly explanation: Explanation;
}

/** As `explainFile`, each file's by themselves, the files in the order of their first diagnostics. */
export function explainProject(diagnostics: readonly Diagnostic[], { files, main }: Project): Diagnostic[] {
  const byFile = Map.groupBy(diagnostics, ({ file }) => file ?? main);
  return [...byFile].flatMap(([file, own]) => explainFile(own, files[file] ?? ''));
}

/** The diagnostics with their explanations, one for each mistake: what else clang says because of it is among its notes. */
function explainFile(diagnostics: readonly Diagnostic[], source: string): Diagnostic[] {
  const lines = source.split('\n');
  const told: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const next = explain(diagnostic, lines) ?? diagnostic;
    const at = causeOf(next, told, lines);
    const cause = told[at];
    if (cause === undefined) told.push(next);
    else told[at] = fold(cause, next);
  }
  return foldTheRest(foldUnused(told, lines));
}

/** What a diagnostic means, null where the table does not know it. */
export function explain(diagnostic: Diagnostic, lines: readonly string[]): Explained | null {
  for (const mistake of MISTAKES) {
    const seen = match(mistake, diagnostic, lines);
    if (seen === null) continue;
    const { line, column, groups } = seen;
    const sentence = { en: fill(mistake.en, groups), ko: fill(mistake.ko, groups) };
    const changes: readonly Change[] = typeof mistake.fix === 'function' ? [mistake.fix] : (mistake.fix ?? []);
    const all = changes.map((change) => change(seen));
    // Half a repair is none.
    const { file } = diagnostic;
    const edits = all[0]?.length === 0 ? [] : all.flat().map((edit) => (file === undefined ? edit : { ...edit, file }));
    const moved = line !== diagnostic.line || column !== diagnostic.column;
    const explanation = { id: mistake.id, sentence, edits };
    return { ...(moved ? placed(diagnostic, line, column) : diagnostic), explanation };
  }
  return null;
}

function placed(diagnostic: Diagnostic, line: number, column: number): Diagnostic {
  const { severity, message, file, header, notes } = diagnostic;
  const where = { ...(file === undefined ? {} : { file }), ...(header === undefined ? {} : { header }) };
  return { severity, message, line, column, ...where, notes };
}

function match(mistake: Mistake, diagnostic: Diagnostic, lines: readonly string[]): Seen | null {
  const message = mistake.message.exec(diagnostic.message);
  if (message === null) return null;
  let { line, column } = diagnostic;
  const found: (RegExpExecArray | null | undefined)[] = [message];
  if (mistake.note !== undefined) {
    const pattern = mistake.note;
    found.push(diagnostic.notes.map((note) => pattern.exec(note.message)).find((match) => match !== null) ?? null);
  }
  if (mistake.below !== undefined) {
    const pattern = mistake.below;
    const at = lines.findIndex((text, index) => index >= line - 1 && pattern.test(text));
    const here = pattern.exec(lines[at] ?? '');
    found.push(here);
    line = at + 1;
    column = (here?.index ?? 0) + 1;
  }
  if (mistake.line !== undefined) found.push(mistake.line.exec(lines[line - 1] ?? ''));
  if (found.includes(null)) return null;
  const groups = Object.fromEntries(found.flatMap((match) => Object.entries(match?.groups ?? {})));
  if (mistake.source !== undefined && !new RegExp(fill(mistake.source, groups), 'm').test(lines.join('\n')))
    return null;
  const seen: Seen = { diagnostic, lines, groups, line, column };
  return mistake.when === undefined ? seen : judged(seen, mistake.when(seen));
}

function judged(seen: Seen, more: Groups | null): Seen | null {
  if (more === null) return null;
  const { line } = more;
  const place = line === undefined ? {} : { line: Number(line), column: 1 };
  return { ...seen, ...place, groups: { ...seen.groups, ...more } };
}

function fill(template: string, groups: Groups): string {
  return template.replace(/\{([a-z]\w*)\}/g, (all, name: string) => groups[name] ?? all);
}

/** About a name that is unknown, which is said again wherever it is used. */
const OF_A_NAME =
  /^(?:use of undeclared identifier|unknown type name|no template named|unexpected namespace name) '([^']+)'/;

/** The index of the diagnostic without which this one would not have come; -1 where there is none. */
function causeOf(next: Diagnostic, told: readonly Diagnostic[], lines: readonly string[]): number {
  const last = told.length - 1;
  const previous = told[last];
  if (previous === undefined) return -1;
  // The library's refusals return something of this type, which nothing else is made of; `await` would take it.
  if (next.notes.some(({ message }) => /(?<! to ')detail::Refused/.test(message))) return last;
  if (previous.explanation !== undefined && next.header !== undefined && next.wholeProgram === true) return last;
  const ofName = told.findIndex((earlier) => isOfOneName(next, earlier, lines));
  if (ofName !== -1) return ofName;
  if (rank(next) < 2) {
    const known = told.findIndex((earlier) => isOfDeclaration(next, earlier));
    if (known !== -1) return known;
  }
  return next.wholeProgram !== true && next.line === previous.line && isOneMistake(next, previous) ? last : -1;
}

/** Are both about one name, or is this about one that a wrong line was to declare? */
function isOfOneName(next: Diagnostic, earlier: Diagnostic, lines: readonly string[]): boolean {
  const name = nameOf(next);
  if (name === undefined) return false;
  if ([earlier, ...earlier.notes].some((one) => nameOf(one) === name)) return true;
  if (earlier.explanation === undefined || earlier.severity !== 'error' || earlier.line === next.line) return false;
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${name}(?![\p{L}\p{N}_])`, 'u').test(lines[earlier.line - 1] ?? '');
}

function nameOf({ message }: Diagnostic): string | undefined {
  return OF_A_NAME.exec(message)?.[1];
}

/** Does it only fail because what it uses was declared in a wrong line? */
function isOfDeclaration(next: Diagnostic, { explanation, severity, line }: Diagnostic): boolean {
  if (explanation === undefined || severity !== 'error' || line === next.line) return false;
  return next.notes.some((note) => note.header === undefined && note.line === line);
}

/** Of two in one line. */
function isOneMistake({ explanation: next }: Diagnostic, { explanation: previous }: Diagnostic): boolean {
  if (next === undefined || previous === undefined) return next !== previous;
  return next.id === previous.id || isWeak(next) !== isWeak(previous);
}

function isWeak({ id }: Explanation): boolean {
  return BY_ID.get(id)?.weak === true;
}

/** One diagnostic of two: the one that is explained better, or else the first, with the other among its notes. */
function fold(first: Diagnostic, second: Diagnostic): Diagnostic {
  const [head, other] = rank(second) > rank(first) ? [second, first] : [first, second];
  const severity = first.severity === 'error' || second.severity === 'error' ? 'error' : head.severity;
  return { ...head, severity, ...joined(head, other), notes: [...head.notes, ...asNotes(other)] };
}

/** What is folded below another message. */
function asNotes({ explanation, notes, ...message }: Diagnostic): Diagnostic[] {
  const said = explanation === undefined ? {} : { explanation };
  return [{ ...message, ...said, notes: [] }, ...notes];
}

function rank({ explanation }: Diagnostic): number {
  return explanation === undefined ? 0 : isWeak(explanation) ? 1 : 2;
}

/** A repair repairs the same mistake everywhere. */
function joined(
  { explanation: first }: Diagnostic,
  { explanation: second }: Diagnostic,
): { explanation?: Explanation } {
  if (first === undefined) return {};
  if (first.id !== second?.id) return { explanation: first };
  const known = new Set(first.edits.map((edit) => JSON.stringify(edit)));
  const added = second.edits.filter((edit) => !known.has(JSON.stringify(edit)));
  return { explanation: { ...first, edits: [...first.edits, ...added] } };
}

/** A variable is called unused where the line that uses it is wrong. */
function foldUnused(told: readonly Diagnostic[], lines: readonly string[]): readonly Diagnostic[] {
  const unused = told.filter(({ severity, explanation }) => severity === 'warning' && explanation === undefined);
  return unused.reduce((all, warning) => {
    const name = /^(?:unused (?:variable|parameter)|variable) '(\w+)'/.exec(warning.message)?.[1];
    if (name === undefined) return all;
    const use = new RegExp(String.raw`\b${name}\b`);
    const uses = ({ explanation, severity, line }: Diagnostic) =>
      explanation !== undefined && severity === 'error' && use.test(lines[line - 1] ?? '');
    const cause = all.find(uses);
    if (cause === undefined) return all;
    return all.filter((one) => one !== warning).map((one) => (one === cause ? fold(one, warning) : one));
  }, told);
}

/** Where one mistake breaks the rest, that comes first, and what else is not surely a mistake is folded below it. */
function foldTheRest(told: readonly Diagnostic[]): Diagnostic[] {
  const breaking = told.find(breaksTheRest);
  if (breaking === undefined) return [...told];
  const others = told.filter((one) => one !== breaking);
  const known = others.filter((one) => rank(one) === 2 && !breaksTheRest(one));
  return [others.filter((one) => !known.includes(one)).reduce(fold, breaking), ...known];
}

function breaksTheRest({ explanation }: Diagnostic): boolean {
  return explanation !== undefined && BY_ID.get(explanation.id)?.breaksTheRest === true;
}
