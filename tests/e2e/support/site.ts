/**
 * The built site as some static server has it: below a sub-path, with `Access-Control-Allow-Origin: *`. It remembers what it was asked
 * for, which no browser tells as surely (a worker's requests, a cache's), and can be cut off.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

const ROOT = join(import.meta.dirname, '../../..');
/** A copy may stand in for it, so that a build does not change the site under a running test. */
export const BUILT = process.env.TULIP_SITE ?? join(ROOT, 'build/site');
/** Where the site lies: nothing may count on the root of a server. */
export const SUB_PATH = '/some/where/';

export interface Site {
  /** The playground's address; ends with a slash. */
  readonly url: string;
  /** Paths below the site's address, in the order in which they were asked for. */
  readonly requests: readonly string[];
  /** Paths whose answers were given up by the one who had asked for them. */
  readonly abandoned: readonly string[];
  /** Sends the beginning of the answer to every request whose path matches, and then breaks off; null ends that. */
  breakOff(paths: RegExp | null): void;
  /** Cuts the connection of every request whose path matches, as a network that is gone does; null ends that. */
  cut(paths: RegExp | null): void;
  /** Keeps back the answer to every request whose path matches, until the returned function is called. */
  hold(paths: RegExp): () => void;
  /** Serves another folder from now on. */
  deploy(folder: string): void;
  /** Forgets the requests and undoes `cut`, `hold` and `deploy`. */
  reset(): void;
  close(): void;
}

function filesIn(folder: string) {
  return sirv(folder, {
    dev: true,
    etag: true,
    setHeaders: (response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
    },
  });
}

/** Serves the site under a sub-path of a free port. */
export async function serveSite(subPath = SUB_PATH): Promise<Site> {
  const built = filesIn(BUILT);
  let files = built;
  const requests: string[] = [];
  const abandoned: string[] = [];
  let broken: RegExp | null = null;
  let lost: RegExp | null = null;
  let held: { paths: RegExp; until: Promise<void> } | null = null;
  let release: () => void = () => undefined;

  const server = createServer((request, response) => {
    const { url = '/' } = request;
    if (!url.startsWith(subPath)) {
      refuse(response);
      return;
    }
    const path = url.slice(subPath.length);
    requests.push(path);
    let over = false;
    response.on('finish', () => (over = true));
    response.on('close', () => {
      if (!over) abandoned.push(path);
    });
    if (lost?.test(path) === true) {
      request.socket.destroy();
      return;
    }
    if (broken?.test(path) === true) {
      response.writeHead(200, { 'Content-Length': '1000000', 'Access-Control-Allow-Origin': '*' });
      response.write(Buffer.alloc(1000), () => request.socket.destroy());
      return;
    }
    const answer = () => {
      request.url = `/${path}`;
      files(request, response, () => {
        refuse(response);
      });
    };
    if (held?.paths.test(path) === true) void held.until.then(answer);
    else answer();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://localhost:${port}${subPath}`,
    requests,
    abandoned,
    breakOff(paths) {
      broken = paths;
    },
    cut(paths) {
      lost = paths;
    },
    hold(paths) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held = { paths, until: promise };
      release = () => {
        held = null;
        resolve(undefined);
      };
      return release;
    },
    deploy(folder) {
      files = filesIn(folder);
    },
    reset() {
      files = built;
      requests.length = 0;
      abandoned.length = 0;
      broken = null;
      lost = null;
      release();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' }).end('Not found\n');
}

export interface Page {
  readonly url: string;
  /** What was asked for, pages included. */
  readonly requests: readonly string[];
  close(): void;
}

/** A page of somebody else, on another site than the playground's: `127.0.0.1` where that is `localhost`. `headers` are sent with it. */
export async function servePage(html: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '/');
    // Even a server that answers every origin must be out of a program's reach.
    const type = 'text/html; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*', ...headers }).end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
