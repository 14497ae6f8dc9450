/**
 * Events, column by column: 21 bytes each, where an object each would be a hundred and would keep the garbage collector busy.
 *
 * Events are numbered from the beginning of the run, also where the first ones are not kept: `first` is the horizon.
 */

const LEAST_CAPACITY = 1024;

export class EventColumns {
  /** The number of the first event that is kept. */
  readonly first: number;
  #length = 0;
  #kind = new Uint8Array(LEAST_CAPACITY);
  #time = new Float64Array(LEAST_CAPACITY);
  #a = new Uint32Array(LEAST_CAPACITY);
  #b = new Uint32Array(LEAST_CAPACITY);
  #c = new Uint32Array(LEAST_CAPACITY);

  constructor(first: number) {
    this.first = first;
  }

  /** The number that the next event gets. */
  get end(): number {
    return this.first + this.#length;
  }

  push(kind: number, time: number, a: number, b: number, c: number): number {
    if (this.#length === this.#kind.length) this.#grow();
    const i = this.#length++;
    this.#kind[i] = kind;
    this.#time[i] = time;
    this.#a[i] = a;
    this.#b[i] = b;
    this.#c[i] = c;
    return this.first + i;
  }

  /** The kind of an event; 0 for one that is not kept. */
  kind(event: number): number {
    return this.#kind[event - this.first] ?? 0;
  }

  /** When it happened, ns. */
  time(event: number): number {
    return this.#time[event - this.first] ?? 0;
  }

  a(event: number): number {
    return this.#a[event - this.first] ?? 0;
  }

  b(event: number): number {
    return this.#b[event - this.first] ?? 0;
  }

  c(event: number): number {
    return this.#c[event - this.first] ?? 0;
  }

  /** Moves the events from one to another, which is not moved itself, to the time of that one. */
  moveTo(from: number, to: number): void {
    this.#time.fill(this.time(to), from - this.first, to - this.first);
  }

  /** The last event that happened at or before a time; one before the first where there is none. */
  at(time: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#time[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return this.first + low - 1;
  }

  #grow(): void {
    const capacity = 2 * this.#kind.length;
    const larger = <T extends Uint8Array | Uint32Array | Float64Array>(column: T, wider: T): T => {
      wider.set(column);
      return wider;
    };
    this.#kind = larger(this.#kind, new Uint8Array(capacity));
    this.#time = larger(this.#time, new Float64Array(capacity));
    this.#a = larger(this.#a, new Uint32Array(capacity));
    this.#b = larger(this.#b, new Uint32Array(capacity));
    this.#c = larger(this.#c, new Uint32Array(capacity));
  }
}
