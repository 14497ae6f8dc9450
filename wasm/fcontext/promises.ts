/**
 * Stacks over JavaScript Promise Integration: each that does not run is parked in a promise, which someone's `switch` resolves.
 *
 * A stack that is new starts from a microtask: started from within the stack that switches to it, the two would nest, and a chain of
 * new stacks would overflow the engine.
 */
import { promising, suspending } from './jspi.ts';
import type { Suspender } from './fcontext.ts';

export class PromiseFibers implements Suspender {
  readonly asLinked = true;
  readonly suspending = suspending;
  readonly switch: WebAssembly.ImportValue;
  /** Wakes a parked stack; indexed by its number. */
  readonly #parked: (() => void)[] = [];
  #enter: (context: number) => Promise<unknown> = () => Promise.reject(new Error('the program has no fibers'));
  #fail: (reason: unknown) => void = () => undefined;
  /** The stack that `#park` parks. */
  #parking = 0;

  constructor() {
    this.switch = suspending(this.#switch);
  }

  run({ start, fctx_entry: entry }: WebAssembly.Exports): Promise<unknown> {
    if (entry !== undefined) this.#enter = promising(entry);
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      promising(start)().then(resolve, reject);
    });
  }

  readonly #switch = (self: number, to: number, fresh: number): Promise<void> => {
    this.#parking = self;
    const parked = new Promise<void>(this.#park);
    if (fresh === 0) {
      this.#parked[to]?.();
    } else {
      this.#begin(fresh);
    }
    return parked;
  };

  // One function for all switches and not a closure for each: to collect a closure the garbage collector looks through every
  // suspended stack.
  readonly #park = (wake: () => void): void => {
    this.#parked[this.#parking] = wake;
  };

  #begin(fresh: number): void {
    queueMicrotask(() => {
      this.#enter(fresh).catch(this.#fail);
    });
  }
}
