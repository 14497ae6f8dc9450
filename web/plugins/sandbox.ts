/**
 * Makes the scripts of sandboxed frames a part of a page: a module exports their texts, and the page's own Content-Security-Policy gets the hash of
 * what stands in the frame's document. `sandbox` is for frames that run programs, `frameScript` for a frame with one script alone.
 *
 * They run where nothing can be loaded by address, so each is bundled into one self-contained classic script.
 * The hash is taken at build time because browsers withhold `crypto.subtle` from plain-http pages.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

interface ModuleOptions {
  /** Name of the module: `virtual:…`. */
  readonly module: string;
  /** Stands in the page's policy for the hash. */
  readonly placeholder: string;
}

/** What a frame that runs programs is made of. */
export interface SandboxOptions extends ModuleOptions {
  /** Entry files, absolute. */
  readonly bootstrap: string;
  readonly host: string;
}

/** What a frame with one script is made of. */
export interface FrameScriptOptions extends ModuleOptions {
  /** Entry file, absolute. */
  readonly entry: string;
}

interface InlineScript {
  readonly text: string;
  /** As a policy writes it. */
  readonly hash: string;
}

/** The scripts of a frame in which a program runs. */
export function sandbox({ bootstrap, host, ...options }: SandboxOptions): Plugin {
  return scriptModule(options, bootstrap, [host], async ({ text, hash }) => ({
    bootstrap: text,
    bootstrapHash: hash,
    host: await bundle(host),
  }));
}

/** The one script of a frame. */
export function frameScript({ entry, ...options }: FrameScriptOptions): Plugin {
  return scriptModule(options, entry, [], (script) => Promise.resolve(script));
}

/** A module that exports what `made` makes of the bundled `entry`; `needed` are files that it is made of, too. */
function scriptModule(
  { module, placeholder }: ModuleOptions,
  entry: string,
  needed: readonly string[],
  made: (script: InlineScript) => Promise<object>,
): Plugin {
  const resolved = `\0${module}`;
  let script: Promise<InlineScript> | null = null;
  const getScript = () =>
    (script ??= bundle(entry).then((text) => {
      if (text.includes('</')) throw new Error(`${entry} would end its own script element`);
      return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
    }));
  return {
    name: `tulip-${module}`,
    resolveId: (id) => (id === module ? resolved : null),
    async load(id) {
      if (id !== resolved) return null;
      for (const file of needed) {
        this.addWatchFile(file);
        if (!existsSync(file)) this.error(`${file} is missing: programs cannot run`);
      }
      return `export default ${JSON.stringify(await made(await getScript()))};`;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => html.replaceAll(placeholder, (await getScript()).hash),
    },
  };
}
