/** One request to a port of the program and what is answered, over a connection of its own. */
import { Emitter } from '../../shared/emitter.ts';
import type { ConnectionListener, ProgramConnection } from '../run/ports.ts';
import {
  headersFor,
  requestText,
  type Header,
  type HttpRequest,
  type NewResponseParser,
  type Parsed,
  type ResponseHead,
  type ResponseParser,
} from './http.ts';

/** Bytes of a body that are kept; a longer answer is given up. */
export const MAX_BODY = 4 * 1024 * 1024;
/** Bytes of the answer that are no body: what comes before it and behind it, and the marks between its chunks. */
const MAX_REST = 1024 * 1024;

/** Why there is no whole answer. */
export type ExchangeProblem =
  /** Nobody listens, or too many connections are open. */
  | { readonly kind: 'refused' }
  /** The program ended the connection and had said nothing. */
  | { readonly kind: 'no-answer' }
  /** The connection broke, or ended before all that was promised had come. */
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'not-http'; readonly why: string }
  | { readonly kind: 'too-large' }
  /** By the reader. */
  | { readonly kind: 'given-up' };

export type ExchangeState = 'waiting' | 'receiving' | 'complete' | ExchangeProblem;

/** What an exchange uses of the outside. */
export interface ExchangeContext {
  /** Opens a connection to the port; null counts as a refusal. */
  readonly connect: (listener: ConnectionListener) => ProgramConnection | null;
  readonly newParser: NewResponseParser;
  /** Milliseconds from whatever moment. */
  readonly now: () => number;
  /** As the header `Host` says it. */
  readonly host: string;
}

export class Exchange {
  readonly request: HttpRequest;
  readonly requestHeaders: readonly Header[];
  /** Its state, its head or its body changed. */
  readonly changes = new Emitter<null>();
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #parser: ResponseParser;
  readonly #connection: ProgramConnection | null;
  /** Longer than what has come: it may come byte by byte, and each piece by itself would take a hundred times its size. */
  #body = new Uint8Array(1024);
  #unsent: Uint8Array;
  #size = 0;
  /** Bytes that have come, body or not. */
  #received = 0;
  #head: ResponseHead | null = null;
  #state: ExchangeState = 'waiting';
  #took: number | null = null;

  /** Sends the request at once. */
  constructor(request: HttpRequest, { connect, newParser, now, host }: ExchangeContext) {
    this.request = request;
    this.requestHeaders = headersFor(request, host);
    this.#now = now;
    this.#startedAt = now();
    this.#parser = newParser({
      head: (head) => {
        this.#head = head;
        this.#state = 'receiving';
      },
      body: (piece) => {
        this.#keep(piece);
      },
    });
    this.#unsent = new TextEncoder().encode(requestText(request, this.requestHeaders));
    this.#connection = connect({
      opened: () => undefined,
      data: (bytes) => {
        if (!this.isUnderWay) return;
        this.#received += bytes.length;
        this.#hear(this.#parser.read(bytes));
      },
      room: () => {
        this.#send();
      },
      ended: () => {
        this.#hearEnd();
      },
      closed: (reason) => {
        this.#finish({ kind: reason === 'refused' ? 'refused' : 'cut-short' });
      },
    });
    if (this.#connection === null) this.#finish({ kind: 'refused' });
    else this.#send();
  }

  get state(): ExchangeState {
    return this.#state;
  }

  get isUnderWay(): boolean {
    return this.#state === 'waiting' || this.#state === 'receiving';
  }

  /** Null until all headers have come. */
  get head(): ResponseHead | null {
    return this.#head;
  }

  /** Bytes of the body that have come. */
  get size(): number {
    return this.#size;
  }

  /** Milliseconds from the request to its end, or until now. */
  get took(): number {
    return this.#took ?? this.#now() - this.#startedAt;
  }

  /** The first bytes of what has come of the body, at most so many. */
  body(limit = MAX_BODY): Uint8Array<ArrayBuffer> {
    return this.#body.slice(0, Math.min(this.#size, limit));
  }

  /** Waits for no more. What has come remains. */
  giveUp(): void {
    this.#finish({ kind: 'given-up' });
  }

  #keep(piece: Uint8Array<ArrayBuffer>): void {
    const size = this.#size + piece.length;
    if (size > this.#body.length) {
      const longer = new Uint8Array(Math.max(size, this.#body.length * 2));
      longer.set(this.#body.subarray(0, this.#size));
      this.#body = longer;
    }
    this.#body.set(piece, this.#size);
    this.#size = size;
  }

  #send(): void {
    if (this.#connection === null || this.#unsent.length === 0) return;
    const piece = this.#unsent.subarray(0, this.#connection.room);
    if (this.#connection.send(piece)) this.#unsent = this.#unsent.subarray(piece.length);
  }

  #hear(parsed: Parsed): void {
    if (parsed.kind === 'broken') this.#finish({ kind: 'not-http', why: parsed.why });
    else if (this.#size > MAX_BODY || this.#received - this.#size > MAX_REST) this.#finish({ kind: 'too-large' });
    else if (parsed.kind === 'complete') this.#finish('complete');
    else this.changes.emit(null);
  }

  #hearEnd(): void {
    if (!this.isUnderWay) return;
    const parsed = this.#parser.end();
    if (parsed.kind === 'complete') this.#finish('complete');
    else this.#finish({ kind: parsed.kind === 'more' ? 'no-answer' : 'cut-short' });
  }

  #finish(state: ExchangeState): void {
    if (!this.isUnderWay) return;
    this.#state = state;
    this.#took = this.#now() - this.#startedAt;
    this.#connection?.close();
    this.changes.emit(null);
  }
}
