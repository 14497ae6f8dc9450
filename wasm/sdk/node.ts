/** The SDK in Node: loads it from the disk, for the bundled programs, tests and benchmarks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Llvm, type LlvmEntry } from './llvm.ts';
import { isLlvmFile, isManifest, LLVM_ENTRY, LLVM_MODULES, type Manifest } from './manifest.ts';
import { Toolchain } from './toolchain.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SDK_FOLDER = join(ROOT, 'build/sdk');

/** Compiles the modules in `folder` (name → file name) and starts nothing yet. */
export async function loadLlvm(folder: string, pathOf: (name: string) => string = (name) => name): Promise<Llvm> {
  const entry = (await import(pathToFileURL(join(folder, pathOf(LLVM_ENTRY))).href)) as LlvmEntry;
  const modules: Record<string, WebAssembly.Module> = {};
  for (const name of LLVM_MODULES) modules[name] = await WebAssembly.compile(readFileSync(join(folder, pathOf(name))));
  return new Llvm(entry, modules);
}

export function readManifest(folder: string): Manifest {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (!isManifest(manifest)) throw new Error(`${folder} holds no SDK that this code can use`);
  return manifest;
}

export async function loadToolchain(folder = SDK_FOLDER): Promise<Toolchain> {
  const manifest = readManifest(folder);
  const pathOf = (name: string): string => {
    const file = manifest.files[name];
    if (file === undefined) throw new Error(`the SDK lacks ${name}`);
    return file.path;
  };
  const names = Object.keys(manifest.files).filter((name) => !isLlvmFile(name));
  const files = new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, pathOf(name))))]));
  return new Toolchain(await loadLlvm(folder, pathOf), manifest, files);
}
