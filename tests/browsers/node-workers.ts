/** Workers for the calls of a program, as threads of Node. This file is what they run, too. */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { runProgram } from '../../wasm/host/host.ts';
import {
  CallQueue,
  type Call,
  type ServeMessage,
  type ServeReply,
  type SpawnWorker,
  type StopMessage,
} from '../../wasm/workers/instance.ts';
import './node-turns.ts';

export const spawn: SpawnWorker = (hear, fail) => {
  const worker = new Worker(new URL(import.meta.url));
  worker.on('message', (reply: ServeReply) => {
    hear(reply);
  });
  worker.on('error', (error) => {
    fail(String(error));
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    end: () => {
      void worker.terminate();
    },
  };
};

if (!isMainThread) {
  const reply = (message: ServeReply): void => parentPort?.postMessage(message);
  const calls = new CallQueue((bytes) => {
    reply({ type: 'answer', bytes });
  });
  parentPort?.on('message', (message: ServeMessage | Call | StopMessage) => {
    if (message.type !== 'serve') {
      calls.hear(message);
    } else {
      const emit = (event: Parameters<Parameters<typeof runProgram>[2]>[0]): void => {
        reply({ type: 'event', event });
      };
      void runProgram(message.program, message.options, emit, { spawn, calls });
    }
  });
}
