/** One compilation, from when it is asked for until its result is given out. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { CompileResult, LoadProgress } from '../session/run/compiler.ts';

export class Job {
  readonly project: Project;
  readonly content: string;
  readonly promise: Promise<CompileResult>;
  settled = false;
  /** Nobody waits for it. */
  ahead: boolean;
  readonly reject: (error: Error) => void;
  /** Hears of what is downloaded for it; undefined where nobody wants to. */
  onProgress: ((progress: LoadProgress) => void) | undefined;
  readonly #resolve: (result: CompileResult) => void;
  id = 0;
  timer: ReturnType<typeof setTimeout> | undefined;

  constructor(project: Project, content: string, options: { ahead?: boolean; onProgress?: Job['onProgress'] } = {}) {
    this.project = project;
    this.content = content;
    this.ahead = options.ahead ?? false;
    this.onProgress = options.onProgress;
    const { promise, resolve, reject } = Promise.withResolvers<CompileResult>();
    this.promise = promise;
    this.#resolve = resolve;
    this.reject = reject;
    // Nobody waits for one that is compiled ahead.
    promise.catch(() => undefined);
  }

  /** The first call wins. */
  settle(result: CompileResult): void {
    this.settled = true;
    this.#resolve(result);
  }
}
