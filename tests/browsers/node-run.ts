/** Runs a program in a process of Node for itself, as flags are a process's. */
import { fork } from 'node:child_process';
import type { RunRequest, Seen, SeenEvent } from './seen.ts';

/** What the program says from its beginning to its end; `flags` are Node's. */
export function runInNode(request: RunRequest, flags: readonly string[] = []): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const events: SeenEvent[] = [];
    const child = fork(new URL('node-program.ts', import.meta.url), { execArgv: [...flags] });
    const end = (): void => {
      clearTimeout(patience);
      child.kill('SIGKILL');
      resolve({ events });
    };
    const patience = setTimeout(end, request.patienceMs);
    child.on('error', reject);
    // Not at 'exit', which can come before the last messages.
    child.on('close', (code, signal) => {
      const last = events.at(-1)?.type;
      const ended = last === 'exit' || last === 'failure';
      if (!ended && signal !== 'SIGKILL')
        console.log(`Node ended by itself (${String(signal ?? code)}): ${request.program} ${request.args.join(' ')}`);
      end();
    });
    child.on('message', (message) => {
      const event = message as SeenEvent;
      events.push(event);
      if (event.type === 'exit' || event.type === 'failure') {
        end();
      } else {
        patience.refresh();
      }
    });
    child.send(request);
  });
}
