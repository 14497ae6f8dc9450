/** A run's event log and output, kept so that another run can be compared with it. */
import type { SessionEvent } from '../run/run-session.ts';
import { firstDifference, type Difference } from './compare.ts';
import { LogOnce } from './log-of.ts';

/** What is longer is kept and compared up to there. */
const MOST_LOG_BYTES = 32 * 1024 * 1024;
const MOST_CHARACTERS = 4 * 1024 * 1024;

export class KeptRun {
  readonly #once = new LogOnce();
  readonly #log: Uint8Array[] = [];
  #bytes = 0;
  #output = '';

  hear(event: SessionEvent): void {
    const log = this.#once.take(event);
    if (log !== null && (this.#bytes += log.length) < MOST_LOG_BYTES) this.#log.push(log);
    if (event.type !== 'program') return;
    // A run that begins anew prints all of it again.
    if (event.event.type === 'restarted') this.#output = '';
    if (event.event.type === 'output' && this.#output.length < MOST_CHARACTERS) this.#output += event.event.text;
  }

  get isEmpty(): boolean {
    return this.#log.length === 0;
  }

  /** Where `other` did something else; null where it did the same. */
  difference(other: KeptRun): Difference | null {
    return firstDifference(this.#log, other.#log);
  }

  /** The first line, from 1, in which `other` printed something else; null where there is none. */
  differentLine(other: KeptRun): number | null {
    if (this.#output === other.#output) return null;
    const [lines, others] = [this.#output.split('\n'), other.#output.split('\n')];
    const line = lines.findIndex((text, i) => text !== others[i]);
    return (line < 0 ? lines.length : line) + 1;
  }
}
