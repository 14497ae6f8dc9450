/** Runs programs in a process of Node, as flags are a process's. */
import { fork, type ChildProcess } from 'node:child_process';
import type { RunRequest, Seen, SeenEvent } from './seen.ts';

/** To the process: the first request has the number 1. */
export interface NumberedRequest {
  readonly number: number;
  readonly request: RunRequest;
}

/** From the process: what the program of the request of that number says. */
export interface NumberedEvent {
  readonly number: number;
  readonly event: SeenEvent;
}

/** One program after the other runs in the same process, as most of the time of a short one is Node's start; after one that failed there is a new one. */
export class NodeProcess {
  readonly #flags: readonly string[];
  #child: ChildProcess | null = null;
  #lastNumber = 0;

  /** `flags` are Node's. */
  constructor(flags: readonly string[] = []) {
    this.#flags = flags;
  }

  /** What the program says from its beginning to its end. Not to be called before that of the last. */
  run(request: RunRequest): Promise<Seen> {
    const child = (this.#child ??= fork(new URL('node-program.ts', import.meta.url), { execArgv: [...this.#flags] }));
    const number = ++this.#lastNumber;
    const events: SeenEvent[] = [];
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(patience);
        child.removeAllListeners();
        if (events.at(-1)?.type !== 'exit') this.close();
        resolve({ events });
      };
      const patience = setTimeout(end, request.patienceMs);
      child.on('error', reject);
      // Not at 'exit', which can come before the last messages.
      child.on('close', (code, signal) => {
        console.log(`Node ended by itself (${String(signal ?? code)}): ${request.program} ${request.args.join(' ')}`);
        end();
      });
      child.on('message', (message) => {
        const { number: of, event } = message as NumberedEvent;
        // An earlier program may have left something that speaks yet.
        if (of !== number) return;
        events.push(event);
        if (event.type === 'exit' || event.type === 'failure') end();
        else patience.refresh();
      });
      child.send({ number, request } satisfies NumberedRequest);
    });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
