/** Turns what clang writes into messages at places of the reader's own source. */
import type { Diagnostic, Severity } from '../session/run/compiler.ts';
import type { SarifLocation, SarifRegion, SarifResult } from './sarif.ts';
import { explainAll } from './mistakes/explain.ts';
import { SourceText } from './source-text.ts';

/** Where the toolchain puts the source. */
const SOURCE_URI = 'file:///main.cpp';
/** A failed overload resolution lists every candidate there is. */
const MOST_NOTES = 10;
const WHOLE_PROGRAM = { line: 1, column: 1, wholeProgram: true } as const;

type Place = Pick<Diagnostic, 'line' | 'column' | 'endLine' | 'endColumn' | 'wholeProgram'>;

/** A message about the program as a whole. */
export function programMessage(severity: Severity, message: string): Diagnostic {
  return { severity, message, ...WHOLE_PROGRAM, notes: [] };
}

/** Errors and warnings in clang's order, each with its notes, and explained where that is possible. */
export function diagnosticsOf(results: readonly SarifResult[], source: string): Diagnostic[] {
  const text = new SourceText(source);
  const all: Diagnostic[] = [];
  for (const group of groups(results)) {
    const previous = all.at(-1);
    const next = diagnostic(group, previous, text);
    if (previous === undefined || !isEcho(next, previous)) all.push(next);
  }
  return explainAll(all, source);
}

/** After an error inside a library's template clang goes on there, and finds more for the same cause. */
function isEcho(next: Diagnostic, previous: Diagnostic): boolean {
  return next.header !== undefined && next.line === previous.line && next.severity === previous.severity;
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

/** What lies in a library and names no cause is caused as the message before it was. */
function diagnostic({ result, notes }: Group, previous: Diagnostic | undefined, text: SourceText): Diagnostic {
  const cause = previous?.header === undefined ? WHOLE_PROGRAM : positionOf(previous);
  const place = placeOf(result, text) ?? placeOfCause(notes, text) ?? cause;
  const shown = notes.filter((note) => isMine(note) || !isStep(note)).slice(0, MOST_NOTES);
  return {
    severity: result.level === 'warning' ? 'warning' : 'error',
    message: sentence(result.message.text),
    ...place,
    ...headerOf(result),
    notes: [...shown.map((note) => noteOf(note, place, text)), ...advice(result)],
  };
}

function positionOf({ line, column, endLine, endColumn, wholeProgram }: Diagnostic): Place {
  return {
    line,
    column,
    ...(endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn }),
    ...(wholeProgram === undefined ? {} : { wholeProgram }),
  };
}

function noteOf(result: SarifResult, cause: Place, text: SourceText): Diagnostic {
  return {
    severity: 'note',
    message: result.message.text,
    ...(placeOf(result, text) ?? cause),
    ...headerOf(result),
    notes: [],
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

/**
 * An error inside a library's template is caused by the line that asked for the template. clang lists the steps from the
 * innermost outwards; the first one in the reader's source is the nearest.
 */
function placeOfCause(notes: readonly SarifResult[], text: SourceText): Place | null {
  const mine = notes.filter(isMine);
  const cause = mine.find(isStep) ?? mine[0];
  return cause === undefined ? null : placeOf(cause, text);
}

/** Is it about the reader's own source? A note about a header may have no location at all. */
function isMine(result: SarifResult): boolean {
  const { point, header } = locate(result);
  return point !== null && header === null;
}

function headerOf(result: SarifResult): { header?: string } {
  const { header } = locate(result);
  return header === null ? {} : { header };
}

/** The point a message is about, and the header it lies in, null for the reader's own source. */
function locate(result: SarifResult): { point: SarifRegion | null; header: string | null } {
  const location = result.locations?.at(-1)?.physicalLocation;
  const uri = location?.artifactLocation?.uri;
  return { point: location?.region ?? null, header: uri === undefined || uri === SOURCE_URI ? null : headerName(uri) };
}

/** As a program would include it. */
function headerName(uri: string): string {
  return decodeURI(uri).replace(
    /^file:\/\/\/?(sdk\/(engine|include\/c\+\+\/v1|include\/compat|include|clang\/include)\/)?/,
    '',
  );
}

function placeOf(result: SarifResult, text: SourceText): Place | null {
  const { point, header } = locate(result);
  if (point === null || header !== null) return null;
  const line = point.startLine;
  const column = text.column(line, point.startColumn);
  const range = (result.locations ?? []).map(regionOf).find((region) => region !== null && holds(region, point));
  const end = range?.endColumn;
  if (!range || end === undefined) return { line, column, endLine: line, endColumn: text.tokenEnd(line, column) };
  const endLine = range.endLine ?? range.startLine;
  return { line, column, endLine, endColumn: text.column(endLine, end) };
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
