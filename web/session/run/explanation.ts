/** What the page says of a message of the compiler, and what it offers to change. */
import type { Language } from '../messages/language.ts';
import type { Diagnostic, TextEdit } from './compiler.ts';

/** The sentence that stands first: the explanation, or else the compiler's own words. Code in it stands in backticks only where it is an explanation. */
export function sentenceOf({ explanation, message }: Diagnostic, language: Language): string {
  return explanation?.sentence[language] ?? message;
}

/** As `sentenceOf`, for where code cannot be set apart. */
export function plainSentenceOf(diagnostic: Diagnostic, language: Language): string {
  const sentence = sentenceOf(diagnostic, language);
  return diagnostic.explanation === undefined ? sentence : sentence.replaceAll('`', '');
}

/** What stands below the sentence: the compiler's own words, if the sentence is not that, and its notes. */
export function detailsOf({ explanation, notes, ...message }: Diagnostic): readonly Diagnostic[] {
  return explanation === undefined ? notes : [{ ...message, notes: [] }, ...notes];
}

/** A text with edits made, none of which overlaps another. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const offset = (line: number, column: number) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return edits
    .map((edit) => ({ from: offset(edit.line, edit.column), to: offset(edit.endLine, edit.endColumn), by: edit.text }))
    .toSorted((a, b) => b.from - a.from)
    .reduce((changed, { from, to, by }) => changed.slice(0, from) + by + changed.slice(to), text);
}
