/** Turns what clang writes into messages at places of the reader's own source. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { Diagnostic, Severity } from '../session/run/compiler.ts';
import type { SarifLocation, SarifRegion, SarifResult } from './sarif.ts';
import { explainProject } from './mistakes/explain.ts';
import { SourceText } from './source-text.ts';

/** Where the toolchain puts the project's files. */
const FOLDER = 'file:///';
/** A failed overload resolution lists every candidate there is. */
const MOST_NOTES = 10;
const WHOLE_PROGRAM = { line: 1, column: 1, wholeProgram: true } as const;

type Place = Pick<Diagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn' | 'wholeProgram'>;

/** A message about the program as a whole. */
export function programMessage(severity: Severity, message: string): Diagnostic {
  return { severity, message, ...WHOLE_PROGRAM, notes: [] };
}

/** Errors and warnings in clang's order, each with its notes, and explained where that is possible. */
export function diagnosticsOf(results: readonly SarifResult[], project: Project): Diagnostic[] {
  const reader = new Reader(project);
  const all = new Map<string, Diagnostic>();
  let previous: Diagnostic | undefined;
  for (const group of groups(results)) {
    const next = reader.diagnostic(group, previous);
    if (previous !== undefined && isEcho(next, previous)) continue;
    previous = next;
    // Of a header that several files include clang says the same for each.
    all.set(JSON.stringify(next), next);
  }
  return withoutAftermath(explainProject([...all.values()], project));
}

/** What clang warns of in a line in which it also finds an error mostly comes of that error, unless there is a sentence for it. */
function withoutAftermath(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const lineOf = ({ file, line }: Diagnostic): string => `${file ?? ''}:${line}`;
  const errors = diagnostics.filter(({ severity, wholeProgram }) => severity === 'error' && wholeProgram !== true);
  const wrong = new Set(errors.map(lineOf));
  return diagnostics.filter(
    (each) => each.severity === 'error' || each.explanation !== undefined || !wrong.has(lineOf(each)),
  );
}

/** After an error inside a library's template clang goes on there, and finds more for the same cause. */
function isEcho(next: Diagnostic, previous: Diagnostic): boolean {
  return (
    next.header !== undefined &&
    next.file === previous.file &&
    next.line === previous.line &&
    next.severity === previous.severity
  );
}

interface Group {
  readonly result: SarifResult;
  readonly notes: SarifResult[];
}

/** clang writes the notes of a message right behind it. */
function groups(results: readonly SarifResult[]): Group[] {
  const all: Group[] = [];
  for (const result of results) {
    if (result.level === 'error' || result.level === 'warning') all.push({ result, notes: [] });
    else all.at(-1)?.notes.push(result);
  }
  return all;
}

/** Where a result is: the point it is about, and the project's file or the library's header that this lies in. */
interface Spot {
  readonly point: SarifRegion | null;
  readonly file: string | null;
  readonly header: string | null;
}

