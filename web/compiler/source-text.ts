const TOKEN = /^(?:[\p{L}\p{N}_]+|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[-<>=!&|+:]+|[^])/u;

/** The reader's source by lines, for turning the compiler's columns into the editor's. */
export class SourceText {
  readonly #lines: readonly string[];

  constructor(source: string) {
    this.#lines = source.split('\n');
  }

  /** The 1-based UTF-16 column at which the code point with 1-based number `codePoint` begins, no further than the line's end. */
  column(line: number, codePoint: number): number {
    const text = this.line(line);
    let at = 0;
    for (let passed = 1; passed < codePoint && at < text.length; passed++)
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return at + 1;
  }

  /** The 1-based UTF-16 column of the byte with 1-based number `byte` in UTF-8, as line tables count. */
  columnOfByte(line: number, byte: number): number {
    const text = this.line(line);
    const bytes = new TextEncoder().encode(text).subarray(0, byte - 1);
    return Math.min(new TextDecoder().decode(bytes).length, text.length) + 1;
  }

  /** The column just behind the token that begins at a UTF-16 column: a word, a string, an operator, or a single character. */
  tokenEnd(line: number, column: number): number {
    const token = TOKEN.exec(this.line(line).slice(column - 1));
    return column + (token?.[0].length ?? 0);
  }

  /** Where the identifier first stands, as a whole word. */
  findWord(name: string): { line: number; column: number } | null {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'u');
    for (const [index, text] of this.#lines.entries()) {
      const match = pattern.exec(text);
      if (match !== null) return { line: index + 1, column: match.index + 1 };
    }
    return null;
  }

  line(line: number): string {
    return (this.#lines[line - 1] ?? '').replace(/\r$/, '');
  }
}
