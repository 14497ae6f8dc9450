import { describe, expect, it } from 'vitest';
import { MAX_CONVERSATION, PortClient } from '../../web/session/run/port-client.ts';
import type { ConnectionListener } from '../../web/session/run/ports.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const nothing = (): void => undefined;

/** A client and the program's side of its connection. */
function connected({ room = 100 } = {}) {
  const program: { listener: ConnectionListener; read: string; ended: boolean; closed: boolean } = {
    listener: { opened: nothing, data: nothing, room: nothing, ended: nothing, closed: nothing },
    read: '',
    ended: false,
    closed: false,
  };
  const client = new PortClient((listener) => {
    program.listener = listener;
    return {
      room,
      send: (data) => {
        if (data.length > room) return false;
        program.read += new TextDecoder().decode(data);
        return true;
      },
      end: () => (program.ended = true),
      close: () => (program.closed = true),
    };
  });
  return { client, program };
}

describe('a client of a port', () => {
  it('keeps what both sides say, in order', () => {
    const { client, program } = connected();
    program.listener.opened();
    expect(client.send('one')).toBe(true);
    expect(client.send('two')).toBe(true);
    program.listener.data(bytes('echo one\n'));
    client.send('three');
    expect(program.read).toBe('one\ntwo\nthree\n');
    expect(client.utterances).toEqual([
      { from: 'reader', text: 'one\ntwo\n' },
      { from: 'program', text: 'echo one\n' },
      { from: 'reader', text: 'three\n' },
    ]);
  });

  it('puts characters together that come in pieces, and marks what never becomes one', () => {
    const { client, program } = connected();
    program.listener.opened();
    const korean = bytes('안');
    program.listener.data(korean.slice(0, 2));
    program.listener.data(korean.slice(2));
    program.listener.data(korean.slice(0, 1));
    program.listener.ended();
    expect(client.utterances).toEqual([{ from: 'program', text: '안\ufffd' }]);
  });

  it('sends nothing that the program has no room for', () => {
    const { client, program } = connected({ room: 4 });
    program.listener.opened();
    expect(client.send('long')).toBe(false);
    expect(client.send('abc')).toBe(true);
    expect(program.read).toBe('abc\n');
    expect(client.utterances).toEqual([{ from: 'reader', text: 'abc\n' }]);
  });

  it('ends a line as it is told', () => {
    const { client, program } = connected();
    program.listener.opened();
    client.send('GET / HTTP/1.1', '\r\n');
    client.send('', '\r\n');
    expect(program.read).toBe('GET / HTTP/1.1\r\n\r\n');
  });

  it('keeps what was said when it gives the connection up', () => {
    const { client, program } = connected();
    program.listener.opened();
    client.send('one');
    client.close();
    expect([program.closed, client.state, client.canSend]).toEqual([true, 'closed', false]);
    expect(client.utterances).toEqual([{ from: 'reader', text: 'one\n' }]);
  });

  it('still tells how a connection ended that is given up afterwards', () => {
    const { client, program } = connected();
    program.listener.closed('reset');
    client.close();
    expect(client.state).toBe('reset');
  });

  it('sends no more after the end of its input, and hears the rest', () => {
    const { client, program } = connected();
    program.listener.opened();
    client.end();
    expect(program.ended).toBe(true);
    expect(client.canSend).toBe(false);
    program.listener.data(bytes('bye\n'));
    program.listener.closed('closed');
    expect(client.utterances).toEqual([{ from: 'program', text: 'bye\n' }]);
    expect(client.state).toBe('closed');
  });

  it('may still send when the program has ended its side', () => {
    const { client, program } = connected();
    program.listener.opened();
    program.listener.ended();
    expect(client.state).toBe('ended');
    expect(client.canSend).toBe(true);
  });

  it('is refused where there is no connection to be had', () => {
    const none = new PortClient(() => null);
    expect(none.state).toBe('refused');
    expect(none.canSend).toBe(false);
    expect(none.send('lost')).toBe(false);
    const { client, program } = connected();
    program.listener.closed('refused');
    expect(client.state).toBe('refused');
  });

  it('keeps the latest of a long conversation', () => {
    const { client, program } = connected();
    program.listener.opened();
    client.send('first');
    program.listener.data(bytes('x'.repeat(2 * MAX_CONVERSATION - 10) + '\n'));
    expect(client.utterances).toHaveLength(2);
    program.listener.data(bytes('last\n'));
    const kept = client.utterances.map(({ text }) => text).join('');
    expect(kept.length).toBe(MAX_CONVERSATION);
    expect(kept.endsWith('x\nlast\n')).toBe(true);
    expect(client.utterances).toHaveLength(1);
  });

  it('tells of every change', () => {
    const { client, program } = connected();
    let changes = 0;
    client.changes.subscribe(() => changes++);
    program.listener.opened();
    client.send('a');
    program.listener.data(bytes('b'));
    client.end();
    program.listener.closed('reset');
    expect(changes).toBe(5);
  });
});
