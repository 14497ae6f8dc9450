/** Runs one program in a process of Node that was forked for it, and tells its parent what is seen. */
import { readFileSync } from 'node:fs';
import { runProgram } from '../../wasm/host/host.ts';
import './node-turns.ts';
import { spawn } from './node-workers.ts';
import { optionsOf, seenEvent, type RunRequest } from './seen.ts';

async function run(request: RunRequest): Promise<void> {
  await runProgram(readFileSync(request.program), optionsOf(request), (event) => process.send?.(seenEvent(event)), {
    spawn,
  });
}

// Listening keeps this process alive until its parent, which has heard the end then, ends it.
process.on('message', (request: RunRequest) => void run(request));
