/**
 * `virtual:llhttp` exports the parser of HTTP that Node.js has, compiled to WebAssembly, as base64: undici, Node's client, brings it along.
 * As text it is a module like others, which both the built site and the development server can load.
 */
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const ID = 'virtual:llhttp';
const RESOLVED = `\0${ID}`;

/** See the file's head. */
export function llhttp(): Plugin {
  return {
    name: 'tulip-llhttp',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const wasm = createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js') as Buffer;
      return `export default ${JSON.stringify(wasm.toString('base64'))};`;
    },
  };
}
