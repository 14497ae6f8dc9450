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

  get nanoseconds(): number {
    return (this.#elapsed * 1e6) / this.#operations;
  }
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
  // Begins later, as a task does, and not within the call.
  const nothing = async (): Promise<void> => {
    await immediately;
  };
  do {
    for (let i = 0; i < 256; i++) await nothing();
  } while (sample.goOn(256));
  return sample.nanoseconds;
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

answer(async ({ bench, tasks = 0 }) => {
  switch (bench) {
    case 'step':
      return step(tasks);
    case 'spawn':
      return spawn();
    case 'sleepers':
      return sleepers(tasks);
    case 'hold':
      throw new Error('promises are not held');
  }
});
