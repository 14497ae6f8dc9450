/**
 * Calls in other instances of a program, each in a worker of its own. Twin: workers.cpp.
 *
 * A worker is started when there is a call for it, makes one call at a time, and stays for the next. One whose program fails is replaced,
 * and its call fails.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import { MOST_WORKERS } from '../abi/most-workers.ts';
import type { FinishedOperations } from '../reactor/operations.ts';
import type { Call, CallQueue, Instances, ProgramWorker } from './instance.ts';

interface Pool {
  readonly most: number;
  /** Operations that no worker has begun, in order. */
  readonly waiting: { readonly id: number; readonly call: Call }[];
  /** Being made, abandoned ones too. */
  readonly made: Set<number>;
  readonly abandoned: Set<number>;
  /** Whom to tell when there is nothing to wait for. */
  watchers: (() => void)[];
}

interface Hand {
  readonly worker: ProgramWorker;
  job: { readonly pool: Pool; readonly id: number } | undefined;
}

/** Told apart from result and exception: see serve.hpp. */
const FAILURE = 2;

function failure(message: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array([FAILURE, ...new TextEncoder().encode(message)]);
}

export interface WorkersSetup {
  readonly memory: ProgramMemory;
  readonly finished: FinishedOperations;
  readonly instances: Instances;
  /** Present in a worker that makes calls. */
  readonly calls: CallQueue | undefined;
  /** What was printed comes before the answer. */
  readonly beforeAnswer: () => void;
}

export class Workers implements HostModule<'workers'> {
  readonly #setup: WorkersSetup;
  readonly #pools: Pool[] = [];
  readonly #hands: Hand[] = [];
  readonly #answers = new Map<number, Uint8Array<ArrayBuffer>>();
  /** In a worker: the call that it makes next. */
  #taken: Call | undefined;

  constructor(setup: WorkersSetup) {
    this.#setup = setup;
  }

  readonly imports: ImportsOf<'workers'> = {
    processors: () => navigator.hardwareConcurrency,
    open: (most) => this.#pools.push({ most, waiting: [], made: new Set(), abandoned: new Set(), watchers: [] }) - 1,
    start: (pool, id, entry, address, size) => {
      const bytes = this.#setup.memory.slice(address, size);
      this.#pool(pool).waiting.push({ id, call: { type: 'call', entry, bytes } });
      this.#dispatch();
    },
    withdraw: (pool, id) => this.#withdraw(this.#pool(pool), id),
    abandon: (pool, id) => {
      this.#abandon(this.#pool(pool), id);
    },
    size: (id) => this.#answers.get(id)?.length ?? 0,
    read: (id, to) => {
      this.#setup.memory.bytes.set(this.#answers.get(id) ?? [], to >>> 0);
      this.#answers.delete(id);
    },
    watch: (pool, id) => {
      this.#watch(this.#pool(pool), () => {
        this.#setup.finished.add(id);
      });
    },
    join: (pool) =>
      new Promise<void>((resolve) => {
        this.#watch(this.#pool(pool), resolve);
      }),
    next: (entry) => this.#next(entry),
    take: (to) => {
      this.#setup.memory.bytes.set(this.#taken?.bytes ?? [], to >>> 0);
      this.#taken = undefined;
    },
    answer: (address, size) => {
      this.#setup.beforeAnswer();
      this.#setup.calls?.answer(this.#setup.memory.slice(address, size));
    },
  };

  /** Whether a call is under way. */
  get busy(): boolean {
    return this.#pools.some((pool) => pool.waiting.length > 0 || pool.made.size > 0);
  }

  #pool(number: number): Pool {
    const pool = this.#pools[number];
    if (pool === undefined) throw new Error(`there is no pool ${String(number)}`);
    return pool;
  }

  #withdraw(pool: Pool, id: number): boolean {
    const at = pool.waiting.findIndex((each) => each.id === id);
    if (at < 0) return false;
    pool.waiting.splice(at, 1);
    this.#look(pool);
    return true;
  }

  #abandon(pool: Pool, id: number): void {
    this.#setup.finished.forget(id);
    this.#answers.delete(id);
    if (pool.made.has(id)) pool.abandoned.add(id);
    this.#look(pool);
  }

  #watch(pool: Pool, tell: () => void): void {
    pool.watchers.push(tell);
    this.#look(pool);
  }

  /** Tells those who watch the pool if it has nothing to do. */
  #look(pool: Pool): void {
    if (pool.waiting.length > 0 || pool.made.size > pool.abandoned.size) return;
    const { watchers } = pool;
    pool.watchers = [];
    for (const tell of watchers) tell();
  }

  /** Gives calls to workers for as long as there are both. */
  #dispatch(): void {
    for (const pool of this.#pools) {
      while (pool.waiting.length > 0 && pool.made.size < pool.most) {
        if (!this.#begin(pool)) return;
      }
    }
  }

  /** False when all workers are busy. */
  #begin(pool: Pool): boolean {
    let hand: Hand | undefined;
    try {
      hand = this.#hire();
    } catch (error) {
      const refused = pool.waiting.shift();
      if (refused !== undefined) this.#end(refused.id, failure(`no worker can be started: ${String(error)}`));
      return true;
    }
    const next = hand && pool.waiting.shift();
    if (hand === undefined || next === undefined) return false;
    pool.made.add(next.id);
    hand.job = { pool, id: next.id };
    hand.worker.post(next.call);
    return true;
  }

  /** A worker that has nothing to do, a new one where there may be more. */
  #hire(): Hand | undefined {
    const idle = this.#hands.find(({ job }) => job === undefined);
    if (idle !== undefined || this.#hands.length >= MOST_WORKERS) return idle;
    const hand: Hand = {
      job: undefined,
      worker: this.#setup.instances.start({
        answered: (bytes) => {
          this.#over(hand, bytes);
        },
        failed: (message) => {
          this.#hands.splice(this.#hands.indexOf(hand), 1);
          this.#over(hand, failure(`the worker of this call failed: ${message}`));
        },
      }),
    };
    this.#hands.push(hand);
    return hand;
  }

  #over(hand: Hand, answer: Uint8Array<ArrayBuffer>): void {
    const { job } = hand;
    if (job === undefined) return;
    hand.job = undefined;
    const { pool, id } = job;
    pool.made.delete(id);
    if (!pool.abandoned.delete(id)) this.#end(id, answer);
    this.#dispatch();
    this.#look(pool);
  }

  #end(id: number, answer: Uint8Array<ArrayBuffer>): void {
    this.#answers.set(id, answer);
    this.#setup.finished.add(id);
  }

  async #next(entryAt: number): Promise<number> {
    this.#taken = await this.#setup.calls?.next();
    if (this.#taken === undefined) throw new Error('this instance makes no calls');
    this.#setup.memory.view.setUint32(entryAt, this.#taken.entry, true);
    return this.#taken.bytes.length;
  }
}
