/**
 * Runs one program: a WebAssembly binary linked with the engine. The same in the page's sandbox, the embed, the tests and the
 * benchmarks; in a worker, because a program may compute for as long as it likes.
 */
import { createFiberHost } from '../fcontext/fcontext.ts';
import { OutsideClients } from '../network/clients.ts';
import { Network } from '../network/network.ts';
import { FinishedOperations } from '../reactor/operations.ts';
import { createReactor } from '../reactor/reactor.ts';
import { createConsole } from './console.ts';
import { explainFailure, ProgramEnd } from './failure.ts';
import { ProgramMemory } from './memory.ts';
import { Output } from './output.ts';
import type { FailureReason, ProgramEvent, RunOptions, SocketCommand, SocketEvent } from './protocol.ts';
import { createWasi } from './wasi.ts';
import { createTrace } from '../trace/trace.ts';
import { Instances, type CallQueue, type SpawnWorker } from '../workers/instance.ts';
import { createThreads } from '../workers/threads.ts';
import { createWorkers } from '../workers/workers.ts';

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
  { spawn, calls, sockets }: Surroundings = {},
): Promise<void> {
  return new Promise((resolve) => {
    let ended = false;
    let task = calls === undefined ? 'main()' : 'a call in a worker';

    const tell = (event: ProgramEvent): void => {
      if (!ended) emit(event);
    };
    const output = new Output(tell);
    let endWorkers = (): void => undefined;
    const end = (event: ProgramEvent): void => {
      if (ended) return;
      output.flush();
      emit(event);
      ended = true;
      endWorkers();
      resolve();
    };
    const fail = (error: unknown): void => {
      // What is thrown after the end is the end itself on its way out.
      if (!ended && !(error instanceof ProgramEnd)) end(explainFailure(error, task));
    };
    const fibers = createFiberHost();
    if (fibers === undefined) {
      end({ type: 'failure', reason: 'unsupported', message: 'this browser cannot suspend WebAssembly programs' });
      return;
    }

    const memory = new ProgramMemory();
    const finished = new FinishedOperations();
    const reactor = createReactor(memory, finished, options.baseUrl, {
      running: (name) => {
        task = name;
        tell({ type: 'running', task });
      },
      waiting: () => {
        output.flush();
        tell({ type: 'waiting' });
      },
    });
    const console = createConsole(memory, (event) => {
      output.flush();
      tell(event);
    });
    const wasi = createWasi(memory, options.args ?? [], {
      write: (stream, bytes) => {
        output.write(stream, bytes);
      },
      exit: (code) => {
        end({ type: 'exit', code: code & 0xff });
        throw new ProgramEnd();
      },
    });
    const network = new Network(memory, finished, (port, open) => {
      tell({ type: 'listening', port, open });
    });
    if (sockets !== undefined) {
      const clients = new OutsideClients(network, (event) => {
        if (!ended) sockets.send(event);
      });
      sockets.hear((command) => {
        if (!ended) clients.hear(command);
      });
    }
    const instances = new Instances({
      program,
      options,
      spawn,
      emit: (event) => {
        output.flush();
        if (event.type === 'exit') end(event);
        else tell(event);
      },
    });
    endWorkers = () => {
      instances.end();
    };
    const flush = (): void => {
      output.flush();
    };
    const workers = createWorkers({ memory, finished, instances, calls, beforeAnswer: flush });
    const threads = createThreads({
      memory,
      instances,
      calls,
      beforeWait: flush,
      complain: (line) => {
        output.flush();
        tell({ type: 'output', stream: 'stderr', text: `${line}\n` });
      },
    });
    const imports: WebAssembly.Imports = {
      workers: workers.imports,
      threads: threads.imports,
      fctx: fibers.imports,
      reactor: reactor.imports,
      network: network.imports,
      console,
      trace: createTrace(),
      program: {
        fail: (reason: number, reasonSize: number, message: number, messageSize: number) => {
          end({
            type: 'failure',
            reason: memory.text(reason, reasonSize) as FailureReason,
            message: memory.text(message, messageSize),
          });
          throw new ProgramEnd();
        },
      },
      wasi_snapshot_preview1: wasi,
    };

    WebAssembly.instantiate(program, imports)
      .then(({ instance }) => {
        const { memory: linear, serve } = instance.exports;
        if (!(linear instanceof WebAssembly.Memory)) throw new TypeError('the program exports no memory');
        memory.attach(linear);
        if (calls === undefined) return fibers.run(instance.exports);
        if (serve === undefined) throw new TypeError('the program makes no calls');
        return fibers.run({ ...instance.exports, start: serve });
      })
      .then(() => {
        end({ type: 'exit', code: 0 });
      })
      .catch(fail);
  });
}
