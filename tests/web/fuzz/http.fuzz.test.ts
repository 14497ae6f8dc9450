/** What a program's HTTP server answers to the panel Browser: it is a stranger's program. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { responseParsers } from '../../../web/runner/response-parser.ts';
import type { ConnectionListener } from '../../../web/session/run/ports.ts';
import { placeOf } from '../../../web/session/servers/address.ts';
import { contentOf } from '../../../web/session/servers/content.ts';
import { Exchange, MAX_BODY } from '../../../web/session/servers/exchange.ts';
import type { NewResponseParser } from '../../../web/session/servers/http.ts';
import { anyBytes, anyText, changedText, fuzz, TIMEOUT } from './support.ts';

let newParser: NewResponseParser;
beforeAll(async () => {
  const llhttp = createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js') as Uint8Array;
  newParser = await responseParsers(new Uint8Array(llhttp));
});

/** An exchange, and what the program says in it. */
function ask(): { readonly exchange: Exchange; readonly program: ConnectionListener } {
  let program: ConnectionListener | undefined;
  const exchange = new Exchange(
    { method: 'GET', target: '/', body: '' },
    {
      host: '127.0.0.1:80',
      now: () => 0,
      newParser,
      connect: (listener) => {
        program = listener;
        return { room: 0, send: () => false, end: () => undefined, close: () => undefined };
      },
    },
  );
  if (program === undefined) throw new Error('nothing was asked');
  return { exchange, program };
}

const ANSWERS = [
  'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n\r\n<b>x\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nwiki\r\n0\r\nTrailer: x\r\n\r\n',
  'HTTP/1.0 302 Found\r\nLocation: //example.org/\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nContent-Type: application/json\r\n\r\n{"a":[1]}',
];
const PIECES = [
  'HTTP/1.1 ',
  '\r\n',
  '\n',
  ': ',
  'Content-Length: ',
  'chunked',
  'charset=',
  '0\r\n',
  'ffffffff',
  '-1',
  '\0',
  'a: b\r\n',
];

describe('an answer', { timeout: TIMEOUT }, () => {
  it('in whatever pieces has an end, a bounded body and something that can be shown', async () => {
    const texts = changedText(ANSWERS, PIECES).map((text) => new TextEncoder().encode(text));
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 });
    await fuzz(fc.tuple(fc.oneof(texts, anyBytes), cuts), ([answer, lengths]) => {
      const { exchange, program } = ask();
      let at = 0;
      for (const length of [...lengths, answer.length]) {
        if (at < answer.length) program.data(answer.slice(at, (at += length)));
      }
      const content = contentOf(exchange);
      program.ended();
      expect(exchange.isUnderWay).toBe(false);
      expect(exchange.body(3).length).toBeLessThanOrEqual(3);
      expect(exchange.body().length).toBeLessThanOrEqual(answer.length);
      if (exchange.state === 'complete') expect(exchange.head?.status).toBeGreaterThanOrEqual(200);
      expect(content === null || contentOf(exchange) !== null).toBe(true);
    });
  });

  it('that goes on for ever, in whatever part, is given up', async () => {
    const begun = 'HTTP/1.1 200 OK\r\n';
    const chunked = `${begun}Transfer-Encoding: chunked\r\n\r\n`;
    const endless = fc.constantFrom(
      [begun, 'a: b\r\n'],
      [`${begun}a: `, 'b'],
      ['HTTP/1.1 200 ', 'O'],
      ['', 'HTTP/1.1 100 Continue\r\n\r\n'],
      [chunked, '1\r\nx\r\n'],
      [`${chunked}1;`, 'x'],
      [`${chunked}0\r\n`, 'a: b\r\n'],
      [`${begun}\r\n`, 'x'],
    );
    await fuzz(
      endless,
      ([first = '', again = '']) => {
        const { exchange, program } = ask();
        if (first !== '') program.data(new TextEncoder().encode(first));
        const piece = new TextEncoder().encode(again.repeat(60_000));
        for (let sent = 0; exchange.isUnderWay && sent < 3 * MAX_BODY; sent += piece.length) program.data(piece);
        expect(exchange.isUnderWay).toBe(false);
      },
      8,
    );
  });

  it('leads to the program’s own port or elsewhere, wherever its links say', async () => {
    const links = changedText(
      ['http://127.0.0.1:80/a?b#c', '//example.org/', '../x', 'javascript:1'],
      ['@', ':', '/', '\\', '//', '%', '[', ']', '\t', '127.0.0.1', 'localhost', '?', '#'],
    );
    await fuzz(
      fc.tuple(fc.oneof(links, anyText), fc.constantFrom('/', '/a/b?c')),
      ([link, page]) => {
        const place = placeOf(link, 8080, page);
        if (place.kind === 'here') expect(place.target).toMatch(/^\/[^\r\n ]*$/);
        else expect(place.address).toBeTypeOf('string');
      },
      1_000,
    );
  });
});
