/**
 * Runs programs, each in a sandboxed frame of its own, and reads what they say.
 *
 *     page ──srcdoc──▶ frame ──'ready'──▶ page ──{host, start} + port──▶ frame ──start + port──▶ worker ──events──▶ page
 *
 * The frame is removed when the run ends, by itself or by `stop`; that ends a spinning worker at once. Messages are
 * believed only if they come from that frame's window or over the port that was handed to it, and only in known shapes.
 */
import type { ProgramEvent, RunCommand, StartMessage } from '../../wasm/abi/protocol.ts';
import type {
  ConnectionListener,
  ProgramConnection,
  Run,
  Runner,
  RunListener,
  RunSettings,
} from '../session/run/ports.ts';
import { PageConnections } from './connections.ts';
import { makeFrame, type SandboxScripts } from './frame.ts';
import { readFrameMessage, type FrameStart } from './messages.ts';
import { readEvent } from './read-event.ts';
import { readSocketEvent } from './read-socket-event.ts';
import { SpinWatch, type SpinChange } from './spin-watch.ts';

/** What a sandbox is made of, and where. */
export interface SandboxSetup {
  readonly scripts: SandboxScripts;
  /** Absolute address of the site, with a slash at its end: what programs may fetch from. */
  readonly baseUrl: string;
  /** The element that frames are put into. */
  readonly place: HTMLElement;
}

/** Time for a frame to come up before it counts as broken, ms. */
const FRAME_TIMEOUT = 20_000;
const TICK = 1_000;

/** A runner whose programs may fetch from `setup.baseUrl` only. */
export function makeRunner(setup: SandboxSetup): Runner {
  return { start: (program, listener, settings) => new SandboxedRun(setup, program, listener, settings ?? {}) };
}

/** One run, from its frame's birth to its end. */
class SandboxedRun implements Run {
  readonly #setup: SandboxSetup;
  readonly #listener: RunListener;
  readonly #settings: RunSettings;
  readonly #frame: HTMLIFrameElement;
  readonly #channel = new MessageChannel();
  readonly #connections = new PageConnections((command) => {
    this.#channel.port1.postMessage(command);
  });
  readonly #watch = new SpinWatch(performance.now());
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #timeout: ReturnType<typeof setTimeout>;
  /** What the frame is waiting for; null once handed over. */
  #program: Uint8Array<ArrayBuffer> | null;
  #over = false;

  constructor(setup: SandboxSetup, program: Uint8Array<ArrayBuffer>, listener: RunListener, settings: RunSettings) {
    this.#setup = setup;
    this.#settings = settings;
    this.#program = program;
    this.#listener = listener;
    this.#channel.port1.onmessage = (message: MessageEvent<unknown>) => {
      const socketEvent = this.#over ? null : readSocketEvent(message.data);
      if (socketEvent !== null) this.#connections.hear(socketEvent);
      else this.#hear(readEvent(message.data));
    };
    this.#timer = setInterval(() => {
      this.#report(this.#watch.tick(performance.now()));
    }, TICK);
    this.#timeout = setTimeout(() => {
      this.#break('The sandbox did not start.');
    }, FRAME_TIMEOUT);
    addEventListener('message', this.#fromFrame);
    this.#frame = makeFrame(setup.scripts, setup.baseUrl);
    setup.place.append(this.#frame);
  }

  /** Opens a connection to a port of the program; null when the run is over or there are too many connections. */
  connect(port: number, listener: ConnectionListener): ProgramConnection | null {
    return this.#over ? null : this.#connections.open(port, listener);
  }

  /** Passes on what is asked of the run; nothing once it is over. */
  control(command: RunCommand): void {
    if (!this.#over) this.#channel.port1.postMessage(command);
  }

  /** Ends the run at once; the listener hears nothing more. Idempotent. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#timer);
    clearTimeout(this.#timeout);
    removeEventListener('message', this.#fromFrame);
    this.#channel.port1.close();
    this.#frame.remove();
    this.#connections.closeAll();
  }

  readonly #fromFrame = (event: MessageEvent<unknown>): void => {
    if (event.source === null || event.source !== this.#frame.contentWindow) return;
    const message = readFrameMessage(event.data);
    if (message?.type === 'ready') this.#handOver();
    else if (message?.type === 'broke') this.#break(message.message);
  };

  /** Gives the frame its one port and the program. A second `ready` gets nothing. */
  #handOver(): void {
    const program = this.#program;
    if (program === null) return;
    this.#program = null;
    clearTimeout(this.#timeout);
    const start: StartMessage = {
      type: 'start',
      program,
      options: { ...this.#settings, baseUrl: this.#setup.baseUrl },
    };
    const message: FrameStart = { host: this.#setup.scripts.host, start };
    // The frame's origin is opaque and cannot be named; only this one window gets the message.
    this.#frame.contentWindow?.postMessage(message, '*', [this.#channel.port2, program.buffer]);
  }

  #hear(event: ProgramEvent | null): void {
    if (event === null || this.#over) return;
    this.#report(this.#watch.heard(event));
    if (event.type === 'exit' || event.type === 'failure') this.stop();
    this.#listener.event(event);
  }

  #report(change: SpinChange | null): void {
    if (change === null || this.#over) return;
    if (change.type === 'spinning') this.#listener.spinning(change.task);
    else this.#listener.yielded();
  }

  #break(message: string): void {
    if (this.#over) return;
    this.stop();
    this.#listener.broke(message);
  }
}
