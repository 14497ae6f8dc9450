/**
 * What makes one array of bytes of another that is much like it: stretches that are copied from the other, and what is new. Programs that were
 * linked with the same library differ in little.
 *
 * A patch is a sequence of steps: a number and so many new bytes; then a number, how many bytes are copied, and how far from the end of the last
 * copy they begin. Numbers are LEB128, the distance with its sign in the lowest bit. `make-byte-patch.ts` writes it; apart, as an embed only reads.
 */
import { ok, refused, type Result } from './result.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What `patch` makes of `from`, if it is a patch of it and makes no more than `limit` bytes. Never throws: it may come from a stranger. */
export function applyPatch(from: Bytes, patch: Bytes, limit: number): Result<Bytes, 'damaged' | 'too-large'> {
  const to = new Uint8Array(limit);
  const numbers = new NumberReader(patch);
  let written = 0;
  let place = 0;
  /** Appends a stretch of `source`, if there is one and there is room. */
  const append = (source: Bytes, start: number, length: number): 'damaged' | 'too-large' | null => {
    // What is not a number lies nowhere.
    if (!(start >= 0 && start + length <= source.length)) return 'damaged';
    if (written + length > limit) return 'too-large';
    to.set(source.subarray(start, start + length), written);
    written += length;
    return null;
  };
  while (numbers.at < patch.length) {
    const fresh = numbers.next();
    const wrong = append(patch, numbers.at, fresh);
    if (wrong !== null) return refused(wrong);
    numbers.at += fresh;
    const copied = numbers.next();
    const away = numbers.next();
    place += away % 2 === 1 ? -(away + 1) / 2 : away / 2;
    const wrongCopy = append(from, place, copied);
    if (wrongCopy !== null) return refused(wrongCopy);
    place += copied;
  }
  return ok(to.slice(0, written));
}

/** Reads LEB128; behind the end there is NaN. */
class NumberReader {
  at = 0;
  readonly #bytes: Bytes;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++] ?? NaN;
      value += (byte % 128) * scale;
      if (!(byte >= 128)) return value;
    }
  }
}
