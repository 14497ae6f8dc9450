/** Programs for a page that nobody drives: it comes for the next one, and brings what it saw. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { UserError } from '../../tools/process.ts';
import type { RunRequest, Seen } from './seen.ts';

interface Order {
  readonly request: RunRequest;
  readonly done: (seen: Seen) => void;
}

export class Orders {
  readonly #waiting: Order[] = [];
  #page: ServerResponse | undefined;
  #underWay: Order | undefined;

  /** What the page sees of a program. An error where the page never comes back: nothing can be run there any more. */
  run(request: RunRequest): Promise<Seen> {
    return new Promise((done, fail) => {
      const patience = setTimeout(() => {
        fail(new UserError('The browser that runs the tests by itself has stopped answering.'));
      }, 5 * request.patienceMs);
      this.#waiting.push({
        request,
        done: (seen) => {
          clearTimeout(patience);
          done(seen);
        },
      });
      this.#hand();
    });
  }

  /** Answers the page; false for a path that is none of its own. */
  answer(pathname: string, request: IncomingMessage, response: ServerResponse): boolean {
    if (pathname === '/order') {
      this.#page = response;
      this.#hand();
    } else if (pathname === '/seen') {
      const order = this.#underWay;
      this.#underWay = undefined;
      void json(request).then((seen) => {
        response.end();
        order?.done(seen as Seen);
      });
    } else {
      return false;
    }
    return true;
  }

  #hand(): void {
    const page = this.#page;
    const order = page && this.#waiting.shift();
    if (order === undefined) return;
    this.#page = undefined;
    this.#underWay = order;
    page?.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(order.request));
  }
}
