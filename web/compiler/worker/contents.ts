import { LLVM } from '../../../wasm/sdk/manifest.ts';
import type { CompilerAssets } from '../protocol.ts';

/** What the tools read, by name, out of what another worker loaded; `wanted` chooses some of it. */
export async function contentsOf(
  { files }: CompilerAssets,
  wanted: (name: string) => boolean = (name) => name !== LLVM,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const chosen = [...files].filter(([name]) => wanted(name));
  return new Map(
    await Promise.all(chosen.map(async ([name, blob]) => [name, new Uint8Array(await blob.arrayBuffer())] as const)),
  );
}
