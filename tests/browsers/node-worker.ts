/** Runs one program in a worker thread of Node. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { runProgram } from '../../wasm/host/host.ts';
import { seenEvent, type RunRequest } from './seen.ts';

const { program, args, baseUrl } = workerData as RunRequest;
await runProgram(readFileSync(program), { baseUrl, args }, (event) => parentPort?.postMessage(seenEvent(event)));
