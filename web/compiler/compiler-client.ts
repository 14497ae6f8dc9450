/**
 * The page's end of the compiler: says what its worker does next, and sees to it that every promise settles whatever the worker does.
 *
 * A worker that is ready is compiling `#running` or idle. A compilation is `#waiting` until a ready worker is idle, then `#running`; one that nobody waits for yet is `#ahead` until nothing else is to be done.
 * clang cannot be interrupted, so a running compilation that was superseded goes on unheard for a moment; what takes too long, or is
 * cancelled, is ended with its worker. Prior art: playground-elements' build.ts.
 */
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import { CompilerThread, type CompilerWorker } from './compiler-thread.ts';
import { programMessage } from './diagnostics.ts';
import { Improver } from './improver.ts';
import { Job } from './job.ts';
import { contentOf, KeptResults } from './kept-results.ts';
import {
  CompilerUnavailableError,
  type CompiledAnswer,
  type CompilerAssets,
  type IncompleteAnswer,
  type LocatedAnswer,
} from './protocol.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import type {
  CompileResult,
  Compiler,
  CompileFailureReason,
  FailurePlace,
  LoadProgress,
} from '../session/run/compiler.ts';

/** How long, in milliseconds, a compilation may take; a browser that cannot suspend WebAssembly rewrites the program after it. */
export const COMPILE_LIMIT = canSuspend() ? 20_000 : 60_000;
/** The same for the first: the browser makes machine code of the compiler meanwhile, and of a whole compiler once more. */
export const FIRST_COMPILE_LIMIT = 3 * COMPILE_LIMIT;
/** How long a superseded one may keep the worker from the next: a replaced worker is ready about as soon. */
const SUPERSEDED_LIMIT = 700;
/** A timer that is so late, ms, has slept with its page, as where a phone shows another app or a laptop is closed: so has the compiler. */
const SLEPT = 5_000;
/** After so many milliseconds without a change the reader is taken to have paused: longer than from key to key. */
const PAUSE = 250;
/** How long it is waited before a place is looked for, ms: whoever runs another program at once is not to wait for the lines of the last. */
export const LOCATE_AFTER = 300;

const NOWHERE: FailurePlace = { places: [] };
const BROKE = 'the compiler broke while it compiled this program: it crashed or ran out of memory';

/** A place that is looked for. */
interface Search {
  /** The number of the request. */
  readonly id: number;
  readonly project: Project;
  readonly frames: readonly number[];
  /** Only the first call counts. */
  readonly settle: (place: FailurePlace) => void;
}

export class CompilerClient implements Compiler {
  readonly #thread: CompilerThread;
  readonly #improver: Improver;
  #running: Job | null = null;
  #waiting: Job | null = null;
  #ahead: Job | null = null;
  /** While the reader may still be typing. */
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Whether what was asked for last was a quick project. */
  #quick = true;
  readonly #results = new KeptResults();
  /** What `locate` was asked last, until it is settled. */
  #search: Search | null = null;
  #disposed = false;
  #lastId = 0;

  /** @param sdkUrl absolute address of the SDK folder, with a slash at its end. */
  constructor(sdkUrl: string, createWorker: () => CompilerWorker) {
    this.#thread = new CompilerThread(sdkUrl, createWorker, {
      heard: (answer) => {
        this.#hear(answer);
      },
      broke: () => {
        if (this.#running) this.#finish(this.#running, failed('crash', BROKE));
        else this.#thread.end();
      },
      ended: () => {
        this.#endSearch(NOWHERE);
        clearTimeout(this.#running?.timer);
        this.#running = null;
      },
    });
    this.#improver = new Improver(createWorker, () => this.assets);
  }

  /** What is loaded, for other workers to use; null before. */
  get assets(): CompilerAssets | null {
    return this.#thread.assets;
  }

