/**
 * Runs one program: a WebAssembly binary linked with the engine. The same in the page's sandbox, the embed, the tests and the
 * benchmarks; in a worker, because a program may compute for as long as it likes.
 *
 *     program ── imports ──▶ doors (recorded or replayed) ──▶ the host's modules ── events ──▶ the page
 */
import { ProgramMemory } from '../abi/memory.ts';
import type {
  ClockMode,
  InputCommand,
  ProgramEvent,
  RunCommand,
  RunOptions,
  SocketCommand,
  SocketEvent,
} from '../abi/protocol.ts';
import { createSuspender, type Suspender } from '../fcontext/fcontext.ts';
import { OutsideClients } from '../network/clients.ts';
import { Clock } from '../reactor/clock.ts';
import type { Fetch } from '../reactor/http.ts';
import { FinishedOperations } from '../reactor/operations.ts';
import { Instances, type CallQueue, type SpawnWorker } from '../workers/instance.ts';
import { DamagedDecisions } from './decisions.ts';
import { COMMAND, Diverged, EVENT, type Imports } from './doors.ts';
import { RunEvents } from './events.ts';
import { explainFailure, leaveProgram } from './failure.ts';
import { link } from './link.ts';
import { createModules, type EachModule, type HostModules } from './modules.ts';
import { decodeCommand, decodeEvent, encodeMessage } from './recorded-messages.ts';
import { Recorder } from './recorder.ts';
import { Replayer } from './replayer.ts';
import { Steering } from './steering.ts';

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
  /** In place of the platform's. */
  readonly fetch?: Fetch;
  /** In place of a clock as the options ask for. */
  readonly clock?: Clock;
  /** In place of the best that there is. */
  readonly suspender?: Suspender;
}

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
  readonly #surroundings: Surroundings;
  readonly #events: RunEvents;
  readonly #memory = new ProgramMemory();
  readonly #finished = new FinishedOperations();
  readonly #clock: Clock;
  readonly #instances: Instances;
  readonly #modules: HostModules;
  readonly #suspender: Suspender;
  readonly #steering: Steering;
  readonly #clients: OutsideClients | undefined;
  readonly #recorder: Recorder | undefined;
  #replayer: Replayer | undefined;
  /** That ran last, as far as the host was told. */
  #task: string;
  #resolve: () => void = () => undefined;

  constructor(
    program: BufferSource,
    options: RunOptions,
    emit: (event: ProgramEvent) => void,
    surroundings: Surroundings = {},
  ) {
    const { spawn, calls, sockets, module, clock, suspender } = surroundings;
    this.#program = module ?? program;
    this.#options = options;
    this.#surroundings = surroundings;
    this.#task = calls === undefined ? 'main()' : 'a call in a worker';
    this.done = new Promise((resolve) => (this.#resolve = resolve));
    this.#events = new RunEvents(emit);
    this.#clock = clock ?? new Clock(options.clock);
    this.#suspender = suspender ?? createSuspender();
    this.#instances = new Instances({
      program,
      options,
      spawn,
      emit: (event) => {
        this.#recorder?.note(EVENT, encodeMessage(event));
        this.#hearInstance(event);
      },
    });
    this.#modules = this.#createModules(calls);
    this.#steering = new Steering(this.#clock, this.#modules, this.#events);
    this.#clients = sockets && this.#admitClients(sockets);
    const records = options.record === true || options.replay !== undefined;
    this.#recorder = records && calls === undefined ? new Recorder(this.#memory) : undefined;
    const { input: text, replay } = options;
    // What a replay reads is in its recording.
    if (text !== undefined && replay === undefined) this.#hearInput({ type: 'input', text, end: true, typed: false });
    // Not before the constructor has returned: the maker of this object must have it before it hears anything.
    queueMicrotask(() => {
      if (!this.#events.ended) this.#start();
    });
  }

  /** What the page asks for; `seek` is for the worker, which can begin the run anew (worker.ts). */
  control(command: Exclude<RunCommand, { type: 'seek' }>): void {
    if (this.#events.ended) return;
    if (command.type === 'decisions') this.#tellDecisions();
    else if (command.type === 'input') this.#hearInput(command);
    else this.#steering.hear(command);
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
    this.#events.end();
    this.#instances.end();
    const modules: EachModule = this.#modules;
    for (const module of Object.values(modules)) module.close?.();
    this.#resolve();
  }

  #createModules(calls: CallQueue | undefined): HostModules {
    return createModules({
      memory: this.#memory,
      clock: this.#clock,
      finished: this.#finished,
      options: this.#options,
      instances: this.#instances,
      calls,
      fetch: this.#surroundings.fetch,
      events: this.#events,
      listener: {
        runs: (task) => {
          this.#task = task;
          this.#events.tell({ type: 'running', task });
        },
        pausesBefore: (step) => {
          this.#steering.pauseBefore(step);
        },
        ends: (event) => {
          this.#end(event);
        },
      },
    });
  }

  #tellDecisions(): void {
    const bytes = this.decisions;
    if (bytes === undefined) return;
    const cut = this.#recorder?.writer.full === true;
    this.#events.tell({ type: 'decisions', bytes, cut, steps: this.#modules.trace.steps });
  }

  #hearInstance(event: ProgramEvent): void {
    if (event.type === 'exit') this.#end(event);
    else this.#events.tellInOrder(event);
  }

  #admitClients(sockets: SocketLink): OutsideClients {
    const clients = new OutsideClients(this.#modules.network, (event) => {
      if (!this.#events.ended) sockets.send(event);
    });
    sockets.hear((command) => {
      if (this.#events.ended || this.#replayer?.open === false) return;
      this.#recorder?.note(COMMAND, encodeMessage(command));
      clients.hear(command);
    });
    return clients;
  }

  #hearInput(command: InputCommand): void {
    if (this.#replayer?.open === false) return;
    this.#recorder?.note(COMMAND, encodeMessage(command));
    this.#modules.input.hear(command);
  }

  #makeReplayer(recorder: Recorder, decisions: Uint8Array): Replayer {
    return new Replayer(this.#memory, decisions, recorder, {
      came: (kind, bytes) => {
        if (kind === COMMAND) this.#repeat(decodeCommand(bytes));
        else this.#hearInstance(decodeEvent(bytes));
        // A worker ended the program, which, unlike then, does not stand still in a wait.
        if (this.#events.ended) leaveProgram();
      },
      began: ({ place }, [request = 0]) => {
        if (place === 'reactor.http_start') this.#modules.reactor.passOver(request);
      },
      ended: (operation) => {
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

  /** A recorded command, at its place. */
  #repeat(command: SocketCommand | InputCommand): void {
    if (command.type === 'input') this.#modules.input.hear(command);
    else this.#clients?.hear(command);
  }

  #end(event: ProgramEvent): void {
    if (this.#events.ended) return;
    this.#modules.trace.flush();
    this.#events.output.flush();
    this.#tellDecisions();
    // Without the places: those in another program would be taken for them.
    const placeless = event.type === 'failure' && !this.#suspender.asLinked;
    this.#events.tell(placeless ? { type: 'failure', reason: event.reason, message: event.message } : event);
    this.abandon();
  }

  #fail(error: unknown): void {
    // After the end it is the trap by which the program is left.
    if (this.#events.ended) return;
    if (error instanceof Diverged) {
      const { decision, expected, got } = error;
      this.#modules.trace.flush();
      this.#events.tellInOrder({ type: 'diverged', decision, expected, got });
    }
    if (error instanceof Diverged || error instanceof DamagedDecisions) {
      this.#end({ type: 'failure', reason: 'replay', message: error.message });
    } else {
      this.#end(explainFailure(error, this.#task));
    }
  }

  #start(): void {
    this.#run(this.#suspender)
      .then(() => {
        this.#end({ type: 'exit', code: 0 });
      })
      .catch((error: unknown) => {
        this.#fail(error);
      });
  }

  async #run(suspender: Suspender): Promise<void> {
    const { replay } = this.#options;
    this.#replayer = this.#recorder && replay && this.#makeReplayer(this.#recorder, replay);
    const own = Object.fromEntries(
      Object.entries(this.#modules).map(([name, { imports }]) => [name, imports]),
    ) as unknown as Imports;
    const doors = this.#replayer ?? this.#recorder;
    const { exports, memory } = await link(this.#program, doors === undefined ? own : doors.wrap(own), suspender);
    this.#memory.attach(memory);
    if (this.#surroundings.calls === undefined) {
      await suspender.run(exports);
    } else {
      if (exports.serve === undefined) throw new TypeError('the program makes no calls');
      await suspender.run({ ...exports, start: exports.serve });
    }
  }
}
