/** Bytes on their way from one end of a connection to the other: a ring of bounded size. */

/** Bytes under way at most, in one direction. */
const PIPE_CAPACITY = 64 * 1024;

export class Pipe {
  #ring = new Uint8Array(1024);
  #start = 0;
  #size = 0;
  /** Nothing more will be written. */
  ended = false;
  /** Nobody reads any more, or the connection was reset: the writer is told, and the reader once it has read the rest. */
  broken = false;
  /** There is something to read, an end or a failure among them. */
  onReadable: () => void = () => undefined;
  /** There is room again, or none will ever be needed. */
  onWritable: () => void = () => undefined;

  get size(): number {
    return this.#size;
  }

  get readable(): boolean {
    return this.#size > 0 || this.ended || this.broken;
  }

  get writable(): boolean {
    return this.#size < PIPE_CAPACITY || this.broken;
  }

  /** How many bytes were taken. */
  write(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, PIPE_CAPACITY - this.#size);
    if (count === 0) return 0;
    this.#grow(this.#size + count);
    const at = (this.#start + this.#size) % this.#ring.length;
    const first = Math.min(count, this.#ring.length - at);
    this.#ring.set(bytes.subarray(0, first), at);
    this.#ring.set(bytes.subarray(first, count), 0);
    this.#size += count;
    this.onReadable();
    return count;
  }

  /** Fills the front of `to`; how many bytes. */
  read(to: Uint8Array): number {
    const count = Math.min(to.length, this.#size);
    if (count === 0) return 0;
    const first = Math.min(count, this.#ring.length - this.#start);
    to.set(this.#ring.subarray(this.#start, this.#start + first));
    to.set(this.#ring.subarray(0, count - first), first);
    this.#start = (this.#start + count) % this.#ring.length;
    this.#size -= count;
    this.onWritable();
    return count;
  }

  end(): void {
    this.ended = true;
    this.onReadable();
  }

  break(): void {
    this.broken = true;
    this.onReadable();
    this.onWritable();
  }

  #grow(needed: number): void {
    let length = this.#ring.length;
    if (needed <= length) return;
    while (length < needed) length *= 2;
    const ring = new Uint8Array(length);
    const size = this.#size;
    const first = Math.min(size, this.#ring.length - this.#start);
    ring.set(this.#ring.subarray(this.#start, this.#start + first));
    ring.set(this.#ring.subarray(0, size - first), first);
    this.#ring = ring;
    this.#start = 0;
  }
}
