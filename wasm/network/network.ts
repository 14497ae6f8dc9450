/**
 * The network inside the page, as one program sees it: ports that it listens on, connections to them from the program itself and
 * from the page that runs it. Twin: network.cpp. What outside clients do is in clients.ts.
 *
 * A stranger's program is bounded in what it can make its host keep: connections, listeners, and bytes in each.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { FinishedOperations } from '../reactor/operations.ts';
import { Pipe } from './pipe.ts';

/** Ends of connections and listeners at once. */
const MOST_HANDLES = 4096;
const FIRST_FREE_PORT = 49_152;
const LARGEST_PORT = 65_535;

const NOTHING_NOW = -1;
const FAILED = -2;

/** One end of a connection. */
export interface End {
  readonly incoming: Pipe;
  readonly outgoing: Pipe;
  readonly localPort: number;
  readonly peerPort: number;
  readonly fromOutside: boolean;
}

interface Socket {
  /** Operations that wait for it; 0 where none does. */
  readable: number;
  writable: number;
  readonly end: End | null;
  readonly listener: Listener | null;
}

interface Listener {
  readonly port: number;
  /** 0 until it listens. */
  backlog: number;
  readonly waiting: End[];
  socket: Socket | null;
}

export class Network implements HostModule<'network'> {
  readonly #memory: ProgramMemory;
  readonly #finished: FinishedOperations;
  readonly #onListening: (port: number, open: boolean) => void;
  readonly #sockets = new Map<number, Socket>();
  readonly #listeners = new Map<number, Listener>();
  #lastHandle = 0;
  #lastPort = FIRST_FREE_PORT - 1;

  /** @param onListening a port begins or ceases to take clients. */
  constructor(memory: ProgramMemory, finished: FinishedOperations, onListening: (port: number, open: boolean) => void) {
    this.#memory = memory;
    this.#finished = finished;
    this.#onListening = onListening;
  }

