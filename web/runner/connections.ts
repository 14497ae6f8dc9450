/**
 * The page's connections to the ports of one running program. The other side is a stranger's: what it sends beyond the window that it
 * was given, or out of turn, ends the connection.
 */
import { MAX_CLIENTS, SOCKET_WINDOW, type SocketCommand, type SocketEvent } from '../../wasm/abi/protocol.ts';
import type { ConnectionListener, ProgramConnection } from '../session/run/ports.ts';

interface State {
  readonly listener: ConnectionListener;
  room: number;
  open: boolean;
  /** The program has ended its side. */
  ended: boolean;
  /** The page has. */
  finished: boolean;
}

export class PageConnections {
  readonly #post: (command: SocketCommand) => void;
  readonly #states = new Map<number, State>();
  #lastId = 0;

  constructor(post: (command: SocketCommand) => void) {
    this.#post = post;
  }

  /** Null where there are too many connections already. */
  open(port: number, listener: ConnectionListener): ProgramConnection | null {
    if (this.#states.size >= MAX_CLIENTS) return null;
    const id = ++this.#lastId;
    const state: State = { listener, room: SOCKET_WINDOW, open: false, ended: false, finished: false };
    this.#states.set(id, state);
    this.#post({ type: 'connect', id, port });
    const lives = (): boolean => this.#states.get(id) === state && !state.finished;
    return {
      get room() {
        return lives() ? state.room : 0;
      },
      send: (data) => {
        if (!lives() || data.length > state.room) return false;
        if (data.length === 0) return true;
        state.room -= data.length;
        this.#post({ type: 'send', id, data: new Uint8Array(data) });
        return true;
      },
      end: () => {
        if (!lives()) return;
        state.finished = true;
        this.#post({ type: 'end', id });
      },
      close: () => {
        if (this.#states.delete(id)) this.#post({ type: 'close', id });
      },
    };
  }

  hear(event: SocketEvent): void {
    const state = this.#states.get(event.id);
    if (state === undefined) return;
    if (event.type === 'socket-closed') {
      this.#states.delete(event.id);
      state.listener.closed(event.reason);
    } else if (!this.#accept(event, state)) {
      this.#states.delete(event.id);
      this.#post({ type: 'close', id: event.id });
      state.listener.closed('reset');
    }
  }

  /** The program is over, and its connections with it. */
  closeAll(): void {
    const states = [...this.#states.values()];
    this.#states.clear();
    for (const { listener } of states) listener.closed('reset');
  }

  /** False for what may not come now. */
  #accept(event: Exclude<SocketEvent, { type: 'socket-closed' }>, state: State): boolean {
    if (event.type === 'socket-open') {
      if (state.open) return false;
      state.open = true;
      state.listener.opened();
      return true;
    }
    if (!state.open) return false;
    switch (event.type) {
      case 'socket-data':
        if (state.ended) return false;
        state.listener.data(event.data);
        this.#post({ type: 'received', id: event.id, bytes: event.data.length });
        return true;
      case 'socket-room':
        if (state.room + event.bytes > SOCKET_WINDOW) return false;
        state.room += event.bytes;
        state.listener.room();
        return true;
      case 'socket-end':
        if (state.ended) return false;
        state.ended = true;
        state.listener.ended();
        return true;
    }
  }
}
