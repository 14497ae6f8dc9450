/**
 * Chooses what a screen reader is told of the output, and when.
 *
 * A log that is announced line by line drowns its listener: a spinner rewrites its line ten times a second and a loop
 * prints thousands of lines. So finished lines are gathered and spoken at most every `PAUSE`, only the last few of many,
 * and a line that is still being rewritten is spoken once it rests, or once in `REWRITE_PAUSE` if it never does.
 * Pure: times are handed in, in milliseconds.
 */

/** Least time between two announcements, ms. */
export const PAUSE = 1_500;
/** Least time between two announcements of a line that keeps changing, ms. */
export const REWRITE_PAUSE = 15_000;
/** Lines spoken in one announcement. */
export const MAX_LINES = 5;
const MAX_LENGTH = 500;

/** In the listener's language: this many lines were left out. */
export type LinesLeftOut = (lines: number) => string;

export class Announcer {
  readonly #leftOut: LinesLeftOut;
  #lines: string[] = [];
  #leftOutLines = 0;
  #open = '';
  #openSince = 0;
  #openSpoken = '';
  #openSpokenAt = -Infinity;
  #spokenAt = -Infinity;

  constructor(leftOut: LinesLeftOut) {
    this.#leftOut = leftOut;
  }

  /** Something changed: these lines are final, `open` is the one being written. */
  heard(now: number, finished: readonly string[], open: string): void {
    for (const line of finished) if (line.trim() !== '') this.#lines.push(line);
    const extra = this.#lines.length - MAX_LINES;
    if (extra > 0) {
      this.#lines.splice(0, extra);
      this.#leftOutLines += extra;
    }
    if (open !== this.#open) {
      this.#open = open;
      this.#openSince = now;
    }
  }

  /** What to say now, or null. */
  due(now: number): string | null {
    if (now - this.#spokenAt < PAUSE) return null;
    const parts: string[] = [];
    if (this.#leftOutLines > 0) parts.push(this.#leftOut(this.#leftOutLines));
    parts.push(...this.#lines);
    if (this.#openIsDue(now)) {
      parts.push(this.#open);
      this.#openSpoken = this.#open;
      this.#openSpokenAt = now;
    }
    if (parts.length === 0) return null;
    this.#lines = [];
    this.#leftOutLines = 0;
    this.#spokenAt = now;
    const text = parts.join('\n');
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  }

  /** Whether anything waits to be said. */
  get waiting(): boolean {
    return this.#lines.length > 0 || (this.#open.trim() !== '' && this.#open !== this.#openSpoken);
  }

  /** Forgets everything: another run begins. */
  reset(): void {
    this.#lines = [];
    this.#leftOutLines = 0;
    this.#open = '';
    this.#openSpoken = '';
    this.#openSpokenAt = -Infinity;
  }

  #openIsDue(now: number): boolean {
    if (this.#open.trim() === '' || this.#open === this.#openSpoken) return false;
    const rests = now - this.#openSince >= PAUSE;
    return rests || now - this.#openSpokenAt >= REWRITE_PAUSE;
  }
}
