/**
 * Decodes the event log as it comes, in pieces cut anywhere.
 *
 * The bytes come out of a sandbox in which anybody's program runs: every length is checked before it is believed, a record that this reader
 * does not know ends the reading with a reason, and nothing is thrown.
 */
import { KEEPS_ORDER, Kind, MOST_COUNTED_STEPS, ObjectKind, SAID_AGAIN, wordsOf, YIELDED_BEFORE } from './format.ts';
import { StepOrder } from './step-order.ts';

/** A place in a source. */
export interface Site {
  readonly file: string;
  readonly function: string;
  /** From 1; 0 where it is not known. */
  readonly line: number;
  readonly column: number;
}

/** Takes what the log says, in its order. */
export interface RecordSink {
  string(id: number, text: string): void;
  /** `file` and `function` are numbers of strings. */
  site(id: number, file: number, functionName: number, line: number, column: number): void;
  /**
   * Everything else: an event. A step that is not timed is a STEP whose second word is 1.
   *
   * @param time ns since the first of them.
   * @param value a fourth word, or a number of 64 bits: a new task's name, an object's value.
   */
  event(kind: number, time: number, a: number, b: number, c: number, value: number): void;
}

/** Why the reader stopped. */
export type LogProblem =
  | { readonly type: 'unknown-record'; readonly kind: number }
  | { readonly type: 'long-string'; readonly bytes: number }
  | { readonly type: 'too-many-steps'; readonly steps: number };

/** Bytes of a string at most; the engine cuts what is longer. */
export const MAX_STRING = 64 * 1024;

const PASSED_OVER: ReadonlySet<number> = new Set([
  ...[Kind.STEP, Kind.YIELDS, Kind.WAITS, Kind.READY, Kind.FIRED],
  ...[Kind.LOOP_WAITS, Kind.LOOP_WOKEN, Kind.TURN],
]);

export class LogReader {
  readonly #sink: RecordSink;
  readonly #text = new TextDecoder();
  /** The beginning of a record whose end has not come yet. */
  #rest = new Uint8Array(0);
  /** On the loop's clock, whose zero lies somewhere before the program. */
  #time = 0;
  #begin: number | null = null;
  #problem: LogProblem | null = null;
  /** Of the last YIELDS. */
  #yieldSite = 0;
  readonly #order = new StepOrder();
  #turn = 0;
  /** Of the record STEPS that comes next: how many were told when the program paused. */
  #toldSteps = 0;
  /** What was passed over, while that is done; else null. */
  #skimmed: { events: number; steps: number } | null = null;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  /** Why nothing more is read; null while all is well. */
  get problem(): LogProblem | null {
    return this.#problem;
  }

  /** Reads on. Whatever comes after a problem is ignored. */
  push(bytes: Uint8Array): void {
    this.#read(bytes);
  }

  /**
   * Passes over what nobody has time for - who ran, was ready, waited - and tells of it as LOST, with the number of its steps as second word. What
   * later events refer to is taken.
   */
  skim(bytes: Uint8Array): void {
    this.#skimmed = { events: 0, steps: 0 };
    this.#read(bytes);
    const { events, steps } = this.#skimmed;
    this.#skimmed = null;
    if (events > 0) this.#sink.event(Kind.LOST, this.#sinceBegin, events, steps, 0, 0);
  }

  #read(bytes: Uint8Array): void {
    if (this.#problem !== null) return;
    const data = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    let at = 0;
    for (;;) {
      const length = this.#record(view, at);
      if (length === 0) break;
      at += length;
    }
    this.#rest = data.slice(at);
  }

