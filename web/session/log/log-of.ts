/** The event log among what a session says. */
import type { SessionEvent } from '../run/run-session.ts';
import { Kind, SAID_AGAIN } from './format.ts';

/** What a session's event says of the log: more of it, or that it begins anew because the run does the same again; null for all else. */
export function logOf(event: SessionEvent): Uint8Array | 'restarted' | null {
  if (event.type !== 'program') return null;
  const said = event.event;
  if (said.type === 'restarted') return 'restarted';
  return said.type === 'log' ? said.bytes : null;
}

/** Whether it is all of it said again after the pause in which it came. */
function isSaidAgain(log: Uint8Array): boolean {
  const [first = 0] = log;
  return log.length === 4 && (first & 63) === Kind.STEPS && (first & SAID_AGAIN) !== 0;
}

/** The log of a run that may begin anew to go back. It then says the same again, byte by byte, which is passed over: the whole run stays known. */
export class LogOnce {
  /** Bytes that were taken, and of these how many the run has said since it last began. */
  #taken = 0;
  #said = 0;

  /** What is new of the log in an event; null where nothing is. */
  take(event: SessionEvent): Uint8Array | null {
    const log = logOf(event);
    if (log === 'restarted') this.#said = 0;
    if (log === null || log === 'restarted') return null;
    const known = this.#taken - this.#said;
    if (isSaidAgain(log)) return known > 0 ? null : log;
    this.#said += log.length;
    if (log.length <= known) return null;
    this.#taken = this.#said;
    return log.subarray(known);
  }
}
