/** The compiler's own thread: loads the SDK, compiles, and says what came of it. Requests are answered one after another. */
import type Binaryen from 'binaryen';
import { Toolchain } from '../../../wasm/sdk/toolchain.ts';
import { DownloadError } from '../../shared/download-error.ts';
import type { LoadProgress } from '../../session/run/compiler.ts';
import type { Answer, CompilerAssets, LoadRequest, Request, RewriteMessage } from '../protocol.ts';
import { completeAssets, fetchAssets } from './assets.ts';
import { openAssets } from './open-assets.ts';
import { compileWith, locateWith } from '../compile.ts';
import { Rewriting } from '../rewriting.ts';

let toolchain: Toolchain | null = null;
/** Whether `toolchain` has the whole compiler. */
let whole = false;
/** In a browser that needs it. */
let rewriting: Rewriting | null = null;
let quickNext = true;
let turn: Promise<void> = Promise.resolve();

function answer(message: Answer): void {
  postMessage(message);
}

async function start(assets: CompilerAssets): Promise<Toolchain> {
  const { llvm, files } = await openAssets(assets);
  return new Toolchain(llvm, assets.manifest, files);
}

async function loadBinaryen(url: string): Promise<typeof Binaryen> {
  return ((await import(/* @vite-ignore */ url)) as { readonly default: typeof Binaryen }).default;
}

async function assetsFor({ id, sdkUrl, assets, whole: wanted }: LoadRequest): Promise<CompilerAssets> {
  const onProgress = (progress: LoadProgress): void => {
    answer({ type: 'progress', id, progress });
  };
  const loaded = assets ?? (await fetchAssets(sdkUrl, onProgress));
  return wanted && !loaded.whole ? completeAssets(loaded, sdkUrl, onProgress) : loaded;
}

async function serve(request: Request): Promise<void> {
  const { id } = request;
  if (request.type !== 'locate') ({ quickNext } = request);
  if (request.type === 'load') {
    try {
      const assets = await assetsFor(request);
      toolchain = await start(assets);
      ({ whole } = assets);
      answer({ type: 'loaded', id, assets });
      void toolchain.prepare(quickNext);
    } catch (error) {
      const problem = error instanceof DownloadError ? error.problem : null;
      answer({ type: 'unavailable', id, problem, message: error instanceof Error ? error.message : String(error) });
    }
  } else {
    if (toolchain === null) throw new Error('asked to compile before the compiler was loaded');
    if (request.type === 'compile') {
      const result = await compileWith(toolchain, request.project);
      if (!whole && !result.ok && result.reason === 'crash') answer({ type: 'incomplete', id });
      else answer({ type: 'compiled', id, result: rewriting === null ? result : await rewriting.rewrite(result) });
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
  turn = turn.then(() => serve(data));
};
