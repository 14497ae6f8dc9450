/** The compiler's own thread: loads the SDK, compiles, and says what came of it. Requests are answered one after another. */
import type Binaryen from 'binaryen';
import { Llvm } from '../../../wasm/sdk/llvm.ts';
import { Toolchain } from '../../../wasm/sdk/toolchain.ts';
import { DownloadError } from '../../shared/download-error.ts';
import type { LoadProgress } from '../../session/run/compiler.ts';
import type { Answer, CompilerAssets, LoadRequest, Request, RewriteMessage } from '../protocol.ts';
import { completeAssets, fetchAssets } from './assets.ts';
import { contentsOf } from './contents.ts';
import { compileWith, locateWith } from '../compile.ts';
import { Rewriting } from '../rewriting.ts';

let toolchain: Toolchain | null = null;
/** Whether `toolchain` has the whole compiler. */
let whole = false;
/** In a browser that needs it. */
let rewriting: Rewriting | null = null;
let quickNext = true;
let turn: Promise<void> = Promise.resolve();
/** Puts what was fetched into the browser's storage; null where nothing is left to store. */
let store: (() => Promise<void>) | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;
/** After so long without anything to compile, ms, what was fetched is stored; else after the first compilation. */
const IDLE = 2_000;

function answer(message: Answer): void {
  postMessage(message);
}

async function loadBinaryen(url: string): Promise<typeof Binaryen> {
  return ((await import(/* @vite-ignore */ url)) as { readonly default: typeof Binaryen }).default;
}

/** Makes `toolchain`, and gives what it was made of. */
async function load({ id, sdkUrl, assets: given, whole: wanted }: LoadRequest): Promise<CompilerAssets> {
  const onProgress = (progress: LoadProgress): void => {
    answer({ type: 'progress', id, progress });
  };
  const fetched = given === null ? await fetchAssets(sdkUrl, onProgress) : null;
  store = fetched?.store ?? null;
  let assets = fetched?.assets ?? given;
  if (assets === null) throw new Error('nothing was fetched');
  if (wanted && !assets.whole) assets = await completeAssets(assets, sdkUrl, onProgress);
  toolchain = new Toolchain(new Llvm(assets.llvm), assets.manifest, fetched?.files ?? (await contentsOf(assets)));
  ({ whole } = assets);
  return assets;
}

async function storeNow(): Promise<void> {
  const unstored = store;
  store = null;
  await unstored?.();
}

async function serve(request: Request): Promise<void> {
  const { id } = request;
  clearTimeout(idle);
  if (request.type !== 'locate') ({ quickNext } = request);
  if (request.type === 'load') {
    try {
      answer({ type: 'loaded', id, assets: await load(request) });
      idle = setTimeout(() => void storeNow(), IDLE);
      void toolchain?.prepare(quickNext);
    } catch (error) {
      const problem = error instanceof DownloadError ? error.problem : null;
      answer({ type: 'unavailable', id, problem, message: error instanceof Error ? error.message : String(error) });
    }
  } else {
    if (toolchain === null) throw new Error('asked to compile before the compiler was loaded');
    if (request.type === 'compile') {
      const result = await compileWith(toolchain, request.project);
      if (!whole && !result.ok && result.reason === 'crash') {
        // After this answer the worker is ended.
        await storeNow();
        answer({ type: 'incomplete', id });
      } else {
        answer({ type: 'compiled', id, result: rewriting === null ? result : await rewriting.rewrite(result) });
        void storeNow();
      }
    } else {
      const { broke, ...place } = await locateWith(toolchain, request.project, request.frames);
      if (broke === true && !whole) answer({ type: 'incomplete', id });
      else answer({ type: 'located', id, place });
    }
    void toolchain.prepare(quickNext);
  }
}

onmessage = ({ data }: MessageEvent<Request | RewriteMessage>) => {
  if (data.type === 'rewrite') {
    rewriting = new Rewriting(() => loadBinaryen(data.binaryenUrl));
    return;
  }
  // What nobody foresaw ends this worker (`onerror` in the page), where a chain that is broken would answer nothing any more.
  turn = turn.then(() => serve(data)).catch(reportError);
};
