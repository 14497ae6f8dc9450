/** A clang that is set up before there is a text to look at, which is most of what a short question takes. */
import { canSuspend } from '../fcontext/jspi.ts';
import { Files, LateFile, type Tree } from './files.ts';
import type { Llvm, ToolRun } from './llvm.ts';

/** As long as a text may be for a clang that was started ahead of it, in bytes: it asks for the length when it starts. */
const ROOM = 1 << 16;

export class ReadyClang {
  readonly #llvm: Llvm;
  readonly #sdk: Tree;
  readonly #args: readonly string[];
  #next: {
    readonly files: Files;
    readonly give: (text: Uint8Array) => void;
    readonly run: Promise<ToolRun>;
  } | null = null;

  /** `args` read `/main.cpp`, and from the folder `/sdk`, which is `sdk`. */
  constructor(llvm: Llvm, sdk: Tree, args: readonly string[]) {
    this.#llvm = llvm;
    this.#sdk = sdk;
    this.#args = args;
  }

  /**
   * What clang writes about `text`, which may include `others`. It stands at the end of the file, so that the end of the one is the end of the
   * other.
   */
  async run(text: string, others: Tree = {}): Promise<string> {
    const bytes = new TextEncoder().encode(text);
    const next = this.#next;
    this.#next = null;
    if (next === null || bytes.length > ROOM)
      return (await this.#llvm.run(this.#args, { ...others, sdk: this.#sdk, 'main.cpp': bytes })).output;
    // The spaces in front are in the first line.
    const filled = new Uint8Array(ROOM).fill(' '.charCodeAt(0));
    filled.set(bytes, ROOM - bytes.length);
    next.files.add(others);
    next.give(filled);
    return (await next.run).output;
  }

  /** Starts one for the next text, unless one waits already; a no-op where a WebAssembly program cannot wait. */
  prepare(): void {
    if (!canSuspend() || this.#next !== null) return;
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const files = new Files({ sdk: this.#sdk, 'main.cpp': new LateFile(ROOM, promise) });
    const run = this.#llvm.run(this.#args, files);
    // Whoever uses it hears of its failure.
    run.catch(() => undefined);
    this.#next = { files, give: resolve, run };
  }
}
