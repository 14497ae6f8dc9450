/**
 * Messages from outside that are part of a recording, as bytes: JSON in UTF-8, in which bytes of the message's own stand as numbers. Those that are
 * read may come from a link, and so from a stranger: only what was once sent is accepted, and of it only the known fields.
 */
import type { InputCommand, ProgramEvent, SocketCommand } from '../abi/protocol.ts';
import { DamagedDecisions } from './decisions.ts';

const LARGEST_PORT = 65_535;

export function encodeMessage(message: SocketCommand | InputCommand | ProgramEvent): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify(message, (_key, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value)),
  );
}

/** Throws DamagedDecisions. */
export function decodeCommand(bytes: Uint8Array): SocketCommand | InputCommand {
  const fields = new Fields(bytes);
  const type = fields.text('type');
  if (type === 'input')
    return { type, text: fields.text('text'), end: fields.flag('end'), typed: fields.flag('typed') };
  const id = fields.whole('id');
  switch (type) {
    case 'connect':
      return { type: 'connect', id, port: fields.whole('port', LARGEST_PORT) };
    case 'send':
      return { type: 'send', id, data: fields.bytes('data') };
    case 'end':
      return { type: 'end', id };
    case 'received':
      return { type: 'received', id, bytes: fields.whole('bytes') };
    case 'close':
      return { type: 'close', id };
    default:
      throw damaged();
  }
}

/** What an instance of the program in a worker may say (workers/instance.ts). Throws DamagedDecisions. */
export function decodeEvent(bytes: Uint8Array): ProgramEvent {
  const fields = new Fields(bytes);
  const type = fields.text('type');
  switch (type) {
    case 'output':
      return { type, stream: fields.text('stream') === 'stderr' ? 'stderr' : 'stdout', text: fields.text('text') };
    case 'skipped':
      return { type, bytes: fields.whole('bytes') };
    case 'display':
      return { type, mime: fields.text('mime'), data: fields.bytes('data'), alt: fields.text('alt') };
    case 'progress':
      return {
        type,
        id: fields.whole('id'),
        label: fields.text('label'),
        value: fields.number('value'),
        total: fields.number('total'),
        closed: fields.flag('closed'),
      };
    case 'input-end':
      return { type, why: 'worker' };
    case 'lacks':
      return { type, what: fields.text('what') === 'threads' ? 'threads' : 'files', name: fields.text('name') };
    case 'exit':
      return { type, code: fields.whole('code', 255) };
    default:
      throw damaged();
  }
}

function damaged(): DamagedDecisions {
  return new DamagedDecisions('the recorded run is damaged');
}

/** The fields of a message of which nothing is believed. */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(bytes: Uint8Array) {
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw damaged();
    }
    if (typeof value !== 'object' || value === null) throw damaged();
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string') throw damaged();
    return value;
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw damaged();
    return value;
  }

  number(name: string): number {
    const value = this.#fields[name];
    // JSON has no infinity and the like, and writes null.
    if (value === null) return NaN;
    if (typeof value !== 'number') throw damaged();
    return value;
  }

  /** A whole number from 0. */
  whole(name: string, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.number(name);
    if (!Number.isInteger(value) || value < 0 || value > most) throw damaged();
    return value;
  }

  bytes(name: string): Uint8Array<ArrayBuffer> {
    const value = this.#fields[name];
    const bytes = typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : undefined;
    if (!Array.isArray(bytes)) throw damaged();
    return Uint8Array.from(bytes, (byte: unknown) => {
      if (typeof byte !== 'number' || !Number.isInteger(byte) || byte < 0 || byte > 255) throw damaged();
      return byte;
    });
  }
}
