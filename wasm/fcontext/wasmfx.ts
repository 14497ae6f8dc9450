/**
 * Stacks over WebAssembly's stack-switching proposal ("WasmFX"): a small module beside the program, wasmfx.wat, switches them without
 * any JavaScript. Only waiting for the browser still takes a promise, and all stacks suspend on it together.
 *
 * Behind a flag in engines of 2026: `--experimental-wasm-wasmfx` in V8.
 */
import { promising, suspending } from './jspi.ts';
import type { Suspender } from './fcontext.ts';
import { WASMFX } from './wasmfx.wasm.ts';

const bytes = Uint8Array.from(atob(WASMFX), (character) => character.charCodeAt(0));
const valid = WebAssembly.validate(bytes);

/** Whether this engine has the proposal's instructions. */
export function canSwitchStacks(): boolean {
  return valid;
}

/** What wasmfx.wat exports. */
interface Helper {
  readonly exports: WebAssembly.Table;
  readonly switch: WebAssembly.ExportValue;
  readonly run: WebAssembly.ExportValue;
}

export class WasmFxFibers implements Suspender {
  readonly #helper = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Helper;
  readonly asLinked = true;
  readonly suspending = suspending;
  readonly switch = this.#helper.switch;

  run({ start, fctx_entry: entry }: WebAssembly.Exports): Promise<unknown> {
    this.#helper.exports.set(0, start);
    if (entry !== undefined) this.#helper.exports.set(1, entry);
    return promising(this.#helper.run)();
  }
}
