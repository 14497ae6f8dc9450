/** Fetches programs that were compiled when the site was built, and believes them only if their checksum agrees. */
import { sha256 } from './sha256.ts';

/** `baseUrl`: the site's address, with a slash at its end. `checksumOf`: a program's SHA-256, null where it has none. */
export function makeBundledPrograms(
  baseUrl: string,
  checksumOf: (id: string) => string | null,
): { bytes(id: string): Promise<Uint8Array<ArrayBuffer>> } {
  const get = async (id: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await fetch(`${baseUrl}programs/${id}.wasm`, { cache, credentials: 'omit' });
    if (!response.ok) throw new Error(`programs/${id}.wasm: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    async bytes(id) {
      const expected = checksumOf(id);
      const cached = await get(id, 'default');
      if ((await sha256(cached)) === expected) return cached;
      // A cache may hold the program of an earlier version of the site.
      const fresh = await get(id, 'reload');
      if ((await sha256(fresh)) === expected) return fresh;
      throw new Error(`programs/${id}.wasm: checksum does not match. Reload the page.`);
    },
  };
}
