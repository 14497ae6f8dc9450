/**
 * `embed.js` at the site's root: one classic script under an address that stands in blog posts for ever, so it has no
 * hash in its name and imports nothing.
 */
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

const FILE = 'embed.js';

/** See the file's head. `entry` is a file's absolute name. */
export function embedScript(entry: string): Plugin {
  return {
    name: 'tulip-embed-script',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?', 1)[0] !== `/${FILE}`) {
          next();
          return;
        }
        void bundle(entry).then((code) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(code);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: await bundle(entry) });
    },
  };
}
