/** Where programs are run: Node, and the browsers of this machine. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chromium } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { UserError, which } from '../../tools/process.ts';
import type { RunRequest, Seen, SeenEvent } from './seen.ts';
import { PROGRAMS, type TestServer } from './server.ts';

export interface Platform {
  readonly name: string;
  /** Runs a program of the tests by its name. */
  run(program: string, args: readonly string[]): Promise<Seen>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

export const platforms: Readonly<Record<string, (server: TestServer) => Promise<Platform>>> = {
  node: (server) =>
    Promise.resolve({ name: 'node', run: (...asked) => inNode(server, ...asked), close: () => Promise.resolve() }),

  chromium: async (server) => {
    const browser = await chromium.launch({
      executablePath: program('chromium'),
      args: ['--no-sandbox', '--disable-background-networking'],
    });
    return inBrowser('chromium', server, {
      open: () => browser.newPage(),
      close: () => browser.close(),
    });
  },

  firefox: async (server) => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: program('firefox-esr', 'firefox'),
      headless: true,
      protocolTimeout: 10 * PATIENCE_MS,
    });
    return inBrowser('firefox', server, {
      open: () => browser.newPage(),
      close: () => browser.close(),
    });
  },
};

function program(...names: string[]): string {
  const found = names.map(which).find((path) => path !== undefined);
  if (found === undefined) throw new UserError(`There is no ${names.join(' or ')} on PATH to test with.`);
  return found;
}

function inNode(server: TestServer, program: string, args: readonly string[]): Promise<Seen> {
  const request: RunRequest = {
    program: join(PROGRAMS, `${program}.wasm`),
    args,
    baseUrl: server.url,
    patienceMs: PATIENCE_MS,
  };
  return new Promise((resolve, reject) => {
    const events: SeenEvent[] = [];
    const worker = new Worker(new URL('node-worker.ts', import.meta.url), { workerData: request });
    const end = (): void => {
      clearTimeout(patience);
      void worker.terminate();
      resolve({ events });
    };
    let patience = setTimeout(end, request.patienceMs);
    worker.on('error', reject);
    worker.on('message', (event: SeenEvent) => {
      events.push(event);
      if (event.type === 'exit' || event.type === 'failure') {
        end();
      } else {
        clearTimeout(patience);
        patience = setTimeout(end, request.patienceMs);
      }
    });
  });
}

/** What Playwright's and Puppeteer's pages have in common. */
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Browser {
  open(): Promise<Page>;
  close(): Promise<void>;
}

function inBrowser(name: string, server: TestServer, browser: Browser): Platform {
  return {
    name,
    run: async (program, args) => {
      // A page for each program, so that none finds what another left.
      const page = await browser.open();
      await page.goto(server.url);
      const request: RunRequest = {
        program: `programs/${program}.wasm`,
        args,
        baseUrl: server.url,
        patienceMs: PATIENCE_MS,
      };
      const seen = await page.evaluate(`runProgram(${JSON.stringify(request)})`);
      await page.close();
      return seen as Seen;
    },
    close: () => browser.close(),
  };
}
