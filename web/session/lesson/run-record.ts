/** Keeps what a run printed and its event log, for what a lesson says of it afterwards. */
import { LogOnce } from '../log/log-of.ts';
import type { SessionEvent } from '../run/run-session.ts';
import type { FinishedRun } from './check.ts';
import { factsOf } from './run-facts.ts';

/** Of output and log together, UTF-16 units and bytes: no run that a lesson asks about comes near it. */
const MAX_KEPT = 8_000_000;

export class RunRecord {
  #output = '';
  #log: Uint8Array[] = [];
  #kept = 0;
  #once = new LogOnce();

  hear(event: SessionEvent): void {
    if (event.type === 'begin') this.#forget();
    const log = this.#once.take(event);
    if (log !== null && this.#fits(log.length)) this.#log.push(log);
    if (event.type !== 'program') return;
    const said = event.event;
    if (said.type === 'restarted') this.#output = '';
    else if (said.type === 'skipped') this.#fits(MAX_KEPT);
    else if (said.type === 'output' && said.stream === 'stdout' && this.#fits(said.text.length))
      this.#output += said.text;
  }

  /** The run as far as it has come; null where it said more than was kept. */
  get run(): FinishedRun | null {
    if (this.#kept > MAX_KEPT) return null;
    return { output: this.#output, log: this.#log, seconds: factsOf(this.#log).seconds };
  }

  /** All of standard output so far. */
  get output(): string {
    return this.#output;
  }

  #fits(size: number): boolean {
    this.#kept += size;
    return this.#kept <= MAX_KEPT;
  }

  #forget(): void {
    this.#output = '';
    this.#log = [];
    this.#kept = 0;
    this.#once = new LogOnce();
  }
}
