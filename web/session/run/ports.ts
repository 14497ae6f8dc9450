/**
 * What a session asks of the outside world. Each is a seam: the page plugs in workers, frames and the network, the
 * tests plug in fakes.
 */
import type { ProgramEvent } from '../../../wasm/host/protocol.ts';
import type { ConnectionListener, ProgramConnection } from '../../runner/connections.ts';

export type { Compiler, Diagnostic, LoadProgress } from '../../compiler/protocol.ts';
export type { ProgramEvent, SocketEnd } from '../../../wasm/host/protocol.ts';
export type { ConnectionListener, ProgramConnection } from '../../runner/connections.ts';

/** Runs programs where they can do no harm. */
export interface Runner {
  /** Starts `program`; its bytes are given away. Returns at once, everything else comes to `listener`. */
  start(program: Uint8Array<ArrayBuffer>, listener: RunListener): Run;
}

/** One run under way. */
export interface Run {
  /**
   * Opens a connection to a port of the program, which a `listening` event has told of; null when the run is over or there are too many
   * connections. A connection outlives no run: its listener hears `closed`.
   */
  connect(port: number, listener: ConnectionListener): ProgramConnection | null;
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

/** The programs that were compiled when the site was built. */
export interface BundledPrograms {
  /** The checked bytes of a program. Rejects with a message fit to be shown where they cannot be had. */
  bytes(id: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** A little text that outlives the page, such as `localStorage`; may forget and never throws. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}
