/**
 * What can be waited for: futures, waits in queues, primitives, operations, and tasks, all in one numbering; and which waits for which.
 * Columns, because a program makes an object for each wait.
 */
import { ObjectKind } from '../log/format.ts';

/** "At no event." */
export const NEVER = 0xffffffff;

const PAGE = 1024;
/** Numbers are counted as objects come. A log that strews them is not honest, and must not fill the page's memory (32 MB). */
const MAX_PAGES = 8192;

/** An object, as the log describes it. */
export interface ObjectInfo {
  readonly number: number;
  /** Of `ObjectKind`. */
  readonly kind: number;
  /** Number of a string, 0 for none. */
  readonly label: number;
  readonly value: number;
  /** When the log told of it, ns. */
  readonly since: number;
  /** The event by which it was done; `NEVER` where it is not. */
  readonly resolved: number;
}

export class Objects {
  readonly #pages = new Map<number, Uint32Array>();
  /** The first is what a number stands for of which nothing is known. */
  readonly #number: number[] = [0];
  readonly #kind: number[] = [0];
  readonly #label: number[] = [0];
  readonly #value: number[] = [0];
  readonly #since: number[] = [0];
  readonly #resolved: number[] = [NEVER];
  readonly #firstEdge: number[] = [0];
  readonly #lastEdge: number[] = [0];
  readonly #edgeTo: number[] = [0];
  readonly #edgeAt: number[] = [0];
  readonly #nextEdge: number[] = [0];

  /** How many are known. */
  get size(): number {
    return this.#number.length - 1;
  }

  /** Tells of an object, or tells more of it. */
  describe(number: number, kind: number, label: number, value: number, since: number): void {
    const slot = this.#make(number);
    if (slot === 0) return;
    this.#since[slot] = since;
    this.#kind[slot] = kind;
    this.#label[slot] = label;
    this.#value[slot] = value;
  }

  /** It is done; only the first time counts. */
  resolve(number: number, event: number): void {
    const slot = this.#make(number);
    if (slot !== 0 && this.#resolved[slot] === NEVER) this.#resolved[slot] = event;
  }

  /** `from` waits for `to`. */
  connect(from: number, to: number, event: number): void {
    const slot = this.#make(from);
    if (slot === 0) return;
    const edge = this.#edgeTo.length;
    this.#edgeTo.push(to);
    this.#edgeAt.push(event);
    this.#nextEdge.push(0);
    if (this.#firstEdge[slot] === 0) this.#firstEdge[slot] = edge;
    else this.#nextEdge[this.#lastEdge[slot] ?? 0] = edge;
    this.#lastEdge[slot] = edge;
  }

  /** What is known of an object; of kind `UNKNOWN` where nothing is. */
  get(number: number): ObjectInfo {
    const slot = this.#slot(number);
    return {
      number,
      kind: this.#kind[slot] ?? ObjectKind.UNKNOWN,
      label: this.#label[slot] ?? 0,
      value: this.#value[slot] ?? 0,
      since: this.#since[slot] ?? 0,
      resolved: this.#resolved[slot] ?? NEVER,
    };
  }

  /** The objects that one waits for, by what the log had said up to an event, in that order. */
  *edges(number: number, upTo: number): Generator<number> {
    for (let edge = this.#firstEdge[this.#slot(number)] ?? 0; edge !== 0; edge = this.#nextEdge[edge] ?? 0) {
      if ((this.#edgeAt[edge] ?? 0) <= upTo) yield this.#edgeTo[edge] ?? 0;
    }
  }

  /** The strings that objects are labelled with; those of tasks are their names and not among them. */
  labels(): Set<number> {
    return new Set(this.#label.filter((_, slot) => this.#kind[slot] !== ObjectKind.TASK));
  }

  /** The primitives: objects in whose queues others wait, and which wait for nothing themselves. */
  *primitives(): Generator<ObjectInfo> {
    for (const [slot, kind] of this.#kind.entries()) {
      const primitive = kind >= ObjectKind.LOCK && kind <= ObjectKind.BARRIER && this.#firstEdge[slot] === 0;
      if (primitive) yield this.get(this.#number[slot] ?? 0);
    }
  }

  #slot(number: number): number {
    return this.#pages.get(Math.floor(number / PAGE))?.[number % PAGE] ?? 0;
  }

  #make(number: number): number {
    const known = this.#slot(number);
    if (known !== 0) return known;
    const slots = this.#page(Math.floor(number / PAGE));
    if (number === 0 || slots === undefined) return 0;
    const slot = this.#number.length;
    slots[number % PAGE] = slot;
    this.#number.push(number);
    this.#kind.push(ObjectKind.UNKNOWN);
    this.#label.push(0);
    this.#value.push(0);
    this.#since.push(0);
    this.#resolved.push(NEVER);
    this.#firstEdge.push(0);
    this.#lastEdge.push(0);
    return slot;
  }

  #page(index: number): Uint32Array | undefined {
    const known = this.#pages.get(index);
    if (known !== undefined || this.#pages.size >= MAX_PAGES) return known;
    const page = new Uint32Array(PAGE);
    this.#pages.set(index, page);
    return page;
  }
}
