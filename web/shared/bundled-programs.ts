/** Fetches programs that were compiled when the site was built, and believes them only if their checksum agrees. */
import { asDownloadError, DownloadError } from './download-error.ts';
import { download } from './download.ts';
import { sha256 } from './sha256.ts';

/** `folderUrl`: where they lie, with a slash at its end. `checksumOf`: a program's SHA-256, null where it has none. */
export function makeBundledPrograms(
  folderUrl: string,
  checksumOf: (id: string) => string | null | Promise<string | null>,
): { bytes(id: string): Promise<Uint8Array<ArrayBuffer>> } {
  // The checksum in the address is for caches: a page of an earlier version of the site finds its own program there.
  const get = async (id: string, checksum: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await download(`${folderUrl}${id}.wasm?${checksum}`, cache);
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw asDownloadError(error);
    }
  };
  return {
    async bytes(id) {
      const expected = (await checksumOf(id)) ?? '';
      const cached = await get(id, expected, 'default');
      if ((await sha256(cached)) === expected) return cached;
      // A cache may hold the program of an earlier version of the site.
      const fresh = await get(id, expected, 'reload');
      if ((await sha256(fresh)) === expected) return fresh;
      throw new DownloadError('wrong', `${id}.wasm`);
    },
  };
}
