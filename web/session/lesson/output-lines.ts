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

/** The first of `wanted` that does not come after the ones before it in the lines of an output; undefined where all come in their order. */
export function outOfOrder(lines: readonly OutputLine[], wanted: readonly string[]): string | undefined {
  let from = 0;
  return wanted.find((line) => {
    const at = lines.findIndex(({ text }, i) => i >= from && text === line.trim());
    from = at + 1;
    return at < 0;
  });
}
