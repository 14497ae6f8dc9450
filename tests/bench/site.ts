/** Rows of the site: what a reader downloads, and how long until the first output, with files on this machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import type { Row } from '../../tools/bench.ts';
import { serve } from '../../tools/serve.ts';
import { chromium as launchOptions } from '../e2e/support/browsers.ts';
import { Playground } from '../e2e/support/playground.ts';
import { completeRows } from './complete.ts';
import { corpus, editRows, runUntil } from './edits.ts';
import { firstViewRows } from './first-view.ts';
import { frameTime, openTimeline } from './frames.ts';
import { compare, print, rounded, wanted } from './row.ts';

const ROUNDS = 5;
/** Of the whole corpus, each a minute or so. */
const EDIT_ROUNDS = 2;
const folder = join(import.meta.dirname, '../../build/site');

/** In KB, as a static host stores it: at the highest quality, but for what would take minutes and gain a few percent. */
function brotli(file: string): number {
  const data = readFileSync(file);
  const quality = data.length < 4_000_000 ? 11 : 9;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  return brotliCompressSync(data, { params }).length / 1000;
}

/** The files of a folder of the site, those in folders below not. */
function filesIn(name: string, ending = ''): string[] {
  return readdirSync(join(folder, name), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(folder, name, entry.name));
}

function size(name: string, files: readonly string[]): Row {
  return { bench: `size/${name}`, unit: 'KB', ours: rounded(files.reduce((sum, file) => sum + brotli(file), 0)) };
}

/** The scripts that an embed has loaded when it is ready and nobody has pressed Run. */
async function embedScripts(browser: Browser, address: string): Promise<string[]> {
  const page = await browser.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(join(folder, new URL(request.url()).pathname));
  });
  await page.goto(`${address}/embed/?demo=spinner&lang=en`, { waitUntil: 'networkidle' });
  await page.close();
  return scripts;
}

/** What is loaded when the timeline is first opened. */
async function timelineFiles(browser: Browser, address: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(`${address}/?demo=spinner&lang=en`, { waitUntil: 'networkidle' });
  const files: string[] = [];
  page.on('request', (request) => files.push(join(folder, new URL(request.url()).pathname)));
  await page.getByRole('button', { name: 'Timeline' }).click();
  await page.locator('timeline-panel').waitFor();
  await page.close();
  return files;
}

async function open(browser: Browser, address: string, query: string): Promise<Playground> {
  const context = await browser.newContext({ locale: 'en-US' });
  const playground = new Playground(await context.newPage(), `${address}/`);
  await playground.open(query);
  // The editor comes when there is a sign of a reader.
  await playground.page.mouse.move(5, 5);
  return playground;
}

/** A new page whose reader presses Run as soon as there is a Run to press; from the navigation to the first output. */
async function demo(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const page = await context.newPage();
    // Looks at each frame, as a reader does; a press that comes before the page listens is repeated.
    await page.addInitScript(() => {
      const look = (): void => {
        const output = document.querySelector('[role=log]')?.textContent ?? '';
        if (output.includes('thinking!')) {
          document.documentElement.dataset.firstOutput = String(performance.now());
          return;
        }
        const buttons = [...document.querySelectorAll('button')];
        const run = buttons.find((button) => button.textContent.trim() === 'Run' && !button.disabled);
        run?.click();
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${address}/?demo=spinner&lang=en`);
    const root = page.locator('html[data-first-output]');
    await root.waitFor({ state: 'attached' });
    return Number(await root.getAttribute('data-first-output'));
  } finally {
    await context.close();
  }
}

/** The first compile of a browser that has never seen the site: with the download of the compiler. */
async function firstCompile(browser: Browser, address: string): Promise<number> {
  const playground = await open(browser, address, '?lang=en');
  await playground.openText(corpus().find(({ name }) => name === 'tasks')?.text ?? '');
  const time = await runUntil(playground, 'MARK');
  await playground.page.context().close();
  return time;
}

const browser = await chromium.launch(launchOptions());
const site = await serve(folder, 0);
try {
  const { address } = site;
  const rows: Row[] = [];
  if (wanted('size')) {
    rows.push(size('embed', await embedScripts(browser, address)));
    for (const program of filesIn('programs', '.wasm')) rows.push(size(basename(program, '.wasm'), [program]));
    rows.push(size('timeline', await timelineFiles(browser, address)));
    const sdk = filesIn('sdk');
    const isRest = (file: string): boolean => basename(file).startsWith('llvm.rest.');
    rows.push(
      size(
        'compiler',
        sdk.filter((file) => !isRest(file)),
      ),
    );
    rows.push(size('compiler/rest', sdk.filter(isRest)));
  }
  if (wanted('first-view')) rows.push(...(await firstViewRows(browser, address, ROUNDS)));
  if (wanted('frames')) {
    const page = await openTimeline(browser, address);
    rows.push(...(await compare('frames/chromium/10000', 'ms', ROUNDS, () => frameTime(page))));
    await page.context().close();
  }
  if (wanted('demo')) rows.push(...(await compare('demo/chromium', 'ms', ROUNDS, () => demo(browser, address))));
  if (wanted('first-compile'))
    rows.push(...(await compare('first-compile/chromium', 'ms', 3, () => firstCompile(browser, address))));
  if (wanted('complete')) rows.push(...(await completeRows(await open(browser, address, '?lang=en'))));
  if (wanted('edit')) rows.push(...(await editRows(await open(browser, address, '?lang=en'), EDIT_ROUNDS)));
  print(rows);
} finally {
  await browser.close();
  site.close();
}
