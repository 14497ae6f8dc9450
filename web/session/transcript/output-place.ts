/** Where in all that a program wrote a piece of its output stands: what leads from a line to the moment that printed it. */

export interface OutputPlace {
  readonly stream: 'stdout' | 'stderr';
  /** Bytes that were written to the stream before it. */
  readonly byte: number;
}

/** A moment of a run: by what it printed, or by the number of the event in the log of all. */
export type RunPlace = OutputPlace | { readonly event: number };

/** How many bytes a text took when the program wrote it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a pair counts two, which makes the four bytes of its character.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Counts what is written, stream by stream. */
export class OutputCounter {
  readonly #bytes = { stdout: 0, stderr: 0 };
  #lost = false;

  /** The place of what is written next; null where nobody knows, because output was lost on its way. */
  next(stream: 'stdout' | 'stderr'): OutputPlace | null {
    return this.#lost ? null : { stream, byte: this.#bytes[stream] };
  }

  count(text: string, stream: 'stdout' | 'stderr'): void {
    this.#bytes[stream] += utf8Length(text);
  }

  /** Output was lost of which nobody says to which stream it belonged. */
  lose(): void {
    this.#lost = true;
  }

  reset(): void {
    this.#bytes.stdout = this.#bytes.stderr = 0;
    this.#lost = false;
  }
}