/** Reads results about one project. */
class Reader {
  readonly #project: Project;
  readonly #texts = new Map<string, SourceText>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** What lies in a library and names no cause is caused as the message before it was. */
  diagnostic({ result, notes }: Group, previous: Diagnostic | undefined): Diagnostic {
    const cause = previous?.header === undefined ? WHOLE_PROGRAM : positionOf(previous);
    const place = this.#placeOf(result) ?? this.#placeOfCause(notes) ?? cause;
    const shown = notes.filter((note) => this.#isMine(note) || !isStep(note)).slice(0, MOST_NOTES);
    return {
      severity: result.level === 'warning' ? 'warning' : 'error',
      message: sentence(result.message.text),
      ...place,
      ...this.#headerOf(result),
      notes: [...shown.map((note) => this.#noteOf(note, place)), ...advice(result)],
    };
  }

  #noteOf(result: SarifResult, cause: Place): Diagnostic {
    return {
      severity: 'note',
      message: result.message.text,
      ...(this.#placeOf(result) ?? cause),
      ...this.#headerOf(result),
      notes: [],
    };
  }

  /**
   * An error inside a library's template is caused by the line that asked for the template. clang lists the steps from the
   * innermost outwards; the first one in the reader's source is the nearest.
   */
  #placeOfCause(notes: readonly SarifResult[]): Place | null {
    const mine = notes.filter((note) => this.#isMine(note));
    const cause = mine.find(isStep) ?? mine[0];
    return cause === undefined ? null : this.#placeOf(cause);
  }

  /** Is it about the reader's own source? A note about a header may have no location at all. */
  #isMine(result: SarifResult): boolean {
    const { point, file } = this.#locate(result);
    return point !== null && file !== null;
  }

  #headerOf(result: SarifResult): { header?: string } {
    const { header } = this.#locate(result);
    return header === null ? {} : { header };
  }

  #locate(result: SarifResult): Spot {
    const location = result.locations?.at(-1)?.physicalLocation;
    const point = location?.region ?? null;
    const uri = location?.artifactLocation?.uri;
    if (uri === undefined) return { point, file: this.#project.main, header: null };
    const file = uri.startsWith(FOLDER) ? decoded(uri.slice(FOLDER.length)) : '';
    const isOwn = Object.hasOwn(this.#project.files, file);
    return isOwn ? { point, file, header: null } : { point, file: null, header: headerName(uri) };
  }

  #placeOf(result: SarifResult): Place | null {
    const { point, file } = this.#locate(result);
    if (point === null || file === null) return null;
    const text = this.#text(file);
    const line = point.startLine;
    const column = text.column(line, point.startColumn);
    const range = (result.locations ?? []).map(regionOf).find((region) => region !== null && holds(region, point));
    const end = range?.endColumn;
    if (!range || end === undefined)
      return { file, line, column, endLine: line, endColumn: text.tokenEnd(line, column) };
    const endLine = range.endLine ?? range.startLine;
    return { file, line, column, endLine, endColumn: text.column(endLine, end) };
  }

  #text(file: string): SourceText {
    let text = this.#texts.get(file);
    if (text === undefined) this.#texts.set(file, (text = new SourceText(this.#project.files[file] ?? '')));
    return text;
  }
}

function positionOf({ file, line, column, endLine, endColumn, wholeProgram }: Diagnostic): Place {
  return {
    ...(file === undefined ? {} : { file }),
    line,
    column,
    ...(endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn }),
    ...(wholeProgram === undefined ? {} : { wholeProgram }),
  };
}

function sentence(message: string): string {
  return message.replace(/^too many errors emitted, stopping now$/, 'too many errors; the rest is not shown');
}

/** What a reader who includes a library that is not here should know. */
function advice(result: SarifResult): Diagnostic[] {
  if (!/^'.*' file not found/.test(result.message.text)) return [];
  const message =
    'programs in this page can include the C++ standard library and <asyncio.hpp>; no other library is there';
  return [{ ...programMessage('note', message) }];
}

/** The steps of an instantiation from one library template to the next tell the reader nothing. */
function isStep(note: SarifResult): boolean {
  return /^(in instantiation of|while |in evaluation of|in call to|in implicit|in default|during )|requested here$/.test(
    note.message.text,
  );
}

/** As a program would include it. */
function headerName(uri: string): string {
  return decoded(uri).replace(
    /^file:\/\/\/?(sdk\/(engine|include\/c\+\+\/v1|include\/compat|include|clang\/include)\/)?/,
    '',
  );
}

/** A program names files as it likes (`#line`): what is no text in UTF-8 stays as it was encoded. */
function decoded(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
}

function regionOf(location: SarifLocation): SarifRegion | null {
  return location.physicalLocation?.region ?? null;
}

/** Is this a range (the point itself is none) in which the point lies? */
function holds({ startLine, startColumn, endLine, endColumn }: SarifRegion, point: SarifRegion): boolean {
  if (endLine === undefined || endColumn === undefined) return false;
  const begins = startLine < point.startLine || (startLine === point.startLine && startColumn <= point.startColumn);
  const ends = point.startLine < endLine || (point.startLine === endLine && point.startColumn < endColumn);
  return begins && ends;
}
