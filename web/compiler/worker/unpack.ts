/** Takes the SDK's files out of their compression, Zstandard, which browsers know only as a server's encoding. */
import { ZSTDDecoder } from 'zstddec';
import type { ManifestFile } from '../../../wasm/sdk/manifest.ts';
import { DownloadError } from '../../shared/download-error.ts';

const decoder = new ZSTDDecoder();

/** Fills `into`, which is as long as what the piece `packed` holds. */
export async function unpack(packed: Uint8Array, into: Uint8Array<ArrayBuffer>): Promise<void> {
  await decoder.init();
  const contents = decoder.decode(packed, into.length);
  if (contents.length !== into.length) throw new DownloadError('wrong', 'a piece is damaged');
  into.set(contents);
}

/** A file's contents; `packed` are all its pieces, one behind the other. */
export async function unpackFile({ size, pieces }: ManifestFile, packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const contents = new Uint8Array(size);
  let [from, to] = [0, 0];
  for (const piece of pieces)
    await unpack(packed.subarray(from, (from += piece.packed)), contents.subarray(to, (to += piece.size)));
  return contents;
}
