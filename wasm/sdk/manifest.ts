/**
 * `manifest.json`, the SDK's table of contents: which files there are and with which arguments clang and the linker use
 * them. Page and build read the arguments from here, so that both compile in the very same way.
 */
export interface Manifest {
  /** Of this table. A reader that knows another number must not use the SDK. */
  readonly format: 6;
  /** Digest of everything else in here: two SDKs of one version make the same program of one source. */
  readonly version: string;
  /** Version of the npm package that holds clang and the linker. */
  readonly clang: string;
  /** Version of Emscripten, whose C and C++ libraries these are. */
  readonly emscripten: string;
  /** By name. `llvm.core.wasm` is the compiler itself, made lean, all others are what it reads, as `/sdk/NAME`. */
  readonly files: Readonly<Record<string, ManifestFile>>;
  /** What was taken out of the compiler (`lean.ts`): functions that few programs need, fetched when one does. */
  readonly rest: ManifestFile;
  /** What a program may include, as it writes it between the brackets. */
  readonly headers: readonly string[];
  /** Arguments that turn `/main.cpp` into `/main.o`. */
  readonly compile: readonly string[];
  /** Those for a program that is to be there sooner; it is linked as any other. */
  readonly compileQuickly: readonly string[];
  /** Arguments that turn `/main.o` into `/program.wasm`. */
  readonly link: readonly string[];
  /** The same for a program that is checked while it runs. */
  readonly checked: { readonly compile: readonly string[]; readonly link: readonly string[] };
}

export interface ManifestFile {
  /** In bytes. */
  readonly size: number;
  /** Of which it is made, in this order. */
  readonly pieces: readonly ManifestPiece[];
}

/** What is fetched at a time: of a lost connection, no more is lost than the pieces that were on their way. */
export interface ManifestPiece {
  /** Below the SDK's folder; holds a part of the digest, so that a path always means the same bytes. */
  readonly path: string;
  /** Of what it holds, in bytes. */
  readonly size: number;
  /** Of the file at `path`, in bytes: what it holds, compressed, as one frame of Zstandard (RFC 8878). */
  readonly packed: number;
  /** Of that file, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** The compiler itself, clang and linker in one, made lean; all other files are what they read. */
export const LLVM = 'llvm.core.wasm';

/** Checks what came from the network just far enough to tell a manifest from an error page. */
export function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 6 && 'files' in value;
}
