/**
 * Calls in other instances of a program, each in a worker of its own. Twin: workers.cpp.
 *
 * A worker is started when there is a call for it, makes one call at a time, and stays for the next. One whose program fails is replaced,
 * and its call fails.
 */
import type { ProgramMemory } from '../abi/memory.ts';
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

/** Workers are memory and processors; more than a few help nobody. */
const MOST_WORKERS = Math.max(2, Math.min(4, navigator.hardwareConcurrency));
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

export interface Workers {
  /** Those that return a promise suspend. */
  readonly imports: Record<string, (...args: never[]) => unknown>;
  /** Whether a call is under way. */
  readonly busy: () => boolean;
}

export function createWorkers(setup: WorkersSetup): Workers {
  const { memory, finished, instances, calls } = setup;
  const pools: Pool[] = [];
  const hands: Hand[] = [];
  const answers = new Map<number, Uint8Array<ArrayBuffer>>();
  let taken: Call | undefined;

  const poolOf = (number: number): Pool => {
    const pool = pools[number];
    if (pool === undefined) throw new Error(`there is no pool ${String(number)}`);
    return pool;
  };
  const busy = (pool: Pool): boolean => pool.waiting.length > 0 || pool.made.size > pool.abandoned.size;
  const look = (pool: Pool): void => {
    if (busy(pool)) return;
    const { watchers } = pool;
    pool.watchers = [];
    for (const tell of watchers) tell();
  };

  function over(hand: Hand, answer: Uint8Array<ArrayBuffer>): void {
    const { job } = hand;
    if (job === undefined) return;
    hand.job = undefined;
    const { pool, id } = job;
    pool.made.delete(id);
    if (!pool.abandoned.delete(id)) {
      answers.set(id, answer);
      finished.add(id);
    }
    dispatch();
    look(pool);
  }

  function refuse(id: number, message: string): void {
    answers.set(id, failure(message));
    finished.add(id);
  }

  function hire(): Hand | undefined {
    const idle = hands.find(({ job }) => job === undefined);
    if (idle !== undefined || hands.length >= MOST_WORKERS) return idle;
    const hand: Hand = {
      job: undefined,
      worker: instances.start({
        answered: (bytes) => {
          over(hand, bytes);
        },
        failed: (message) => {
          hands.splice(hands.indexOf(hand), 1);
          over(hand, failure(`the worker of this call failed: ${message}`));
        },
      }),
    };
    hands.push(hand);
    return hand;
  }

  /** False when all workers are busy. */
  function begin(pool: Pool): boolean {
    let hand: Hand | undefined;
    try {
      hand = hire();
    } catch (error) {
      const refused = pool.waiting.shift();
      if (refused !== undefined) refuse(refused.id, `no worker can be started: ${String(error)}`);
      return true;
    }
    const next = hand && pool.waiting.shift();
    if (hand === undefined || next === undefined) return false;
    pool.made.add(next.id);
    hand.job = { pool, id: next.id };
    hand.worker.post(next.call);
    return true;
  }

  /** Gives calls to workers for as long as there are both. */
  function dispatch(): void {
    for (const pool of pools) {
      while (pool.waiting.length > 0 && pool.made.size < pool.most) {
        if (!begin(pool)) return;
      }
    }
  }

  const next = async (entryAt: number): Promise<number> => {
    taken = await calls?.next();
    if (taken === undefined) throw new Error('this instance makes no calls');
    memory.view.setUint32(entryAt, taken.entry, true);
    return taken.bytes.length;
  };
  const join = (pool: number): Promise<void> =>
    new Promise((resolve) => {
      poolOf(pool).watchers.push(resolve);
      look(poolOf(pool));
    });

  return {
    imports: {
      processors: () => navigator.hardwareConcurrency,
      open: (most: number) =>
        pools.push({ most, waiting: [], made: new Set(), abandoned: new Set(), watchers: [] }) - 1,
      start: (pool: number, id: number, entry: number, address: number, size: number) => {
        poolOf(pool).waiting.push({ id, call: { type: 'call', entry, bytes: memory.slice(address, size) } });
        dispatch();
      },
      withdraw: (number: number, id: number) => {
        const pool = poolOf(number);
        const at = pool.waiting.findIndex((each) => each.id === id);
        if (at < 0) return 0;
        pool.waiting.splice(at, 1);
        look(pool);
        return 1;
      },
      abandon: (number: number, id: number) => {
        finished.forget(id);
        answers.delete(id);
        const pool = poolOf(number);
        if (pool.made.has(id)) pool.abandoned.add(id);
        look(pool);
      },
      size: (id: number) => answers.get(id)?.length ?? 0,
      read: (id: number, to: number) => {
        memory.bytes.set(answers.get(id) ?? [], to >>> 0);
        answers.delete(id);
      },
      watch: (number: number, id: number) => {
        const pool = poolOf(number);
        pool.watchers.push(() => {
          finished.add(id);
        });
        look(pool);
      },
      join,
      next,
      take: (to: number) => {
        memory.bytes.set(taken?.bytes ?? [], to >>> 0);
        taken = undefined;
      },
      answer: (address: number, size: number) => {
        setup.beforeAnswer();
        calls?.answer(memory.slice(address, size));
      },
    },
    busy: () => pools.some((pool) => pool.waiting.length > 0 || pool.made.size > 0),
  };
}
