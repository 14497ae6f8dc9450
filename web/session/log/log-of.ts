/** The event log among what a session says. */
import type { SessionEvent } from '../run/run-session.ts';

/** What a session's event says of the log: more of it, or that it begins anew because the run does the same again; null for all else. */
export function logOf(event: SessionEvent): Uint8Array | 'restarted' | null {
  if (event.type !== 'program') return null;
  const said = event.event;
  if (said.type === 'restarted') return 'restarted';
  return said.type === 'log' ? said.bytes : null;
}
