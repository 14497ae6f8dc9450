/** Checks what comes out of the sandbox about connections, as read-event.ts does for everything else. */
import { SOCKET_WINDOW, type SocketEnd, type SocketEvent } from '../../wasm/abi/protocol.ts';
import { isFields, whole } from './read-event.ts';

const ENDS: Readonly<Record<SocketEnd, true>> = { closed: true, refused: true, reset: true };

function isEnd(value: unknown): value is SocketEnd {
  return typeof value === 'string' && Object.hasOwn(ENDS, value);
}

/** The event, rebuilt from its known fields, or null for anything that is none. */
export function readSocketEvent(value: unknown): SocketEvent | null {
  if (!isFields(value)) return null;
  const id = whole(value.id, 1, Number.MAX_SAFE_INTEGER);
  if (id === null) return null;
  switch (value.type) {
    case 'socket-open':
      return { type: 'socket-open', id };
    case 'socket-data': {
      const { data } = value;
      if (!(data instanceof Uint8Array) || data.length === 0 || data.length > SOCKET_WINDOW) return null;
      // A copy in memory of the page's own, as nobody else can change it.
      return { type: 'socket-data', id, data: new Uint8Array(data) };
    }
    case 'socket-room': {
      const bytes = whole(value.bytes, 1, SOCKET_WINDOW);
      return bytes === null ? null : { type: 'socket-room', id, bytes };
    }
    case 'socket-end':
      return { type: 'socket-end', id };
    case 'socket-closed':
      return isEnd(value.reason) ? { type: 'socket-closed', id, reason: value.reason } : null;
    default:
      return null;
  }
}