  readonly imports: ImportsOf<'network'> = {
    bind: (port) => this.#bind(port),
    listen: (handle, backlog) => {
      this.#listen(handle, backlog);
    },
    connect: (port) => {
      if (this.#sockets.size >= MOST_HANDLES) return 0;
      const end = this.connect(port, false);
      return end === null ? 0 : this.#add(end, null);
    },
    accept: (handle) => {
      const end = this.#sockets.get(handle)?.listener?.waiting.shift();
      return end === undefined ? 0 : this.#add(end, null);
    },
    read: (handle, to, size) => {
      const pipe = this.#sockets.get(handle)?.end?.incoming;
      if (pipe === undefined) return FAILED;
      const start = to >>> 0;
      if (pipe.size > 0) return pipe.read(this.#memory.bytes.subarray(start, start + (size >>> 0)));
      if (pipe.broken) return FAILED;
      return pipe.ended ? 0 : NOTHING_NOW;
    },
    write: (handle, from, size) => {
      const pipe = this.#sockets.get(handle)?.end?.outgoing;
      if (pipe === undefined || pipe.broken) return FAILED;
      if (!pipe.writable) return NOTHING_NOW;
      const start = from >>> 0;
      return pipe.write(this.#memory.bytes.subarray(start, start + (size >>> 0)));
    },
    end: (handle) => {
      this.#sockets.get(handle)?.end?.outgoing.end();
    },
    close: (handle) => {
      this.#close(handle);
    },
    names: (handle, to) => {
      const socket = this.#sockets.get(handle);
      const at = to >>> 0;
      const view = this.#memory.view;
      view.setUint32(at, socket?.end?.localPort ?? socket?.listener?.port ?? 0, true);
      view.setUint32(at + 4, socket?.end?.peerPort ?? 0, true);
      view.setUint32(at + 8, socket?.end?.fromOutside === true ? 1 : 0, true);
    },
    wait: (handle, writable, operation) => {
      const socket = this.#sockets.get(handle);
      if (socket === undefined) return;
      socket[writable === 0 ? 'readable' : 'writable'] = operation;
      this.#wake(socket);
    },
    stop_waiting: (handle, writable) => {
      const socket = this.#sockets.get(handle);
      if (socket === undefined) return;
      const which = writable === 0 ? 'readable' : 'writable';
      this.#finished.forget(socket[which]);
      socket[which] = 0;
    },
  };

  /** The client's end of a new connection to a port of the program; null where nobody listens or too many wait. */
  connect(port: number, fromOutside: boolean): End | null {
    const listener = this.#listeners.get(port);
    if (listener === undefined || listener.waiting.length >= listener.backlog) return null;
    const there = new Pipe();
    const back = new Pipe();
    const clientPort = this.#freePort();
    const common = { fromOutside };
    listener.waiting.push({ ...common, incoming: there, outgoing: back, localPort: port, peerPort: clientPort });
    if (listener.socket !== null) this.#wake(listener.socket);
    return { ...common, incoming: back, outgoing: there, localPort: clientPort, peerPort: port };
  }

  #bind(asked: number): number {
    const port = asked === 0 ? this.#freePort() : asked;
    if (port > LARGEST_PORT || this.#listeners.has(port) || this.#sockets.size >= MOST_HANDLES) return 0;
    const listener: Listener = { port, backlog: 0, waiting: [], socket: null };
    this.#listeners.set(port, listener);
    return this.#add(null, listener);
  }

  #listen(handle: number, backlog: number): void {
    const listener = this.#sockets.get(handle)?.listener;
    if (listener?.backlog !== 0) return;
    listener.backlog = Math.min(backlog >>> 0, MOST_HANDLES / 2);
    this.#onListening(listener.port, true);
  }

  #freePort(): number {
    do {
      this.#lastPort = this.#lastPort === LARGEST_PORT ? FIRST_FREE_PORT : this.#lastPort + 1;
    } while (this.#listeners.has(this.#lastPort));
    return this.#lastPort;
  }

  #add(end: End | null, listener: Listener | null): number {
    const socket: Socket = { readable: 0, writable: 0, end, listener };
    if (listener !== null) listener.socket = socket;
    if (end !== null) {
      end.incoming.onReadable = () => {
        this.#wake(socket);
      };
      end.outgoing.onWritable = () => {
        this.#wake(socket);
      };
    }
    this.#sockets.set(++this.#lastHandle, socket);
    return this.#lastHandle;
  }

  /** Ends the operations that wait for what is so. */
  #wake(socket: Socket): void {
    const { end, listener } = socket;
    const readable = end === null ? listener !== null && listener.waiting.length > 0 : end.incoming.readable;
    if (socket.readable !== 0 && readable) {
      this.#finished.add(socket.readable);
      socket.readable = 0;
    }
    if (socket.writable !== 0 && end?.outgoing.writable === true) {
      this.#finished.add(socket.writable);
      socket.writable = 0;
    }
  }

  #close(handle: number): void {
    const socket = this.#sockets.get(handle);
    if (socket === undefined) return;
    this.#sockets.delete(handle);
    if (socket.end !== null) closeEnd(socket.end);
    if (socket.listener !== null) {
      this.#listeners.delete(socket.listener.port);
      for (const end of socket.listener.waiting) breakEnd(end);
      if (socket.listener.backlog !== 0) this.#onListening(socket.listener.port, false);
    }
  }
}

/** As TCP does: what was written still arrives; the other end finds the connection reset if it had said what was not heard. */
export function closeEnd(end: End): void {
  end.incoming.onReadable = end.outgoing.onWritable = () => undefined;
  const unread = end.incoming.size > 0;
  end.incoming.break();
  if (unread) end.outgoing.break();
  else end.outgoing.end();
}

/** Both directions fail. */
export function breakEnd(end: End): void {
  end.incoming.break();
  end.outgoing.break();
}
