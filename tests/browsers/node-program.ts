/** Runs programs in a process of Node that was forked for them, and tells its parent what is seen. */
import { readFileSync } from 'node:fs';
import { runProgram } from '../../wasm/host/host.ts';
import type { NumberedEvent, NumberedRequest } from './node-run.ts';
import './node-turns.ts';
import { spawn } from './node-workers.ts';
import { optionsOf, seenEvent } from './seen.ts';

async function run({ number, request }: NumberedRequest): Promise<void> {
  const tell = (told: NumberedEvent): void => void process.send?.(told);
  await runProgram(
    readFileSync(request.program),
    optionsOf(request),
    (event) => {
      tell({ number, event: seenEvent(event) });
    },
    { spawn },
  );
}

// Listening keeps this process alive until its parent ends it.
process.on('message', (request: NumberedRequest) => void run(request));
