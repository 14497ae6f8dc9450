import clangFormat from '@wasm-fmt/clang-format/wasm?url';
import type { Formatter } from '../../session/language/language.ts';
import { download } from '../../shared/download.ts';
import { FormatClient } from './format-client.ts';
// Inline for the same reason as the compiler's own (`make-compiler.ts`).
import FormatWorker from './worker.ts?worker&inline';

/** A formatter. Nothing is fetched yet. */
export function makeFormatter(): Formatter {
  return new FormatClient(() => new FormatWorker(), load);
}

async function load(): Promise<WebAssembly.Module> {
  const { body } = await download(clangFormat, 'default');
  // Whatever type the server gave it.
  return WebAssembly.compileStreaming(new Response(body, { headers: { 'Content-Type': 'application/wasm' } }));
}
