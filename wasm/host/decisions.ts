/**
 * The decisions of a run: what the outside contributed to it, as bytes. A version byte, then entries in the order in which the program asked: the
 * number of a door (../abi/imports.ts), then what came through it. Numbers are LEB128 varints; times are differences in whole microseconds.
 */

const VERSION = 1;
/** A recording ends there, MB of answers from the outside being more than a link or a page should keep. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The decisions are not what they should be: cut, garbled, or of another version. */
export class DamagedDecisions extends Error {}

export class DecisionWriter {
  #bytes = new Uint8Array(1024);
  #size = 0;
  #lastTime = 0;
  #full = false;

  constructor() {
    this.#byte(VERSION);
  }

  /** So much came that the recording stopped: it ends before the run does. */
  get full(): boolean {
    return this.#full;
  }

  door(number: number): void {
    this.#full ||= this.#size > MOST_BYTES;
    this.#varint(number);
  }
  /** A whole number, not negative. */
  count(value: number): void {
    this.#varint(value);
  }
  /** A moment in ms, not before the last. */
  time(milliseconds: number): void {
    const microseconds = Math.round(milliseconds * 1_000);
    this.#varint(Math.max(0, microseconds - this.#lastTime));
    this.#lastTime = Math.max(this.#lastTime, microseconds);
  }
  bytes(data: Uint8Array): void {
    this.#varint(data.length);
    if (this.#full) return;
    this.#reserve(data.length);
    this.#bytes.set(data, this.#size);
    this.#size += data.length;
  }

  /** A copy of all that was written. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size);
  }

  #varint(value: number): void {
    while (value >= 0x80) {
      this.#byte((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.#byte(value);
  }

  #byte(value: number): void {
    if (this.#full) return;
    this.#reserve(1);
    this.#bytes[this.#size++] = value;
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + more));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}

/** Reads what a `DecisionWriter` wrote. They may come from a link, and so from a stranger: nothing is believed. */
export class DecisionReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #microseconds = 0;
  #entries = 0;

  /** Throws DamagedDecisions. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (this.#byte() !== VERSION) throw new DamagedDecisions('the recorded run is damaged, or made by another version');
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }
  /** How many entries were begun. */
  get entries(): number {
    return this.#entries;
  }
  /** The last time that was read, in ms. */
  get lastTime(): number {
    return this.#microseconds / 1_000;
  }

  /** The next entry's door, which stays the next. */
  peekDoor(): number {
    const at = this.#at;
    const door = this.#varint();
    this.#at = at;
    return door;
  }
  door(): number {
    this.#entries++;
    return this.#varint();
  }
  count(): number {
    return this.#varint();
  }
  time(): number {
    this.#microseconds += this.#varint();
    return this.#microseconds / 1_000;
  }
  bytes(): Uint8Array {
    const size = this.#varint();
    if (size > this.#bytes.length - this.#at) throw new DamagedDecisions('the recorded run is cut');
    return this.#bytes.subarray(this.#at, (this.#at += size));
  }

  #varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
      if (scale > 2 ** 49) throw new DamagedDecisions('the recorded run is damaged');
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new DamagedDecisions('the recorded run is cut');
    return byte;
  }
}
