/** The code section of a WebAssembly module, read and written as far as the bytes of its functions. Source: WebAssembly Core Specification, 5.5. */

const SECTION_CODE = 10;
/** The magic number and the version. */
const HEADER_SIZE = 8;

export interface CodeSection {
  /** Where the section begins in the module, its number and size included, and where it ends. */
  readonly start: number;
  readonly end: number;
  /** Where its contents begin, which is where line tables count from. */
  readonly contents: number;
  /** The code of each function of the module's own, with its size before it. */
  readonly bodies: readonly Uint8Array[];
}

/** Throws an Error where the module ends before it, or within. */
export function readCode(module: Uint8Array): CodeSection {
  const reader = new Reader(module, HEADER_SIZE);
  for (;;) {
    const start = reader.at;
    const section = reader.byte();
    const size = reader.size();
    const contents = reader.at;
    const end = contents + size;
    if (section === SECTION_CODE) {
      const bodies = Array.from({ length: reader.size() }, () => reader.sized());
      return { start, contents, end, bodies };
    }
    reader.at = end;
  }
}

/** The module with other code for its functions. */
export function withCode(
  module: Uint8Array,
  { start, end }: CodeSection,
  bodies: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const count = sizeBytes(bodies.length);
  const size = bodies.reduce((sum, body) => sum + body.length, count.length);
  const head = [Uint8Array.of(SECTION_CODE), sizeBytes(size), count];
  return joined([module.subarray(0, start), ...head, ...bodies, module.subarray(end)]);
}

/** LEB128, as WebAssembly writes sizes. */
function sizeBytes(size: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = size; ; left >>>= 7) {
    if (left < 0x80) return Uint8Array.from([...bytes, left]);
    bytes.push((left & 0x7f) | 0x80);
  }
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Throws where there is nothing more to read. */
export class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new Error('a WebAssembly module ends too early');
    return byte;
  }

  size(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** What has its size before it, with that. */
  sized(): Uint8Array {
    const start = this.at;
    const length = this.size();
    this.at += length;
    if (this.at > this.#bytes.length) throw new Error('a WebAssembly module ends too early');
    return this.#bytes.subarray(start, this.at);
  }
}
