/**
 * Runs programs, each in a sandboxed frame of its own, and reads what they say.
 *
 *     page ──srcdoc──▶ frame ──'ready'──▶ page ──host──▶ frame ──▶ worker
 *     page ──program + port──▶ frame ──program + port──▶ worker ──events──▶ page
 *
 * The first line may come before there is a program. The frame is removed when the run ends, by itself or by `stop`; that ends a
 * spinning worker at once. Messages are believed only if they come from that frame's window or over the port that was handed to it, and
 * only in known shapes.
 */
import type { ProgramEvent, RunCommand, RunOptions } from '../../wasm/abi/protocol.ts';
import type { ConnectionListener, ProgramConnection, Run, Runner, RunListener } from '../session/run/ports.ts';
import { PageConnections } from './connections.ts';
import { readEvent } from './read-event.ts';
import { readSocketEvent } from './read-socket-event.ts';
import { Sandbox, type SandboxSetup } from './sandbox.ts';
import { SpinWatch, type SpinChange } from './spin-watch.ts';

const TICK = 1_000;

/** A runner whose programs may fetch from `setup.baseUrl` only. */
export function makeRunner(setup: SandboxSetup): Runner {
  let spare: Sandbox | null = null;
  return {
    prepare() {
      if (spare !== null) return;
      const made = (spare = new Sandbox(setup));
      // The next run makes one of its own, and says what is wrong with it.
      made.onbroke = () => {
        made.remove();
        if (spare === made) spare = null;
      };
    },
    start(program, listener, settings = {}) {
      const sandbox = spare ?? new Sandbox(setup);
      spare = null;
      return new SandboxedRun(sandbox, program, listener, { ...settings, baseUrl: setup.baseUrl });
    },
  };
}

/** One run, to its end and that of its sandbox. */
class SandboxedRun implements Run {
  readonly #sandbox: Sandbox;
  readonly #listener: RunListener;
  readonly #channel = new MessageChannel();
  readonly #connections = new PageConnections((command) => {
    this.#channel.port1.postMessage(command);
  });
  readonly #watch = new SpinWatch(performance.now());
  readonly #timer: ReturnType<typeof setInterval>;
  #over = false;

  constructor(sandbox: Sandbox, program: Uint8Array<ArrayBuffer>, listener: RunListener, options: RunOptions) {
    this.#sandbox = sandbox;
    this.#listener = listener;
    this.#channel.port1.onmessage = (message: MessageEvent<unknown>) => {
      const socketEvent = this.#over ? null : readSocketEvent(message.data);
      if (socketEvent !== null) this.#connections.hear(socketEvent);
      else this.#hear(readEvent(message.data));
    };
    this.#timer = setInterval(() => {
      this.#report(this.#watch.tick(performance.now()));
    }, TICK);
    sandbox.onbroke = (message) => {
      this.#break(message);
    };
    sandbox.run({ type: 'start', program, options }, this.#channel.port2);
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
    this.#channel.port1.close();
    this.#sandbox.remove();
    this.#connections.closeAll();
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
