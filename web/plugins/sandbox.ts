/**
 * Makes the scripts of a sandbox a part of a page: a module, `virtual:sandbox` for one, exports their texts, and the page's own
 * Content-Security-Policy gets the bootstrap's hash.
 *
 * Both scripts run where nothing can be loaded by address, so each is bundled into one self-contained classic script.
 * The hash is taken at build time because browsers withhold `crypto.subtle` from plain-http pages.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

export interface SandboxOptions {
  /** Name of the module: `virtual:…`. */
  readonly module: string;
  /** Stands in the page's policy for the bootstrap's hash. */
  readonly placeholder: string;
  /** Entry files, absolute. */
  readonly bootstrap: string;
  readonly host: string;
}

/** See the file's head. */
export function sandbox({ module, placeholder, ...entries }: SandboxOptions): Plugin {
  const resolved = `\0${module}`;
  let bootstrap: Promise<{ text: string; hash: string }> | null = null;
  const getBootstrap = () =>
    (bootstrap ??= bundle(entries.bootstrap).then((text) => {
      if (text.includes('</')) throw new Error('the bootstrap would end its own script element');
      return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
    }));
  return {
    name: `tulip-${module}`,
    resolveId: (id) => (id === module ? resolved : null),
    async load(id) {
      if (id !== resolved) return null;
      this.addWatchFile(entries.host);
      if (!existsSync(entries.host)) this.error(`${entries.host} is missing: programs cannot run`);
      const { text, hash } = await getBootstrap();
      const scripts = { bootstrap: text, bootstrapHash: hash, host: await bundle(entries.host) };
      return `export default ${JSON.stringify(scripts)};`;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => html.replaceAll(placeholder, (await getBootstrap()).hash),
    },
  };
}
