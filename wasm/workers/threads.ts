/**
 * Threads of a program: calls that have a worker to themselves, from the start to the answer, and may be asked to stop. Twin: threads.cpp.
 */
import type { Clock } from '../reactor/clock.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { CallQueue, Instances, ProgramWorker } from './instance.ts';

interface Thread {
  readonly worker: ProgramWorker;
  alive: boolean;
  readonly joiners: (() => void)[];
}

/** At once. Each is an instance of the program with memory of its own. */
const MOST_THREADS = 16;
/** Where the clock cannot say when a moment comes. */
const LOOK_AGAIN_MS = 50;

export interface ThreadsSetup {
  readonly memory: ProgramMemory;
  readonly clock: Clock;
  readonly instances: Instances;
  /** Present in a thread, whose owner may ask it to stop. */
  readonly calls: CallQueue | undefined;
  /** What was printed is to be seen before a wait. */
  readonly beforeWait: () => void;
  /** Shows a line of the program's stderr. */
  readonly complain: (line: string) => void;
}

export interface Threads {
  /** Those that return a promise suspend. */
  readonly imports: Record<string, (...args: never[]) => unknown>;
  readonly alive: () => boolean;
  /** The program is given up. */
  readonly close: () => void;
}

export function createThreads(setup: ThreadsSetup): Threads {
  const { memory, clock, instances, calls } = setup;
  const threads: (Thread | undefined)[] = [];
  const channel = new MessageChannel();
  const turns: (() => void)[] = [];
  channel.port1.onmessage = () => turns.shift()?.();

  /** Messages that have arrived are delivered meanwhile. */
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      turns.push(resolve);
      channel.port2.postMessage(null);
    });

  function over(thread: Thread): void {
    thread.alive = false;
    thread.worker.end();
    for (const tell of thread.joiners.splice(0)) tell();
  }

  function start(entry: number, address: number, size: number): number {
    // Counted whether it starts or not, as the program counts them for their names.
    const number = threads.push(undefined);
    if (threads.filter((each) => each?.alive).length >= MOST_THREADS) return 0;
    let worker: ProgramWorker;
    try {
      worker = instances.start({
        answered: () => {
          over(thread);
        },
        failed: (message) => {
          setup.complain(`Exception in thread Thread-${String(number)}: ${message}`);
          over(thread);
        },
      });
    } catch {
      return 0;
    }
    const thread: Thread = { worker, alive: true, joiners: [] };
    threads[number - 1] = thread;
    worker.post({ type: 'call', entry, bytes: memory.slice(address, size) });
    return number;
  }

  const alive = async (number: number): Promise<boolean> => {
    await turn();
    return threads[number - 1]?.alive === true;
  };

  const join = async (number: number): Promise<void> => {
    setup.beforeWait();
    const thread = threads[number - 1];
    if (thread?.alive) await new Promise<void>((resolve) => thread.joiners.push(resolve));
  };

  const waitForStop = async (milliseconds: number): Promise<boolean> => {
    setup.beforeWait();
    await turn();
    const deadline = clock.now() + milliseconds;
    for (;;) {
      if (calls?.stopRequested === true || clock.now() >= deadline) return calls?.stopRequested === true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const time = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, clock.delayUntil(deadline) ?? LOOK_AGAIN_MS);
      });
      await Promise.race(calls === undefined ? [time] : [time, calls.stopped]);
      clearTimeout(timer);
    }
  };

  return {
    imports: {
      start,
      stop: (number: number) => {
        const thread = threads[number - 1];
        if (thread?.alive) thread.worker.post({ type: 'stop' });
      },
      alive,
      join,
      wait_for_stop: waitForStop,
    },
    alive: () => threads.some((each) => each?.alive === true),
    close: () => {
      channel.port1.close();
    },
  };
}
