/** What a browser asks of a program's server, what it is answered, and the port through which answers are parsed. */

/** A header's name as it was written, and its value. */
export type Header = readonly [name: string, value: string];

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, as the request line has them. */
  readonly target: string;
  /** What a form sends; empty for a GET. */
  readonly body: string;
}

export interface ResponseHead {
  readonly status: number;
  /** The words behind it; may be empty. */
  readonly reason: string;
  readonly headers: readonly Header[];
}

/** `head` comes once, before the first piece of the body. */
export interface ResponseListener {
  head(head: ResponseHead): void;
  /** `piece` is the listener's own. */
  body(piece: Uint8Array<ArrayBuffer>): void;
}

/** `broken`: what came is no HTTP/1.x; `why` is the parser's word for it, in English. */
export type Parsed = { readonly kind: 'more' | 'complete' } | { readonly kind: 'broken'; readonly why: string };

/** Parses one response. Nothing may be given to it once it was `complete` or `broken`. */
export interface ResponseParser {
  read(bytes: Uint8Array): Parsed;
  /** Nothing more comes. `more`: not even a first byte had come. */
  end(): Parsed;
}

export type NewResponseParser = (listener: ResponseListener) => ResponseParser;

/** The value of a header, whose name is compared without regard to case; null where there is none. */
export function headerOf(headers: readonly Header[], name: string): string | null {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? null;
}

/** The headers that go with a request to `host`. One request a connection: the program need not tell where the next one begins. */
export function headersFor(request: HttpRequest, host: string): Header[] {
  const headers: Header[] = [
    ['Host', host],
    ['Accept', 'text/html, */*;q=0.8'],
    ['Connection', 'close'],
  ];
  if (request.method === 'POST') {
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
    headers.push(['Content-Length', String(new TextEncoder().encode(request.body).length)]);
  }
  return headers;
}

/** The request as it is sent. */
export function requestText(request: HttpRequest, headers: readonly Header[]): string {
  const lines = [
    `${request.method} ${request.target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${request.body}`;
}
