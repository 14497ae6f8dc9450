/** What passes between the page and the sandboxed frame before the program's own port takes over. */
import type { StartMessage } from '../../wasm/abi/protocol.ts';

/** Page to frame, once, with the events' port transferred. */
export interface FrameStart {
  /** Text of the classic worker script that hosts the program: an opaque origin can load no script by address. */
  readonly host: string;
  readonly start: StartMessage;
}

/** Frame to page. */
export type FrameMessage =
  /** The bootstrap listens. */
  | { readonly type: 'ready' }
  /** The worker could not be started, or died of something that its host did not catch. */
  | { readonly type: 'broke'; readonly message: string };

/** Characters of a message that are kept, as it is shown whole. */
const MAX_MESSAGE = 20_000;

/** The message, or null for anything else: whatever runs in the frame may post what it likes. */
export function readFrameMessage(value: unknown): FrameMessage | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  if (value.type === 'ready') return { type: 'ready' };
  if (value.type === 'broke' && 'message' in value && typeof value.message === 'string') {
    return { type: 'broke', message: value.message.slice(0, MAX_MESSAGE) };
  }
  return null;
}
