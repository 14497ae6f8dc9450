/** Lines and columns, which begin at 1, as CodeMirror's offsets. */
import type { ChangeSpec, Text } from '@codemirror/state';
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';

/** Never outside of the text, nor behind the end of the line. */
export function offsetOf(doc: Text, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(Math.max(line, 1));
  return Math.min(from + Math.max(column - 1, 0), to);
}

/** What a message marks: its range, or else the word at its place; what is missing at the end of a line is marked at the character before. */
export function rangeOf(doc: Text, problem: Diagnostic): { readonly from: number; readonly to: number } {
  const from = offsetOf(doc, problem.line, problem.column);
  const { endLine, endColumn } = problem;
  const word = /^\w+|^./u.exec(doc.lineAt(from).text.slice(from - doc.lineAt(from).from))?.[0] ?? '';
  const to = endLine === undefined || endColumn === undefined ? from + word.length : offsetOf(doc, endLine, endColumn);
  return to > from ? { from, to } : { from: Math.max(doc.lineAt(from).from, from - 1), to: from };
}

/** Edits as changes. */
export function changesOf(doc: Text, edits: readonly Omit<TextEdit, 'file'>[]): ChangeSpec[] {
  return edits.map(({ line, column, endLine, endColumn, text }) => ({
    from: offsetOf(doc, line, column),
    to: offsetOf(doc, endLine, endColumn),
    insert: text,
  }));
}
