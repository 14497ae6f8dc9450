/** For what is made of the built site itself. */
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Calls `add` with the folder of the built site, once all that comes before it in the list of plugins is written there. */
export function afterBuild(name: string, add: (site: string) => Promise<void> | void): Plugin {
  let site = '';
  return {
    name: `tulip-${name}`,
    apply: 'build',
    configResolved(config) {
      site = resolve(config.root, config.build.outDir);
    },
    writeBundle: { order: 'post', sequential: true, handler: () => add(site) },
  };
}
