/** The compiler's own thread: loads the SDK, compiles, and says what came of it. Requests are answered one after another. */
import { Toolchain } from '../../../wasm/sdk/toolchain.ts';
import { DownloadError } from '../../shared/download-error.ts';
import type { Answer, CompilerAssets, Request } from '../protocol.ts';
import { fetchAssets } from './assets.ts';
import { openAssets } from './open-assets.ts';
import { compileWith, locateWith } from '../compile.ts';

let toolchain: Toolchain | null = null;
let quickNext = true;
let turn: Promise<void> = Promise.resolve();

function answer(message: Answer): void {
  postMessage(message);
}

async function start(assets: CompilerAssets): Promise<Toolchain> {
  const { llvm, files } = await openAssets(assets);
  return new Toolchain(llvm, assets.manifest, files);
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
      answer({ type: 'compiled', id, result: await compileWith(toolchain, request.project) });
    } else {
      answer({ type: 'located', id, place: await locateWith(toolchain, request.project, request.frames) });
    }
    void toolchain.prepare(quickNext);
  }
}

onmessage = ({ data }: MessageEvent<Request>) => {
  turn = turn.then(() => serve(data));
};
