/** Makes what was loaded ready to run, in a worker. */
import { Llvm } from '../../../wasm/sdk/llvm.ts';
import type { CompilerAssets } from '../protocol.ts';

export interface OpenAssets {
  readonly llvm: Llvm;
  /** What the tools read, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** `wanted` chooses the files that are read into memory. */
export async function openAssets(
  { llvm, files }: CompilerAssets,
  wanted: (name: string) => boolean = () => true,
): Promise<OpenAssets> {
  const contents = await Promise.all(
    [...files]
      .filter(([name]) => wanted(name))
      .map(async ([name, blob]) => [name, new Uint8Array(await blob.arrayBuffer())] as const),
  );
  return { llvm: new Llvm(llvm), files: new Map(contents) };
}
