/** What is seen of one run of a program, in a form that goes from a browser to the runner as JSON. */
import type { DisplayEvent, ProgramEvent, RunOptions } from '../../wasm/host/protocol.ts';

export type SeenEvent =
  Exclude<ProgramEvent, DisplayEvent> | (Omit<DisplayEvent, 'data'> & { readonly data: readonly number[] });

export interface RunRequest {
  /** Where the program's bytes are: an address in a browser, a path in Node. */
  readonly program: string;
  readonly args: readonly string[];
  /** Against which the program's own requests are resolved. */
  readonly baseUrl: string;
  readonly options: Pick<RunOptions, 'clock'>;
  /** The run is given up when it has said nothing for this long, ms. */
  readonly patienceMs: number;
}

export interface Seen {
  /** The last is `exit` or `failure` unless the run was given up. */
  readonly events: readonly SeenEvent[];
}

export function seenEvent(event: ProgramEvent): SeenEvent {
  return event.type === 'display' ? { ...event, data: [...event.data] } : event;
}
