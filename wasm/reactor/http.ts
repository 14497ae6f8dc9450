/** A program's HTTP requests, carried out by `fetch`. Layouts of the structures: imports.hpp. */
import type { ProgramMemory } from '../abi/memory.ts';
import type { Conditions, Trip } from './conditions.ts';
import { HeldAnswers } from './held-answers.ts';
import { readBody } from './read-body.ts';
import type { FinishedOperations } from './operations.ts';

/** No program may make the reader download more than this with one request. */
const LARGEST_BODY_BYTES = 256 * 1024 * 1024;

interface Result {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  /** A name and a value in each two lines. */
  readonly headers: string;
  readonly body: Uint8Array;
  /** Why there is no answer; empty where there is one. */
  readonly error: string;
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** As much of `fetch` as requests need. */
export type Fetch = (url: URL, request: RequestInit & { readonly signal: AbortSignal }) => Promise<Response>;

export interface HttpSetup {
  readonly memory: ProgramMemory;
  readonly baseUrl: string;
  /** In place of the platform's. */
  readonly fetch: Fetch | undefined;
  readonly finished: FinishedOperations;
  /** Null where the network is as it is. */
  readonly conditions: Conditions | null;
  /** An answer has come that is held back until `nextDue`. */
  readonly held: () => void;
  /** In place of 256 MB. */
  readonly largestBodyBytes?: number;
}

export class HttpRequests {
  readonly #setup: HttpSetup;
  readonly #pending = new Map<number, AbortController>();
  readonly #held = new HeldAnswers<Result>();
  readonly #results = new Map<number, Result>();

  constructor(setup: HttpSetup) {
    this.#setup = setup;
  }

  /** How many wait for what comes from outside. */
  get pending(): number {
    return this.#pending.size;
  }

  /** When, on the program's clock, the next answer is due that is here and held back; Infinity where there is none. */
  get nextDue(): number {
    return this.#held.nextDue;
  }

  start(address: number): void {
    const [id, request] = this.#readRequest(address);
    const { conditions, finished, held } = this.#setup;
    const trip = conditions?.begin(id, request.url) ?? null;
    const abort = new AbortController();
    this.#pending.set(id, abort);
    void this.#carryOut(request, trip, abort.signal).then((result) => {
      if (this.#pending.get(id) !== abort) return;
      this.#pending.delete(id);
      if (conditions === null || trip === null) {
        this.#results.set(id, result);
        finished.add(id);
      } else {
        this.#held.hold(id, conditions.dueOf(trip, result.body.length), result);
        held();
      }
    });
  }

  /** A request that is answered from a recording. */
  passOver(address: number): void {
    const [id, { url }] = this.#readRequest(address);
    this.#setup.conditions?.passOver(id, url);
  }

  /** Lets the answer arrive that is due next. */
  arrive(): void {
    const next = this.#held.take();
    if (next === null) return;
    this.#results.set(...next);
    this.#setup.finished.add(next[0]);
  }

  cancel(id: number): void {
    this.#pending.get(id)?.abort();
    this.#pending.delete(id);
    this.#held.forget(id);
    this.#results.delete(id);
    this.#setup.finished.forget(id);
  }

  sizes(id: number, address: number): void {
    const result = this.#result(id);
    const view = this.#setup.memory.view;
    [result.status, ...partsOf(result).map((part) => part.length)].forEach((value, i) => {
      view.setUint32((address >>> 0) + 4 * i, value, true);
    });
  }

  read(id: number, address: number): void {
    let to = address >>> 0;
    for (const part of partsOf(this.#result(id))) {
      this.#setup.memory.bytes.set(part, to);
      to += part.length;
    }
    this.#results.delete(id);
  }

  #result(id: number): Result {
    const result = this.#results.get(id);
    if (result === undefined) throw new Error(`request ${String(id)} has no result`);
    return result;
  }

  #readRequest(address: number): [number, Request] {
    const view = this.#setup.memory.view;
    const field = (i: number): number => view.getUint32((address >>> 0) + 4 * i, true);
    const text = (i: number): string => this.#setup.memory.text(field(i), field(i + 1));
    const lines = text(5).split('\n');
    const headers: [string, string][] = [];
    for (let i = 0; i + 1 < lines.length; i += 2) headers.push([lines[i] ?? '', lines[i + 1] ?? '']);
    const body = field(8) === 0 ? null : this.#setup.memory.slice(field(7), field(8));
    return [field(0), { method: text(1), url: text(3), headers, body }];
  }

  async #carryOut(request: Request, trip: Trip | null, signal: AbortSignal): Promise<Result> {
    let url: URL;
    try {
      url = new URL(request.url, this.#setup.baseUrl);
    } catch {
      return failed(`"${request.url}" is not an address`);
    }
    if (trip?.fate === 'lost') return failed(`could not fetch ${url.href}: ${trip.reason}`);
    if (trip?.fate === 'missing') return { ...NOTHING, status: 404, statusText: trip.reason, url: url.href };
    return this.#fetch(url, request, signal);
  }

  async #fetch(url: URL, request: Request, signal: AbortSignal): Promise<Result> {
    try {
      const response = await (this.#setup.fetch ?? fetch)(url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal,
        // Programs time their requests, and a native client has no cache either.
        cache: 'no-store',
        // A program is a stranger's: it must not act in the reader's name or tell where the reader is.
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      const limit = this.#setup.largestBodyBytes ?? LARGEST_BODY_BYTES;
      const body = await readBody(response, limit);
      if (body === null) return failed(`${url.href} sent more than ${String(limit / 2 ** 20)} MB`);
      const headers = [...response.headers].map(([name, value]) => `${name}\n${value}\n`).join('');
      const { status, statusText } = response;
      return { status, statusText, url: response.url, headers, body, error: '' };
    } catch (error) {
      return failed(this.#explain(url, error));
    }
  }

  /** The browser says only "failed to fetch", so that a page cannot probe the reader's network. Say what can be known. */
  #explain(url: URL, error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    const allowed = url.href.startsWith(this.#setup.baseUrl)
      ? 'the network may be gone'
      : `a program in a page may fetch only from ${this.#setup.baseUrl}`;
    return `could not fetch ${url.href}: ${reason} (${allowed})`;
  }
}

const NOTHING: Result = { status: 0, statusText: '', url: '', headers: '', body: new Uint8Array(0), error: '' };

function failed(error: string): Result {
  return { ...NOTHING, error };
}

/** In the order in which the program reads them. */
function partsOf({ statusText, url, headers, body, error }: Result): Uint8Array[] {
  const encoder = new TextEncoder();
  return [encoder.encode(statusText), encoder.encode(url), encoder.encode(headers), body, encoder.encode(error)];
}
