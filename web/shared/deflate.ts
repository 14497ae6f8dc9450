/** Raw deflate (RFC 1951) by the browser's own streams, bounded, so that a small input cannot fill the memory. */

type Bytes = Uint8Array<ArrayBuffer>;

/** `bytes` compressed; null where that is more than `limit` bytes. */
export function deflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  return through(bytes, new CompressionStream('deflate-raw'), limit);
}

/** `bytes` decompressed; null where that is more than `limit` bytes. Rejects where they are not compressed data. */
export function inflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  return through(bytes, new DecompressionStream('deflate-raw'), limit);
}

async function through(bytes: Bytes, transform: CompressionStream | DecompressionStream, limit: number) {
  const chunks: Bytes[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Bytes> = new Blob([bytes]).stream().pipeThrough(transform).getReader();
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
