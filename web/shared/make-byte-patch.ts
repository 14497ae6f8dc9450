/** Writes the patches that `byte-patch.ts` applies. */

type Bytes = Uint8Array<ArrayBuffer>;

/** Copies that are shorter cost about what they spare. */
const SHORTEST = 12;
/** Of the places where the same begins so many are looked at. */
const MOST_PLACES = 8;

/** What makes `to` of `from`. */
export function makePatch(from: Bytes, to: Bytes): Bytes {
  const places = placesIn(from);
  const writer = new PatchWriter(to);
  for (let at = 0; at + SHORTEST <= to.length;) {
    // What was replaced by as much goes on where it would have.
    const candidates = [writer.expected + at - writer.written, ...(places.get(hashAt(to, at)) ?? [])];
    let [best, place] = [0, 0];
    for (const candidate of candidates) {
      const length = sameFrom(from, candidate, to, at);
      if (length > best) [best, place] = [length, candidate];
    }
    if (best >= SHORTEST) writer.step(at, best, place);
    at = Math.max(at + 1, writer.written);
  }
  if (writer.written < to.length) writer.step(to.length, 0, writer.expected);
  return Uint8Array.from(writer.patch);
}

/** Of how many bytes one place is looked at where it is only asked how much two are alike. */
const SAMPLE = 61;

/** That one of `candidates` from which a patch makes `to` with the fewest bytes, as far as samples tell; undefined where there are none. */
export function mostAlike(to: Bytes, candidates: readonly Bytes[]): Bytes | undefined {
  const known = new Set<number>();
  for (let at = 0; at + SHORTEST <= to.length; at++) known.add(hashAt(to, at));
  const common = (from: Bytes): number => {
    let count = 0;
    for (let at = 0; at + SHORTEST <= from.length; at += SAMPLE) if (known.has(hashAt(from, at))) count++;
    return count;
  };
  const counts = new Map(candidates.map((from) => [from, common(from)]));
  return [...candidates].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))[0];
}

class PatchWriter {
  readonly patch: number[] = [];
  /** So many bytes of the result are said. */
  written = 0;
  /** Where the last copy ended. */
  expected = 0;
  readonly #to: Bytes;

  constructor(to: Bytes) {
    this.#to = to;
  }

  /** Says what is new up to `until`, and that `length` bytes from `place` follow. */
  step(until: number, length: number, place: number): void {
    this.#number(until - this.written);
    for (const byte of this.#to.subarray(this.written, until)) this.patch.push(byte);
    this.#number(length);
    const away = place - this.expected;
    this.#number(away < 0 ? -away * 2 - 1 : away * 2);
    this.written = until + length;
    this.expected = place + length;
  }

  #number(value: number): void {
    for (; value >= 128; value = Math.floor(value / 128)) this.patch.push((value % 128) + 128);
    this.patch.push(value);
  }
}

/** The places of `bytes` by the hash of what begins there; where many look alike the last ones. */
function placesIn(bytes: Bytes): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = 0; at + SHORTEST <= bytes.length; at++) {
    const hash = hashAt(bytes, at);
    const known = places.get(hash);
    if (known === undefined) places.set(hash, [at]);
    else if (known.push(at) > MOST_PLACES) known.shift();
  }
  return places;
}

function hashAt(bytes: Bytes, at: number): number {
  let hash = 0;
  for (let i = at; i < at + SHORTEST; i++) hash = Math.imul(hash, 31) + (bytes[i] ?? 0);
  return hash | 0;
}

/** How many bytes are the same from there on. */
function sameFrom(one: Bytes, at: number, other: Bytes, there: number): number {
  let length = 0;
  while (at + length < one.length && there + length < other.length && one[at + length] === other[there + length]) {
    length++;
  }
  return length;
}
