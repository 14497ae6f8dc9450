/**
 * The pieces in which the SDK's files come: from the browser's storage, or else from the server, checked, and then into the storage. They are compressed
 * there and here.
 *
 * Stored under its address: the names of the pieces hold their digests, so what is stored is never out of date.
 */
import type { ManifestPiece } from '../../../wasm/sdk/manifest.ts';
import { asDownloadError, DownloadError } from '../../shared/download-error.ts';
import { download } from '../../shared/download.ts';

/** Requests under way at a time: enough to fill a line, few enough that what is asked for first comes first. */
const AT_ONCE = 4;
/** Before each further try of a piece whose connection was lost, ms. */
const PAUSES = [500, 1_000, 2_500];
/** What came in less time, ms, is stored later: that takes longer than to fetch it, and would keep the reader waiting. */
const FAST = 2_000;

export class Pieces {
  readonly #sdkUrl: string;
  readonly #store: Cache | null;
  readonly #count: (bytes: number) => void;
  readonly #lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  readonly #unstored: { readonly url: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  #asked = 0;

  /** `count` hears of bytes as they arrive, and of those that were in vain as a negative number. */
  constructor(sdkUrl: string, store: Cache | null, count: (bytes: number) => void) {
    this.#sdkUrl = sdkUrl;
    this.#store = store;
    this.#count = count;
  }

  /** Rejects with a `DownloadError`; whatever waits behind it does, too. */
  get(piece: ManifestPiece): Promise<Uint8Array<ArrayBuffer>> {
    const lane = this.#asked++ % AT_ONCE;
    const bytes = (this.#lanes[lane] ?? Promise.resolve()).then(() => this.#find(piece));
    // Whoever asked hears of it, perhaps later than now.
    bytes.catch(() => undefined);
    this.#lanes[lane] = bytes;
    return bytes;
  }

  /** Stores what came so fast that it was not stored at once. */
  async storeRest(): Promise<void> {
    for (const { url, bytes } of this.#unstored.splice(0)) await keep(this.#store, url, new Response(bytes));
  }

  async #find(piece: ManifestPiece): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.#sdkUrl + piece.path;
    const stored = await find(this.#store, url);
    if (stored?.byteLength === piece.packed) {
      this.#count(piece.packed);
      return new Uint8Array(stored);
    }
    const began = performance.now();
    const bytes = await this.#download(url, piece);
    if (performance.now() - began < FAST) this.#unstored.push({ url, bytes });
    else await keep(this.#store, url, new Response(bytes));
    return bytes;
  }

  async #download(url: string, piece: ManifestPiece): Promise<Uint8Array<ArrayBuffer>> {
    for (const pause of PAUSES) {
      try {
        return await this.#try(url, piece);
      } catch (error) {
        if (!isLost(error)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return this.#try(url, piece);
  }

  async #try(url: string, piece: ManifestPiece): Promise<Uint8Array<ArrayBuffer>> {
    // What is kept in the storage is not written to the browser's cache besides, which takes an eighth of the time where the server is near.
    const { body } = await download(url, this.#store === null ? 'default' : 'no-store');
    if (body === null) throw new DownloadError('cut');
    let received = 0;
    try {
      const bytes = await collect(body, piece, (arrived) => {
        received += arrived;
        this.#count(arrived);
      });
      if (!(await isRight(bytes, piece))) throw new DownloadError('wrong', piece.path);
      return bytes;
    } catch (error) {
      this.#count(-received);
      throw asDownloadError(error);
    }
  }
}

/** Whether another try may go better, without the server or the site having changed. */
function isLost(error: unknown): boolean {
  return error instanceof DownloadError && (error.problem === 'unreachable' || error.problem === 'cut');
}

async function collect(
  body: ReadableStream<Uint8Array>,
  { path, packed }: ManifestPiece,
  count: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(packed);
  const reader = body.getReader();
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length > packed) throw new DownloadError('wrong', path);
    bytes.set(value, received);
    received += value.length;
    count(value.length);
  }
  if (received < packed) throw new DownloadError('cut', path);
  return bytes;
}

/** By its digest, which browsers compute for pages of secure origins only. */
async function isRight(bytes: Uint8Array<ArrayBuffer>, { sha256 }: ManifestPiece): Promise<boolean> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** What is kept under `url`; nothing, too, where the storage is out of order, as when its reader has just emptied it. */
export async function find(store: Cache | null, url: string): Promise<ArrayBuffer | undefined> {
  try {
    return await (await store?.match(url))?.arrayBuffer();
  } catch {
    return undefined;
  }
}

/** Storing is a convenience: a full disk must not stand in the way. */
export async function keep(store: Cache | null, url: string, response: Response): Promise<void> {
  try {
    await store?.put(url, response);
  } catch {
    await store?.delete(url).catch(() => false);
  }
}
