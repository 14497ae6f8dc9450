/** The server that reactor_fetch_test.cpp asks, for programs in browsers. Twin: support/fetch_site.cpp. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Counts what happens, and lets others wait for it. */
class Tally {
  count = 0;
  #waiting: (() => void)[] = [];

  add(): void {
    this.count += 1;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async reaches(count: number): Promise<void> {
    while (this.count < count) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }
}

/** Answers below `/site/`; an instance for each program that runs. */
export class FetchSite {
  readonly #came = new Tally();
  readonly #left = new Tally();
  #answeredFor = 0;

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://site');
    const end = (status: number, body: string | Uint8Array, headers: Record<string, string> = {}): void => {
      response.writeHead(status, headers).end(body);
    };
    switch (url.pathname) {
      case '/site/hello':
        end(200, 'hello, 안녕', { 'Content-Type': 'text/plain; charset=utf-8', 'X-Site': 'tulip' });
        break;
      case '/site/bytes':
        end(
          200,
          Uint8Array.from({ length: 256 }, (_, i) => i),
        );
        break;
      case '/site/empty':
        end(200, '');
        break;
      case '/site/large':
        end(200, 'x'.repeat(1_000_000));
        break;
      case '/site/moved':
        end(302, '', { Location: '/site/hello' });
        break;
      case '/site/closed-port':
        end(200, await closedPort());
        break;
      case '/site/cut':
        response.writeHead(200, { 'Content-Length': '100' }).write('cut', () => response.destroy());
        break;
      case '/site/number':
        end(200, url.search.slice(1));
        break;
      case '/site/echo': {
        request.setEncoding('utf8');
        let body = '';
        for await (const part of request) body += String(part);
        end(200, `${request.method ?? ''} ${String(request.headers['x-question'])} ${body}`);
        break;
      }
      case '/site/silent':
        response.on('close', () => {
          this.#left.add();
        });
        this.#came.add();
        break;
      case '/site/silent/came':
        await this.#came.reaches(this.#answeredFor + 1);
        this.#answeredFor = this.#came.count;
        end(200, '');
        break;
      case '/site/silent/left':
        await this.#came.reaches(1);
        this.#answeredFor = this.#came.count;
        await this.#left.reaches(this.#came.count);
        end(200, '');
        break;
      default:
        end(404, 'nothing here');
    }
  }
}

/** An address at which nobody listens: a port that was just free. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
