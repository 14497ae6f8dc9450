/**
 * Fetches the SDK, with progress, and keeps it in the browser's storage, so that it is downloaded once.
 *
 * Where there is no storage (a sandboxed frame, a private window) everything works, with a download each time.
 */
import { putBack } from '../../../wasm/sdk/lean.ts';
import { LLVM, type Manifest, type ManifestFile } from '../../../wasm/sdk/manifest.ts';
import { DownloadError } from '../../shared/download-error.ts';
import { download } from '../../shared/download.ts';
import type { CompilerAssets } from '../protocol.ts';
import type { LoadProgress } from '../../session/run/compiler.ts';
import { contentOf } from './contents.ts';
import { find, keep, Pieces } from './pieces.ts';
import { joined, unpack } from './unpack.ts';
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
  const source = new Pieces(sdkUrl, store, counter(Object.values(manifest.files), onProgress));
  let llvm: WebAssembly.Module | undefined;
  const files = new Map<string, Uint8Array>();
  const packed = new Map<string, Blob>();
  // All are asked for at once, the compiler's first: it is compiled while the others come.
  const order = Object.entries(manifest.files).sort(([one], [other]) => Number(other === LLVM) - Number(one === LLVM));
  try {
    await Promise.all(
      order.map(async ([name, file]) => {
        const arriving = getAll(source, file);
        // Its failure says more than that of the compilation that it cuts short.
        const whole = Promise.all(arriving.pieces);
        if (name === LLVM) [llvm] = await Promise.all([compile(arriving.pieces), whole]);
        else files.set(name, joined(await whole));
        packed.set(name, new Blob(await Promise.all(arriving.packed)));
      }),
    );
  } catch (error) {
    await source.storeRest();
    throw error;
  }
  if (llvm === undefined) throw new DownloadError('wrong', MANIFEST);
  return {
    assets: { manifest, llvm, whole: false, packed },
    files,
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
  const { rest } = assets.manifest;
  const source = new Pieces(sdkUrl, await openStore(), counter([rest], onProgress));
  const parts = await Promise.all(getAll(source, rest).pieces).finally(() => source.storeRest());
  const whole = putBack(await contentOf(assets, LLVM), joined(parts));
  return { ...assets, llvm: await WebAssembly.compile(whole), whole: true };
}

/** Asks for the pieces of a file: `packed` as they come, `pieces` out of their compression. */
function getAll(source: Pieces, file: ManifestFile) {
  const asked = file.pieces.map((piece) => ({ piece, packed: source.get(piece) }));
  return {
    packed: asked.map(({ packed }) => packed),
    pieces: asked.map(async ({ piece, packed }) => unpack(piece, await packed)),
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
    const stored = await find(store, url);
    if (stored === undefined) throw error;
    response = new Response(stored);
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

/** Sums bytes of the files up and reports them: a hundred times in all, and on a slow network so often that it shows that they come. */
function counter(
  files: readonly ManifestFile[],
  onProgress: (progress: LoadProgress) => void,
): (bytes: number) => void {
  const total = files.flatMap(({ pieces }) => pieces).reduce((sum, { packed }) => sum + packed, 0);
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

/** Removes what earlier versions of this site left, where the storage lets it. Other sites of the same origin keep theirs. */
async function forgetOthers(store: Cache, sdkUrl: string, manifest: Manifest): Promise<void> {
  const current = new Set([MANIFEST, ...allPieces(manifest)].map((path) => sdkUrl + path));
  for (const { url } of await store.keys().catch(() => [])) {
    if (url.startsWith(sdkUrl) && !current.has(url)) await store.delete(url).catch(() => false);
  }
}

function allPieces({ files, rest }: Manifest): string[] {
  return [...Object.values(files), rest].flatMap(({ pieces }) => pieces.map(({ path }) => path));
}
