/** Takes the SDK's files out of their compression, Zstandard, which browsers know only as a server's encoding. */
import { ZSTDDecoder } from 'zstddec';
import type { ManifestFile, ManifestPiece } from '../../../wasm/sdk/manifest.ts';
import { DownloadError } from '../../shared/download-error.ts';

const decoder = new ZSTDDecoder();

/** What a piece holds; `packed` is the piece as it is served. */
export async function unpack({ path, size }: ManifestPiece, packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  await decoder.init();
  const contents = decoder.decode(packed, size);
  if (contents.length !== size) throw new DownloadError('wrong', path);
  return contents as Uint8Array<ArrayBuffer>;
}

/** What a file holds; `packed` are all its pieces, one behind the other. */
export async function unpackFile({ pieces }: ManifestFile, packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts = [];
  let end = 0;
  for (const piece of pieces) parts.push(await unpack(piece, packed.subarray(end, (end += piece.packed))));
  return joined(parts);
}

/** Bytes one behind the other; not copied where there is nothing to join. */
export function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
