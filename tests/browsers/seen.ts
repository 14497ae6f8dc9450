/** What is seen of one run of a program, in a form that goes from a browser to the runner as JSON: bytes are lists of numbers. */
import type { ProgramEvent, RunOptions } from '../../wasm/abi/protocol.ts';

type AsJson<T> = { readonly [Key in keyof T]: T[Key] extends Uint8Array | undefined ? readonly number[] : T[Key] };
type AsJsonEach<T> = T extends unknown ? AsJson<T> : never;

export type SeenEvent = AsJsonEach<ProgramEvent>;

export interface RunRequest {
  /** Where the program's bytes are: an address in a browser, a path in Node. */
  readonly program: string;
  readonly args: readonly string[];
  /** Against which the program's own requests are resolved. */
  readonly baseUrl: string;
  readonly options: AsJson<Pick<RunOptions, 'clock' | 'net' | 'seed' | 'log' | 'record' | 'replay' | 'input'>>;
  /** The run is given up when it has said nothing for this long, ms. */
  readonly patienceMs: number;
}

export interface Seen {
  /** The last is `exit` or `failure` unless the run was given up. */
  readonly events: readonly SeenEvent[];
}

export function seenEvent(event: ProgramEvent): SeenEvent {
  const entries = Object.entries(event).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Uint8Array ? [...value] : value,
  ]);
  return Object.fromEntries(entries) as SeenEvent;
}

/** What a host is given for a request. */
export function optionsOf({ baseUrl, args, options: { replay, ...others } }: RunRequest): RunOptions {
  return { ...others, ...(replay && { replay: new Uint8Array(replay) }), baseUrl, args };
}
