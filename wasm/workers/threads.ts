/**
 * Threads of a program: calls that have a worker to themselves, from the start to the answer, and may be asked to stop. Twin: threads.cpp.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { Clock } from '../reactor/clock.ts';
import type { Call, CallQueue, Instances, ProgramWorker } from './instance.ts';

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

export class Threads implements HostModule<'threads'> {
  readonly #setup: ThreadsSetup;
  /** By number; nothing where one could not be started. */
  readonly #threads: (Thread | undefined)[] = [undefined];
  readonly #channel = new MessageChannel();
  readonly #turns: (() => void)[] = [];

  constructor(setup: ThreadsSetup) {
    this.#setup = setup;
    this.#channel.port1.onmessage = () => this.#turns.shift()?.();
  }

  readonly imports: ImportsOf<'threads'> = {
    start: (entry, address, size) =>
      this.#start({ type: 'call', entry, bytes: this.#setup.memory.slice(address, size) }),
    stop: (number) => {
      const thread = this.#threads[number];
      if (thread?.alive) thread.worker.post({ type: 'stop' });
    },
    alive: async (number) => {
      await this.#turn();
      return this.#threads[number]?.alive === true;
    },
    join: async (number) => {
      this.#setup.beforeWait();
      const thread = this.#threads[number];
      if (thread?.alive) await new Promise<void>((resolve) => thread.joiners.push(resolve));
    },
    wait_for_stop: (milliseconds) => this.#waitForStop(milliseconds),
  };

  /** Whether one is under way. */
  get alive(): boolean {
    return this.#threads.some((each) => each?.alive === true);
  }

  close(): void {
    this.#channel.port1.close();
  }

  /** Lets the browser have its turn: messages that have arrived are delivered meanwhile. */
  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#turns.push(resolve);
      this.#channel.port2.postMessage(null);
    });
  }

  #start(call: Call): number {
    // Counted whether it starts or not, as the program counts them for their names.
    const number = this.#threads.push(undefined) - 1;
    if (this.#threads.filter((each) => each?.alive).length >= MOST_THREADS) return 0;
    let worker: ProgramWorker;
    try {
      worker = this.#setup.instances.start({
        answered: () => {
          over(thread);
        },
        failed: (message) => {
          this.#setup.complain(`Exception in thread Thread-${String(number)}: ${message}`);
          over(thread);
        },
      });
    } catch {
      return 0;
    }
    const thread: Thread = { worker, alive: true, joiners: [] };
    this.#threads[number] = thread;
    worker.post(call);
    return number;
  }

  async #waitForStop(milliseconds: number): Promise<boolean> {
    const { beforeWait, calls, clock } = this.#setup;
    beforeWait();
    await this.#turn();
    const deadline = clock.now() + milliseconds;
    for (;;) {
      if (calls?.stopRequested === true || clock.now() >= deadline) return calls?.stopRequested === true;
      let stopTimer: (() => void) | undefined;
      const time = new Promise<void>((resolve) => {
        stopTimer = clock.real.after(clock.delayUntil(deadline) ?? LOOK_AGAIN_MS, resolve);
      });
      await Promise.race(calls === undefined ? [time] : [time, calls.stopped]);
      stopTimer?.();
    }
  }
}

function over(thread: Thread): void {
  thread.alive = false;
  thread.worker.end();
  for (const tell of thread.joiners.splice(0)) tell();
}
