/** Makes what was loaded ready to run, in a worker. */
import { LLVM } from '../../../wasm/sdk/manifest.ts';
import { Llvm } from '../../../wasm/sdk/llvm.ts';
import type { CompilerAssets } from '../protocol.ts';

export interface OpenAssets {
  readonly llvm: Llvm;
  /** What the tools read, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** `wanted` chooses the files that are read into memory: all that the tools read, unless told otherwise. */
export async function openAssets(
  { llvm, files }: CompilerAssets,
  wanted: (name: string) => boolean = (name) => name !== LLVM,
): Promise<OpenAssets> {
  const contents = await Promise.all(
    [...files]
      .filter(([name]) => wanted(name))
      .map(async ([name, blob]) => [name, new Uint8Array(await blob.arrayBuffer())] as const),
  );
  return { llvm: new Llvm(llvm), files: new Map(contents) };
}
