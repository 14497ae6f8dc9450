/**
 * Runs clang and the linker, in a worker of the page as in Node.
 *
 * They are one WebAssembly program, `llvm.core.wasm` of npm package `@yowasp/clang`, which tells by its first argument which of them it is. It wants
 * nothing but WASI; the package's own way around it (the component model's adapter) is not used.
 */
import { canSuspend, promising, suspending, type SuspendingImport } from '../fcontext/jspi.ts';
import { Files, type Tree } from './files.ts';
import { Exit, Wasi } from './wasi.ts';

/** How a run of a tool ended. */
export interface ToolRun {
  readonly ok: boolean;
  /** What was given and what the tool wrote. */
  readonly files: Files;
  /** Standard output and standard error together. */
  readonly output: string;
}

/** The calls in which a tool may wait for a file. */
const WAITING = ['path_open', 'fd_read', 'fd_pread'];

export class Llvm {
  readonly #module: WebAssembly.Module;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /**
   * Rejects where the tool itself breaks: it trapped, or ran out of memory. It waits for files that come late (`LateFile`), where the platform
   * can suspend; until those have come, others can be added.
   */
  async run(args: readonly string[], given: Tree | Files): Promise<ToolRun> {
    const files = given instanceof Files ? given : new Files(given);
    const wasi = new Wasi(['llvm', ...args], files);
    const imports: Record<string, WebAssembly.ImportValue> = wasi.imports();
    if (canSuspend()) {
      for (const name of WAITING) imports[name] = suspending(imports[name] as SuspendingImport);
    }
    const instance = await WebAssembly.instantiate(this.#module, { wasi_snapshot_preview1: imports });
    const { memory, _start: start } = instance.exports;
    wasi.memory = memory as WebAssembly.Memory;
    let ok = true;
    try {
      if (canSuspend()) await promising(start)();
      else (start as () => void)();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      ok = error.code === 0;
    }
    return { ok, files, output: wasi.output };
  }
}
