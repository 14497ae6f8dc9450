/**
 * What a session asks of the outside world. Each is a seam: the page plugs in workers, frames and the network, the
 * tests plug in fakes.
 */
import type { ProgramEvent, RunCommand, RunOptions, SocketEnd } from '../../../wasm/abi/protocol.ts';

/** How a program is run, as far as that is not the runner's own affair. */
export type RunSettings = Omit<RunOptions, 'baseUrl'>;

/** Runs programs where they can do no harm. */
export interface Runner {
  /** Makes ahead what the next program runs in, in place of making it when the program is there. */
  prepare(): void;
  /** Starts `program`; its bytes are given away. Returns at once, everything else comes to `listener`. */
  start(program: Uint8Array<ArrayBuffer>, listener: RunListener, settings?: RunSettings): Run;
}

/** One run under way. */
export interface Run {
  /**
   * Opens a connection to a port of the program, which a `listening` event has told of; null when the run is over or there are too many
   * connections. A connection outlives no run: its listener hears `closed`.
   */
  connect(port: number, listener: ConnectionListener): ProgramConnection | null;
  /** Pauses it, goes on, sets its clock, or begins anew to go back: see RunCommand. Nothing once it is over. */
  control(command: RunCommand): void;
  /** Ends it, spinning or not; the listener hears nothing more. Idempotent, also after the run's own end. */
  stop(): void;
}

/** Whom a run talks to. `event` with an `exit` or `failure`, or `broke`, is the last call. */
export interface RunListener {
  event(event: ProgramEvent): void;
  /** `task` has computed for long without giving the loop a turn. Said once for each such stretch. */
  spinning(task: string): void;
  /** The stretch ended: the loop had a turn. Only after `spinning`. */
  yielded(): void;
  /** The sandbox itself failed; `message` is fit to be shown. */
  broke(message: string): void;
}

/** Whom a connection talks to. `closed` is the last call. */
export interface ConnectionListener {
  /** The program's port took the connection; what was sent before is under way already. */
  opened(): void;
  data(bytes: Uint8Array<ArrayBuffer>): void;
  /** `room` has grown. */
  room(): void;
  /** The program will send nothing more. */
  ended(): void;
  closed(reason: SocketEnd): void;
}

/** One connection to a program's port. */
export interface ProgramConnection {
  /** Bytes that `send` would take now. */
  readonly room: number;
  /** Sends all of `data`, a copy, or, where there is not so much room or the connection is ended, nothing: false. */
  send(data: Uint8Array): boolean;
  /** Nothing more will be sent; what the program says is still heard. */
  end(): void;
  /** Gives the connection up; its listener hears nothing more. */
  close(): void;
}

/** The programs that were compiled when the site was built. */
export interface BundledPrograms {
  /** The checked bytes of a program. Rejects with a `DownloadError` where they cannot be had. */
  bytes(id: string): Promise<Uint8Array<ArrayBuffer>>;
}