  /** Takes the record at `at`; its length in bytes, 0 where it is not whole or not readable. */
  #record(view: DataView, at: number): number {
    if (at + 4 > view.byteLength) return 0;
    const head = view.getUint32(at, true);
    const kind = head & 63;
    const words = wordsOf(kind);
    if (words === undefined) {
      this.#problem = { type: 'unknown-record', kind };
      return 0;
    }
    const length = 4 + 4 * words;
    if (at + length > view.byteLength) return 0;
    const word = (i: number): number => (i < words ? view.getUint32(at + 4 + 4 * i, true) : 0);
    const text = kind === Kind.STRING ? word(1) : 0;
    if (text > MAX_STRING) {
      this.#problem = { type: 'long-string', bytes: text };
      return 0;
    }
    const whole = length + Math.ceil(text / 4) * 4;
    if (at + whole > view.byteLength) return 0;
    if (kind === Kind.STEPS) {
      if (head >>> 8 <= MOST_COUNTED_STEPS) this.#steps(head);
      else this.#problem = { type: 'too-many-steps', steps: head >>> 8 };
      return whole;
    }
    if ((head & YIELDED_BEFORE) !== 0) this.#yields();
    if (!KEEPS_ORDER.has(kind)) this.#order.lose();
    if (kind === Kind.UNTIMED_STEP) {
      this.#step(head >>> 8, 1);
      return whole;
    }
    this.#time += head >>> 8;
    if (kind === Kind.STRING)
      this.#sink.string(word(0), this.#text.decode(new Uint8Array(view.buffer, view.byteOffset + at + length, text)));
    // Never back: searches for a moment rely on times in order.
    else if (kind === Kind.TIME) this.#time = Math.max(this.#time, wide(word(0), word(1)));
    else if (kind === Kind.SITE) this.#sink.site(word(0), word(1), word(2), word(3), word(4));
    else if (kind === Kind.STEP) this.#step(word(0), 0);
    else this.#event(kind, word);
    return whole;
  }

  /** The steps that a record STEPS counts, but for those that were told in a pause. */
  #steps(head: number): void {
    for (let i = this.#toldSteps; i < head >>> 8; i++) {
      if (i > 0 || (head & YIELDED_BEFORE) !== 0) this.#yields();
      if (this.#order.turnIsOver) this.#turnBegins();
      this.#step(this.#order.next, 1);
    }
    this.#toldSteps = (head & SAID_AGAIN) !== 0 ? Math.max(head >>> 8, this.#toldSteps) : 0;
  }

  #step(task: number, untimed: number): void {
    if (task === 0) this.#order.lose();
    else if (this.#order.turnIsOver) this.#turnBegins();
    this.#order.step(task);
    this.#event(Kind.STEP, (i) => (i === 0 ? task : i === 1 ? untimed : 0));
  }

  #yields(): void {
    this.#event(Kind.YIELDS, (i) => (i === 0 ? this.#yieldSite : 0));
  }

  /** An iteration of which no record tells. */
  #turnBegins(): void {
    const turn = this.#turn + 1;
    this.#event(Kind.TURN, (i) => (i === 0 ? turn : 0));
  }

  #event(kind: number, word: (i: number) => number): void {
    if (kind === Kind.YIELDS) this.#yieldSite = word(0);
    if (kind === Kind.TURN) {
      this.#turn = word(0);
      this.#order.turn();
    }
    const since = this.#sinceBegin;
    if (this.#skimmed !== null && PASSED_OVER.has(kind)) {
      this.#skimmed.events++;
      if (kind === Kind.STEP) this.#skimmed.steps++;
      return;
    }
    let value = kind === Kind.OBJECT ? wide(word(3), word(4)) : word(3);
    if (kind === Kind.OBJECT && word(1) === ObjectKind.TIMER) value -= this.#time - since;
    this.#sink.event(kind, since, word(0), word(1), word(2), value);
  }

  get #sinceBegin(): number {
    return this.#time - (this.#begin ??= this.#time);
  }
}

/** A number of 64 bits, exact up to 2^53: 104 days in nanoseconds. */
export function wide(low: number, high: number): number {
  return high * 2 ** 32 + low;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
