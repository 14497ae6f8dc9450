/**
 * The host's half of the context switch. Twin: fcontext.cpp, which keeps the C stacks; here are the engine's stacks, each
 * parked in a promise that someone's `switch` resolves.
 *
 * A stack that is new starts from a microtask: started from within the stack that switches to it, the two would nest, and a chain of
 * new stacks would overflow the engine.
 */
import { suspending } from '../host/jspi.ts';

export interface FiberHost {
  /** The import `fctx.switch`. */
  readonly imports: WebAssembly.ModuleImports;
}

/**
 * @param enter calls the program's export `fctx_entry` on a stack of its own; its promise ends only by a failure.
 * @param fail is told why a stack ended.
 */
export function createFiberHost(
  enter: (context: number) => Promise<unknown>,
  fail: (reason: unknown) => void,
): FiberHost {
  /** Wakes a parked stack; indexed by its number. */
  const parked: (() => void)[] = [];
  const switchTo = (self: number, to: number, fresh: number): Promise<void> =>
    new Promise((wake) => {
      parked[self] = wake;
      if (fresh === 0) {
        parked[to]?.();
      } else {
        queueMicrotask(() => {
          enter(fresh).catch(fail);
        });
      }
    });
  return { imports: { switch: suspending(switchTo) } };
}
