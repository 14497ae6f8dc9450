/**
 * From a program's writes to output events. A write is passed on at once, so that what was printed before an endless loop is seen;
 * but a program that writes without pause would flood the page with messages. So within each window of time a limited number of
 * writes is passed on one by one and the rest together, and of more than anybody could read only the end.
 */
import type { ProgramEvent } from '../abi/protocol.ts';

const WINDOW_MS = 50;
const SINGLE_WRITES_A_WINDOW = 500;
/** Held back at most in one window, in UTF-16 units; more is dropped from the front. */
const LARGEST_BATCH = 128 * 1024;

type Stream = 'stdout' | 'stderr';

export class Output {
  readonly #emit: (event: ProgramEvent) => void;
  readonly #decoders = {
    stdout: new TextDecoder(),
    stderr: new TextDecoder(),
  };
  #held: { stream: Stream; text: string }[] = [];
  #heldSize = 0;
  #skipped = 0;
  #windowStart = -Infinity;
  #writes = 0;

  constructor(emit: (event: ProgramEvent) => void) {
    this.#emit = emit;
  }

  write(stream: Stream, bytes: Uint8Array): void {
    const text = this.#decoders[stream].decode(bytes, { stream: true });
    const now = performance.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.flush();
      this.#windowStart = now;
      this.#writes = 0;
    }
    if (++this.#writes <= SINGLE_WRITES_A_WINDOW && text.length <= LARGEST_BATCH) {
      this.flush();
      if (text !== '') this.#emit({ type: 'output', stream, text });
    } else {
      this.#hold(stream, text);
    }
  }

  /** Passes on what is held back; to be called whenever the program rests or ends. */
  flush(): void {
    if (this.#skipped > 0) this.#emit({ type: 'skipped', bytes: this.#skipped });
    for (const { stream, text } of this.#held) this.#emit({ type: 'output', stream, text });
    this.#held = [];
    this.#heldSize = 0;
    this.#skipped = 0;
  }

  #hold(stream: Stream, text: string): void {
    const last = this.#held.at(-1);
    // Strings grow by reference, so that joining many small writes costs no copy each.
    if (last?.stream === stream && last.text.length < LARGEST_BATCH) last.text += text;
    else this.#held.push({ stream, text });
    this.#heldSize += text.length;
    while (this.#heldSize > LARGEST_BATCH) {
      const [first] = this.#held;
      if (first === undefined) break;
      const excess = Math.min(this.#heldSize - LARGEST_BATCH, first.text.length);
      // Cutting a long string at every write would copy it each time: let it grow to twice its size first.
      if (this.#held.length === 1 && this.#heldSize < 2 * LARGEST_BATCH) break;
      first.text = first.text.slice(excess);
      if (first.text === '') this.#held.shift();
      this.#heldSize -= excess;
      this.#skipped += excess;
    }
  }
}
