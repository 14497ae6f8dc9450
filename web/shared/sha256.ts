/**
 * SHA-256 (FIPS 180-4).
 *
 * Browsers withhold their own from pages served over plain http from anything but localhost, and a reader who tries
 * the site from another machine of the house must not be refused. Theirs is used where there is one: this one takes a
 * tenth of a second for a bundled program before it is warm.
 */

/** First 32 bits of the fractional parts of `root(prime)` for the first 64 primes: the standard's constants. */
function fractions(count: number, root: (n: number) => number): Uint32Array {
  const words = new Uint32Array(count);
  let found = 0;
  for (let n = 2; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) prime &&= n % d !== 0;
    if (prime) words[found++] = (root(n) % 1) * 0x1_0000_0000;
  }
  return words;
}

const ROUND_CONSTANTS = fractions(64, Math.cbrt);
const INITIAL_STATE = fractions(8, Math.sqrt);
const BLOCK_BYTES = 64;

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK_BYTES);
  const message = new Uint8Array(blocks * BLOCK_BYTES);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(message.length - 4, bytes.length << 3);
  return view;
}

function absorb(state: Uint32Array, block: DataView, schedule: Uint32Array): void {
  const w = (i: number) => schedule[i] ?? 0;
  for (let i = 0; i < 16; i++) schedule[i] = block.getUint32(i * 4);
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(w(i - 15), 7) ^ rotate(w(i - 15), 18) ^ (w(i - 15) >>> 3);
    const s1 = rotate(w(i - 2), 17) ^ rotate(w(i - 2), 19) ^ (w(i - 2) >>> 10);
    schedule[i] = w(i - 16) + s0 + w(i - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND_CONSTANTS[i] ?? 0) + w(i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] ?? 0) + word;
  });
}

/** The SHA-256 of `bytes`, in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // The type says that there always is one; see above.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return slowSha256(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same without the browser's help. */
export function slowSha256(bytes: Uint8Array): string {
  const message = padded(bytes);
  const state = INITIAL_STATE.slice();
  const schedule = new Uint32Array(64);
  for (let at = 0; at < message.byteLength; at += BLOCK_BYTES) {
    absorb(state, new DataView(message.buffer, at, BLOCK_BYTES), schedule);
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
