/** Runs one program in a worker thread of Node. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { runProgram } from '../../wasm/host/host.ts';
import { seenEvent, type RunRequest } from './seen.ts';

/**
 * As much of a `MessageChannel` as the reactor uses. Node's own delivers up to a thousand messages in a row before it looks at the
 * network, where a browser looks after each.
 */
class TurnChannel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = {
    postMessage: (): void => {
      setImmediate(() => this.port1.onmessage?.());
    },
  };
}
Object.assign(globalThis, { MessageChannel: TurnChannel });

const { program, args, baseUrl } = workerData as RunRequest;
await runProgram(readFileSync(program), { baseUrl, args }, (event) => parentPort?.postMessage(seenEvent(event)));
