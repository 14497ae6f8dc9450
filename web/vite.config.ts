/** Builds the site into `build/site`: plain files that any static server serves under any sub-path. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { assets } from './plugins/assets.ts';
import { embedScript } from './plugins/embed-script.ts';
import { readLessons } from './plugins/lessons/folder.ts';
import { leanPage } from './plugins/lean-page.ts';
import { llhttp } from './plugins/llhttp.ts';
import { lessonModules } from './plugins/lessons/modules.ts';
import { lessonPage } from './plugins/lessons/page.ts';
import { offline } from './plugins/offline.ts';
import { galleryPages } from './plugins/pages/gallery.ts';
import { recipes } from './plugins/pages/recipes.ts';
import { staticPages } from './plugins/pages/static-pages.ts';
import { preload } from './plugins/preload.ts';
import { reads, writeReads } from './plugins/reads.ts';
import { reference } from './plugins/reference.ts';
import { runtimes } from './plugins/runtimes.ts';
import { frameScript, sandbox } from './plugins/sandbox.ts';
import { webManifest } from './plugins/web-manifest.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What an embed needs before Run, what it needs for the program in a link, and what it shares with the playground for a run: each in one file is
 * smaller and faster than in ten. The modules that are used elsewhere, too, would else be in files of their own.
 */
const GROUPS = [
  {
    name: 'first',
    test: /(?:elements\/(?:dom|highlighted)|messages\/first|workbench\/(?:preferences|link-name)|embed\/(?:host-page|kept|show-code)|shared\/(?:connect-policy|highlight|local-text)|lesson\/catalog|sdk\/project)\.ts$|vite\/preload-helper/,
  },
  {
    name: 'link',
    test: /(?:embed\/shared|workbench\/(?:link-format|share-link|written-project)|shared\/(?:base64url|inflate|result))\.ts$/,
  },
  {
    name: 'run',
    test: /(?:elements\/(?:icons|picture|prose|servers\/seldom)|fcontext\/jspi|session\/(?:log\/(?:format|step-order|reader|log-of)|run\/explanation|transcript\/output-place|workbench\/(?:project|shortcuts))|shared\/(?:bundled-programs|deflate|download|download-error|emitter|highlight-python|is-mac|place-after|sha256|to-base64url))\.ts$/,
  },
];

const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string };

/** Where the site will be, as whoever builds it says; pages that name themselves to others need it. */
function siteAddress(said: string | undefined): string | null {
  if (said === undefined || said === '') return null;
  return new URL(said.endsWith('/') ? said : `${said}/`).href;
}

export default defineConfig({
  root: here('.'),
  define: { TULIP_VERSION: JSON.stringify(version) },
  base: './',
  publicDir: false,
  build: {
    outDir: '../build/site',
    emptyOutDir: true,
    target: 'es2023',
    // Those that know light-dark(), for which there would else be three times as much.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: {
      polyfill: false,
      // Modules that an imported one needs are asked for in turn: an embed cannot spare room for their names.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'js' ? needed.filter((name) => name.endsWith('.css')) : needed,
    },
    rolldownOptions: {
      input: {
        index: here('index.html'),
        embed: here('embed/index.html'),
        'security-check': here('security-check/index.html'),
        recipes: here('embed/recipes/index.html'),
        'recipes-ko': here('embed/recipes/ko/index.html'),
      },
      output: {
        codeSplitting: { groups: GROUPS },
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
    preload(),
    recipes(siteAddress(process.env.SITE)),
    leanPage('/embed/index.html'),
    writeReads(here('../build/site-reads.json')),
    sandbox({
      module: 'virtual:sandbox',
      placeholder: 'sha256-OF-THE-BOOTSTRAP',
      bootstrap: here('runner/bootstrap.ts'),
      host: here('../wasm/host/worker.ts'),
    }),
    sandbox({
      module: 'virtual:attacks',
      placeholder: 'sha256-OF-THE-ATTACKS',
      bootstrap: here('security-check/attacks/frame.ts'),
      host: here('security-check/attacks/worker.ts'),
    }),
    frameScript({
      module: 'virtual:page-frame',
      placeholder: 'sha256-OF-THE-PAGE-FRAME',
      entry: here('elements/servers/frame-script.ts'),
    }),
    llhttp(),
    lessonModules({
      lessons: here('lessons'),
      index: here('../build/programs/index.json'),
      orders: here('../build/lessons/orders.json'),
      rewritten: here('../build/asyncify/index.json'),
    }),
    webManifest(here('tulip.svg')),
    staticPages({
      pages: async () => [...readLessons(here('lessons')).map(lessonPage), ...(await galleryPages(here('gallery')))],
      flower: here('tulip.svg'),
      site: siteAddress(process.env.SITE),
    }),
    reference({ headers: here('../engine/include/asyncio'), api: here('../engine/API.md') }),
    embedScript(here('embed/element.ts'), here('lessons')),
    assets(
      {
        programs: here('../build/programs'),
        'programs/asyncify': here('../build/asyncify'),
        sdk: here('../build/sdk'),
        badge: here('badge'),
      },
      here('../build/web-dev'),
    ),
    runtimes(process.env.RUNTIMES ?? null),
    offline(here('offline/worker.ts')),
  ],
});
