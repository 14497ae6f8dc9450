/**
 * The page in which the tests run: `runProgram` runs one program in the worker that the playground uses, too. At `/unattended`, where
 * nobody drives the browser, the page asks the server what to run, tells what it saw, and starts anew.
 */
import type { ProgramEvent, StartMessage } from '../../../wasm/abi/protocol.ts';
import { optionsOf, seenEvent, type RunRequest, type Seen, type SeenEvent } from '../seen.ts';

async function runProgram(request: RunRequest): Promise<Seen> {
  const response = await fetch(request.program);
  if (!response.ok) throw new Error(`there is no ${request.program}`);
  const program = new Uint8Array(await response.arrayBuffer());
  const events: SeenEvent[] = [];
  const worker = new Worker('worker.js');
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve, reject) => {
    let patience = setTimeout(resolve, request.patienceMs);
    worker.onerror = (event) => {
      reject(new Error(`the worker failed: ${event.message}`));
    };
    port1.onmessage = ({ data }: MessageEvent<ProgramEvent>) => {
      events.push(seenEvent(data));
      clearTimeout(patience);
      if (data.type === 'exit' || data.type === 'failure') resolve();
      else patience = setTimeout(resolve, request.patienceMs);
    };
    const start: StartMessage = { type: 'start', program, options: optionsOf(request) };
    worker.postMessage(start, [port2]);
  });
  worker.terminate();
  return { events };
}

async function runOrder(): Promise<void> {
  const order = await fetch('order');
  await fetch('seen', {
    method: 'POST',
    body: JSON.stringify(await runProgram((await order.json()) as RunRequest)),
  });
  // So that no program finds what another left.
  location.reload();
}

Object.assign(globalThis, { runProgram });
if (location.pathname === '/unattended') void runOrder();
