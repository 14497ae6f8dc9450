/**
 * Fetches the SDK, with progress, and keeps it in the browser's storage, so that it is downloaded once.
 *
 * Stored under its address: the names of the files hold their digests, so what is stored is never out of date. Where there
 * is no storage (a sandboxed frame, a private window) everything works, with a download each time.
 */
import { isManifest, LLVM, type Manifest, type ManifestFile } from '../../../wasm/sdk/manifest.ts';
import { asDownloadError, DownloadError } from '../../shared/download-error.ts';
import { download } from '../../shared/download.ts';
import type { CompilerAssets } from '../protocol.ts';
import type { LoadProgress } from '../../session/run/compiler.ts';

const STORE = 'tulip-sdk';
const MANIFEST = 'manifest.json';
/** Longest time between two reports while bytes arrive, ms. */
const REPORT_INTERVAL = 500;

export async function fetchAssets(
  sdkUrl: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<CompilerAssets> {
  if (typeof WebAssembly.compileStreaming !== 'function') throw new Error('this browser is too old for it');
  const store = await openStore();
  const manifest = await fetchManifest(sdkUrl, store);
  const files = Object.entries(manifest.files);
  const total = files.reduce((sum, [, { size }]) => sum + size, 0);
  const shelf = new Shelf(sdkUrl, store, counter(total, onProgress));

  let llvm: WebAssembly.Module | undefined;
  const others = new Map<string, Blob>();
  await Promise.all(
    files.map(async ([name, file]) => {
      try {
        if (name === LLVM) {
          llvm = await WebAssembly.compileStreaming(shelf.open(file, 'application/wasm'));
        } else {
          others.set(name, await (await shelf.open(file, 'application/octet-stream')).blob());
        }
      } catch (error) {
        // The browser has read all of it and cannot use it: trying again brings the same.
        if (error instanceof WebAssembly.CompileError) throw error;
        throw asDownloadError(error);
      }
    }),
  );
  // A compilation would keep this thread, on which the bytes pass into the storage, to itself.
  await shelf.stored();
  if (store) void forgetOthers(store, sdkUrl, manifest);
  if (llvm === undefined) throw new DownloadError('wrong', MANIFEST);
  return { manifest, llvm, files: others };
}

/** Null where the browser has none for us. */
async function openStore(): Promise<Cache | null> {
  try {
    return await caches.open(STORE);
  } catch {
    return null;
  }
}

/** The manifest has no digest in its name: the server is asked each time, the stored one serves when it cannot be reached. */
async function fetchManifest(sdkUrl: string, store: Cache | null): Promise<Manifest> {
  const url = sdkUrl + MANIFEST;
  let response: Response;
  try {
    response = await download(url, 'no-cache');
    await keep(store, url, response.clone());
  } catch (error) {
    const stored = await store?.match(url);
    if (stored === undefined) throw error;
    response = stored;
  }
  const manifest: unknown = await response.json().catch(() => null);
  if (!isManifest(manifest)) throw new DownloadError('wrong', MANIFEST);
  return manifest;
}

/** The SDK's files, from storage or else from the server, and then into storage. */
class Shelf {
  readonly #sdkUrl: string;
  readonly #store: Cache | null;
  readonly #count: (bytes: number) => void;
  readonly #storing: Promise<void>[] = [];

  constructor(sdkUrl: string, store: Cache | null, count: (bytes: number) => void) {
    this.#sdkUrl = sdkUrl;
    this.#store = store;
    this.#count = count;
  }

  async open(file: ManifestFile, type: string): Promise<Response> {
    const url = this.#sdkUrl + file.path;
    const headers = { 'Content-Type': type };
    const stored = await this.#store?.match(url);
    if (stored?.body) return new Response(stored.body.pipeThrough(checked(file, this.#count)), { headers });
    const { body } = await download(url, 'default');
    if (body === null) throw new DownloadError('cut');
    const whole = body.pipeThrough(checked(file, this.#count));
    if (this.#store === null) return new Response(whole, { headers });
    const [used, kept] = whole.tee();
    this.#storing.push(keep(this.#store, url, new Response(kept, { headers })));
    return new Response(used, { headers });
  }

  /** Resolves once whatever is being stored is, or cannot be. */
  async stored(): Promise<void> {
    await Promise.all(this.#storing);
  }
}

/** Storing is a convenience: a full disk must not stand in the way. */
async function keep(store: Cache | null, url: string, response: Response): Promise<void> {
  try {
    await store?.put(url, response);
  } catch {
    await store?.delete(url).catch(() => false);
  }
}

/** Passes bytes on, counts them, and fails at the end where they are not as many as there should be. */
function checked(
  file: ManifestFile,
  count: (bytes: number) => void,
): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      count(chunk.length);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
    flush(controller) {
      if (received !== file.size)
        controller.error(new DownloadError(received < file.size ? 'cut' : 'wrong', file.path));
    },
  });
}

/** Sums bytes up and reports them: a hundred times in all, and on a slow network so often that it shows that they come. */
function counter(total: number, onProgress: (progress: LoadProgress) => void): (bytes: number) => void {
  let loaded = 0;
  let reported = 0;
  let reportedAt = performance.now();
  onProgress({ loaded, total });
  return (bytes) => {
    loaded += bytes;
    const now = performance.now();
    if (loaded - reported < total / 100 && now - reportedAt < REPORT_INTERVAL && loaded < total) return;
    reported = loaded;
    reportedAt = now;
    onProgress({ loaded, total });
  };
}

/** Removes what earlier versions of this site left. Other sites of the same origin keep theirs. */
async function forgetOthers(store: Cache, sdkUrl: string, manifest: Manifest): Promise<void> {
  const current = new Set(
    [MANIFEST, ...Object.values(manifest.files).map(({ path }) => path)].map((path) => sdkUrl + path),
  );
  for (const { url } of await store.keys()) {
    if (url.startsWith(sdkUrl) && !current.has(url)) await store.delete(url);
  }
}
