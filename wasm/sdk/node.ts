/** The SDK in Node: loads it from the disk, for the bundled programs, tests and benchmarks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zstdDecompressSync } from 'node:zlib';
import { putBack } from './lean.ts';
import { Llvm } from './llvm.ts';
import { isManifest, LLVM, type Manifest, type ManifestFile } from './manifest.ts';
import { Toolchain } from './toolchain.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SDK_FOLDER = join(ROOT, 'build/sdk');

export function readManifest(folder: string): Manifest {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (!isManifest(manifest)) throw new Error(`${folder} holds no SDK that this code can use`);
  return manifest;
}

/** One of the SDK's files. */
export function readSdkFile(folder: string, { files }: Manifest, name: string): Uint8Array<ArrayBuffer> {
  const file = files[name];
  if (file === undefined) throw new Error(`the SDK lacks ${name}`);
  return readPieces(folder, file);
}

function readPieces(folder: string, { pieces }: ManifestFile): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces.map(({ path }) => zstdDecompressSync(readFileSync(join(folder, path))))));
}

/** The whole compiler: what the page's lean one makes, it makes too. */
export async function loadLlvm(folder: string, manifest: Manifest): Promise<Llvm> {
  const lean = readSdkFile(folder, manifest, LLVM);
  return new Llvm(await WebAssembly.compile(putBack(lean, readPieces(folder, manifest.rest))));
}

export async function loadToolchain(folder = SDK_FOLDER): Promise<Toolchain> {
  const manifest = readManifest(folder);
  const names = Object.keys(manifest.files).filter((name) => name !== LLVM);
  const files = new Map(names.map((name) => [name, readSdkFile(folder, manifest, name)]));
  return new Toolchain(await loadLlvm(folder, manifest), manifest, files);
}
