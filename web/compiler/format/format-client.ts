/** The page's end of the formatter. */
import type { Formatter } from '../../session/language/language.ts';
import type { WorkerPort } from '../worker-port.ts';

/** Page to worker. Its answer is the text, laid out. */
export interface FormatRequest {
  readonly module: WebAssembly.Module;
  readonly text: string;
}

/** The worker itself. */
export type FormatPort = WorkerPort<FormatRequest, string>;

/** How long, in milliseconds, clang-format may take. */
const LIMIT = 10_000;

export class FormatClient implements Formatter {
  readonly #create: () => FormatPort;
  readonly #load: () => Promise<WebAssembly.Module>;
  #module: Promise<WebAssembly.Module> | null = null;

  /** `load` gives clang-format's module; it is called at the first use, and again where it failed. */
  constructor(create: () => FormatPort, load: () => Promise<WebAssembly.Module>) {
    this.#create = create;
    this.#load = load;
  }

  /** Each text has a worker of its own, which ends with the answer: one that breaks or does not end takes nothing with it. */
  async format(text: string): Promise<string> {
    this.#module ??= this.#load();
    const module = await this.#module.catch((error: unknown) => {
      this.#module = null;
      throw error;
    });
    const worker = this.#create();
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const timer = setTimeout(() => {
      reject(new Error('clang-format took too long'));
    }, LIMIT);
    worker.onmessage = ({ data }) => {
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage({ module, text });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      worker.terminate();
    }
  }
}