  async load(onProgress?: (progress: LoadProgress) => void): Promise<void> {
    if (this.#disposed) throw disposedError();
    await this.#thread.load(this.#quick, onProgress);
  }

  compile(project: Project, onProgress?: (progress: LoadProgress) => void): Promise<CompileResult> {
    if (this.#disposed) return Promise.reject(disposedError());
    this.#quick = project.quick === true;
    const content = contentOf(project);
    const running = this.#running;
    if (running !== null && this.#comesAhead(project)) {
      running.ahead = false;
      // It may need the rest of the compiler yet.
      running.onProgress = onProgress;
      this.#limit(running, this.#patience);
      return running.promise;
    }
    this.#abandon('superseded');
    const known = this.#results.find(project);
    if (known !== null) {
      this.#improveLater(project, known);
      return Promise.resolve(known);
    }
    this.#improver.stop();
    const job = new Job(project, content, { onProgress });
    this.#waiting = job;
    void this.#startNext();
    return job.promise;
  }

  compileAhead(project: Project): void {
    clearTimeout(this.#pause);
    this.#ahead = null;
    if (this.#disposed || this.assets === null) return;
    this.#quick = project.quick === true;
    const content = contentOf(project);
    if (this.#results.find(project) !== null) return;
    this.#improver.stop();
    this.#pause = setTimeout(() => {
      if (this.#disposed || this.#waiting?.content === content) return;
      if (this.#running?.content === content) {
        this.#letFinish(this.#running);
        return;
      }
      this.#ahead = new Job(project, content, { ahead: true });
      if (this.#running !== null && this.#running.ahead) this.#limit(this.#running, SUPERSEDED_LIMIT);
      void this.#startNext();
    }, PAUSE);
  }

  async locate(project: Project, frames: readonly number[]): Promise<FailurePlace> {
    this.#endSearch(NOWHERE);
    const id = ++this.#lastId;
    await new Promise((resolve) => setTimeout(resolve, LOCATE_AFTER));
    if (id !== this.#lastId || this.#waiting !== null) return NOWHERE;
    const { promise, resolve } = Promise.withResolvers<FailurePlace>();
    this.#startSearch({ id, project, frames, settle: resolve });
    return promise;
  }

  cancel(): void {
    this.#abandon('cancelled');
    // A download that nobody waits for any more ends with its worker; the files that have come whole are kept.
    if (this.#thread.isLoading) this.#thread.stopLoading(new CompilerUnavailableError('it was stopped'));
    else if (this.#running !== null) this.#thread.end();
  }

  dispose(): void {
    this.#disposed = true;
    this.#abandon('cancelled');
    this.#improver.stop();
    this.#thread.dispose(disposedError());
  }

  /** Settles whatever is asked for so far. A running job stays, unheard, until its worker answers or its time is up. */
  #abandon(reason: CompileFailureReason): void {
    const result: CompileResult = { ok: false, reason, diagnostics: [] };
    this.#waiting?.settle(result);
    this.#waiting = null;
    this.#ahead = null;
    clearTimeout(this.#pause);
    if (this.#running === null) return;
    this.#running.settle(result);
    this.#limit(this.#running, SUPERSEDED_LIMIT);
  }

  /** Whether what runs now, and nobody waits for, will be a program of `project`. */
  #comesAhead(project: Project): boolean {
    const running = this.#running;
    if (running?.content !== contentOf(project) || !running.ahead || running.settled) return false;
    return project.quick === true || running.project.quick !== true;
  }

  /** Makes better code of `project` once nothing else has been asked for a while. */
  #improveLater(project: Project, result: CompileResult): void {
    if (!result.ok || !result.quick) return;
    this.#improver.improveLater(project, (better) => {
      if (better.ok) this.#results.keep(contentOf(project), better);
    });
  }

  async #startNext(): Promise<void> {
    const job = this.#next;
    if (job === null || this.#running !== null) return;
    try {
      await this.load(job.onProgress);
    } catch (error) {
      job.reject(error as Error);
      this.#forget(job);
      return;
    }
    // While loading, this job may have been replaced, or a later call may have come here first.
    if (this.#next !== job || this.#hasStarted()) return;
    this.#forget(job);
    this.#running = job;
    job.id = ++this.#lastId;
    this.#limit(job, this.#patience);
    this.#thread.post({ type: 'compile', id: job.id, project: job.project, quickNext: this.#quick });
  }

  get #next(): Job | null {
    return this.#waiting ?? this.#ahead;
  }

  #forget(job: Job): void {
    if (this.#waiting === job) this.#waiting = null;
    if (this.#ahead === job) this.#ahead = null;
  }

  #isBusy(): boolean {
    return this.#running !== null || this.#next !== null;
  }

  #hasStarted(): boolean {
    return this.#running !== null;
  }

  get #patience(): number {
    return this.#thread.isWarm ? COMPILE_LIMIT : FIRST_COMPILE_LIMIT;
  }

  #limit(job: Job, milliseconds: number): void {
    clearTimeout(job.timer);
    const end = performance.now() + milliseconds;
    job.timer = setTimeout(() => {
      if (performance.now() > end + SLEPT) {
        this.#limit(job, milliseconds);
        return;
      }
      job.settle(failed('timeout', `compiling took longer than ${milliseconds / 1000} seconds and was stopped`));
      this.#thread.end();
      void this.#startNext();
    }, milliseconds);
  }

  /** What superseded a job has been undone. */
  #letFinish(job: Job): void {
    if (this.#waiting === null && (job.ahead || job.settled)) this.#limit(job, this.#patience);
  }

  #finish(job: Job, result: CompileResult): void {
    clearTimeout(job.timer);
    this.#running = null;
    if (!job.ahead && !job.settled) this.#improveLater(job.project, result);
    job.settle(result);
    if (result.ok || result.reason === 'source') this.#results.keep(job.content, result);
    // A compiler that broke may hold gigabytes.
    if (!result.ok && result.reason === 'crash') this.#thread.end();
    void this.#startNext();
  }

  /** The lean compiler does not do for this one. What nobody waits for is no reason to fetch more. */
  #beginAnew(job: Job): void {
    clearTimeout(job.timer);
    this.#running = null;
    if (!job.ahead && !job.settled) {
      this.#thread.wantWhole();
      this.#waiting = job;
      this.#thread.end();
    }
    void this.#startNext();
  }

