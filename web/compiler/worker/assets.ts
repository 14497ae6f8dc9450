/**
 * Fetches the SDK, with progress, and keeps it in the browser's storage, so that it is downloaded once.
 *
 * Where there is no storage (a sandboxed frame, a private window) everything works, with a download each time.
 */
import { putBack } from '../../../wasm/sdk/lean.ts';
import { LLVM, type Manifest, type ManifestPiece } from '../../../wasm/sdk/manifest.ts';
import { DownloadError } from '../../shared/download-error.ts';
import { download } from '../../shared/download.ts';
import type { CompilerAssets } from '../protocol.ts';
import type { LoadProgress } from '../../session/run/compiler.ts';
import { keep, Pieces } from './pieces.ts';
import { isWholeManifest } from './whole-manifest.ts';

const STORE = 'tulip-sdk';
const MANIFEST = 'manifest.json';
/** Longest time between two reports while bytes arrive, ms. */
const REPORT_INTERVAL = 500;

export interface Fetched {
  readonly assets: CompilerAssets;
  /** What the tools read, by name: what `assets` has for other workers. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Puts what is not yet in the browser's storage there, for which a reader who waits for a program should not have to wait. */
  readonly store: () => Promise<void>;
}

/** The lean compiler and what it reads. */
export async function fetchAssets(sdkUrl: string, onProgress: (progress: LoadProgress) => void): Promise<Fetched> {
  if (typeof WebAssembly.compileStreaming !== 'function') throw new Error('this browser is too old for it');
  const store = await openStore();
  const manifest = await fetchManifest(sdkUrl, store);
  const total = Object.values(manifest.files).reduce((sum, { size }) => sum + size, 0);
  const source = new Pieces(sdkUrl, store, counter(total, onProgress));
  // All are asked for at once, the compiler's first: it is compiled while the others come.
  const files = Object.entries(manifest.files)
    .sort(([one], [other]) => Number(other === LLVM) - Number(one === LLVM))
    .map(([name, { size, pieces }]) => ({ name, ...getAll(source, size, pieces) }));

  let llvm: WebAssembly.Module | undefined;
  const blobs = new Map<string, Blob>();
  try {
    await Promise.all(
      files.map(async ({ name, contents, pieces }) => {
        // Its failure says more than that of the compilation that it cuts short.
        const whole = Promise.all(pieces);
        if (name === LLVM) [llvm] = await Promise.all([compile(pieces), whole]);
        else await whole;
        blobs.set(name, new Blob([contents]));
      }),
    );
  } catch (error) {
    await source.storeRest();
    throw error;
  }
  if (llvm === undefined) throw new DownloadError('wrong', MANIFEST);
  return {
    assets: { manifest, llvm, whole: false, files: blobs },
    files: new Map(files.filter(({ name }) => name !== LLVM).map(({ name, contents }) => [name, contents])),
    store: async () => {
      await source.storeRest();
      if (store) await forgetOthers(store, sdkUrl, manifest);
    },
  };
}

/** The same with the whole compiler: the rest of it is fetched, and put back. */
export async function completeAssets(
  assets: CompilerAssets,
  sdkUrl: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<CompilerAssets> {
  const { manifest, files } = assets;
  const lean = files.get(LLVM);
  if (lean === undefined) throw new DownloadError('wrong', LLVM);
  const source = new Pieces(sdkUrl, await openStore(), counter(manifest.rest.size, onProgress));
  const { contents: rest, pieces } = getAll(source, manifest.rest.size, manifest.rest.pieces);
  await Promise.all(pieces).finally(() => source.storeRest());
  const whole = putBack(new Uint8Array(await lean.arrayBuffer()), rest);
  return { ...assets, llvm: await WebAssembly.compile(whole), whole: true };
}

/** Asks for the pieces of a file, which fill `contents` as they come. */
function getAll(source: Pieces, size: number, pieces: readonly ManifestPiece[]) {
  const contents = new Uint8Array(size);
  let end = 0;
  return {
    contents,
    pieces: pieces.map((piece) => source.get(piece, contents.subarray(end, (end += piece.size)))),
  };
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
  if (!isWholeManifest(manifest)) throw new DownloadError('wrong', MANIFEST);
  return manifest;
}

/** Compiles while the pieces come. */
async function compile(pieces: readonly Promise<Uint8Array<ArrayBuffer>>[]): Promise<WebAssembly.Module> {
  const rest = [...pieces];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const next = rest.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(await next);
    },
  });
  return WebAssembly.compileStreaming(new Response(body, { headers: { 'Content-Type': 'application/wasm' } }));
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
    if (Math.abs(loaded - reported) < total / 100 && now - reportedAt < REPORT_INTERVAL && loaded < total) return;
    reported = loaded;
    reportedAt = now;
    onProgress({ loaded, total });
  };
}

/** Removes what earlier versions of this site left. Other sites of the same origin keep theirs. */
async function forgetOthers(store: Cache, sdkUrl: string, manifest: Manifest): Promise<void> {
  const current = new Set([MANIFEST, ...allPieces(manifest)].map((path) => sdkUrl + path));
  for (const { url } of await store.keys()) {
    if (url.startsWith(sdkUrl) && !current.has(url)) await store.delete(url);
  }
}

function allPieces({ files, rest }: Manifest): string[] {
  return [...Object.values(files), rest].flatMap(({ pieces }) => pieces.map(({ path }) => path));
}
