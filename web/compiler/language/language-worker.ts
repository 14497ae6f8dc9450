/** The page's end of one language worker: asks one question at a time, the most urgent first, and replaces a worker that does not answer. */
import type { CompilerAssets } from '../protocol.ts';
import type { WorkerPort } from '../worker-port.ts';
import type { Answer, Kind, Question, Questions, Request } from './protocol.ts';

/** The worker itself. */
export type LanguagePort = WorkerPort<Request, Answer>;

/** How long, in milliseconds, clang may think about one question. */
export const LIMIT = 10_000;
/** The same about the first of a kind: the browser makes machine code of what in clang answers it meanwhile. */
export const FIRST_LIMIT = 3 * LIMIT;
/** What goes first where several wait: what the reader is in the middle of writing, then what was asked outright, then what nobody asked for. */
const URGENCY: readonly Kind[] = ['complete', 'signatures', 'describe', 'define', 'check', 'outline'];

interface Job {
  readonly question: Question;
  /** The first call wins. */
  readonly settle: (answer: Questions[Kind]['answer']) => void;
}

export class LanguageWorker {
  readonly #create: () => LanguagePort;
  readonly #assets: () => CompilerAssets;
  #worker: LanguagePort | null = null;
  #loaded = false;
  #running: Job | null = null;
  /** By the kind of question: a newer one takes the place of an older one that has not been asked yet. */
  readonly #waiting = new Map<Kind, Job>();
  readonly #answered = new Set<Kind>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Starts a worker at once. */
  constructor(create: () => LanguagePort, assets: () => CompilerAssets) {
    this.#create = create;
    this.#assets = assets;
    this.#start();
  }

  /** Null where a newer question of the same kind came first, or there is no answer. */
  async ask<K extends Kind>(question: Question & { readonly type: K }): Promise<Questions[K]['answer'] | null> {
    const { promise, resolve } = Promise.withResolvers<Questions[Kind]['answer']>();
    const kind: Kind = question.type;
    this.#waiting.get(kind)?.settle(null);
    if (this.#running?.question.type === kind) this.#running.settle(null);
    this.#waiting.set(kind, { question, settle: resolve });
    this.#next();
    // The answer is of the question's kind.
    return await promise;
  }

  /** Gives up the question of this kind, where it is being answered by ending its worker: clang cannot be interrupted. */
  abandon(kind: Kind): void {
    this.#waiting.get(kind)?.settle(null);
    this.#waiting.delete(kind);
    if (this.#running?.question.type === kind) this.#replace();
  }

  #start(): void {
    const worker = this.#create();
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#replace();
    };
    this.#worker = worker;
    worker.postMessage({ type: 'load', assets: this.#assets() });
  }

  #next(): void {
    if (this.#running !== null) return;
    const kind = URGENCY.find((kind) => this.#waiting.has(kind));
    const job = kind && this.#waiting.get(kind);
    if (kind === undefined || job === undefined) return;
    if (this.#worker === null) this.#start();
    // The answer to `load` brings it here again.
    if (!this.#loaded) return;
    this.#waiting.delete(kind);
    this.#running = job;
    this.#timer = setTimeout(
      () => {
        this.#replace();
      },
      this.#answered.has(kind) ? LIMIT : FIRST_LIMIT,
    );
    this.#worker?.postMessage(job.question);
  }

  #hear(answer: Answer): void {
    if (answer.type === 'loaded') {
      this.#loaded = true;
      this.#next();
      return;
    }
    // A clang that broke may hold a gigabyte.
    if (answer.type === 'broken') {
      this.#replace();
      return;
    }
    if (this.#running !== null) {
      this.#answered.add(this.#running.question.type);
      this.#running.settle(answer.answer);
    }
    this.#finish();
  }

  #drop(): void {
    for (const job of this.#waiting.values()) job.settle(null);
    this.#waiting.clear();
  }

  #replace(): void {
    // Where the worker does not even load, another would not, either.
    if (!this.#loaded) this.#drop();
    this.#end();
    this.#running?.settle(null);
    // The next question starts another.
    this.#finish();
  }

  #finish(): void {
    clearTimeout(this.#timer);
    this.#running = null;
    this.#next();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#loaded = false;
  }
}
