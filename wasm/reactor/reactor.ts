/**
 * Time and events for a program: the browser's timers and fetch. Twin: reactor.cpp.
 *
 * A browser rounds the timers of a chain of timers up to 4 ms, and a program's waits are such a chain. A message on a
 * `MessageChannel` breaks it: it arrives at once, and a timer that is set while handling it counts as the first of a chain.
 */
import { suspending } from '../host/jspi.ts';
import type { ProgramMemory } from '../host/memory.ts';
import { HttpRequests } from './http.ts';
import type { FinishedOperations } from './operations.ts';

/** What the reactor tells of the program's activity. */
export interface ActivityListener {
  running(task: string): void;
  waiting(): void;
}

/** The longest delay of `setTimeout`: more would overflow its 32 bits and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @param finished whatever else works for the program adds to it and so wakes it. */
export function createReactor(
  memory: ProgramMemory,
  finished: FinishedOperations,
  baseUrl: string,
  listener: ActivityListener,
): { readonly imports: WebAssembly.ModuleImports } {
  let wake: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let deadline = Infinity;

  const turn = new MessageChannel();
  const requests = new HttpRequests(memory, baseUrl, finished);
  finished.onAdd = resume;
  turn.port1.onmessage = onTurn;

  /** Ends the wait that is under way. */
  function resume(): void {
    clearTimeout(timer);
    const waiter = wake;
    wake = undefined;
    waiter?.();
  }

  function onTurn(): void {
    if (wake === undefined) return;
    const left = deadline - performance.now();
    if (left <= 0 || finished.any) {
      resume();
    } else if (left < 1) {
      // A timer would take a whole millisecond or more.
      turn.port2.postMessage(null);
    } else if (left !== Infinity) {
      clearTimeout(timer);
      timer = setTimeout(onTurn, Math.min(left, LONGEST_TIMER_MS));
    }
  }

  const wait = (until: number): Promise<void> => {
    deadline = until;
    if (until - performance.now() >= 1) listener.waiting();
    return new Promise((resolve) => {
      wake = resolve;
      turn.port2.postMessage(null);
    });
  };

  const block = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

  return {
    imports: {
      now: () => performance.now(),
      wait: suspending(wait),
      block: suspending(block),
      take: () => finished.take(),
      http_start: (request: number) => {
        requests.start(request);
      },
      http_cancel: (id: number) => {
        requests.cancel(id);
      },
      http_sizes: (id: number, sizes: number) => {
        requests.sizes(id, sizes);
      },
      http_read: (id: number, to: number) => {
        requests.read(id, to);
      },
      step: (task: number, size: number) => {
        listener.running(size === 0 ? 'main()' : memory.text(task, size));
      },
    },
  };
}
