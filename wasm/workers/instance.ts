/**
 * Other instances of a program, each in a worker of its own: how they are started, what is said to them, and what they say. They share
 * nothing with the one that starts them. Twin: serve.cpp.
 */
import type { ProgramEvent, RunOptions } from '../abi/protocol.ts';

/** The first message to such a worker; then come `Call`s, and perhaps a `StopMessage`. */
export interface ServeMessage {
  readonly type: 'serve';
  readonly program: BufferSource;
  readonly options: RunOptions;
}

/** A call: the place of a function in the program's table, and what to give it. */
export interface Call {
  readonly type: 'call';
  readonly entry: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The call, if it looks, is to end. */
export interface StopMessage {
  readonly type: 'stop';
}

/** From such a worker. */
export type ServeReply =
  | { readonly type: 'answer'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'event'; readonly event: ProgramEvent };

/** A worker, whatever the platform's is. */
export interface ProgramWorker {
  post(message: ServeMessage | Call | StopMessage): void;
  end(): void;
}

export type SpawnWorker = (hear: (reply: ServeReply) => void, fail: (message: string) => void) => ProgramWorker;

/** In such a worker: what its owner says, and where the answers go. */
export class CallQueue {
  readonly #calls: Call[] = [];
  readonly answer: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Settled by a `StopMessage`. */
  readonly stopped: Promise<void>;
  #stop: () => void = () => undefined;
  #stopRequested = false;
  #wake: (() => void) | undefined;

  constructor(answer: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.answer = answer;
    this.stopped = new Promise((resolve) => (this.#stop = resolve));
  }

  get stopRequested(): boolean {
    return this.#stopRequested;
  }

  hear(message: Call | StopMessage): void {
    if (message.type === 'call') {
      this.#calls.push(message);
      this.#wake?.();
    } else {
      this.#stopRequested = true;
      this.#stop();
    }
  }

  async next(): Promise<Call> {
    for (;;) {
      const call = this.#calls.shift();
      if (call !== undefined) return call;
      await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

/** What becomes of an instance's calls. */
export interface CallListener {
  answered(bytes: Uint8Array<ArrayBuffer>): void;
  /** The last that is heard of it. */
  failed(message: string): void;
}

/** Which events of a worker's own instance are passed on. Its steps are not shown, and nobody can connect to its ports. */
const OF_THE_PROGRAM: ReadonlySet<ProgramEvent['type']> = new Set([
  'output',
  'skipped',
  'display',
  'input-end',
  'lacks',
  'exit',
]);
/** Distance between the numbers of two instances' progress bars. */
const BARS = 1_000_000;

export interface InstancesSetup {
  readonly program: BufferSource;
  readonly options: RunOptions;
  /** Absent where there can be no workers. */
  readonly spawn: SpawnWorker | undefined;
  /** What the instances say apart from answers. */
  readonly emit: (event: ProgramEvent) => void;
}

export class Instances {
  readonly #setup: InstancesSetup;
  readonly #running = new Set<ProgramWorker>();
  #started = 0;

  constructor(setup: InstancesSetup) {
    this.#setup = setup;
  }

  /** Throws in a browser, or under a policy, that allows no worker here. */
  start(listener: CallListener): ProgramWorker {
    const { program, options, spawn, emit } = this.#setup;
    if (spawn === undefined) throw new Error('there are no workers here');
    const bars = BARS * ++this.#started;
    const fail = (message: string): void => {
      if (!this.#running.has(worker)) return;
      worker.end();
      listener.failed(message);
    };
    const inner = spawn((reply) => {
      if (!this.#running.has(worker)) return;
      if (reply.type === 'answer') {
        listener.answered(reply.bytes);
        return;
      }
      const { event } = reply;
      if (event.type === 'failure') fail(event.message);
      else if (event.type === 'progress') emit({ ...event, id: event.id + bars });
      else if (OF_THE_PROGRAM.has(event.type)) emit(event);
    }, fail);
    const worker: ProgramWorker = {
      post: (message) => {
        inner.post(message);
      },
      end: () => {
        this.#running.delete(worker);
        inner.end();
      },
    };
    this.#running.add(worker);
    // A worker is not stepped through, and what it contributes is recorded by its owner.
    const { args = [], baseUrl, clock = 'real', net, seed = 0 } = options;
    // Two fast clocks would not keep step. While a call is under way its owner's time passes as it really does, and so does the call's.
    const ownClock = clock === 'fast' ? 'real' : clock;
    worker.post({ type: 'serve', program, options: { args, baseUrl, clock: ownClock, ...(net && { net, seed }) } });
    return worker;
  }

  /** Ends them all, whatever they are doing. */
  end(): void {
    for (const worker of this.#running) worker.end();
  }
}
