/**
 * Runs one program: a WebAssembly binary linked with the engine. The same in the page's sandbox, the embed, the tests and the
 * benchmarks; in a worker, because a program may compute for as long as it likes.
 *
 *     program ── imports ──▶ doors (recorded or replayed) ──▶ reactor, network, workers, threads, WASI, console, trace ── events ──▶ the page
 */
import { createFiberHost, type FiberHost } from '../fcontext/fcontext.ts';
import { OutsideClients } from '../network/clients.ts';
import { Network } from '../network/network.ts';
import { FinishedOperations } from '../reactor/operations.ts';
import { Reactor } from '../reactor/reactor.ts';
import { Trace } from '../trace/trace.ts';
import { Instances, type CallQueue, type SpawnWorker } from '../workers/instance.ts';
import { createThreads, type Threads } from '../workers/threads.ts';
import { createWorkers, type Workers } from '../workers/workers.ts';
import { Clock } from '../reactor/clock.ts';
import { createConsole } from './console.ts';
import { COMMAND, DamagedDecisions, Diverged, EVENT, Recorder, Replayer, type Imports } from './doors.ts';
import { explainFailure, ProgramEnd } from './failure.ts';
import { fromBytes, toBytes } from './json-bytes.ts';
import { suspending } from '../fcontext/jspi.ts';
import { ProgramMemory } from '../abi/memory.ts';
import { Output } from './output.ts';
import type {
  ClockMode,
  FailureReason,
  ProgramEvent,
  RunCommand,
  RunOptions,
  SocketCommand,
  SocketEvent,
} from '../abi/protocol.ts';
import { createWasi } from './wasi.ts';

/** The way to a program's sockets, for those who want one. */
export interface SocketLink {
  send(event: SocketEvent): void;
  /** Called once, with whom to tell of commands. */
  hear(receive: (command: SocketCommand) => void): void;
}

/** What a program may have beside its events. */
export interface Surroundings {
  /** Absent where there can be no workers for its calls. */
  readonly spawn?: SpawnWorker;
  /** In such a worker: where its calls come from. It makes them in place of `main`. */
  readonly calls?: CallQueue;
  readonly sockets?: SocketLink;
  /** The program once more, compiled or being compiled. */
  readonly module?: Promise<WebAssembly.Module>;
}

/** Imports that suspend the program. */
const SUSPENDS: Readonly<Record<string, readonly string[]>> = {
  reactor: ['wait', 'block'],
  workers: ['join', 'next'],
  threads: ['alive', 'join', 'wait_for_stop'],
  trace: ['pause'],
};

/**
 * Runs `program` to its end.
 *
 * @param emit receives the events of protocol.ts, the last of them `exit` or `failure`; later calls of a program that has ended
 *   are kept from it.
 * @returns a promise of the end, which does not reject: failures are events.
 */
export function runProgram(
  program: BufferSource,
  options: RunOptions,
  emit: (event: ProgramEvent) => void,
  surroundings: Surroundings = {},
): Promise<void> {
  return new ProgramRun(program, options, emit, surroundings).done;
}

/** One run under way. */
export class ProgramRun {
  /** Settles when the program has ended, in whatever way. */
  readonly done: Promise<void>;
  readonly #program: BufferSource | Promise<WebAssembly.Module>;
  readonly #options: RunOptions;
  readonly #emit: (event: ProgramEvent) => void;
  readonly #calls: CallQueue | undefined;
  readonly #memory = new ProgramMemory();
  readonly #finished = new FinishedOperations();
  readonly #clock: Clock;
  readonly #output: Output;
  readonly #trace: Trace;
  readonly #instances: Instances;
  readonly #reactor: Reactor;
  readonly #workers: Workers;
  readonly #threads: Threads;
  readonly #network: Network;
  readonly #clients: OutsideClients | undefined;
  readonly #recorder: Recorder | undefined;
  readonly #replayer: Replayer | undefined;
  #task: string;
  #ended = false;
  #resolve: () => void = () => undefined;
  #noted = false;

