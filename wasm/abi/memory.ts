/** A program's memory as the host reads and writes it. Views are made anew after each growth, which detaches the old ones. */
export class ProgramMemory {
  #memory: WebAssembly.Memory | undefined;
  #bytes = new Uint8Array(0);
  #view = new DataView(new ArrayBuffer(0));
  readonly #decoder = new TextDecoder();

  /** The imports are made before the instance, which brings its memory. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.buffer !== this.#memory?.buffer) this.#bytes = new Uint8Array(this.#buffer());
    return this.#bytes;
  }

  get view(): DataView<ArrayBuffer> {
    if (this.#view.buffer !== this.#memory?.buffer) this.#view = new DataView(this.#buffer());
    return this.#view;
  }

  /** UTF-8 at an address; a copy. */
  text(address: number, size: number): string {
    return this.#decoder.decode(this.bytes.subarray(address >>> 0, (address >>> 0) + (size >>> 0)));
  }

  /** A copy of some bytes. */
  slice(address: number, size: number): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(address >>> 0, (address >>> 0) + (size >>> 0));
  }

  #buffer(): ArrayBuffer {
    if (this.#memory === undefined) throw new Error('the program has no memory yet');
    return this.#memory.buffer;
  }
}
