/**
 * A reader's way through the pages of a program's server: where they are, where they have been, and every request that was made.
 */
import { Emitter } from '../../shared/emitter.ts';
import { encodeFields, placeOf, placeOfTyped, type Place } from './address.ts';
import { Exchange, type ExchangeContext } from './exchange.ts';
import type { FormSubmission } from './frame-message.ts';
import { headerOf, type HttpRequest } from './http.ts';

/** Requests that are listed, the latest; of these a page can be gone back to. */
export const MAX_REQUESTS = 20;
const MAX_REDIRECTS = 10;

/** Why the last wish was not carried out. */
export type BrowsingProblem = { readonly kind: 'elsewhere'; readonly address: string } | { readonly kind: 'redirects' };

export class Browsing {
  readonly port: number;
  /** Where the reader is, what was asked, or an exchange changed. */
  readonly changes = new Emitter<null>();
  readonly #context: ExchangeContext;
  #requests: Exchange[] = [];
  /** What was shown, the last of it now. */
  #history: Exchange[] = [];
  #problem: BrowsingProblem | null = null;

  constructor(port: number, context: ExchangeContext) {
    this.port = port;
    this.#context = context;
  }

  /** The latest requests, the newest last. */
  get requests(): readonly Exchange[] {
    return this.#requests;
  }

  /** Whose answer is shown, or awaited. */
  get current(): Exchange | null {
    return this.#history.at(-1) ?? null;
  }

  /** Path and query of the page where the reader is. */
  get target(): string {
    return this.current?.request.target ?? '/';
  }

  get problem(): BrowsingProblem | null {
    return this.#problem;
  }

  get canGoBack(): boolean {
    return this.#history.length > 1;
  }

  /** Asks for what the reader typed. */
  visit(typed: string): void {
    this.#get(placeOfTyped(typed, this.port));
  }

  /** Goes where a link of the page leads. */
  follow(reference: string): void {
    this.#get(placeOf(reference, this.port, this.target));
  }

  submit({ method, action, fields }: FormSubmission): void {
    const place = placeOf(action, this.port, this.target);
    const encoded = encodeFields(fields);
    if (place.kind === 'here' && method === 'post') {
      this.#ask({ method: 'POST', target: place.target, body: encoded });
    } else if (place.kind === 'here') {
      const [path = '/'] = place.target.split('?', 1);
      this.#ask({ method: 'GET', target: `${path}?${encoded}`, body: '' });
    } else this.#get(place);
  }

  /** Asks the same once more. */
  reload(): void {
    const last = this.#leave();
    this.#ask(last?.request ?? { method: 'GET', target: '/', body: '' });
  }

  /** Shows the page before as it was: it is not asked for again. */
  back(): void {
    if (!this.canGoBack) return;
    this.#leave();
    this.#problem = null;
    this.changes.emit(null);
  }

  /** Waits no longer for what is under way. */
  giveUp(): void {
    this.current?.giveUp();
  }

  #get(place: Place): void {
    if (place.kind === 'here') {
      this.#ask({ method: 'GET', target: place.target, body: '' });
    } else {
      this.#problem = place;
      this.changes.emit(null);
    }
  }

  #ask(request: HttpRequest, redirects = 0): void {
    this.giveUp();
    this.#problem = null;
    const exchange = new Exchange(request, this.#context);
    this.#requests = [...this.#requests, exchange].slice(-MAX_REQUESTS);
    this.#history = [...this.#history.filter((seen) => this.#requests.includes(seen)), exchange];
    const hear = (): void => {
      if (!this.#redirect(exchange, redirects)) this.changes.emit(null);
    };
    exchange.changes.subscribe(hear);
    // It may be over already.
    hear();
  }

  /** Whether the answer sent the reader on. */
  #redirect(exchange: Exchange, redirects: number): boolean {
    const location = exchange.head === null ? null : headerOf(exchange.head.headers, 'location');
    const status = exchange.head?.status ?? 0;
    if (location === null || exchange.state !== 'complete' || ![301, 302, 303, 307, 308].includes(status)) return false;
    // It was left meanwhile.
    if (exchange !== this.current) return false;
    const place = placeOf(location, this.port, exchange.request.target);
    if (place.kind === 'elsewhere') this.#problem = place;
    else if (redirects === MAX_REDIRECTS) this.#problem = { kind: 'redirects' };
    else {
      this.#leave();
      const again = status === 307 || status === 308 ? exchange.request : ({ method: 'GET', body: '' } as const);
      this.#ask({ ...again, target: place.target }, redirects + 1);
      return true;
    }
    return false;
  }

  #leave(): Exchange | undefined {
    this.giveUp();
    return this.#history.pop();
  }
}