  constructor(
    program: BufferSource,
    options: RunOptions,
    emit: (event: ProgramEvent) => void,
    { spawn, calls, sockets, module }: Surroundings = {},
  ) {
    this.#program = module ?? program;
    this.#options = options;
    this.#emit = emit;
    this.#calls = calls;
    this.#task = calls === undefined ? 'main()' : 'a call in a worker';
    this.done = new Promise((resolve) => (this.#resolve = resolve));
    this.#clock = new Clock(options.clock);
    this.#output = new Output(this.#tell);
    const flush = (): void => {
      this.#output.flush();
    };
    this.#trace = new Trace(this.#memory, options, {
      log: (bytes) => {
        this.#tellInOrder({ type: 'log', bytes });
      },
      paused: (step) => {
        this.#pauseBefore(step);
      },
    });
    this.#instances = new Instances({
      program,
      options,
      spawn,
      emit: (event) => {
        this.#recorder?.note(EVENT, toBytes(event));
        this.#hearInstance(event);
      },
    });
    const { memory, finished, clock } = { memory: this.#memory, finished: this.#finished, clock: this.#clock };
    const instances = this.#instances;
    this.#workers = createWorkers({ memory, finished, instances, calls, beforeAnswer: flush });
    this.#threads = createThreads({
      memory,
      clock,
      instances,
      calls,
      beforeWait: flush,
      complain: (line) => {
        this.#tellInOrder({ type: 'output', stream: 'stderr', text: `${line}\n` });
      },
    });
    this.#reactor = new Reactor({
      memory,
      clock,
      finished,
      baseUrl: options.baseUrl,
      listener: {
        running: (name) => {
          this.#task = name;
          this.#tell({ type: 'running', task: name });
        },
        waiting: () => {
          this.#tellInOrder({ type: 'waiting' });
        },
      },
      worksOutside: () => this.#workers.busy() || this.#threads.alive(),
    });
    this.#network = new Network(memory, finished, (port, open) => {
      this.#tell({ type: 'listening', port, open });
    });
    this.#clients = sockets && this.#admitClients(sockets);
    const records = options.record === true || options.replay !== undefined;
    this.#recorder = records && calls === undefined ? new Recorder(memory) : undefined;
    try {
      this.#replayer = this.#recorder && options.replay && this.#makeReplayer(this.#recorder, options.replay);
    } catch (error) {
      this.#fail(error);
    }
    // Not before the constructor has returned: the maker of this object must have it before it hears anything.
    queueMicrotask(() => {
      this.#start();
    });
  }

  /** What the page asks for; `seek` is for the worker, which can begin the run anew (worker.ts). */
  control(command: Exclude<RunCommand, { type: 'seek' }>): void {
    if (this.#ended) return;
    switch (command.type) {
      case 'pause':
        this.#trace.pauseAtNextStep();
        if (!this.#clock.paused && this.#reactor.waits) this.#pauseBefore(this.#trace.steps + 1);
        return;
      case 'continue':
        this.#trace.pauseNowhere();
        this.#continue(false);
        return;
      case 'step':
        if (command.unit === 'turn') this.#trace.pauseAtNextTurn();
        else this.#trace.pauseAtNextStep();
        this.#continue(true);
        return;
      case 'clock':
        this.#clock.mode = command.clock;
        return;
      case 'decisions':
        this.#tellDecisions();
        return;
    }
  }

  /** The decisions so far. */
  get decisions(): Uint8Array<ArrayBuffer> | undefined {
    return this.#recorder?.writer.take();
  }

  /** What another run needs to do the same: all that is being replayed, which goes further than the run has come, or else what came so far. */
  get decisionsToRepeat(): Uint8Array<ArrayBuffer> | undefined {
    return this.#replayer?.open === false ? this.#options.replay : this.decisions;
  }

  get clock(): ClockMode {
    return this.#clock.mode;
  }

  /** Gives the run up: nothing is heard of it any more, and it does nothing more. */
  abandon(): void {
    this.#ended = true;
    this.#reactor.close();
    this.#threads.close();
    this.#instances.end();
    this.#resolve();
  }

  readonly #tell = (event: ProgramEvent): void => {
    if (!this.#ended) this.#emit(event);
  };

  /** After what was printed before. */
  #tellInOrder(event: ProgramEvent): void {
    this.#output.flush();
    this.#tell(event);
  }

  #tellDecisions(): void {
    const bytes = this.decisions;
    if (bytes === undefined) return;
    this.#tell({ type: 'decisions', bytes, cut: this.#recorder?.writer.full === true, steps: this.#trace.steps });
  }

  #hearInstance(event: ProgramEvent): void {
    if (event.type === 'exit') this.#end(event);
    else this.#tellInOrder(event);
  }

  #admitClients(sockets: SocketLink): OutsideClients {
    const clients = new OutsideClients(this.#network, (event) => {
      if (!this.#ended) sockets.send(event);
    });
    sockets.hear((command) => {
      if (this.#ended || this.#replayer?.open === false) return;
      this.#recorder?.note(COMMAND, toBytes(command));
      clients.hear(command);
    });
    return clients;
  }

  #makeReplayer(recorder: Recorder, decisions: Uint8Array): Replayer {
    return new Replayer(this.#memory, decisions, recorder, {
      came: (kind, bytes) => {
        try {
          if (kind === COMMAND) this.#clients?.hear(fromBytes(bytes) as SocketCommand);
          else this.#hearInstance(fromBytes(bytes) as ProgramEvent);
        } catch {
          throw new DamagedDecisions('the recorded run is damaged');
        }
        // A worker ended the program, which, unlike then, does not stand still in a wait.
        if (this.#ended) throw new ProgramEnd();
      },
      taken: (operation) => {
        this.#finished.forget(operation);
      },
      failed: (error) => {
        this.#fail(error);
      },
      opened: (time) => {
        this.#clock.restart(time);
      },
    });
  }

  #pauseBefore(step: number): void {
    this.#reactor.jumps = false;
    this.#clock.paused = true;
    this.#tellInOrder({ type: 'paused', step });
  }

  #continue(stepping: boolean): void {
    if (!this.#clock.paused) return;
    if (!stepping) this.#clock.paused = false;
    this.#reactor.jumps = stepping;
    if (!stepping) this.#tell({ type: 'continued' });
    this.#trace.goOn();
  }

  #end(event: ProgramEvent): void {
    if (this.#ended) return;
    this.#trace.flush();
    this.#output.flush();
    this.#tellDecisions();
    this.#emit(event);
    this.#ended = true;
    this.#instances.end();
    this.#resolve();
  }

  #fail(error: unknown): void {
    // What is thrown after the end is the end itself on its way out.
    if (this.#ended || error instanceof ProgramEnd) return;
    if (error instanceof Diverged) {
      const { decision, expected, got } = error;
      this.#trace.flush();
      this.#tellInOrder({ type: 'diverged', decision, expected, got });
    }
    if (error instanceof Diverged || error instanceof DamagedDecisions) {
      this.#end({ type: 'failure', reason: 'replay', message: error.message });
    } else {
      this.#end(explainFailure(error, this.#task));
    }
  }

  #start(): void {
    const fibers = createFiberHost();
    if (fibers === undefined) {
      const message = 'this browser cannot suspend WebAssembly programs';
      this.#end({ type: 'failure', reason: 'unsupported', message });
      return;
    }
    if (this.#ended) return;
    this.#instantiate(fibers)
      .then(() => {
        this.#end({ type: 'exit', code: 0 });
      })
      .catch((error: unknown) => {
        this.#fail(error);
      });
  }

  async #instantiate(fibers: FiberHost): Promise<void> {
    const doors = this.#replayer ?? this.#recorder;
    const own = this.#imports();
    const imports = withSuspending(doors === undefined ? own : doors.wrap(own));
    const instance = await makeInstance(this.#program, { ...imports, fctx: fibers.imports });
    const { memory, serve } = instance.exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('the program exports no memory');
    this.#memory.attach(memory);
    if (this.#calls === undefined) {
      await fibers.run(instance.exports);
    } else {
      if (serve === undefined) throw new TypeError('the program makes no calls');
      await fibers.run({ ...instance.exports, start: serve });
    }
  }

  #imports(): Imports {
    const memory = this.#memory;
    return {
      workers: this.#workers.imports,
      threads: this.#threads.imports,
      reactor: { ...this.#reactor.imports, http_start: this.#startRequest },
      network: this.#network.imports as Imports[string],
      trace: this.#trace.imports,
      console: createConsole(memory, (event) => {
        this.#tellInOrder(event);
      }) as Imports[string],
      program: {
        fail: (reason: number, reasonSize: number, message: number, messageSize: number) => {
          this.#end({
            type: 'failure',
            reason: memory.text(reason, reasonSize) as FailureReason,
            message: memory.text(message, messageSize),
          });
          throw new ProgramEnd();
        },
      },
      wasi_snapshot_preview1: createWasi(memory, this.#clock, this.#options.args ?? [], {
        write: (stream, bytes) => {
          this.#output.write(stream, bytes);
        },
        exit: (code) => {
          this.#end({ type: 'exit', code: code & 0xff });
          throw new ProgramEnd();
        },
      }),
    };
  }

  readonly #startRequest = (request: number): void => {
    if (this.#clock.mode === 'fast' && !this.#noted) {
      this.#noted = true;
      this.#tell({ type: 'clock-note', note: 'real-fetch' });
    }
    this.#reactor.imports.http_start(request);
  };
}

function withSuspending(imports: Imports): WebAssembly.Imports {
  return Object.fromEntries(
    Object.entries(imports).map(([module, functions]) => {
      const all: WebAssembly.ModuleImports = { ...functions };
      for (const name of SUSPENDS[module] ?? []) {
        const waits = functions[name];
        if (waits !== undefined) all[name] = suspending(waits as (...args: never[]) => Promise<unknown>);
      }
      return [module, all];
    }),
  );
}

async function makeInstance(
  program: BufferSource | Promise<WebAssembly.Module>,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Instance> {
  if (program instanceof Promise) return WebAssembly.instantiate(await program, imports);
  return (await WebAssembly.instantiate(program, imports)).instance;
}
