/** The way back from `deflate.ts`, bounded, so that a small input cannot fill the memory. */

type Bytes = Uint8Array<ArrayBuffer>;

/** `bytes` decompressed; null where that is more than `limit` bytes. Rejects where they are not compressed data. */
export async function inflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  const chunks: Bytes[] = [];
  let size = 0;
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader: ReadableStreamDefaultReader<Bytes> = inflated.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
