/**
 * Runs clang and the linker, in a worker of the page as in Node.
 *
 * They are one WebAssembly program from npm package `@yowasp/clang`. Its published entry can only fetch its own files, from
 * beside itself, and 30 MB of header files for another platform with them. So the SDK carries that entry with one more
 * line (`llvmEntry`), which exports the class behind it; then the caller decides where the bytes come from.
 */

/** Files by name, folders nested. Contents given as text are written as UTF-8. */
export interface Tree {
  [name: string]: Tree | string | Uint8Array;
}

/** What the extended entry exports, as far as it is used. */
export interface LlvmEntry {
  readonly Application: new (resources: Resources, instantiate: unknown, argv0: string) => Application;
  readonly instantiate: unknown;
  readonly WriteStream: { prototype: { write: (this: WriteStream, contents: Uint8Array) => void } };
}

interface Resources {
  modules(): Promise<Readonly<Record<string, WebAssembly.Module>>>;
  filesystem(): Promise<Tree>;
  readonly totalSize: number;
}

interface Application {
  run(args: readonly string[] | null, files: Tree, options: RunOptions): Promise<Tree> | Tree | undefined;
}

interface RunOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly decodeASCII: boolean;
  readonly fetchProgress: () => void;
}

type OutputStream = (bytes: Uint8Array | null) => void;

interface WriteStream {
  readonly file: { data: Uint8Array };
  offset: bigint;
}

/** How a run of a tool ended. `files` holds what was given and what the tool wrote. */
export interface ToolRun {
  readonly ok: boolean;
  readonly files: Tree;
  /** Standard output and standard error together. */
  readonly output: string;
}

/** The SDK's entry, made of the npm package's `bundle.js`. */
export function llvmEntry(bundle: string): string {
  return `${bundle}\nexport { Application, instantiate, WriteStream };\n`;
}

export class Llvm {
  readonly #application: Application;

  constructor(entry: LlvmEntry, modules: Readonly<Record<string, WebAssembly.Module>>) {
    entry.WriteStream.prototype.write = appendInPlace;
    const resources = { modules: () => Promise.resolve(modules), filesystem: () => Promise.resolve({}), totalSize: 0 };
    this.#application = new entry.Application(resources, entry.instantiate, 'llvm');
  }

  /** Rejects where the tool itself breaks: it trapped, or ran out of memory. */
  async run(args: readonly string[], files: Tree): Promise<ToolRun> {
    let output = '';
    const decoder = new TextDecoder();
    const collect = (bytes: Uint8Array | null): void => {
      if (bytes !== null) output += decoder.decode(bytes, { stream: true });
    };
    const options = { stdout: collect, stderr: collect, decodeASCII: false, fetchProgress: () => undefined };
    try {
      const written = await this.#application.run(args, files, options);
      return { ok: true, files: written ?? {}, output };
    } catch (error) {
      if (!isExit(error)) throw error;
      return { ok: false, files: error.files, output };
    }
  }
}

/** A tool that finds fault with its input ends by an exception of the package's class `Exit`. */
function isExit(error: unknown): error is Error & { code: number; files: Tree } {
  return error instanceof Error && 'code' in error && 'files' in error;
}

/**
 * Replaces the package's method, which copies the whole file for each 4 KB that are added: a minute for a precompiled header.
 * Here the file's buffer grows by doubling.
 */
function appendInPlace(this: WriteStream, contents: Uint8Array): void {
  const { file } = this;
  const start = Number(this.offset);
  const end = start + contents.length;
  if (end > file.data.length) {
    const fits = file.data.byteOffset === 0 && end <= file.data.buffer.byteLength;
    const buffer = fits ? file.data.buffer : new ArrayBuffer(Math.max(end, 2 * file.data.length, 1 << 16));
    const grown = new Uint8Array(buffer, 0, end);
    if (!fits) grown.set(file.data);
    file.data = grown;
  }
  file.data.set(contents, start);
  this.offset = BigInt(end);
}
