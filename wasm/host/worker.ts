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
import { runProgram, type SocketLink } from './host.ts';
import type { ProgramEvent, SocketCommand, SocketEvent, StartMessage } from './protocol.ts';

/** This same script once more: in an opaque origin there is no other. */
const spawn: SpawnWorker = (hear, fail) => {
  const worker = new Worker(self.location.href);
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

self.onmessage = (message: MessageEvent<StartMessage | ServeMessage>) => {
  const { data } = message;
  if (data.type === 'serve') {
    serve(data);
    return;
  }
  const [port] = message.ports;
  if (port === undefined) return;
  self.onmessage = null;
  const post = (event: ProgramEvent | SocketEvent): void => {
    port.postMessage(event);
  };
  const sockets: SocketLink = {
    send: post,
    hear: (receive) => {
      port.onmessage = (command: MessageEvent<SocketCommand>) => {
        receive(command.data);
      };
    },
  };
  void runProgram(data.program, data.options, post, { spawn, sockets });
};
