import binaryenPath from 'binaryen/index.js?url';
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import { CompilerClient } from './compiler-client.ts';
// A script that travels inside this one, started from a blob: in a sandboxed frame, as an embed may be in, no other starts.
import CompilerWorker from './worker/worker.ts?worker&inline';
import type { RewriteMessage } from './protocol.ts';

/** A compiler that works with the SDK in the folder at `sdkUrl` (relative to the page). Nothing is fetched yet. */
export function makeCompiler(sdkUrl: string): CompilerClient {
  return new CompilerClient(new URL(sdkUrl, document.baseURI).href, () => {
    const worker = new CompilerWorker();
    if (!canSuspend()) {
      const binaryenUrl = new URL(binaryenPath, document.baseURI).href;
      worker.postMessage({ type: 'rewrite', binaryenUrl } satisfies RewriteMessage);
    }
    return worker;
  });
}
