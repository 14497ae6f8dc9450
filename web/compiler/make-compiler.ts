import { CompilerClient } from './compiler-client.ts';
// A script that travels inside this one, started from a blob: in a sandboxed frame, as an embed may be in, no other starts.
import CompilerWorker from './worker/worker.ts?worker&inline';

/** A compiler that works with the SDK in the folder at `sdkUrl` (relative to the page). Nothing is fetched yet. */
export function makeCompiler(sdkUrl: string): CompilerClient {
  return new CompilerClient(new URL(sdkUrl, document.baseURI).href, () => new CompilerWorker());
}
