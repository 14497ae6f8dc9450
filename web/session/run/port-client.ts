/**
 * A client of one of the running program's ports, as `nc` is one: lines of the reader go out, and what the program sends is text.
 */
import { Emitter } from '../../shared/emitter.ts';
import type { ConnectionListener, ProgramConnection } from './ports.ts';
import type { SocketEnd } from '../../../wasm/abi/protocol.ts';

/** Characters of a conversation that are kept, the latest; up to twice as many in between. */
export const MAX_CONVERSATION = 16 * 1024;

/** `ended`: the program will send nothing more, and may still read. */
export type ClientState = 'connecting' | 'open' | 'ended' | SocketEnd;

/** What ends a line: to `nc` the first, to HTTP the second. */
export const LINE_ENDS = ['\n', '\r\n'] as const;
export type LineEnd = (typeof LINE_ENDS)[number];

/** What one side said, without a pause in which the other spoke. */
export interface Utterance {
  readonly from: 'reader' | 'program';
  readonly text: string;
}

export class PortClient {
  readonly changes = new Emitter<null>();
  readonly #decoder = new TextDecoder();
  readonly #connection: ProgramConnection | null;
  #state: ClientState = 'connecting';
  #utterances: Utterance[] = [];
  #length = 0;
  #finished = false;

  /** @param connect opens the connection for this listener; null counts as a refusal. */
  constructor(connect: (listener: ConnectionListener) => ProgramConnection | null) {
    this.#connection = connect({
      opened: () => {
        this.#enter('open');
      },
      data: (bytes) => {
        this.#say('program', this.#decoder.decode(bytes, { stream: true }));
      },
      room: () => undefined,
      ended: () => {
        this.#say('program', this.#decoder.decode());
        this.#enter('ended');
      },
      closed: (reason) => {
        this.#enter(reason);
      },
    });
    if (this.#connection === null) this.#state = 'refused';
  }

  get state(): ClientState {
    return this.#state;
  }

  get utterances(): readonly Utterance[] {
    return this.#utterances;
  }

  /** Whether the program may still be told something. */
  get canSend(): boolean {
    return !this.#finished && (this.#state === 'connecting' || this.#state === 'open' || this.#state === 'ended');
  }

  /** Sends `line` and what ends it; false where the program has not read so much of what was sent before. */
  send(line: string, lineEnd: LineEnd = '\n'): boolean {
    const text = line + lineEnd;
    if (this.#connection?.send(new TextEncoder().encode(text)) !== true) return false;
    this.#say('reader', text);
    return true;
  }

  /** Tells the program that no more lines will come. */
  end(): void {
    this.#finished = true;
    this.#connection?.end();
    this.changes.emit(null);
  }

  /** Gives the connection up. What was said remains. */
  close(): void {
    this.#connection?.close();
    if (this.#state === 'connecting' || this.#state === 'open' || this.#state === 'ended') this.#enter('closed');
  }

  #enter(state: ClientState): void {
    this.#state = state;
    this.changes.emit(null);
  }

  #say(from: Utterance['from'], text: string): void {
    if (text === '') return;
    const last = this.#utterances.at(-1);
    if (last?.from === from) this.#utterances[this.#utterances.length - 1] = { from, text: last.text + text };
    else this.#utterances.push({ from, text });
    this.#length += text.length;
    this.#forgetEarliest();
    this.changes.emit(null);
  }

  #forgetEarliest(): void {
    // Seldom and then much of it: to cut a long text takes as long as the text.
    if (this.#length <= 2 * MAX_CONVERSATION) return;
    while (this.#length > MAX_CONVERSATION) {
      const [first] = this.#utterances;
      if (first === undefined) return;
      const kept = first.text.slice(this.#length - MAX_CONVERSATION);
      this.#length -= first.text.length - kept.length;
      if (kept === '') this.#utterances.shift();
      else this.#utterances[0] = { ...first, text: kept };
    }
  }
}
