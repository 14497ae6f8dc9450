/**
 * One line that can still be written to: cells under a cursor, as on a terminal.
 *
 * A wide character (Hangul, Han, most emoji) takes two cells, the second of them empty, so that `\r` and backspace
 * go back as far as the eye expects. A combining mark joins the cell before it.
 */
import type { TextStyle } from './text-style.ts';

/** A stretch of one look. */
export interface Span {
  readonly text: string;
  readonly style: TextStyle;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const JOINS = /\p{Mn}|\p{Me}|\u200d/u;
const TAB = 8;
/** Code units of one cell: a base character and its marks. More is mischief. */
const MAX_CELL = 16;

/** Cells after which a line is cut: layout of a line costs more than its length. */
const MAX_LINE_CELLS = 2_000;

export class OutputLine {
  readonly #chars: string[] = [];
  readonly #styles: TextStyle[] = [];
  #cursor = 0;

  /** Cells from the left edge to the right end of the text. */
  get width(): number {
    return this.#chars.length;
  }

  /** Nothing more can be written at the cursor. */
  get full(): boolean {
    return this.#cursor >= MAX_LINE_CELLS;
  }

  /** Writes one character (a code point) over what stands at the cursor. */
  put(char: string, style: TextStyle): void {
    // The fast way out first: nearly everything a program prints is ASCII at the end of a line.
    const plain = char.length === 1 && char < '\u0300';
    if (!plain && JOINS.test(char) && this.#cursor > 0) {
      this.#join(char);
      return;
    }
    const cells = !plain && WIDE.test(char) ? 2 : 1;
    this.#pad(style);
    this.#split(this.#cursor);
    this.#split(this.#cursor + cells);
    this.#set(this.#cursor, char, style);
    if (cells === 2) this.#set(this.#cursor + 1, '', style);
    this.#cursor += cells;
  }

  /** `\t`: to the next multiple of eight, without erasing. */
  tab(): void {
    this.goto((Math.floor(this.#cursor / TAB) + 1) * TAB);
  }

  /** `\r`. */
  home(): void {
    this.#cursor = 0;
  }

  /** Moves the cursor by `cells`, as far as the line goes. */
  move(cells: number): void {
    this.goto(this.#cursor + cells);
  }

  /** Puts the cursor at `column`, counted from 0, or as near as the line goes. */
  goto(column: number): void {
    this.#cursor = Math.min(Math.max(0, column), MAX_LINE_CELLS);
  }

  /** `ESC [ 0 K`, `1 K`, `2 K`: erases behind the cursor, before it, or all. */
  erase(what: 'after' | 'before' | 'all', style: TextStyle): void {
    if (what === 'before') {
      for (let i = 0; i < Math.min(this.#cursor, this.width); i++) this.#set(i, ' ', style);
      return;
    }
    const from = what === 'all' ? 0 : this.#cursor;
    this.#split(from);
    this.#chars.length = Math.min(this.#chars.length, from);
    this.#styles.length = this.#chars.length;
  }

  /** The text, without styles. */
  get text(): string {
    return this.#chars.join('');
  }

  /** The text in as few stretches as its looks allow. */
  spans(): Span[] {
    const spans: Span[] = [];
    let from = 0;
    for (let i = 1; i <= this.#chars.length; i++) {
      const style = this.#styles[from];
      if (style === undefined || (i < this.#chars.length && this.#styles[i] === style)) continue;
      spans.push({ text: this.#chars.slice(from, i).join(''), style });
      from = i;
    }
    return spans;
  }

  #set(at: number, char: string, style: TextStyle): void {
    this.#chars[at] = char;
    this.#styles[at] = style;
  }

  #join(char: string): void {
    let at = Math.min(this.#cursor, this.width) - 1;
    while (at > 0 && this.#chars[at] === '') at--;
    const cell = this.#chars[at];
    if (cell !== undefined && cell.length < MAX_CELL) this.#chars[at] = cell + char;
  }

  /** Fills the gap when the cursor stands right of the text. */
  #pad(style: TextStyle): void {
    while (this.#chars.length < this.#cursor) this.#set(this.#chars.length, ' ', style);
  }

  /** Writing from or up to cell `at` cuts a wide character in two: what is left of it becomes blanks. */
  #split(at: number): void {
    if (at <= 0 || at >= this.#chars.length || this.#chars[at] !== '') return;
    this.#chars[at] = ' ';
    this.#chars[at - 1] = ' ';
  }
}
