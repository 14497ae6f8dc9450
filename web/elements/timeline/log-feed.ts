/** Reads the log of a run into a timeline, for a part of each frame, so that a program that tells very much leaves the page time for its reader. */
import { MOST_WORKERS } from '../../../wasm/abi/most-workers.ts';
import { LogOnce } from '../../session/log/log-of.ts';
import type { SessionEvent } from '../../session/run/run-session.ts';
import { LogQueue } from '../../session/timeline/log-queue.ts';
import { Timeline } from '../../session/timeline/timeline.ts';

/** How long the log is read at a time, ms; as long the page has for everything else. */
const READING = 8;

export class LogFeed {
  #timeline = new Timeline(undefined, MOST_WORKERS);
  /** A run that does the same again to go back is shown whole all the while. */
  #once = new LogOnce();
  #queue = new LogQueue();
  #reading: ReturnType<typeof setTimeout> | null = null;
  readonly #hasRead: () => void;

  /** @param hasRead called after each part. */
  constructor(hasRead: () => void) {
    this.#hasRead = hasRead;
  }

  /** What has been read. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Whether more has come than was read. */
  get waits(): boolean {
    return this.#queue.waits;
  }

  /** Another run. */
  begin(): void {
    this.#timeline = new Timeline(undefined, MOST_WORKERS);
    this.#once = new LogOnce();
    this.#queue = new LogQueue();
  }

  hear(event: SessionEvent): void {
    const log = this.#once.take(event);
    if (log === null) return;
    this.#queue.push(log);
    if (this.#reading === null) this.#readLater(0);
  }

  #readLater(delay: number): void {
    this.#reading = setTimeout(() => {
      this.#read();
    }, delay);
  }

  #read(): void {
    this.#reading = null;
    const begun = performance.now();
    this.#queue.read(this.#timeline, () => performance.now() - begun > READING);
    if (this.#queue.waits) this.#readLater(READING);
    this.#hasRead();
  }
}
