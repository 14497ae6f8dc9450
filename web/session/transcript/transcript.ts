/**
 * What the reader sees of a run: lines of text, pictures, progress bars and remarks, in their order.
 *
 * Text is read as a small terminal would: `\r`, backspace, tab, form feed and ESC[2J (clear), ESC[K (erase in line),
 * horizontal cursor moves, and SGR looks. Other escape sequences are swallowed. There is no cursor above the last line.
 *
 * Bounded (kept-items.ts). Everything but the last line is final once written, which lets a view touch only what `takeChanges` reports.
 */
import type { DisplayEvent, ProgressEvent } from '../../../wasm/abi/protocol.ts';
import { KeptItems, type Kept } from './kept-items.ts';
import { OutputLine, type Span } from './output-line.ts';
import type { OutputPlace } from './output-place.ts';
import { afterSgr, PLAIN_STYLE, styled, type TextStyle } from './text-style.ts';

/** A remark of the page itself, not of the program. */
export interface Remark {
  readonly tone: 'note' | 'failure';
  readonly text: string;
}

export type TranscriptItem =
  /** `ended`: a line feed closes it; an overlong line is cut into several items, of which only the last one ends. */
  | {
      readonly kind: 'line';
      readonly spans: readonly Span[];
      readonly ended: boolean;
      /** What was written to it last; null where that is not known. */
      readonly place: OutputPlace | null;
    }
  | { readonly kind: 'picture'; readonly picture: DisplayEvent }
  | { readonly kind: 'bar'; readonly bar: ProgressEvent }
  | { readonly kind: 'remark'; readonly remark: Remark };

export type Entry = Kept<TranscriptItem>;

/** What became of the transcript since the last time anybody asked. */
export interface Changes {
  /** Entries up to and including this name are gone. */
  readonly goneUpTo: number;
  /** New or changed entries, oldest first. */
  readonly entries: readonly Entry[];
  /** Text that became final, for who listens instead of looking. */
  readonly finished: readonly string[];
  /** The line that may still change, as text. */
  readonly open: string;
}

