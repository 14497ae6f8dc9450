/**
 * Runs one program: a WebAssembly binary linked with the engine. The same in the page's sandbox, the embed, the tests and the
 * benchmarks; in a worker, because a program may compute for as long as it likes.
 */
import { createFiberHost } from '../fcontext/fcontext.ts';
import { createReactor } from '../reactor/reactor.ts';
import { createConsole } from './console.ts';
import { explainFailure, ProgramEnd } from './failure.ts';
import { canSuspend, promising } from './jspi.ts';
import { ProgramMemory } from './memory.ts';
import { Output } from './output.ts';
import type { FailureReason, ProgramEvent, RunOptions } from './protocol.ts';
import { createWasi } from './wasi.ts';

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
): Promise<void> {
  return new Promise((resolve) => {
    let ended = false;
    let task = 'main()';

    const tell = (event: ProgramEvent): void => {
      if (!ended) emit(event);
    };
    const output = new Output(tell);
    const end = (event: ProgramEvent): void => {
      if (ended) return;
      output.flush();
      emit(event);
      ended = true;
      resolve();
    };
    const fail = (error: unknown): void => {
      // What is thrown after the end is the end itself on its way out.
      if (!ended && !(error instanceof ProgramEnd)) end(explainFailure(error, task));
    };
    if (!canSuspend()) {
      end({ type: 'failure', reason: 'unsupported', message: 'this browser cannot suspend WebAssembly programs' });
      return;
    }

    const memory = new ProgramMemory();
    let enter: (context: number) => Promise<unknown> = () => Promise.reject(new Error('the program has no fibers'));
    const fibers = createFiberHost((context) => enter(context), fail);
    const reactor = createReactor(memory, options.baseUrl, {
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
    const imports: WebAssembly.Imports = {
      fctx: fibers.imports,
      reactor: reactor.imports,
      console,
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
        const { memory: linear, fctx_entry: entry, start } = instance.exports;
        if (!(linear instanceof WebAssembly.Memory)) throw new TypeError('the program exports no memory');
        memory.attach(linear);
        if (entry !== undefined) enter = promising(entry);
        return promising(start)();
      })
      .then(() => {
        end({ type: 'exit', code: 0 });
      })
      .catch(fail);
  });
}
