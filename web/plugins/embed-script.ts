/**
 * `embed.js` at the site's root: one classic script under an address that stands in blog posts for ever, so it has no
 * hash in its name and imports nothing.
 */
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';
import { readLessons } from './lessons/folder.ts';

const FILE = 'embed.js';

/** How many lines each bundled program has, by its ID: `embed.js` reserves room for a program before it knows it. */
function programLines(lessons: string): Record<string, number> {
  return Object.fromEntries(readLessons(lessons).map(({ id, program }) => [id, program.trimEnd().split('\n').length]));
}

/** See the file's head. `entry` is a file's absolute name, `lessons` the folder of the bundled programs. */
export function embedScript(entry: string, lessons: string): Plugin {
  const made = () => bundle(entry, { PROGRAM_LINES: JSON.stringify(programLines(lessons)) });
  return {
    name: 'tulip-embed-script',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?', 1)[0] !== `/${FILE}`) {
          next();
          return;
        }
        void made().then((code) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(code);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: await made() });
    },
  };
}
