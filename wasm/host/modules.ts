/** The modules of the host: one for each module of imports.ts, but for the context switch, which comes with the stacks (fcontext.ts). */
import type { HostModule, ModuleName } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { ExitEvent, FailureEvent, FailureReason, InputEnd, Lacking, RunOptions } from '../abi/protocol.ts';
import { Network } from '../network/network.ts';
import type { Clock } from '../reactor/clock.ts';
import { Conditions } from '../reactor/conditions.ts';
import type { Fetch } from '../reactor/http.ts';
import type { FinishedOperations } from '../reactor/operations.ts';
import { Reactor } from '../reactor/reactor.ts';
import { Trace } from '../trace/trace.ts';
import type { CallQueue, Instances } from '../workers/instance.ts';
import { Threads } from '../workers/threads.ts';
import { Workers } from '../workers/workers.ts';
import { createConsole } from './console.ts';
import type { RunEvents } from './events.ts';
import { leaveProgram } from './failure.ts';
import { StandardInput } from './input.ts';
import { ThrownExceptions } from './thrown.ts';
import { createWasi } from './wasi.ts';

/** What a program does that is more than an event to be passed on. */
export interface ProgramListener {
  /** A step of this task begins. */
  runs(task: string): void;
  /** The program stands before this step until the trace lets it go on. */
  pausesBefore(step: number): void;
  ends(event: ExitEvent | FailureEvent): void;
}

export interface ModulesSetup {
  readonly memory: ProgramMemory;
  readonly clock: Clock;
  readonly finished: FinishedOperations;
  readonly options: RunOptions;
  readonly instances: Instances;
  /** Present in a worker that makes calls. */
  readonly calls: CallQueue | undefined;
  /** In place of the platform's. */
  readonly fetch: Fetch | undefined;
  readonly events: RunEvents;
  readonly listener: ProgramListener;
}

export type HostModules = ReturnType<typeof createModules>;

/** Each module that there must be. */
export type EachModule = { readonly [M in Exclude<ModuleName, 'fctx'>]: HostModule<M> };

/** A task that keeps the loop for so long is slow: asyncio's `slow_callback_duration`. */
const SLOW_MS = 100;

/** What a program may ask for in vain, by the numbers of imports.hpp. */
const LACKING: readonly Lacking[] = ['files', 'threads'];

/** Why there can be no standard input, if so. */
function inputEnd({ options, calls }: ModulesSetup): InputEnd | null {
  if (calls !== undefined) return 'worker';
  return options.input === undefined && options.typing !== true ? 'none' : null;
}

export function createModules(setup: ModulesSetup) {
  const { memory, clock, finished, options, instances, calls, fetch, events, listener } = setup;
  const flush = (): void => {
    events.output.flush();
  };
  const thrown = new ThrownExceptions();
  const lacked = new Set<Lacking>();
  const workers = new Workers({ memory, finished, instances, calls, beforeAnswer: flush });
  const threads = new Threads({
    memory,
    clock,
    instances,
    calls,
    beforeWait: flush,
    complain: (line) => {
      events.tellInOrder({ type: 'output', stream: 'stderr', text: `${line}\n` });
    },
  });
  return {
    workers,
    threads,
    reactor: new Reactor({
      memory,
      clock,
      finished,
      baseUrl: options.baseUrl,
      fetch,
      conditions: options.net === undefined ? null : new Conditions(options.net, options.seed ?? 0, clock),
      listener: {
        running: (task) => {
          listener.runs(task);
        },
        waiting: () => {
          events.tellInOrder({ type: 'waiting' });
        },
        sleeping: (milliseconds) => {
          flush();
          if (milliseconds >= SLOW_MS) events.tell({ type: 'sleeping' });
        },
        takesRealTime: () => {
          events.tell({ type: 'clock-note', note: 'real-fetch' });
        },
      },
      worksOutside: () => workers.busy || threads.alive,
    }),
    network: new Network(memory, finished, (port, open) => {
      events.tell({ type: 'listening', port, open });
    }),
    trace: new Trace(memory, options, {
      log: (bytes) => {
        events.tellInOrder({ type: 'log', bytes });
      },
      paused: (step) => {
        listener.pausesBefore(step);
      },
    }),
    input: new StandardInput(memory, inputEnd(setup), (event) => {
      events.tellInOrder(event);
    }),
    console: createConsole(memory, (event) => {
      events.tellInOrder(event);
    }),
    program: {
      imports: {
        lacks: (what, name, size) => {
          const lacking = LACKING[what];
          if (lacking === undefined || lacked.has(lacking)) return;
          lacked.add(lacking);
          events.tellInOrder({ type: 'lacks', what: lacking, name: memory.text(name, size) });
        },
        thrown: (exception) => {
          thrown.note(exception);
        },
        fail: (reason, reasonSize, message, messageSize, exception) => {
          const frames = thrown.framesOf(exception);
          listener.ends({
            type: 'failure',
            reason: memory.text(reason, reasonSize) as FailureReason,
            message: memory.text(message, messageSize),
            ...(frames.length > 0 && { frames }),
          });
          leaveProgram();
        },
      },
    },
    wasi_snapshot_preview1: createWasi(memory, clock, options.args ?? [], {
      write: (stream, bytes) => {
        events.output.write(stream, bytes);
      },
      exit: (code) => {
        listener.ends({ type: 'exit', code: code & 0xff });
        leaveProgram();
      },
    }),
  } satisfies EachModule;
}
