// The static file server of `npm start` and of the tests in browsers.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { UserError } from './process.ts';

export interface Site {
  /** Without a slash at the end. */
  address: string;
  close(): void;
}

/** Files that are served in the place of the folder's: their texts, by path. */
export type Scripts = Readonly<Record<string, string>>;

/** Serves a folder; port 0 takes any free port. */
export function serve(folder: string, port: number, host = '127.0.0.1', instead: Scripts = {}): Promise<Site> {
  const files = sirv(folder, {
    // Looks at the folder at each request, so that a site that is built anew is served without a restart ...
    dev: true,
    // ... and the browser asks whether what it keeps is still right.
    etag: true,
    setHeaders: (response) => {
      // Programs run in a frame of opaque origin, from where every fetch is one across origins.
      response.setHeader('Access-Control-Allow-Origin', '*');
    },
  });
  const server = createServer((request, response) => {
    const script = instead[request.url?.split('?', 1)[0] ?? ''];
    if (script !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' }).end(script);
      return;
    }
    files(request, response, () => {
      // A program that asks for a file that is not there should hear just that.
      response.writeHead(404, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' }).end('Not found\n');
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken: choose another one, such as PORT=${port + 1} npm start.`;
      reject(error.code === 'EADDRINUSE' ? new UserError(taken) : error);
    });
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve({
        address: `http://localhost:${address.port}`,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
