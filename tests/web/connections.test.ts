import { describe, expect, it } from 'vitest';
import { MAX_CLIENTS, SOCKET_WINDOW, type SocketCommand, type SocketEvent } from '../../wasm/abi/protocol.ts';
import { ProgramMemory } from '../../wasm/abi/memory.ts';
import { OutsideClients } from '../../wasm/network/clients.ts';
import { Network } from '../../wasm/network/network.ts';
import { FinishedOperations } from '../../wasm/reactor/operations.ts';
import { PageConnections } from '../../web/runner/connections.ts';
import type { ConnectionListener } from '../../web/session/run/ports.ts';
import { readSocketEvent } from '../../web/runner/read-socket-event.ts';

/** A listener that notes what it hears. */
function notes(): ConnectionListener & { heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    opened: () => heard.push('opened'),
    data: (bytes) => heard.push(new TextDecoder().decode(bytes)),
    room: () => heard.push('room'),
    ended: () => heard.push('ended'),
    closed: (reason) => heard.push(reason),
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** A page and a host's network, joined, and the imports as a program would call them. */
function joined() {
  const memory = new ProgramMemory();
  memory.attach(new WebAssembly.Memory({ initial: 4 }));
  const listening: string[] = [];
  const network = new Network(memory, new FinishedOperations(), (port, open) => {
    listening.push(`${String(port)} ${open ? 'open' : 'closed'}`);
  });
  const page = new PageConnections((command) => {
    clients.hear(command);
  });
  const clients = new OutsideClients(network, (event) => {
    page.hear(event);
  });
  const imports = network.imports as unknown as Record<string, (...args: number[]) => number>;
  const call = (name: string, ...args: number[]) => imports[name]?.(...args) ?? 0;
  return {
    page,
    call,
    listening,
    read: (handle: number) => {
      const size = call('read', handle, 0, 100_000);
      return size < 0 ? size : new TextDecoder().decode(memory.bytes.slice(0, size));
    },
    write: (handle: number, text: string) => {
      const data = bytes(text);
      memory.bytes.set(data);
      return call('write', handle, 0, data.length);
    },
  };
}

describe('a connection of the page to a program', () => {
  it('brings bytes both ways, and both ends', () => {
    const { page, call, listening, read, write } = joined();
    const listener = call('bind', 8888);
    call('listen', listener, 10);
    const client = notes();
    const connection = page.open(8888, client);
    const server = call('accept', listener);
    expect(read(server)).toBe(-1);
    expect(connection?.send(bytes('hello'))).toBe(true);
    expect(read(server)).toBe('hello');
    expect(write(server, 'world')).toBe(5);
    connection?.end();
    expect(connection?.send(bytes('late'))).toBe(false);
    expect(read(server)).toBe('');
    call('end', server);
    call('close', server);
    expect(client.heard).toEqual(['opened', 'room', 'world', 'ended', 'closed']);
    call('close', listener);
    expect(listening).toEqual(['8888 open', '8888 closed']);
  });

  it('is refused where nobody listens', () => {
    const client = notes();
    joined().page.open(1, client);
    expect(client.heard).toEqual(['refused']);
  });

  it('is reset where the program goes without having read', () => {
    const { page, call } = joined();
    const listener = call('bind', 0);
    call('listen', listener, 10);
    const client = notes();
    const connection = page.open(49_152, client);
    connection?.send(bytes('unheard'));
    call('close', call('accept', listener));
    expect(client.heard).toEqual(['opened', 'reset']);
    expect(connection?.room).toBe(0);
  });

  it('takes no more than a window, and again when the program has read', () => {
    const { page, call, read } = joined();
    const listener = call('bind', 80);
    call('listen', listener, 10);
    const connection = page.open(80, notes());
    const server = call('accept', listener);
    expect(connection?.send(new Uint8Array(SOCKET_WINDOW + 1))).toBe(false);
    expect(connection?.send(new Uint8Array(SOCKET_WINDOW))).toBe(true);
    expect(connection?.send(new Uint8Array(1))).toBe(false);
    read(server);
    expect(connection?.room).toBe(SOCKET_WINDOW);
  });

  it('is one of a bounded number', () => {
    const { page, call } = joined();
    call('listen', call('bind', 80), 1000);
    for (let i = 0; i < MAX_CLIENTS; i++) expect(page.open(80, notes())).not.toBeNull();
    expect(page.open(80, notes())).toBeNull();
  });

  it('ends with the run', () => {
    const { page, call } = joined();
    call('listen', call('bind', 80), 10);
    const client = notes();
    page.open(80, client);
    page.closeAll();
    expect(client.heard).toEqual(['opened', 'reset']);
  });
});

describe('a program that does not keep to the protocol', () => {
  const misbehave = (...events: SocketEvent[]) => {
    const commands: SocketCommand['type'][] = [];
    const page = new PageConnections((command) => commands.push(command.type));
    const client = notes();
    page.open(80, client);
    for (const event of events) page.hear(event);
    return { commands, heard: client.heard };
  };

  it.each<[string, SocketEvent[]]>([
    ['opens twice', [{ type: 'socket-open', id: 1 }]],
    ['gives room that was not used', [{ type: 'socket-room', id: 1, bytes: 1 }]],
    [
      'speaks after its end',
      [
        { type: 'socket-end', id: 1 },
        { type: 'socket-data', id: 1, data: new Uint8Array(1) },
      ],
    ],
  ])('and %s loses its connection', (_, events) => {
    const { commands, heard } = misbehave({ type: 'socket-open', id: 1 }, ...events);
    expect(heard.at(-1)).toBe('reset');
    expect(commands.at(-1)).toBe('close');
  });

  it('is not heard before it has opened, nor about others', () => {
    expect(misbehave({ type: 'socket-data', id: 1, data: new Uint8Array(1) }).heard).toEqual(['reset']);
    expect(misbehave({ type: 'socket-open', id: 2 }).heard).toEqual([]);
  });
});

describe('a message about a connection', () => {
  it.each<SocketEvent>([
    { type: 'socket-open', id: 1 },
    { type: 'socket-data', id: 1, data: new Uint8Array([1]) },
    { type: 'socket-room', id: 1, bytes: 5 },
    { type: 'socket-end', id: 1 },
    { type: 'socket-closed', id: 1, reason: 'refused' },
  ])('is taken where it is well-formed: %o', (event) => {
    expect(readSocketEvent({ ...event, extra: 1 })).toEqual(event);
  });

  it.each<unknown>([
    null,
    { type: 'socket-open', id: 0 },
    { type: 'socket-open', id: 1.5 },
    { type: 'socket-data', id: 1, data: 'text' },
    { type: 'socket-data', id: 1, data: new Uint8Array(SOCKET_WINDOW + 1) },
    { type: 'socket-room', id: 1, bytes: -1 },
    { type: 'socket-closed', id: 1, reason: 'toString' },
    { type: 'output', id: 1 },
  ])('is dropped where it is %o', (event) => {
    expect(readSocketEvent(event)).toBeNull();
  });
});
