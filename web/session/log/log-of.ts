/** The event log among what a session says. */
import type { SessionEvent } from '../run/run-session.ts';

/** The next bytes of the log; null where an event is of something else. */
export function logOf(event: SessionEvent): Uint8Array | null {
  if (event.type !== 'program') return null;
  const said: { readonly type: string; readonly bytes?: unknown } = event.event;
  return said.type === 'log' && said.bytes instanceof Uint8Array ? said.bytes : null;
}
