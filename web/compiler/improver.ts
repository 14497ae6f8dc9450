/** Better code of a program that was compiled quickly, made by a worker of its own, which ends with it: the compiler's own stays free for what the reader does next. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { CompileResult } from '../session/run/compiler.ts';
import type { CompilerWorker } from './compiler-thread.ts';
import type { CompilerAssets } from './protocol.ts';

/** So long after a quick result is given out it is begun, ms: whoever goes on typing at once is not to wait for it. */
const IDLE = 3_000;
/** As long as a compilation may take, and a start of the worker, ms. */
const LIMIT = 30_000;

export class Improver {
  readonly #createWorker: () => CompilerWorker;
  readonly #assets: () => CompilerAssets | null;
  #worker: CompilerWorker | null = null;
  /** Before the worker is started, and then before it is given up. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `assets` is what the compiler has loaded. */
  constructor(createWorker: () => CompilerWorker, assets: () => CompilerAssets | null) {
    this.#createWorker = createWorker;
    this.#assets = assets;
  }

  /** Once nothing else has been asked for a while; `done` hears of the result, of none where the worker breaks or takes too long. */
  improveLater(project: Project, done: (result: CompileResult) => void): void {
    if (this.#worker !== null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#improve(project, done);
    }, IDLE);
  }

  /** Idempotent. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
  }

  #improve(project: Project, done: (result: CompileResult) => void): void {
    const assets = this.#assets();
    if (assets === null) return;
    let worker: CompilerWorker;
    try {
      worker = this.#createWorker();
    } catch {
      // The browser has no room for another.
      return;
    }
    this.#worker = worker;
    this.#timer = setTimeout(() => {
      this.stop();
    }, LIMIT);
    worker.onmessage = ({ data }) => {
      if (worker !== this.#worker) return;
      if (data.type === 'loaded') {
        worker.postMessage({ type: 'compile', id: 1, project: { ...project, quick: false }, quickNext: false });
      } else if (data.type !== 'progress') {
        this.stop();
        if (data.type === 'compiled') done(data.result);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.stop();
    };
    worker.postMessage({ type: 'load', id: 0, sdkUrl: '', assets, whole: false, quickNext: false });
  }
}
