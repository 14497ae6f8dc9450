import { LLVM } from '../../../wasm/sdk/manifest.ts';
import { DownloadError } from '../../shared/download-error.ts';
import type { CompilerAssets } from '../protocol.ts';
import { unpackFile } from './unpack.ts';

/** What the tools read, by name, out of what another worker loaded; `wanted` chooses some of it. */
export async function contentsOf(
  assets: CompilerAssets,
  wanted: (name: string) => boolean = (name) => name !== LLVM,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...assets.packed.keys()].filter(wanted);
  return new Map(await Promise.all(names.map(async (name) => [name, await contentOf(assets, name)] as const)));
}

/** One of the files that another worker loaded. */
export async function contentOf({ manifest, packed }: CompilerAssets, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const [file, blob] = [manifest.files[name], packed.get(name)];
  if (file === undefined || blob === undefined) throw new DownloadError('wrong', name);
  return unpackFile(file, new Uint8Array(await blob.arrayBuffer()));
}
