/** What passes between the page and the sandboxed frame before the program's own port takes over. */
import type { StartMessage } from '../../wasm/abi/protocol.ts';

/** Page to frame, each once, in this order. */
export type FrameCommand =
  /** Text of the classic worker script that hosts the program: an opaque origin can load no script by address. */
  | { readonly type: 'host'; readonly host: string }
  /** The program, with the events' port transferred: both are passed on to the worker. */
  | { readonly type: 'program'; readonly start: StartMessage };

/** Frame to page. */
export type FrameMessage =
  /** The bootstrap listens. */
  | { readonly type: 'ready' }
  /** The worker has its program. */
  | { readonly type: 'passed' }
  /** The worker could not be started, or died of something that its host did not catch. */
  | { readonly type: 'broke'; readonly message: string };

/** Characters of a message that are kept, as it is shown whole. */
const MAX_MESSAGE = 20_000;

/** The message, or null for anything else: whatever runs in the frame may post what it likes. */
export function readFrameMessage(value: unknown): FrameMessage | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  if (value.type === 'ready' || value.type === 'passed') return { type: value.type };
  if (value.type === 'broke' && 'message' in value && typeof value.message === 'string') {
    return { type: 'broke', message: value.message.slice(0, MAX_MESSAGE) };
  }
  return null;
}