const ESC = '\u001b';
/** A whole escape sequence: CSI, OSC (ended by BEL or ST), or two characters. */
// eslint-disable-next-line no-control-regex
const SEQUENCE = /^\u001b(?:\[([0-?]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[^[\]])/;
/** Longest escape sequence that is waited for when a write ends within it. */
const MAX_SEQUENCE = 256;

export class Transcript {
  readonly #items = new KeptItems<TranscriptItem>();
  #finished: string[] = [];
  #line = new OutputLine();
  /** Of the last write to the open line. */
  #place: OutputPlace | null = null;
  /** The open line's entry, once it has one. */
  #lineId: number | null = null;
  #style: TextStyle = PLAIN_STYLE;
  /** The beginning of an escape sequence whose end has not been written yet. */
  #pending = '';
  #bars = new Map<number, number>();

  /** Whether the oldest output had to go. */
  get truncated(): boolean {
    return this.#items.truncated;
  }

  /** What the transcript holds, oldest first. */
  get entries(): readonly Entry[] {
    this.#sync();
    return this.#items.all;
  }

  /** All text lines, as a reader would copy them. */
  get text(): string {
    let text = '';
    for (const { item } of this.entries) {
      if (item.kind === 'line') text += item.spans.map((span) => span.text).join('') + (item.ended ? '\n' : '');
    }
    return text;
  }

  /** Text of the program, within one line or ending one; `place` says where it stands in all that was written. */
  write(text: string, stream: 'stdout' | 'stderr', place: OutputPlace | null = null): void {
    this.#place = place;
    this.#style = styled(this.#style, { error: stream === 'stderr' });
    const input = this.#pending + text;
    this.#pending = '';
    for (let at = 0; at < input.length;) {
      const char = String.fromCodePoint(input.codePointAt(at) ?? 0);
      if (char !== ESC) {
        this.#put(char);
        at += char.length;
        continue;
      }
      const sequence = SEQUENCE.exec(input.slice(at, at + MAX_SEQUENCE));
      if (sequence === null) {
        // Cut off by the end of the write: wait for the rest. Anything else is no sequence we know: drop the ESC.
        if (input.length - at < MAX_SEQUENCE) {
          this.#pending = input.slice(at);
          return;
        }
        at += 1;
        continue;
      }
      this.#escape(sequence[1] ?? '', sequence[2] ?? '');
      at += sequence[0].length;
    }
  }

  /** What was typed for the program, where the program reads it. */
  type(text: string): void {
    const style = this.#style;
    this.#style = styled(PLAIN_STYLE, { typed: true });
    for (const char of text) this.#put(char);
    this.#style = style;
  }

  /** A picture; it stands below the line that is being written. */
  picture(picture: DisplayEvent): void {
    this.#endOpenLine();
    this.#items.add({ kind: 'picture', picture }, 0, picture.data.byteLength);
    if (picture.alt !== '') this.#finished.push(picture.alt);
  }

  /** A progress bar; a later event of the same `id` moves it where it stands. */
  progress(bar: ProgressEvent): void {
    const known = this.#bars.get(bar.id);
    if (known !== undefined && this.#items.has(known)) {
      this.#items.replace(known, { kind: 'bar', bar });
    } else if (known === undefined) {
      this.#endOpenLine();
      this.#bars.set(bar.id, this.#items.add({ kind: 'bar', bar }, bar.label.length, 0));
    }
    // Nothing more is said of it.
    if (bar.closed) this.#bars.delete(bar.id);
  }

  /** A remark of the page. */
  remark(remark: Remark): void {
    this.#endOpenLine();
    this.#items.add({ kind: 'remark', remark }, remark.text.length, 0);
    // The first line of a failure is the status, which is spoken already.
    this.#finished.push(
      remark.tone === 'failure' ? remark.text.slice(remark.text.split('\n', 1)[0]?.length) : remark.text,
    );
  }

  /** Empties it, as form feed does. */
  clear(): void {
    this.#items.clear();
    this.#finished = [];
    this.#line = new OutputLine();
    this.#lineId = null;
    this.#bars = new Map();
  }

  /** Empties it and forgets looks and half-written sequences: another run begins. */
  reset(): void {
    this.clear();
    this.#style = PLAIN_STYLE;
    this.#pending = '';
  }

  /** What changed since the last call. */
  takeChanges(): Changes {
    this.#sync();
    const changes = { ...this.#items.takeChanges(), finished: this.#finished, open: this.#line.text };
    this.#finished = [];
    return changes;
  }

  #put(char: string): void {
    switch (char) {
      case '\n':
        this.#endLine(true);
        return;
      case '\r':
        this.#line.home();
        return;
      case '\b':
        this.#line.move(-1);
        return;
      case '\t':
        this.#line.tab();
        return;
      case '\f':
        this.clear();
        return;
    }
    if (char < ' ' || char === '\u007f') return;
    if (this.#line.full) this.#endLine(false);
    this.#line.put(char, this.#style);
    this.#touchLine();
  }

  #escape(parameters: string, final: string): void {
    const numbers = parameters.split(';').map((part) => Number.parseInt(part, 10) || 0);
    const first = numbers[0] ?? 0;
    switch (final) {
      case 'm':
        this.#style = afterSgr(this.#style, numbers);
        return;
      case 'J':
        if (first >= 2) this.clear();
        return;
      case 'K':
        this.#line.erase(first === 0 ? 'after' : first === 1 ? 'before' : 'all', this.#style);
        this.#touchLine();
        return;
      case 'C':
        this.#line.move(first || 1);
        return;
      case 'D':
        this.#line.move(-(first || 1));
        return;
      case 'G':
        this.#line.goto((first || 1) - 1);
        return;
    }
  }

  #touchLine(): void {
    this.#lineId ??= this.#items.add({ kind: 'line', spans: [], ended: false, place: null }, 0, 0);
    this.#items.touch(this.#lineId);
  }

  #endOpenLine(): void {
    if (this.#lineId !== null) this.#endLine(true);
  }

  #endLine(ended: boolean): void {
    this.#touchLine();
    this.#storeLine(ended);
    this.#finished.push(this.#line.text);
    this.#line = new OutputLine();
    this.#lineId = null;
  }

  /** Spans are made only when somebody looks or the line ends, not at every character. */
  #sync(): void {
    if (this.#lineId !== null && this.#items.hasChanged(this.#lineId)) this.#storeLine(false);
  }

  #storeLine(ended: boolean): void {
    if (this.#lineId === null) return;
    this.#items.replace(this.#lineId, { kind: 'line', spans: this.#line.spans(), ended, place: this.#place });
    this.#items.resize(this.#lineId, this.#line.width + 1);
  }
}
