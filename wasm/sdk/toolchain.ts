/**
 * C++ source in, program out: the one path by which the page, the bundled programs and the tests are compiled.
 */
import type { Llvm, Tree } from './llvm.ts';
import { isLlvmFile, type Manifest } from './manifest.ts';

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

export class Toolchain {
  readonly manifest: Manifest;
  readonly #llvm: Llvm;
  readonly #sdk: Tree;

  /** `files` holds every file of the manifest that is not the compiler itself, by name. */
  constructor(llvm: Llvm, manifest: Manifest, files: ReadonlyMap<string, Uint8Array>) {
    this.#llvm = llvm;
    this.manifest = manifest;
    const missing = Object.keys(manifest.files).find((name) => !isLlvmFile(name) && !files.has(name));
    if (missing !== undefined) throw new Error(`the SDK lacks ${missing}`);
    this.#sdk = { ...Object.fromEntries(files), headers: emptyHeaders(manifest.headers) };
  }

  /** What clang says of a source, as a SARIF document; nothing is made of it, which takes a fraction of the time. */
  async check(source: string): Promise<string> {
    const args = this.manifest.compile.map((arg) => (arg === '-emit-obj' ? '-fsyntax-only' : arg));
    return (await this.#llvm.run(args, { sdk: this.#sdk, 'main.cpp': source })).output;
  }

  /** Rejects only where clang or the linker themselves break. */
  async compile(source: string): Promise<ToolchainResult> {
    const { compile, link } = this.manifest;
    const compiled = await this.#llvm.run(compile, { sdk: this.#sdk, 'main.cpp': source });
    const object = compiled.files['main.o'];
    if (!compiled.ok || !(object instanceof Uint8Array)) {
      return { ok: false, by: 'clang', output: compiled.output, warnings: '' };
    }
    const linked = await this.#llvm.run(link, { sdk: this.#sdk, 'main.o': object });
    const program = linked.files['program.wasm'];
    if (!linked.ok || !(program instanceof Uint8Array)) {
      return { ok: false, by: 'linker', output: linked.output, warnings: compiled.output };
    }
    // A copy of its own: the linker's buffer is larger than the program and may be a view.
    return { ok: true, program: new Uint8Array(program), output: compiled.output };
  }
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
