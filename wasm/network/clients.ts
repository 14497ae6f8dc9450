/**
 * Clients of a program's ports that are not the program's own: the page, on behalf of a reader. Translates the messages of protocol.ts
 * to ends of connections and back; neither direction holds more than a window of bytes.
 */
import { MAX_CLIENTS, SOCKET_WINDOW, type SocketCommand, type SocketEnd, type SocketEvent } from '../abi/protocol.ts';
import { breakEnd, closeEnd, type End, type Network } from './network.ts';

/** Room is reported when it has grown by this, or all is read. */
const ROOM_STEP = SOCKET_WINDOW / 4;

interface Client {
  readonly end: End;
  /** Bytes that may be sent to the page. */
  window: number;
  /** Bytes that have come from the page and whose reading was not reported. */
  unreported: number;
  endTold: boolean;
}

export class OutsideClients {
  readonly #network: Network;
  readonly #send: (event: SocketEvent) => void;
  readonly #clients = new Map<number, Client>();

  constructor(network: Network, send: (event: SocketEvent) => void) {
    this.#network = network;
    this.#send = send;
  }

  hear(command: SocketCommand): void {
    const { id } = command;
    if (command.type === 'connect') {
      this.#connect(id, command.port);
      return;
    }
    const client = this.#clients.get(id);
    // The program closed the connection while the command was on its way.
    if (client === undefined) return;
    const { end } = client;
    switch (command.type) {
      case 'send':
        client.unreported += command.data.length;
        if (end.outgoing.broken || end.outgoing.write(command.data) < command.data.length) this.#reset(id, client);
        break;
      case 'end':
        end.outgoing.end();
        this.#pump(id, client);
        break;
      case 'received':
        client.window = Math.min(client.window + command.bytes, SOCKET_WINDOW);
        this.#pump(id, client);
        break;
      case 'close':
        this.#clients.delete(id);
        closeEnd(end);
        break;
    }
  }

  #connect(id: number, port: number): void {
    if (this.#clients.has(id)) return;
    const end = this.#clients.size < MAX_CLIENTS ? this.#network.connect(port, true) : null;
    if (end === null) {
      this.#send({ type: 'socket-closed', id, reason: 'refused' });
      return;
    }
    const client: Client = { end, window: SOCKET_WINDOW, unreported: 0, endTold: false };
    this.#clients.set(id, client);
    end.incoming.onReadable = () => {
      this.#pump(id, client);
    };
    end.outgoing.onWritable = () => {
      this.#reportRoom(id, client);
    };
    this.#send({ type: 'socket-open', id });
  }

  /** Passes on what the program has written, as far as the window allows, and its end. */
  #pump(id: number, client: Client): void {
    const { incoming, outgoing } = client.end;
    while (incoming.size > 0 && client.window > 0) {
      const data = new Uint8Array(Math.min(incoming.size, client.window));
      client.window -= data.length;
      incoming.read(data);
      this.#send({ type: 'socket-data', id, data });
    }
    if (incoming.size > 0 || !this.#clients.has(id)) return;
    if (incoming.broken) {
      this.#reset(id, client);
      return;
    }
    if (incoming.ended && !client.endTold) {
      client.endTold = true;
      this.#send({ type: 'socket-end', id });
    }
    if (client.endTold && (outgoing.ended || outgoing.broken)) this.#forget(id, 'closed');
  }

  #reportRoom(id: number, client: Client): void {
    const { outgoing } = client.end;
    if (outgoing.broken) {
      this.#pump(id, client);
      return;
    }
    const read = client.unreported - outgoing.size;
    if (read < ROOM_STEP && outgoing.size > 0) return;
    client.unreported = outgoing.size;
    if (read > 0) this.#send({ type: 'socket-room', id, bytes: read });
  }

  #reset(id: number, client: Client): void {
    this.#forget(id, 'reset');
    breakEnd(client.end);
  }

  #forget(id: number, reason: SocketEnd): void {
    if (this.#clients.delete(id)) this.#send({ type: 'socket-closed', id, reason });
  }
}
