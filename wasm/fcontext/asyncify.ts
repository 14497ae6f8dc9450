/**
 * Stacks for browsers that cannot suspend WebAssembly, over programs that binaryen's pass Asyncify has rewritten (wasm/sdk/asyncify.ts): each of their
 * functions can leave itself, with its locals saved in memory, and find its way back.
 *
 * A stack that is suspended is left down to `run`, which enters the next one. What is saved of it lies in the part of its own C stack that
 * it does not use, where nobody writes until it runs again.
 */
import type { Suspender } from './fcontext.ts';
import type { SuspendingImport } from './jspi.ts';

/** What a rewritten program exports beside `start` and `fctx_entry`. The pass names what it adds. */
interface Rewritten {
  /** Where the stack that runs can be saved: see stack.cpp. */
  readonly unused_stack: () => number;
  readonly asyncify_start_unwind: (data: number) => void;
  readonly asyncify_stop_unwind: () => void;
  readonly asyncify_start_rewind: (data: number) => void;
  readonly asyncify_stop_rewind: () => void;
}

interface Stack {
  readonly enter: () => void;
  /** Where what it left is saved; 0 before it has begun. */
  saved: number;
}

export class AsyncifyFibers implements Suspender {
  readonly asLinked = false;
  /** By number. */
  readonly #stacks: Stack[] = [];
  #running: Stack = { enter: () => undefined, saved: 0 };
  #program: Rewritten | undefined;
  #entry: (context: number) => void = () => undefined;
  /** The stack that runs is on its way out to `run`. */
  #leaving = false;
  /** The stack that runs is on its way back to the import that suspended it. */
  #returning = false;
  /** What the program waits for, if it does. */
  #awaited: Promise<unknown> | undefined;
  #result: unknown;

  readonly switch = (self: number, to: number, fresh: number): void => {
    if (this.#returns()) return;
    this.#stacks[self] = this.#running;
    this.#leave();
    if (fresh !== 0) {
      const enter = this.#entry;
      this.#stacks[to] = {
        enter: () => {
          enter(fresh);
        },
        saved: 0,
      };
    }
    const next = this.#stacks[to];
    if (next === undefined) throw new Error(`there is no stack ${String(to)}`);
    this.#running = next;
  };

  readonly suspending = (callback: SuspendingImport): WebAssembly.ImportValue => {
    return (...args: never[]) => {
      if (this.#returns()) return this.#result;
      this.#awaited = callback(...args);
      this.#leave();
      return 0;
    };
  };

  async run(exports: WebAssembly.Exports): Promise<unknown> {
    const program = rewritten(exports);
    this.#program = program;
    this.#entry = exports.fctx_entry as (context: number) => void;
    this.#running = { enter: exports.start as () => void, saved: 0 };
    for (;;) {
      this.#enter(program);
      // A stack that is not left has come to its end, as only the first one does.
      if (!this.#leaving) return undefined;
      this.#leaving = false;
      stopLeaving(program);
      if (this.#awaited !== undefined) {
        this.#result = await this.#awaited;
        this.#awaited = undefined;
      }
    }
  }

  #enter(program: Rewritten): void {
    const { enter, saved } = this.#running;
    if (saved !== 0) {
      this.#returning = true;
      program.asyncify_start_rewind(saved);
    }
    enter();
  }

  #leave(): void {
    if (this.#program === undefined) throw new Error('the program does not run');
    const saved = (this.#running.saved = this.#program.unused_stack());
    this.#program.asyncify_start_unwind(saved);
    this.#leaving = true;
  }

  /** Whether an import has been called by a stack that is back, and is to return this time. */
  #returns(): boolean {
    if (!this.#returning) return false;
    this.#returning = false;
    this.#program?.asyncify_stop_rewind();
    return true;
  }
}

/** It traps where there was no room for all that had to be saved. */
function stopLeaving(program: Rewritten): void {
  try {
    program.asyncify_stop_unwind();
  } catch {
    throw new Error('stack overflow');
  }
}

function rewritten(exports: WebAssembly.Exports): Rewritten {
  if (exports.asyncify_start_unwind !== undefined) return exports as unknown as Rewritten;
  throw new TypeError('the program was not rewritten for this browser');
}
