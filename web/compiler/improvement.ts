/** Better code of a program that was compiled quickly, made by a worker of its own, which ends with it: the compiler's own stays free for what the reader does next. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { CompileResult } from '../session/run/compiler.ts';
import type { Answer, CompilerAssets, Request } from './protocol.ts';
import type { WorkerPort } from './worker-port.ts';

/** As long as a compilation may take, and a start of the worker. */
const LIMIT = 30_000;

export class Improvement {
  readonly #worker: WorkerPort<Request, Answer>;
  readonly #limit: ReturnType<typeof setTimeout>;

  /** `done` hears of the result; of none where the worker breaks, takes too long or is stopped. */
  constructor(
    worker: WorkerPort<Request, Answer>,
    assets: CompilerAssets,
    project: Project,
    done: (result: CompileResult) => void,
  ) {
    this.#worker = worker;
    this.#limit = setTimeout(() => {
      this.stop();
    }, LIMIT);
    worker.onmessage = ({ data }) => {
      if (data.type === 'loaded') {
        worker.postMessage({ type: 'compile', id: 1, project: { ...project, quick: false }, quickNext: false });
      } else if (data.type !== 'progress') {
        this.stop();
        if (data.type === 'compiled') done(data.result);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.stop();
    };
    worker.postMessage({ type: 'load', id: 0, sdkUrl: '', assets, whole: false, quickNext: false });
  }

  /** Idempotent. */
  stop(): void {
    clearTimeout(this.#limit);
    this.#worker.terminate();
  }
}
