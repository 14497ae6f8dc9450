/** Where programs are run: Node, and the browsers of this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { Browser as Browsers, createProfile } from '@puppeteer/browsers';
import { UserError, which } from '../../tools/process.ts';
import { asyncifiedFileOf } from './asyncified.ts';
import { NodeProcess } from './node-run.ts';
import type { RunRequest, Seen } from './seen.ts';
import { fileOf, type TestServer } from './server.ts';

export interface Platform {
  readonly name: string;
  /** The one program of the tests that is run here where not all are. */
  readonly only?: string;
  /** Runs a program of the tests by its name. */
  run(program: string, args: readonly string[], options?: RunRequest['options']): Promise<Seen>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const WITHOUT_JSPI = new URL('without-jspi.ts', import.meta.url).href;

/** The slowest first, as is best where not all run at a time. */
export const platforms: Readonly<Record<string, (server: TestServer) => Promise<Platform>>> = {
  chromium: drivenChromium,
  // Not driven over WebDriver BiDi: with that, Firefox 153 often hangs where a worker starts a worker.
  firefox: unattendedFirefox,

  node: (server) => Promise.resolve(inNode('node', server, [])),

  /** With the stack-switching proposal, so that the host chooses its other context switch. What is built on it needs no second look. */
  'node-wasmfx': (server) =>
    Promise.resolve({ ...inNode('node-wasmfx', server, ['--experimental-wasm-wasmfx']), only: 'engine_tests' }),

  /**
   * Without JavaScript Promise Integration, for which the lessons' programs are rewritten when they are built; others are rewritten here, where
   * they are named or all are run.
   */
  'node-asyncify': (server) =>
    Promise.resolve({
      ...inNode('node-asyncify', server, [`--import=${WITHOUT_JSPI}`], asyncifiedFileOf),
      only: 'lessons',
    }),
};

function program(...names: string[]): string {
  const found = names.map(which).find((path) => path !== undefined);
  if (found === undefined) throw new UserError(`There is no ${names.join(' or ')} on PATH to test with.`);
  return found;
}

async function unattendedFirefox(server: TestServer): Promise<Platform> {
  const profile = mkdtempSync(join(tmpdir(), 'tulip-firefox-'));
  await createProfile(Browsers.FIREFOX, { path: profile, preferences: {} });
  const args = ['--headless', '--no-remote', '--profile', profile, `${server.url}unattended`];
  const firefox = spawn(program('firefox-esr', 'firefox'), args, { stdio: 'ignore' });
  const gone = once(firefox, 'exit');
  return {
    name: 'firefox',
    run: (program, args, options) => server.orders.run(requestInBrowser(server, program, args, options)),
    close: async () => {
      firefox.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function requestInBrowser(
  server: TestServer,
  program: string,
  args: readonly string[],
  options: RunRequest['options'] = {},
): RunRequest {
  return { program: `programs/${program}.wasm`, args, baseUrl: server.url, options, patienceMs: PATIENCE_MS };
}

function inNode(name: string, server: TestServer, flags: readonly string[], file = fileOf): Platform {
  const node = new NodeProcess(flags);
  return {
    name,
    run: (program, args, options = {}) =>
      node.run({ program: file(program), args, baseUrl: server.url, options, patienceMs: PATIENCE_MS }),
    close: () => {
      node.close();
      return Promise.resolve();
    },
  };
}

async function drivenChromium(server: TestServer): Promise<Platform> {
  // Without windows, for the sake of the time. It needs a crash reporter to catch what a program reads beyond its memory.
  const browser = await chromium.launch({
    executablePath: program('chromium-headless-shell'),
    args: ['--no-sandbox', '--disable-background-networking', '--enable-crash-reporter'],
  });
  let page = await browser.newPage();
  return {
    name: 'chromium',
    run: async (program, args, options) => {
      const request = requestInBrowser(server, program, args, options);
      try {
        // A document for each program, so that none finds what another left.
        await page.goto(server.url);
        return await page.evaluate<Seen>(`runProgram(${JSON.stringify(request)})`);
      } catch (error) {
        // The page of a process that crashed serves no more.
        await page.close();
        page = await browser.newPage();
        throw error;
      }
    },
    close: () => browser.close(),
  };
}
