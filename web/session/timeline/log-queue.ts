/**
 * Between a program that may tell faster than a page can listen, and the timeline: pieces of the log wait here and are read while there is time.
 * When too much waits, the oldest is passed over, and the timeline says how many events that were.
 */
import type { Timeline } from './timeline.ts';

/** Bytes that may wait: more than half a million events. */
export const MAX_WAITING = 8_000_000;
/** Pieces that may wait. Of steps that are only counted the engine puts a few thousand into a piece of some hundred bytes. */
export const MAX_PIECES = 512;

export class LogQueue {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  }

  /** Whether anything waits. */
  get waits(): boolean {
    return this.#pieces.length > 0;
  }

  /**
   * Lets `timeline` read.
   *
   * @param timeIsUp asked after each piece, of 64 KB at most.
   */
  read(timeline: Timeline, timeIsUp: () => boolean): void {
    let taken = 0;
    for (const piece of this.#pieces) {
      if (this.#bytes > MAX_WAITING || this.#pieces.length - taken > MAX_PIECES) timeline.skim(piece);
      else timeline.push(piece);
      this.#bytes -= piece.length;
      taken++;
      if (timeIsUp()) break;
    }
    this.#pieces = this.#pieces.slice(taken);
  }
}
