/** Parses HTTP/1.x with llhttp, the parser of Node.js, as undici has it for WebAssembly. */
import type { Header, NewResponseParser, Parsed, ResponseListener, ResponseParser } from '../session/servers/http.ts';

/** Of llhttp.h: what is parsed, what a callback returns to stop, and what it then calls the end. */
const RESPONSE = 2;
const PAUSED = 21;

/** What is used of the module: see llhttp.h and src/native/api.c of llhttp. */
interface Llhttp {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(size: number): number;
  free(at: number): void;
  llhttp_alloc(type: number): number;
  llhttp_execute(parser: number, from: number, size: number): number;
  llhttp_finish(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_set_lenient_optional_cr_before_lf(parser: number, on: number): void;
}

/** Compiles the module, of which each response gets an instance: so nothing need be freed. */
export async function responseParsers(module: Uint8Array<ArrayBuffer>): Promise<NewResponseParser> {
  const compiled = await WebAssembly.compile(module);
  return (listener) => new LlhttpParser(compiled, listener);
}

class LlhttpParser implements ResponseParser {
  readonly #llhttp: Llhttp;
  readonly #parser: number;
  readonly #listener: ResponseListener;
  readonly #decoder = new TextDecoder();
  /** Names and values in turn; parsers may tell them in pieces. */
  #headers: string[] = [];
  #reason = '';
  #status = 0;
  #begun = false;
  #complete = false;

  constructor(module: WebAssembly.Module, listener: ResponseListener) {
    this.#listener = listener;
    const instance = new WebAssembly.Instance(module, { env: this.#callbacks() });
    this.#llhttp = instance.exports as unknown as Llhttp;
    this.#llhttp._initialize();
    this.#parser = this.#llhttp.llhttp_alloc(RESPONSE);
    // As browsers and curl take them: a line may end with \n alone.
    this.#llhttp.llhttp_set_lenient_optional_cr_before_lf(this.#parser, 1);
  }

  read(bytes: Uint8Array): Parsed {
    this.#begun = true;
    const at = this.#llhttp.malloc(bytes.length);
    // The memory may have grown by that.
    new Uint8Array(this.#llhttp.memory.buffer).set(bytes, at);
    const error = this.#llhttp.llhttp_execute(this.#parser, at, bytes.length);
    this.#llhttp.free(at);
    return this.#result(error);
  }

  end(): Parsed {
    return this.#begun ? this.#result(this.#llhttp.llhttp_finish(this.#parser)) : { kind: 'more' };
  }

  #result(error: number): Parsed {
    if (this.#complete) return { kind: 'complete' };
    if (error === 0) return { kind: 'more' };
    const bytes = new Uint8Array(this.#llhttp.memory.buffer);
    const at = this.#llhttp.llhttp_get_error_reason(this.#parser);
    return { kind: 'broken', why: this.#decoder.decode(bytes.subarray(at, bytes.indexOf(0, at))) };
  }

  #callbacks(): Record<string, (parser: number, at: number, size: number) => number> {
    const text = (at: number, size: number): string => this.#decoder.decode(this.#bytes(at, size));
    /** Whether the last of the headers is a name. */
    const inName = (): boolean => this.#headers.length % 2 === 1;
    return {
      wasm_on_message_begin: () => {
        this.#headers = [];
        this.#reason = '';
        return 0;
      },
      wasm_on_url: () => 0,
      wasm_on_status: (_parser, at, size) => {
        this.#reason += text(at, size);
        return 0;
      },
      wasm_on_header_field: (_parser, at, size) => {
        if (inName()) this.#headers.push((this.#headers.pop() ?? '') + text(at, size));
        else this.#headers.push(text(at, size));
        return 0;
      },
      wasm_on_header_value: (_parser, at, size) => {
        if (inName()) this.#headers.push(text(at, size));
        else this.#headers.push((this.#headers.pop() ?? '') + text(at, size));
        return 0;
      },
      wasm_on_headers_complete: (_parser, status) => this.#hearHead(status),
      wasm_on_body: (_parser, at, size) => {
        this.#listener.body(new Uint8Array(this.#bytes(at, size)));
        return 0;
      },
      wasm_on_message_complete: () => {
        // An interim response, such as 100 Continue: the one that counts is still to come.
        if (this.#status < 200) return 0;
        this.#complete = true;
        return PAUSED;
      },
    };
  }

  #hearHead(status: number): number {
    this.#status = status;
    if (status < 200) return 0;
    const headers: Header[] = [];
    for (let i = 0; i < this.#headers.length; i += 2)
      headers.push([this.#headers[i] ?? '', this.#headers[i + 1] ?? '']);
    this.#listener.head({ status, reason: this.#reason, headers });
    return 0;
  }

  #bytes(at: number, size: number): Uint8Array {
    return new Uint8Array(this.#llhttp.memory.buffer, at, size);
  }
}
