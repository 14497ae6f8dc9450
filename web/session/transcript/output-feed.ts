/**
 * Between a program that may write faster than a page can draw and the transcript.
 *
 * Events wait here and are let through a portion a frame. When too much text waits, the oldest waiting text is thrown
 * away and a remark says how much: what a reader sees last is what the program wrote last.
 */
import type { InputEnd, LacksEvent, OutputEvent, ProgramEvent } from '../../../wasm/abi/protocol.ts';
import { OutputCounter } from './output-place.ts';
import type { Transcript } from './transcript.ts';

/** Characters let through at once at most. */
export const PORTION = 32 * 1024;
/** Characters that may wait: half of what the transcript keeps, so that the remark about the rest stays in sight. */
export const MAX_WAITING = 512 * 1024;

/** What the page says in its reader's language. */
export interface FeedWords {
  /** Of output that is missing. */
  skipped(bytes: number): string;
  /** Why the program finds no more to read; empty where that goes without saying. */
  inputEnd(why: InputEnd): string;
  /** What the program asked for in vain. */
  lacks(event: LacksEvent): string;
}

const SHOWN: ReadonlySet<ProgramEvent['type']> = new Set([
  'output',
  'skipped',
  'display',
  'progress',
  'typed',
  'input-end',
  'lacks',
]);

export class OutputFeed {
  readonly #transcript: Transcript;
  readonly #words: FeedWords;
  #waiting: ProgramEvent[] = [];
  #chars = 0;
  readonly #counter = new OutputCounter();
  /** Characters that were thrown away while they waited. */
  #thrown = 0;

  constructor(transcript: Transcript, words: FeedWords) {
    this.#transcript = transcript;
    this.#words = words;
  }

  /** Takes what is to be shown; events that show nothing are ignored. */
  push(event: ProgramEvent): void {
    if (!SHOWN.has(event.type)) return;
    this.#waiting.push(event);
    if (event.type !== 'output') return;
    this.#chars += event.text.length;
    if (this.#chars > MAX_WAITING) this.#throwAway();
  }

  /** Lets one portion of about `portion` characters through. Says whether more waits. */
  pump(portion = PORTION): boolean {
    if (this.#thrown > 0) {
      this.#remark(this.#words.skipped(this.#thrown));
      this.#thrown = 0;
    }
    let room = portion;
    let taken = 0;
    for (const event of this.#waiting) {
      if (room <= 0) break;
      if (event.type === 'output' && event.text.length > room) {
        // The rest takes the place of the whole.
        const [now, later] = cut(event.text, room);
        this.#chars -= now.length;
        this.#waiting[taken] = { ...event, text: later };
        this.#show({ ...event, text: now });
        break;
      }
      taken++;
      if (event.type === 'output') {
        room -= event.text.length;
        this.#chars -= event.text.length;
      }
      this.#show(event);
    }
    this.#waiting = this.#waiting.slice(taken);
    return this.#waiting.length > 0;
  }

  /** Forgets what waits. */
  reset(): void {
    this.#waiting = [];
    this.#chars = 0;
    this.#thrown = 0;
    this.#counter.reset();
  }

  #show(event: ProgramEvent): void {
    if (event.type === 'output') this.#write(event);
    else if (event.type === 'skipped') {
      this.#counter.lose();
      this.#remark(this.#words.skipped(event.bytes));
    } else if (event.type === 'typed') this.#transcript.type(event.text);
    else if (event.type === 'input-end') this.#remark(this.#words.inputEnd(event.why));
    else if (event.type === 'lacks') this.#remark(this.#words.lacks(event));
    else if (event.type === 'display') this.#transcript.picture(event);
    else if (event.type === 'progress') this.#transcript.progress(event);
  }

  #remark(text: string): void {
    if (text !== '') this.#transcript.remark({ tone: 'note', text });
  }

  /** Line by line, so that each line is known to stand where it does. */
  #write({ text, stream }: OutputEvent): void {
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at) + 1 || text.length;
      const piece = text.slice(at, end);
      this.#transcript.write(piece, stream, this.#counter.next(stream));
      this.#counter.count(piece, stream);
      at = end;
    }
  }

  /** Drops the older half of the waiting text; pictures and bars stay. */
  #throwAway(): void {
    this.#waiting = this.#waiting.filter((event) => {
      if (event.type !== 'output' || this.#chars <= MAX_WAITING / 2) return true;
      this.#chars -= event.text.length;
      this.#thrown += event.text.length;
      this.#counter.count(event.text, event.stream);
      return false;
    });
  }
}

/** `text` in two, the first part about `length` long: no character that takes two code units is torn apart. */
function cut(text: string, length: number): readonly [string, string] {
  const torn = text.codePointAt(length - 1) !== text.charCodeAt(length - 1);
  const at = torn ? length + 1 : length;
  return [text.slice(0, at), text.slice(at)];
}
