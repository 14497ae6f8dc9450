/** Raw deflate (RFC 1951) by the browser's own streams. `inflate.ts` is the way back; apart, as an embed does one or the other. */

type Bytes = Uint8Array<ArrayBuffer>;

/** `bytes` compressed; null where that is more than `limit` bytes. */
export async function deflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const whole = new Uint8Array(await new Response(packed).arrayBuffer());
  return whole.length > limit ? null : whole;
}
