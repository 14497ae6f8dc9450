/** The lines of a program's standard output, as lessons ask about them. */
import { utf8Length } from '../transcript/output-place.ts';

export interface OutputLine {
  /** Without blanks around it. */
  readonly text: string;
  /** How many bytes were written before its first letter. */
  readonly byte: number;
}

/** The lines that are not empty. What a carriage return ends counts as one: a spinner's frame is a line. */
export function linesOf(output: string): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  let byte = 0;
  for (const [piece] of output.matchAll(/[^\r\n]*[\r\n]?/g)) {
    const text = piece.trim();
    if (text !== '') lines.push({ text, byte: byte + utf8Length(piece.slice(0, piece.indexOf(text))) });
    byte += utf8Length(piece);
  }
  return lines;
}
