/**
 * The worker in which a program runs: waits for one `StartMessage` with a port, runs the program, posts its events on the port and hears
 * there what is to be done with the program's sockets. Or, for a program that runs elsewhere, one that makes its calls: waits for a
 * `ServeMessage`, then for calls, and posts the answers.
 * Bundled as a classic script, because a module worker cannot start in a sandboxed frame of Chromium.
 */
import {
  CallQueue,
  type Call,
  type ServeMessage,
  type ServeReply,
  type SpawnWorker,
  type StopMessage,
} from '../workers/instance.ts';
import { ProgramRun, runProgram, type SocketLink } from './host.ts';
import type {
  ProgramEvent,
  RunCommand,
  RunOptions,
  SocketCommand,
  SocketEvent,
  StartMessage,
} from '../abi/protocol.ts';

/** The frame's policy takes the address of a script from this alone; browsers without Trusted Types take it as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): typeof rules;
}

const rules = { createScriptURL: (url: string) => url };
const { trustedTypes } = self as { readonly trustedTypes?: TrustedTypes };
const scripts = trustedTypes?.createPolicy('tulip-program', rules) ?? rules;

/** This same script once more: in an opaque origin there is no other. */
const spawn: SpawnWorker = (hear, fail) => {
  const worker = new Worker(scripts.createScriptURL(self.location.href));
  worker.onmessage = ({ data }: MessageEvent<ServeReply>) => {
    hear(data);
  };
  worker.onerror = (event: Event) => {
    // Without a message where the script itself was refused.
    fail(event instanceof ErrorEvent ? event.message : 'it could not be started');
  };
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    end: () => {
      worker.terminate();
    },
  };
};

function serve({ program, options }: ServeMessage): void {
  const reply = (message: ServeReply): void => {
    self.postMessage(message);
  };
  const calls = new CallQueue((bytes) => {
    reply({ type: 'answer', bytes });
  });
  self.onmessage = ({ data }: MessageEvent<Call | StopMessage>) => {
    calls.hear(data);
  };
  const emit = (event: ProgramEvent): void => {
    reply({ type: 'event', event });
  };
  void runProgram(program, options, emit, { spawn, calls });
}

/** The run of a program, and the runs that follow when it is to begin anew. */
class Session {
  readonly #start: StartMessage;
  readonly #port: MessagePort;
  readonly #module: Promise<WebAssembly.Module>;
  readonly #sockets: SocketLink;
  #hearSockets: (command: SocketCommand) => void = () => undefined;
  #run: ProgramRun;

  constructor(start: StartMessage, port: MessagePort) {
    this.#start = start;
    this.#port = port;
    this.#module = WebAssembly.compile(start.program);
    // The run itself says what is wrong with it.
    this.#module.catch(() => undefined);
    this.#sockets = {
      send: this.#post,
      hear: (receive) => {
        this.#hearSockets = receive;
      },
    };
    this.#run = this.#begin(start.options);
    port.onmessage = ({ data }: MessageEvent<SocketCommand | RunCommand>) => {
      this.#hear(data);
    };
  }

  readonly #post = (event: ProgramEvent | SocketEvent): void => {
    this.#port.postMessage(event);
  };

  #begin(options: RunOptions): ProgramRun {
    const surroundings = { spawn, sockets: this.#sockets, module: this.#module };
    return new ProgramRun(this.#start.program, options, this.#post, surroundings);
  }

  #hear(command: SocketCommand | RunCommand): void {
    switch (command.type) {
      case 'seek':
        this.#seek(command.step);
        return;
      case 'pause':
      case 'continue':
      case 'step':
      case 'clock':
      case 'decisions':
      case 'input':
        this.#run.control(command);
        return;
      default:
        this.#hearSockets(command);
    }
  }

  #seek(step: number): void {
    const { decisionsToRepeat: replay, clock } = this.#run;
    if (replay === undefined) return;
    this.#run.abandon();
    this.#post({ type: 'restarted' });
    this.#run = this.#begin({ ...this.#start.options, clock, replay, pauseAt: { step } });
  }
}

self.onmessage = (message: MessageEvent<StartMessage | ServeMessage>) => {
  const { data } = message;
  if (data.type === 'serve') {
    serve(data);
    return;
  }
  const [port] = message.ports;
  if (port === undefined) return;
  self.onmessage = null;
  new Session(data, port);
};
