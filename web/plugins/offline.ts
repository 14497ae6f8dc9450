/**
 * `service-worker.js` at the site's root, under an address that must never change: `offline/worker.ts` with the list of this version's files.
 *
 * Without the compiler, which is large and kept by its own worker once somebody needs it, without what only browsers without JSPI need, without what
 * only programs fetch, which run in frames of opaque origin, out of a service worker's reach, and without what only other sites ask for.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { afterBuild } from './after-build.ts';
import { bundle } from './bundle.ts';

const FILE = 'service-worker.js';
const LEFT_OUT =
  /^(?:sdk\/(?!manifest\.json$)|embed\/runtimes\/|flags\/|programs\/(?:index\.json$|asyncify\/|kept\/)|assets\/binaryen-)|(?:picture\.png|oembed\.json)$/;

/** See the file's head. `entry` is a file's absolute name. The plugin comes after those that write files. */
export function offline(entry: string): Plugin {
  return afterBuild('offline', async (site) => {
    const code = await bundle(entry, { SITE_FILES: JSON.stringify(filesOf(site)) });
    writeFileSync(join(site, FILE), `${code}\n`);
  });
}

/** The kept files of the site in `folder`, each with its SHA-256. */
function filesOf(folder: string): Record<string, string> {
  const paths = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const digest = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(paths.map((path) => [path, digest(path)]));
}
