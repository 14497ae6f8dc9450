/** Builds the site into `build/site`: plain files that any static server serves under any sub-path. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { assets } from './plugins/assets.ts';
import { embedScript } from './plugins/embed-script.ts';
import { lessonPages } from './plugins/lessons/pages.ts';
import { lessonModules } from './plugins/lessons/modules.ts';
import { offline } from './plugins/offline.ts';
import { reads, writeReads } from './plugins/reads.ts';
import { reference } from './plugins/reference.ts';
import { sandbox } from './plugins/sandbox.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What an embed needs before Run, and what it needs for the program in a link: each in one file is smaller than in ten. The modules that are used
 * elsewhere, too, would else be in files of their own.
 */
const EMBED_GROUPS = [
  {
    name: 'first',
    test: /(?:elements\/(?:dom|highlighted)|messages\/first|workbench\/(?:preferences|link-name)|embed\/kept|shared\/(?:connect-policy|highlight|local-store)|lesson\/catalog|sdk\/project)\.ts$|vite\/preload-helper/,
  },
  {
    name: 'link',
    test: /(?:embed\/shared|workbench\/(?:share-link|written-project)|shared\/(?:base64url|deflate|result))\.ts$/,
  },
];

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  build: {
    outDir: '../build/site',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here('index.html'), embed: here('embed/index.html') },
      output: {
        codeSplitting: { groups: EMBED_GROUPS },
        // Its own name is "index".
        assetFileNames: ({ originalFileNames: [file = ''] }) =>
          `assets/${file.includes('/binaryen/') ? 'binaryen' : '[name]'}-[hash][extname]`,
      },
    },
    chunkSizeWarningLimit: 4000,
    assetsInlineLimit: 0,
  },
  worker: { plugins: () => [reads()] },
  plugins: [
    reads(),
    writeReads(here('../build/site-reads.json')),
    sandbox({ bootstrap: here('runner/bootstrap.ts'), host: here('../wasm/host/worker.ts') }),
    lessonModules({
      lessons: here('lessons'),
      index: here('../build/programs/index.json'),
      rewritten: here('../build/asyncify/index.json'),
    }),
    lessonPages(here('lessons')),
    reference({ headers: here('../engine/include/asyncio'), api: here('../engine/API.md') }),
    embedScript(here('embed/element.ts')),
    assets(
      {
        programs: here('../build/programs'),
        'programs/asyncify': here('../build/asyncify'),
        sdk: here('../build/sdk'),
      },
      here('../build/web-dev'),
    ),
    offline(here('offline/worker.ts')),
  ],
});
