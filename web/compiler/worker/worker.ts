/** The compiler's own thread: loads the SDK, compiles, and says what came of it. Requests are answered one after another. */
import type Binaryen from 'binaryen';
import { Toolchain } from '../../../wasm/sdk/toolchain.ts';
import { DownloadError } from '../../shared/download-error.ts';
import type { Answer, CompilerAssets, Request, RewriteMessage } from '../protocol.ts';
import { fetchAssets } from './assets.ts';
import { openAssets } from './open-assets.ts';
import { compileWith, locateWith } from '../compile.ts';
import { Rewriting } from '../rewriting.ts';

let toolchain: Toolchain | null = null;
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

async function serve(request: Request): Promise<void> {
  const { id } = request;
  if (request.type !== 'locate') ({ quickNext } = request);
  if (request.type === 'load') {
    try {
      const assets =
        request.assets ??
        (await fetchAssets(request.sdkUrl, (progress) => {
          answer({ type: 'progress', id, progress });
        }));
      toolchain = await start(assets);
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
      answer({ type: 'compiled', id, result: rewriting === null ? result : await rewriting.rewrite(result) });
    } else {
      answer({ type: 'located', id, place: await locateWith(toolchain, request.project, request.frames) });
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
