/** Makes what was loaded ready to run, in a worker. */
import { Llvm, type LlvmEntry } from '../../../wasm/sdk/llvm.ts';
import { LLVM_ENTRY } from '../../../wasm/sdk/manifest.ts';
import type { CompilerAssets } from '../protocol.ts';

export interface OpenAssets {
  readonly llvm: Llvm;
  /** What the tools read, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** `wanted` chooses the files that are read into memory. */
export async function openAssets(
  { modules, files }: CompilerAssets,
  wanted: (name: string) => boolean = () => true,
): Promise<OpenAssets> {
  const script = files.get(LLVM_ENTRY);
  if (script === undefined) throw new Error(`the SDK lacks ${LLVM_ENTRY}`);
  const url = URL.createObjectURL(script);
  try {
    const entry = (await import(/* @vite-ignore */ url)) as LlvmEntry;
    const contents = await Promise.all(
      [...files]
        .filter(([name]) => wanted(name))
        .map(async ([name, blob]) => [name, new Uint8Array(await blob.arrayBuffer())] as const),
    );
    return { llvm: new Llvm(entry, modules), files: new Map(contents) };
  } finally {
    URL.revokeObjectURL(url);
  }
}
