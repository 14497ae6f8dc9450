/** The compiler's worker: started and loaded when it is wanted, and anew after it was ended, with what an earlier one had loaded. */
import type { LoadProgress } from '../session/run/compiler.ts';
import {
  CompilerUnavailableError,
  type Answer,
  type CompiledAnswer,
  type CompilerAssets,
  type IncompleteAnswer,
  type LocatedAnswer,
  type Request,
} from './protocol.ts';
import type { WorkerPort } from './worker-port.ts';

export type CompilerWorker = WorkerPort<Request, Answer>;

/** What its owner hears. */
export interface ThreadEvents {
  readonly heard: (answer: CompiledAnswer | IncompleteAnswer | LocatedAnswer) => void;
  /** The worker's script failed, outside of loading. */
  readonly broke: () => void;
  /** There is no worker any more: what it was asked gets no answer. */
  readonly ended: () => void;
}

/** One loading of a worker, shared by all who wait for it. */
interface Loading {
  readonly id: number;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly listeners: Set<(progress: LoadProgress) => void>;
}

/** A worker is in one of three states: none, loading, ready. */
export class CompilerThread {
  readonly #sdkUrl: string;
  readonly #createWorker: () => CompilerWorker;
  readonly #events: ThreadEvents;
  #worker: CompilerWorker | null = null;
  #loading: Loading | null = null;
  #assets: CompilerAssets | null = null;
  /** Whether a program was met for which the lean compiler does not do. */
  #whole = false;
  #warm = false;
  #lastId = 0;

  /** @param sdkUrl absolute address of the SDK folder, with a slash at its end. */
  constructor(sdkUrl: string, createWorker: () => CompilerWorker, events: ThreadEvents) {
    this.#sdkUrl = sdkUrl;
    this.#createWorker = createWorker;
    this.#events = events;
  }

  /** What is loaded, for other workers to use; null before. */
  get assets(): CompilerAssets | null {
    return this.#assets;
  }

  get isLoading(): boolean {
    return this.#loading !== null;
  }

  /** Whether `assets` have compiled something: then the browser has made machine code of the compiler. */
  get isWarm(): boolean {
    return this.#warm;
  }

  /** The next worker is to have the whole compiler. */
  wantWhole(): void {
    this.#whole = true;
  }

  /** Resolves when a worker is ready. `quickNext` as in a CompileRequest. */
  async load(quickNext: boolean, onProgress?: (progress: LoadProgress) => void): Promise<void> {
    if (this.#worker !== null && this.#loading === null) return;
    const loading = (this.#loading ??= this.#start(quickNext));
    if (onProgress) loading.listeners.add(onProgress);
    await loading.promise;
  }

  /** False where there is no worker to ask. */
  post(request: Request): boolean {
    this.#worker?.postMessage(request);
    return this.#worker !== null;
  }

  /** Ends the loading that is under way; whoever waits for it gets `error`. */
  stopLoading(error: CompilerUnavailableError): void {
    const loading = this.#loading;
    this.#loading = null;
    // Most programs do with what is there.
    this.#whole = this.#assets?.whole ?? false;
    this.end();
    loading?.reject(error);
  }

  /** Ends the worker, which is not loading; what it has loaded stays for the next. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#events.ended();
  }

  /** Ends whatever there is; nothing is loaded any more. */
  dispose(error: CompilerUnavailableError): void {
    this.stopLoading(error);
    this.#assets = null;
  }

  #start(quickNext: boolean): Loading {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    // A failure is for the callers that wait for the promise; where there are none (disposed while loading), it must not count as
    // unhandled.
    promise.catch(() => undefined);
    const id = ++this.#lastId;
    const loading: Loading = {
      id,
      promise,
      resolve: () => {
        resolve(undefined);
      },
      reject,
      listeners: new Set(),
    };
    try {
      const worker = this.#createWorker();
      worker.onmessage = ({ data }) => {
        if (worker === this.#worker) this.#hear(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#broke();
      };
      this.#worker = worker;
      worker.postMessage({
        type: 'load',
        id,
        sdkUrl: this.#sdkUrl,
        assets: this.#assets,
        whole: this.#whole,
        quickNext,
      });
    } catch (error) {
      this.end();
      reject(new CompilerUnavailableError(`the browser refuses to start it (${String(error)})`));
      queueMicrotask(() => {
        if (this.#loading === loading) this.#loading = null;
      });
    }
    return loading;
  }

  #hear(answer: Answer): void {
    switch (answer.type) {
      case 'progress':
        if (answer.id === this.#loading?.id) for (const listener of this.#loading.listeners) listener(answer.progress);
        break;
      case 'loaded':
        if (answer.assets.whole !== this.#assets?.whole) this.#warm = false;
        this.#assets = answer.assets;
        this.#loading?.resolve();
        this.#loading = null;
        break;
      case 'unavailable':
        this.stopLoading(new CompilerUnavailableError(answer.message, answer.problem));
        break;
      case 'compiled':
        this.#warm = true;
        this.#events.heard(answer);
        break;
      case 'incomplete':
      case 'located':
        this.#events.heard(answer);
        break;
    }
  }

  /** The worker script itself failed: it could not be fetched, or threw outside of every request. */
  #broke(): void {
    if (this.#loading) this.stopLoading(new CompilerUnavailableError('', 'unreachable'));
    else this.#events.broke();
  }
}
