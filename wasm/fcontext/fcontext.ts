/**
 * The host's half of the context switch. Twin: fcontext.cpp, which keeps the C stacks; here are the engine's stacks, by one of three means:
 * the stack-switching proposal where the engine has it (wasmfx.ts), JavaScript Promise Integration elsewhere (promises.ts), and where there is neither
 * programs that were rewritten for that (asyncify.ts).
 */
import { AsyncifyFibers } from './asyncify.ts';
import { canSuspend, type SuspendingImport } from './jspi.ts';
import { PromiseFibers } from './promises.ts';
import { canSwitchStacks, WasmFxFibers } from './wasmfx.ts';

/** The stacks of one program, and how they are suspended. */
export interface Suspender {
  /** Whether a program runs as the linker made it, so that places in its code can be looked up. */
  readonly asLinked: boolean;
  /** The import `fctx.switch`. */
  readonly switch: WebAssembly.ImportValue;
  /** Makes an import on whose promise the program waits. */
  readonly suspending: (callback: SuspendingImport) => WebAssembly.ImportValue;
  /**
   * Runs the program that was instantiated with these imports.
   *
   * @param program its exports `start` and, unless it has no fibers, `fctx_entry`.
   * @returns a promise that resolves when `start` returns and rejects when any of the stacks fails, with the reason.
   */
  run(program: WebAssembly.Exports): Promise<unknown>;
}

/** The fastest means that this engine has. */
export function createSuspender(): Suspender {
  if (!canSuspend()) return new AsyncifyFibers();
  return canSwitchStacks() ? new WasmFxFibers() : new PromiseFibers();
}