  #startSearch(search: Search): void {
    const { id, project, frames } = search;
    this.#search = search;
    if (!this.#thread.post({ type: 'locate', id, project, frames })) this.#endSearch(NOWHERE);
  }

  #endSearch(place: FailurePlace): void {
    this.#search?.settle(place);
    this.#search = null;
  }

  /** The lean compiler does not do for the lines. Whatever is to be compiled meanwhile goes before. */
  async #searchAnew(search: Search): Promise<void> {
    if (this.#isBusy()) {
      this.#endSearch(NOWHERE);
      return;
    }
    this.#thread.wantWhole();
    this.#search = null;
    this.#thread.end();
    this.#search = search;
    try {
      await this.load();
    } catch {
      // That has ended the search.
      return;
    }
    if (!this.#searches(search)) return;
    if (this.#isBusy()) this.#endSearch(NOWHERE);
    else this.#startSearch({ ...search, id: ++this.#lastId });
  }

  #searches(search: Search): boolean {
    return this.#search === search;
  }

  #hear(answer: CompiledAnswer | IncompleteAnswer | LocatedAnswer): void {
    switch (answer.type) {
      case 'located':
        if (answer.id === this.#search?.id) this.#endSearch(answer.place);
        break;
      case 'incomplete':
        if (answer.id === this.#running?.id) this.#beginAnew(this.#running);
        else if (answer.id === this.#search?.id) void this.#searchAnew(this.#search);
        break;
      case 'compiled':
        if (answer.id === this.#running?.id) this.#finish(this.#running, answer.result);
        break;
    }
  }
}

function failed(reason: CompileFailureReason, message: string): CompileResult {
  return { ok: false, reason, diagnostics: [programMessage('error', message)] };
}

function disposedError(): CompilerUnavailableError {
  return new CompilerUnavailableError('it was shut down');
}
