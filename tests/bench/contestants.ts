/** The workers of chromium/, in a page of a Chromium that has the checkout's files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { serve, type Site } from '../../tools/serve.ts';
import { bundle } from '../../web/plugins/bundle.ts';
import { chromium as launchOptions } from '../e2e/support/browsers.ts';
import type { Peers } from './benches.ts';
import type { Order } from './chromium/message.ts';

export type Contestant = 'tulip' | Peers['chromium'];

declare global {
  interface Window {
    /** Workers that go on after their answer, by contestant. */
    kept?: Map<string, Worker>;
  }
}

const root = join(import.meta.dirname, '../..');
const folder = 'build/bench';
/** Small files that are there to be fetched. */
const FILES = 200;
/** How long an answer may take: Pyodide's of 100,000 tasks takes half a minute. */
const PATIENCE_MS = 300_000;

export class Contestants {
  readonly browser: Browser;
  readonly #site: Site;

  private constructor(browser: Browser, site: Site) {
    this.browser = browser;
    this.#site = site;
  }

  static async open(): Promise<Contestants> {
    mkdirSync(join(root, folder, 'files'), { recursive: true });
    writeFileSync(join(root, folder, 'index.html'), '<!doctype html><title>Benchmarks</title>\n');
    for (let i = 0; i < FILES; i++) writeFileSync(join(root, folder, `files/${i}.txt`), `${i}\n`.repeat(500));
    for (const name of ['tulip', 'pyodide', 'javascript', 'asyncify'] satisfies Contestant[]) {
      const script = await bundle(join(import.meta.dirname, 'chromium', `${name}.ts`));
      writeFileSync(join(root, folder, `${name}.js`), script);
    }
    return new Contestants(await chromium.launch(launchOptions()), await serve(root, 0));
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#site.close();
  }

  async page(context?: BrowserContext): Promise<Page> {
    const page = await (context ?? this.browser).newPage();
    await page.goto(`${this.#site.address}/${folder}/index.html`);
    return page;
  }

  /** A contestant's answer. One that is kept is asked again instead of being started anew. */
  ask(page: Page, contestant: Contestant, order: Omit<Order, 'files'>, keep = false): Promise<number> {
    return page.evaluate(
      ({ contestant, order, keep, patience }) => {
        const kept = (window.kept ??= new Map<string, Worker>());
        const worker = kept.get(contestant) ?? new Worker(`${contestant}.js`, { type: 'module' });
        if (keep) kept.set(contestant, worker);
        return new Promise<number>((resolve, reject) => {
          const timeout = setTimeout(() => {
            reject(new Error(`${contestant} did not answer ${order.bench}`));
          }, patience);
          worker.onmessage = ({ data }: MessageEvent<number>) => {
            clearTimeout(timeout);
            if (!keep) worker.terminate();
            resolve(data);
          };
          worker.onerror = ({ message }) => {
            reject(new Error(`${contestant}: ${message}`));
          };
          worker.postMessage(order);
        });
      },
      { contestant, order: { ...order, files: `${this.#site.address}/` }, keep, patience: PATIENCE_MS },
    );
  }
}
