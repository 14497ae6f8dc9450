/**
 * `embed.js` at the site's root: one classic script under an address that stands in blog posts for ever, so it has no
 * hash in its name and imports nothing.
 */
import type { Plugin } from 'vite';
import { reservedHeight } from '../embed/reserved.ts';
import { bundle } from './bundle.ts';
import { readLessons } from './lessons/folder.ts';

const FILE = 'embed.js';

/**
 * How many lines the bundled programs have that an embed shows whole, by their IDs: `embed.js` reserves room for a program before it knows it.
 * All others get the most that there is, and would only weigh.
 */
function shortPrograms(lessons: string): Record<string, number> {
  const lines = readLessons(lessons).map(({ id, program }) => [id, program.trimEnd().split('\n').length] as const);
  return Object.fromEntries(lines.filter(([, count]) => reservedHeight(count, 0) < reservedHeight(Infinity, 0)));
}

/** See the file's head. `entry` is a file's absolute name, `lessons` the folder of the bundled programs. */
export function embedScript(entry: string, lessons: string): Plugin {
  const made = () => bundle(entry, { SHORT_PROGRAMS: JSON.stringify(shortPrograms(lessons)) });
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
