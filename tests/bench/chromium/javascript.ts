/** JavaScript's own tasks: async functions, which wait without a stack but can wait in no function that is not one. */
import { answer } from './message.ts';

// See sample.hpp.
const WARM_UP_MS = 200;
const LENGTH_MS = 400;

/** What to await in order to let the others run once. */
const immediately = Promise.resolve();

class Sample {
  #begin = performance.now();
  #elapsed = 0;
  #operations = 0;
  #warm = false;

  goOn(operations: number): boolean {
    const now = performance.now();
    if (this.#warm) {
      this.#operations += operations;
      this.#elapsed = now - this.#begin;
      return this.#elapsed < LENGTH_MS;
    }
    if (now - this.#begin >= WARM_UP_MS) {
      this.#warm = true;
      this.#begin = performance.now();
    }
    return true;
  }

  get milliseconds(): number {
    return this.#elapsed / this.#operations;
  }

  get nanoseconds(): number {
    return this.milliseconds * 1e6;
  }
}

/** Begins later, as a task does, and not within the call. */
async function nothing(): Promise<void> {
  await immediately;
}

async function step(tasks: number): Promise<number> {
  const sample = new Sample();
  const shared = { over: false };
  const lead = async (): Promise<void> => {
    const rounds = Math.max(1, Math.floor(4096 / tasks));
    do {
      for (let i = 0; i < rounds; i++) await immediately;
    } while (sample.goOn(rounds * tasks));
    shared.over = true;
  };
  const follow = async (): Promise<void> => {
    while (!shared.over) await immediately;
  };
  await Promise.all([lead(), ...Array.from({ length: tasks - 1 }, follow)]);
  return sample.nanoseconds;
}

async function spawn(): Promise<number> {
  const sample = new Sample();
  do {
    for (let i = 0; i < 256; i++) await nothing();
  } while (sample.goOn(256));
  return sample.nanoseconds;
}

async function gather(tasks: number): Promise<number> {
  const sample = new Sample();
  do await Promise.all(Array.from({ length: tasks }, nothing));
  while (sample.goOn(tasks));
  return sample.nanoseconds;
}

async function timers(count: number): Promise<number> {
  const sample = new Sample();
  do {
    await new Promise<void>((resolve) => {
      let left = count;
      const fired = (): void => {
        if (--left === 0) resolve();
      };
      for (let i = 0; i < count; i++) setTimeout(fired, 1 + ((i * 5) % 8));
    });
  } while (sample.goOn(count));
  return sample.nanoseconds;
}

/** The language has none: the least that one reader at a time needs. */
class Queue<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => undefined;

  put(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  async get(): Promise<T> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) return item;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

async function queue(): Promise<number> {
  const sample = new Sample();
  const there = new Queue<number>();
  const back = new Queue<number>();
  const shared = { over: false };
  const echo = async (): Promise<void> => {
    while (!shared.over) back.put(await there.get());
  };
  const echoing = echo();
  do {
    for (let i = 0; i < 256; i++) {
      there.put(i);
      await back.get();
    }
  } while (sample.goOn(256));
  shared.over = true;
  there.put(0);
  await echoing;
  return sample.nanoseconds;
}

function generator(): Promise<number> {
  const sample = new Sample();
  const numbers = (function* () {
    for (let i = 0; ; i = (i + 1) % 1000) yield i;
  })();
  do {
    for (let i = 0; i < 4096; i++) numbers.next();
  } while (sample.goOn(4096));
  return Promise.resolve(sample.nanoseconds);
}

async function asyncGenerator(): Promise<number> {
  const sample = new Sample();
  // eslint-disable-next-line @typescript-eslint/require-await -- its reader waits, as it does for the others' generators
  const numbers = (async function* () {
    for (let i = 0; ; i = (i + 1) % 1000) yield i;
  })();
  do {
    for (let i = 0; i < 4096; i++) await numbers.next();
  } while (sample.goOn(4096));
  return sample.nanoseconds;
}

async function fetchAll(count: number, files: string): Promise<number> {
  const sample = new Sample();
  let round = 0;
  do {
    round++;
    const one = async (_: unknown, i: number): Promise<void> => {
      const response = await fetch(`${files}build/bench/files/${i}.txt?${round}`);
      if (!response.ok) throw new Error(response.statusText);
      await response.arrayBuffer();
    };
    await Promise.all(Array.from({ length: count }, one));
  } while (sample.goOn(1));
  return sample.milliseconds;
}

async function sleepers(tasks: number): Promise<number> {
  const nap = 1000;
  let lastStart = 0;
  const sleeper = async (): Promise<void> => {
    lastStart = performance.now();
    await new Promise((resolve) => setTimeout(resolve, nap));
  };
  await Promise.all(Array.from({ length: tasks }, sleeper));
  return performance.now() - lastStart - nap;
}

const benches: Readonly<Record<string, (count: number, files: string) => Promise<number>>> = {
  step,
  spawn,
  gather,
  timers,
  queue,
  generator,
  'async-generator': asyncGenerator,
  fetch: fetchAll,
  sleepers,
};

answer(({ bench, count = 0, files }) => {
  const run = benches[bench];
  return run === undefined ? Promise.reject(new Error(`there is no ${bench}`)) : run(count, files);
});
