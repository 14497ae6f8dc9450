/** Serves, on this machine alone, the page, its worker, the test programs, and what the programs ask for. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../tools/process.ts';
import { FetchSite } from './fetch-site.ts';
import { Orders } from './orders.ts';

const TESTS = join(root, 'build/wasm/tests');
const LESSONS = join(root, 'build/programs');

/** A program of the tests, or else of a lesson. */
export function fileOf(program: string): string {
  const test = join(TESTS, `${program}.wasm`);
  return existsSync(test) ? test : join(LESSONS, `${program}.wasm`);
}

/** Bundles one entry to a classic script, as the site does with the worker. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: join(root, entry), formats: ['iife'], name: 'bundle' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not bundled`);
  return output.output[0].code;
}

export class TestServer {
  readonly #files = new Map<string, { type: string; body: string }>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  #site = new FetchSite();
  /** For a browser that nobody drives. */
  readonly orders = new Orders();

  async start(): Promise<void> {
    const scripts = {
      '/page.js': 'tests/browsers/page/page.ts',
      '/worker.js': 'wasm/host/worker.ts',
    };
    const html = { type: 'text/html', body: '<!doctype html><script src="page.js"></script>' };
    this.#files.set('/', html);
    this.#files.set('/unattended', html);
    await Promise.all(
      Object.entries(scripts).map(async ([path, entry]) => {
        this.#files.set(path, { type: 'text/javascript', body: await bundle(entry) });
      }),
    );
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** Forgets what earlier programs asked. */
  renewSite(): void {
    this.#site = new FetchSite();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://server');
    const file = this.#files.get(pathname);
    const [, program] = /^\/programs\/([\w-]+)\.wasm$/.exec(pathname) ?? [];
    if (file) {
      response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
    } else if (program !== undefined) {
      response.writeHead(200, { 'Content-Type': 'application/wasm' });
      response.end(await readFile(fileOf(program)));
    } else if (!this.orders.answer(pathname, request, response)) {
      await this.#site.answer(request, response);
    }
  }
}
