/**
 * Makes the scripts of the sandboxed frames a part of the page: `virtual:sandbox` exports the texts of the frame that runs programs,
 * `virtual:page-frame` that of the frame which shows a program's pages, and the page's own Content-Security-Policy gets the hashes of what
 * stands in the frames' documents.
 *
 * They run where nothing can be loaded by address, so each is bundled into one self-contained classic script.
 * The hash is taken at build time because browsers withhold `crypto.subtle` from plain-http pages.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

const SANDBOX = 'virtual:sandbox';
const PAGE_FRAME = 'virtual:page-frame';
/** Stand in the pages' policies for the hashes. */
const BOOTSTRAP_HASH = 'sha256-OF-THE-BOOTSTRAP';
const PAGE_FRAME_HASH = 'sha256-OF-THE-PAGE-FRAME';

/** Entry files, absolute. */
export interface SandboxEntries {
  readonly bootstrap: string;
  readonly host: string;
  readonly pageFrame: string;
}

interface InlineScript {
  readonly text: string;
  /** As a policy writes it. */
  readonly hash: string;
}

/** Bundles a script that stands in a document: once, when it is first asked for. */
function inlineScript(entry: string): () => Promise<InlineScript> {
  let script: Promise<InlineScript> | null = null;
  return () =>
    (script ??= bundle(entry).then((text) => {
      if (text.includes('</')) throw new Error(`${entry} would end its own script element`);
      return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
    }));
}

/** See the file's head. */
export function sandbox(entries: SandboxEntries): Plugin {
  const bootstrap = inlineScript(entries.bootstrap);
  const pageFrame = inlineScript(entries.pageFrame);
  return {
    name: 'tulip-sandbox',
    resolveId: (id) => (id === SANDBOX || id === PAGE_FRAME ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${PAGE_FRAME}`) return `export default ${JSON.stringify(await pageFrame())};`;
      if (id !== `\0${SANDBOX}`) return null;
      this.addWatchFile(entries.host);
      if (!existsSync(entries.host)) this.error(`${entries.host} is missing: programs cannot run`);
      const { text, hash } = await bootstrap();
      const scripts = { bootstrap: text, bootstrapHash: hash, host: await bundle(entries.host) };
      return `export default ${JSON.stringify(scripts)};`;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) =>
        html.replaceAll(BOOTSTRAP_HASH, (await bootstrap()).hash).replaceAll(PAGE_FRAME_HASH, (await pageFrame()).hash),
    },
  };
}
