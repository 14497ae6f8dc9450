/** A program's HTTP requests, carried out by `fetch`. Layouts of the structures: imports.hpp. */
import type { ProgramMemory } from '../abi/memory.ts';
import type { FinishedOperations } from './operations.ts';

/** No program may make the reader download more than this with one request. */
const LARGEST_BODY_BYTES = 256 * 1024 * 1024;

/** The parts of a result, in the order in which the program reads them. */
interface Result {
  readonly status: number;
  readonly parts: readonly Uint8Array[];
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export class HttpRequests {
  readonly #memory: ProgramMemory;
  readonly #baseUrl: string;
  readonly #finished: FinishedOperations;
  readonly #pending = new Map<number, AbortController>();
  readonly #results = new Map<number, Result>();

  constructor(memory: ProgramMemory, baseUrl: string, finished: FinishedOperations) {
    this.#memory = memory;
    this.#baseUrl = baseUrl;
    this.#finished = finished;
  }

  /** How many are under way. */
  get pending(): number {
    return this.#pending.size;
  }

  start(address: number): void {
    const [id, request] = this.#readRequest(address);
    const abort = new AbortController();
    this.#pending.set(id, abort);
    void this.#fetch(request, abort.signal).then((result) => {
      if (this.#pending.get(id) !== abort) return;
      this.#pending.delete(id);
      this.#results.set(id, result);
      this.#finished.add(id);
    });
  }

  cancel(id: number): void {
    this.#pending.get(id)?.abort();
    this.#pending.delete(id);
    this.#results.delete(id);
    this.#finished.forget(id);
  }

  sizes(id: number, address: number): void {
    const { status, parts } = this.#result(id);
    const view = this.#memory.view;
    [status, ...parts.map((part) => part.length)].forEach((value, i) => {
      view.setUint32((address >>> 0) + 4 * i, value, true);
    });
  }

  read(id: number, address: number): void {
    let to = address >>> 0;
    for (const part of this.#result(id).parts) {
      this.#memory.bytes.set(part, to);
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
    const view = this.#memory.view;
    const field = (i: number): number => view.getUint32((address >>> 0) + 4 * i, true);
    const text = (i: number): string => this.#memory.text(field(i), field(i + 1));
    const lines = text(5).split('\n');
    const headers: [string, string][] = [];
    for (let i = 0; i + 1 < lines.length; i += 2) headers.push([lines[i] ?? '', lines[i + 1] ?? '']);
    const body = field(8) === 0 ? null : this.#memory.slice(field(7), field(8));
    return [field(0), { method: text(1), url: text(3), headers, body }];
  }

  async #fetch(request: Request, signal: AbortSignal): Promise<Result> {
    let url: URL;
    try {
      url = new URL(request.url, this.#baseUrl);
    } catch {
      return failed(`"${request.url}" is not an address`);
    }
    try {
      const response = await fetch(url, {
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
      const body = await readBody(response);
      if (body === undefined) return failed(`${url.href} sent more than ${String(LARGEST_BODY_BYTES / 2 ** 20)} MB`);
      const headers = [...response.headers].map(([name, value]) => `${name}\n${value}\n`).join('');
      const encoder = new TextEncoder();
      return {
        status: response.status,
        parts: [
          encoder.encode(response.statusText),
          encoder.encode(response.url),
          encoder.encode(headers),
          body,
          new Uint8Array(0),
        ],
      };
    } catch (error) {
      return failed(this.#explain(url, error));
    }
  }

  /** The browser says only "failed to fetch", so that a page cannot probe the reader's network. Say what can be known. */
  #explain(url: URL, error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    const allowed = url.href.startsWith(this.#baseUrl)
      ? 'the network may be gone'
      : `a program in a page may fetch only from ${this.#baseUrl}`;
    return `could not fetch ${url.href}: ${reason} (${allowed})`;
  }
}

async function readBody(response: Response): Promise<Uint8Array | undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > LARGEST_BODY_BYTES) return undefined;
  const body = new Uint8Array(await response.arrayBuffer());
  return body.length > LARGEST_BODY_BYTES ? undefined : body;
}

function failed(message: string): Result {
  const nothing = new Uint8Array(0);
  return { status: 0, parts: [nothing, nothing, nothing, nothing, new TextEncoder().encode(message)] };
}
