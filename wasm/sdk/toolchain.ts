/**
 * C++ source in, program out: the one path by which the page, the bundled programs and the tests are compiled.
 */
import { canSuspend } from '../fcontext/jspi.ts';
import { WITHOUT_NAMES, WITH_LINES } from './arguments.ts';
import { LateFile, type Tree } from './files.ts';
import type { Llvm, ToolRun } from './llvm.ts';
import { locatedIn, startOfCode, type Located } from './lines.ts';
import { LLVM, type Manifest } from './manifest.ts';

/** As long as a source may be for a compiler that was started ahead of it, in bytes; a longer one has to wait for one of its own. */
const SOURCE_ROOM = 1 << 17;

const NOWHERE: Located = { places: [], check: null };

export type ToolchainResult = Built | Refused;

export interface Built {
  readonly ok: true;
  readonly program: Uint8Array<ArrayBuffer>;
  /** What clang wrote: warnings, as a SARIF document. */
  readonly output: string;
}

export interface Refused {
  readonly ok: false;
  /** Who refused. clang writes SARIF, the linker a line of text for each error. */
  readonly by: 'clang' | 'linker';
  readonly output: string;
  /** What clang had written before the linker refused. */
  readonly warnings: string;
}

/** A tool that is set up and waits for its input. */
interface Ahead {
  readonly give: (input: Uint8Array) => void;
  readonly run: Promise<ToolRun>;
}

export class Toolchain {
  readonly manifest: Manifest;
  readonly #llvm: Llvm;
  readonly #sdk: Tree;
  #clang: Ahead | null = null;
  #linker: Ahead | null = null;

  /** `files` holds every file of the manifest that is not the compiler itself, by name. */
  constructor(llvm: Llvm, manifest: Manifest, files: ReadonlyMap<string, Uint8Array>) {
    this.#llvm = llvm;
    this.manifest = manifest;
    const missing = Object.keys(manifest.files).find((name) => name !== LLVM && !files.has(name));
    if (missing !== undefined) throw new Error(`the SDK lacks ${missing}`);
    this.#sdk = { ...Object.fromEntries(files), headers: emptyHeaders(manifest.headers) };
  }

  /** What clang says of a source, as a SARIF document; nothing is made of it, which takes a fraction of the time. */
  async check(source: string): Promise<string> {
    const args = this.manifest.compile.map((arg) => (arg === '-emit-obj' ? '-fsyntax-only' : arg));
    return (await this.#llvm.run(args, { sdk: this.#sdk, 'main.cpp': source })).output;
  }

  /**
   * Lets clang and the linker do what they do before they look at the program: a fifth to a quarter of a second. Resolves when both wait for it; does
   * nothing where a WebAssembly program cannot wait.
   */
  async prepare(): Promise<void> {
    if (!canSuspend()) return;
    // One after the other, as each blocks the thread until it waits.
    this.#clang ??= this.#start('main.cpp', this.manifest.compile, SOURCE_ROOM);
    await nextTurn();
    this.#linker ??= this.#start('main.o', this.manifest.link, null);
    await nextTurn();
  }

  /** Rejects only where clang or the linker themselves break. */
  async compile(source: string): Promise<ToolchainResult> {
    const compiled = await this.#compileOnly(new TextEncoder().encode(source));
    const object = compiled.files.contents('/main.o');
    if (!compiled.ok || object === undefined) {
      return { ok: false, by: 'clang', output: compiled.output, warnings: '' };
    }
    const linked = await this.#link(object);
    const program = linked.files.contents('/program.wasm');
    if (!linked.ok || program === undefined) {
      return { ok: false, by: 'linker', output: linked.output, warnings: compiled.output };
    }
    // A copy of its own: the linker's buffer is larger than the program and may be a view.
    return { ok: true, program: new Uint8Array(program), output: compiled.output };
  }

  /**
   * The places in the source of the instructions at `frames`, byte offsets in the program that `compile` makes of it: the innermost call first, without
   * those in libraries. Compiles the source again, with line tables, which takes as long as the first time or a little longer.
   */
  async locate(source: string, frames: readonly number[]): Promise<Located> {
    const compiled = await this.#llvm.run([...this.manifest.compile, ...WITH_LINES], {
      sdk: this.#sdk,
      'main.cpp': source,
    });
    const object = compiled.files.contents('/main.o');
    if (object === undefined) return NOWHERE;
    const link = this.manifest.link.filter((arg) => arg !== WITHOUT_NAMES);
    const program = (await this.#llvm.run(link, { sdk: this.#sdk, 'main.o': object })).files.contents('/program.wasm');
    if (program === undefined) return NOWHERE;
    // Line tables count from the beginning of the code, which the names, behind it, do not move.
    const start = startOfCode(program);
    const addresses = frames.map((at) => `0x${Math.max(0, at - start).toString(16)}`);
    const asked = ['llvm-symbolizer', '--obj=/program.wasm', '--output-style=JSON', ...addresses];
    return locatedIn((await this.#llvm.run(asked, { 'program.wasm': program })).output, '/main.cpp');
  }

  #compileOnly(source: Uint8Array): Promise<ToolRun> {
    const clang = this.#clang;
    this.#clang = null;
    if (clang === null || source.length > SOURCE_ROOM) {
      return this.#llvm.run(this.manifest.compile, { sdk: this.#sdk, 'main.cpp': source });
    }
    // clang has asked how long the source is before there was one. Spaces at its end are on no line but the last.
    const filled = new Uint8Array(SOURCE_ROOM).fill(' '.charCodeAt(0));
    filled.set(source);
    clang.give(filled);
    return clang.run;
  }

  #link(object: Uint8Array): Promise<ToolRun> {
    const linker = this.#linker;
    this.#linker = null;
    if (linker === null) return this.#llvm.run(this.manifest.link, { sdk: this.#sdk, 'main.o': object });
    linker.give(object);
    return linker.run;
  }

  #start(input: string, args: readonly string[], size: number | null): Ahead {
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const run = this.#llvm.run(args, { sdk: this.#sdk, [input]: new LateFile(size, promise) });
    // Whoever uses it hears of its failure.
    run.catch(() => undefined);
    return { give: resolve, run };
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Files without contents, by the headers' names: `sys/types.h` becomes a file in a folder. */
export function emptyHeaders(names: readonly string[]): Tree {
  const root: Tree = {};
  for (const name of names) {
    const parts = name.split('/');
    const file = parts.pop() ?? name;
    let folder = root;
    for (const part of parts) folder = folder[part] = (folder[part] ?? {}) as Tree;
    folder[file] = '';
  }
  return root;
}
