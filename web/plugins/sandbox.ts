/**
 * Makes the scripts of the sandbox a part of the page: `virtual:sandbox` exports their texts, and the page's own
 * Content-Security-Policy gets the bootstrap's hash.
 *
 * Both scripts run where nothing can be loaded by address, so each is bundled into one self-contained classic script.
 * The hash is taken at build time because browsers withhold `crypto.subtle` from plain-http pages.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

const ID = 'virtual:sandbox';
const RESOLVED = `\0${ID}`;
/** Stands in the pages' policies for the bootstrap's hash. */
const PLACEHOLDER = 'sha256-OF-THE-BOOTSTRAP';

/** Entry files, absolute. */
export interface SandboxEntries {
  readonly bootstrap: string;
  readonly host: string;
}

/** See the file's head. */
export function sandbox(entries: SandboxEntries): Plugin {
  let bootstrap: Promise<{ text: string; hash: string }> | null = null;
  const getBootstrap = () =>
    (bootstrap ??= bundle(entries.bootstrap).then((text) => {
      if (text.includes('</')) throw new Error('the bootstrap would end its own script element');
      return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
    }));
  return {
    name: 'tulip-sandbox',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      this.addWatchFile(entries.host);
      if (!existsSync(entries.host)) this.error(`${entries.host} is missing: programs cannot run`);
      const { text, hash } = await getBootstrap();
      const scripts = { bootstrap: text, bootstrapHash: hash, host: await bundle(entries.host) };
      return `export default ${JSON.stringify(scripts)};`;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => html.replaceAll(PLACEHOLDER, (await getBootstrap()).hash),
    },
  };
}
