/** The browser of a program's pages, with a program that says what each test wants, and the parser that the page has. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { responseParsers } from '../../web/runner/response-parser.ts';
import type { ConnectionListener } from '../../web/session/run/ports.ts';
import { addressOf, placeOf, placeOfTyped } from '../../web/session/servers/address.ts';
import { Browsing, MAX_REQUESTS } from '../../web/session/servers/browsing.ts';
import { contentOf } from '../../web/session/servers/content.ts';
import { MAX_BODY } from '../../web/session/servers/exchange.ts';
import { readFrameMessage } from '../../web/session/servers/frame-message.ts';
import type { NewResponseParser } from '../../web/session/servers/http.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const html = (body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${bytes(body).length}\r\n\r\n${body}`;

let newParser: NewResponseParser;
beforeAll(async () => {
  const llhttp = createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js') as Uint8Array;
  newParser = await responseParsers(new Uint8Array(llhttp));
});

/** The program's side of one connection. */
interface Served {
  readonly listener: ConnectionListener;
  request: string;
  closed: boolean;
  /** Says it and ends the connection. */
  answer(text: string): void;
}

/** A browser of port 8080 and all connections that it made. `room`: bytes that the program takes at once. */
function browse({ room = 65_536, refused = false } = {}) {
  const served: Served[] = [];
  let clock = 1000;
  const browsing = new Browsing(8080, {
    host: '127.0.0.1:8080',
    newParser,
    now: () => (clock += 5),
    connect: (listener) => {
      if (refused) return null;
      const one: Served = {
        listener,
        request: '',
        closed: false,
        answer: (text) => {
          listener.data(bytes(text));
          listener.ended();
        },
      };
      served.push(one);
      let left = room;
      return {
        get room() {
          return left;
        },
        send: (data) => {
          one.request += new TextDecoder().decode(data);
          left -= data.length;
          queueMicrotask(() => {
            left += data.length;
            listener.room();
          });
          return true;
        },
        end: () => undefined,
        close: () => (one.closed = true),
      };
    },
  });
  const last = (): Served => {
    const one = served.at(-1);
    if (one === undefined) throw new Error('nothing was asked');
    return one;
  };
  return { browsing, served, last };
}

const shown = (browsing: Browsing) => (browsing.current === null ? null : contentOf(browsing.current));

describe('addresses', () => {
  it('lead to the program or elsewhere', () => {
    expect(addressOf(8080, '/a?b')).toBe('http://127.0.0.1:8080/a?b');
    expect(placeOf('?page=2', 8080, '/find?word=a')).toEqual({ kind: 'here', target: '/find?page=2' });
    expect(placeOf('b#top', 8080, '/a/x')).toEqual({ kind: 'here', target: '/a/b' });
    expect(placeOf('http://localhost:8080/c', 8080, '/')).toEqual({ kind: 'here', target: '/c' });
    expect(placeOf('http://127.0.0.1/c', 80, '/')).toEqual({ kind: 'here', target: '/c' });
    for (const reference of [
      'http://127.0.0.1:8081/',
      'https://127.0.0.1:8080/',
      '//example.org/x',
      'javascript:alert(1)',
      'data:text/html,x',
      'mailto:a@b',
      'http://',
    ]) {
      expect(placeOf(reference, 8080, '/').kind, reference).toBe('elsewhere');
    }
  });

  it('may be typed as paths', () => {
    expect(placeOfTyped(' find?word=체스 ', 8080)).toEqual({
      kind: 'here',
      target: '/find?word=%EC%B2%B4%EC%8A%A4',
    });
    expect(placeOfTyped('', 8080)).toEqual({ kind: 'here', target: '/' });
    expect(placeOfTyped('//example.org/', 8080).kind).toBe('elsewhere');
    expect(placeOfTyped('a:b', 8080)).toEqual({ kind: 'here', target: '/a:b' });
    expect(placeOfTyped('https://example.org/', 8080)).toEqual({ kind: 'elsewhere', address: 'https://example.org/' });
  });
});

describe('a request', () => {
  it('is HTTP/1.1, and the page comes in pieces', () => {
    const { browsing, last } = browse();
    browsing.visit('/?word=cat');
    expect(last().request).toMatch(/^GET \/\?word=cat HTTP\/1\.1\r\nHost: 127\.0\.0\.1:8080\r\n(?:\S+: .*\r\n)+\r\n$/);
    expect(shown(browsing)).toBeNull();
    const answer =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\nX-Empty:\r\nX-Last: 1\r\n\r\n';
    // Byte by byte, as the network may have it.
    for (const byte of bytes(answer)) last().listener.data(new Uint8Array([byte]));
    last().listener.data(bytes('3\r\n<p>\r\n'));
    expect(shown(browsing)).toEqual({ kind: 'html', text: '<p>' });
    expect(browsing.current?.state).toBe('receiving');
    last().listener.data(bytes('3\r\ncat\r\n0\r\n\r\n'));
    expect(shown(browsing)).toEqual({ kind: 'html', text: '<p>cat' });
    expect(browsing.current).toMatchObject({ state: 'complete', size: 6, took: 5 });
    expect(browsing.current?.head).toEqual({
      status: 200,
      reason: 'OK',
      headers: [
        ['Transfer-Encoding', 'chunked'],
        ['Content-Type', 'text/html'],
        ['X-Empty', ''],
        ['X-Last', '1'],
      ],
    });
    expect(last().closed).toBe(true);
  });

  it('is sent as fast as the program reads', async () => {
    const { browsing, last } = browse({ room: 100 });
    const value = 'x'.repeat(1000);
    browsing.submit({ method: 'post', action: '/save', fields: [['text', value]] });
    await new Promise((resolve) => setTimeout(resolve));
    expect(last().request).toMatch(/^POST \/save HTTP\/1\.1\r\n/);
    expect(last().request).toContain('Content-Length: 1005\r\n');
    expect(last().request.endsWith(`\r\n\r\ntext=${value}`)).toBe(true);
  });

  it('takes lines that end with \\n alone, interim responses, and a body that ends with the connection', () => {
    const { browsing, last } = browse();
    browsing.visit('/');
    last().answer('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\nX: y\n\nno such page');
    expect(browsing.current?.head).toEqual({ status: 404, reason: 'Not Found', headers: [['X', 'y']] });
    expect(shown(browsing)).toEqual({ kind: 'text', text: 'no such page' });
    expect(browsing.current?.state).toBe('complete');
  });

  it.each([
    ['', { kind: 'no-answer' }],
    ['hello\n', { kind: 'not-http', why: 'Expected HTTP/, RTSP/ or ICE/' }],
    ['HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort', { kind: 'cut-short' }],
    ['HTTP/1.1 200 OK\r\nContent-Le', { kind: 'cut-short' }],
    ['HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n', { kind: 'not-http' }],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nxxxxx', { kind: 'not-http' }],
  ])('that is answered %j has no whole answer, and says why', (answer, problem) => {
    const { browsing, last } = browse();
    browsing.visit('/');
    if (answer !== '') last().listener.data(bytes(answer));
    last().listener.ended();
    expect(browsing.current?.state).toMatchObject(problem);
  });

  it('ends, whatever is answered', () => {
    const pieces = fc.constantFrom(
      'HTTP/1.1 200 OK',
      '\r\n',
      '\n',
      'Content-Length: ',
      'Transfer-Encoding: chunked',
      '-1',
      '5',
    );
    const piece = fc.oneof(pieces.map(bytes), fc.uint8Array({ minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (all) => {
        const { browsing, last } = browse();
        browsing.visit('/');
        for (const one of all) last().listener.data(new Uint8Array(one));
        last().listener.ended();
        expect(browsing.current?.isUnderWay).toBe(false);
      }),
    );
  });

  it('can be refused, broken off and given up', () => {
    const nobody = browse({ refused: true }).browsing;
    nobody.visit('/');
    expect(nobody.current?.state).toEqual({ kind: 'refused' });
    const { browsing, last } = browse();
    browsing.visit('/');
    last().listener.closed('reset');
    expect(browsing.current?.state).toEqual({ kind: 'cut-short' });
    browsing.visit('/');
    browsing.giveUp();
    expect(browsing.current?.state).toEqual({ kind: 'given-up' });
    expect(last().closed).toBe(true);
    // What comes late is heard no more.
    last().listener.data(bytes(html('late')));
    expect(browsing.current?.state).toEqual({ kind: 'given-up' });
  });

  it('is given up where the answer has no end', () => {
    const { browsing, last } = browse();
    browsing.visit('/');
    last().listener.data(bytes('HTTP/1.1 200 OK\r\n\r\n'));
    const piece = new Uint8Array(1024 * 1024);
    for (let sent = 0; sent <= MAX_BODY; sent += piece.length) last().listener.data(piece);
    expect(browsing.current?.state).toEqual({ kind: 'too-large' });
  });

  it.each([
    ['headers', 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'],
    ['a header', 'HTTP/1.1 200 OK\r\na: ', 'b'],
    ['interim answers', '', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['chunks of one byte', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
  ])('is given up where %s have no end', (_, begun, again) => {
    const { browsing, last } = browse();
    browsing.visit('/');
    if (begun !== '') last().listener.data(bytes(begun));
    const piece = bytes(again.repeat(100_000));
    for (let sent = 0; sent <= 2 * MAX_BODY; sent += piece.length) last().listener.data(piece.slice());
    expect(browsing.current?.state).toEqual({ kind: 'too-large' });
  });
});

describe('the reader', () => {
  it('follows links, sends forms, and goes back to pages as they were', () => {
    const { browsing, served, last } = browse();
    browsing.visit('/find?word=a');
    last().answer(html('one'));
    browsing.submit({ method: 'get', action: '', fields: [['word', 'chess & 체스']] });
    expect(browsing.target).toBe('/find?word=chess+%26+%EC%B2%B4%EC%8A%A4');
    last().answer(html('two'));
    browsing.follow('/more');
    expect(browsing.target).toBe('/more');
    // Another wish ends what is under way.
    browsing.follow('other');
    expect(served[2]?.closed).toBe(true);
    last().answer(html('three'));
    browsing.back();
    browsing.back();
    expect(shown(browsing)).toMatchObject({ text: 'two' });
    browsing.back();
    expect(shown(browsing)).toMatchObject({ text: 'one' });
    expect(browsing.canGoBack).toBe(false);
    expect(served).toHaveLength(4);
    browsing.reload();
    expect(last().request).toMatch(/^GET \/find\?word=a /);
    expect(browsing.canGoBack).toBe(false);
    expect(browsing.requests).toHaveLength(5);
  });

  it('stays where a link leads elsewhere', () => {
    const { browsing, served, last } = browse();
    browsing.visit('/');
    last().answer(html('here'));
    for (const method of ['get', 'post'] as const) {
      browsing.submit({ method, action: 'https://example.org/', fields: [] });
      expect(browsing.problem).toEqual({ kind: 'elsewhere', address: 'https://example.org/' });
    }
    browsing.follow('javascript:alert(1)');
    expect(browsing.problem?.kind).toBe('elsewhere');
    expect(served).toHaveLength(1);
    expect(shown(browsing)).toMatchObject({ text: 'here' });
  });

  it('is sent on by redirects, as far as they lead to the program and end', () => {
    const { browsing, served, last } = browse();
    browsing.submit({ method: 'post', action: '/save', fields: [['a', 'b']] });
    last().answer('HTTP/1.1 303 See Other\r\nLocation: /saved\r\nContent-Length: 0\r\n\r\n');
    expect(last().request).toMatch(/^GET \/saved /);
    last().answer('HTTP/1.1 307 Temporary Redirect\r\nlocation: https://example.org/\r\nContent-Length: 0\r\n\r\n');
    expect(browsing.problem).toEqual({ kind: 'elsewhere', address: 'https://example.org/' });
    expect(browsing.canGoBack).toBe(false);
    const before = served.length;
    browsing.visit('/loop');
    for (let i = 0; i < 20; ++i) last().answer('HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n');
    expect(browsing.problem).toEqual({ kind: 'redirects' });
    expect(served.length - before).toBe(11);
  });

  it('has a bounded list of requests behind it', () => {
    const { browsing, last } = browse();
    for (let i = 0; i < 2 * MAX_REQUESTS; ++i) {
      browsing.visit(`/${i}`);
      last().answer(html('x'));
    }
    expect(browsing.requests).toHaveLength(MAX_REQUESTS);
    let steps = 0;
    for (; browsing.canGoBack; ++steps) browsing.back();
    expect(steps).toBe(MAX_REQUESTS - 1);
  });
});

describe('what is answered', () => {
  it.each([
    ['text/html; charset=utf-8', '<p>안녕', { kind: 'html', text: '<p>안녕' }],
    ['', ' <h1>Hi', { kind: 'html' }],
    ['', 'Hi <b>', { kind: 'text' }],
    ['text/plain', '<p>', { kind: 'text', text: '<p>' }],
    ['text/html; charset=unheard-of', '<p>안', { kind: 'html', text: '<p>안' }],
    ['application/json', '{"a":[1]}', { kind: 'text', text: '{\n  "a": [\n    1\n  ]\n}' }],
    ['application/json', '{broken', { kind: 'text', text: '{broken' }],
    ['application/problem+json', '[]', { kind: 'text', text: '[]' }],
    ['image/png', 'x', { kind: 'picture', mime: 'image/png', data: bytes('x') }],
    ['application/zip', 'PK', { kind: 'other', mime: 'application/zip' }],
    ['text/plain', '', { kind: 'empty' }],
  ])('as %j: %j', (type, body, content) => {
    const { browsing, last } = browse();
    browsing.visit('/');
    last().answer(`HTTP/1.1 200 OK\r\n${type === '' ? '' : `Content-Type: ${type}\r\n`}\r\n${body}`);
    expect(shown(browsing)).toMatchObject(content);
  });
});

describe('a message of the frame', () => {
  it('is taken only where it is one', () => {
    const submit = { type: 'submit', method: 'post', action: '/x', fields: [['a', 'b']] };
    expect(readFrameMessage({ ...submit, other: 1 })).toEqual(submit);
    expect(readFrameMessage({ type: 'ready' })).toEqual({ type: 'ready' });
    for (const wrong of [
      null,
      'ready',
      { type: 'other' },
      { type: 'height', height: Number.NaN },
      { type: 'height', height: '5' },
      { type: 'follow', reference: 5 },
      { type: 'follow', reference: 'x'.repeat(1_000_000) },
      { ...submit, method: 'PUT' },
      { ...submit, fields: [['a', 5]] },
      { ...submit, fields: [['a', 'b', 'c']] },
      { ...submit, fields: [Object.assign(new Array(2), { 0: 'a' })] },
      { ...submit, fields: new Array(3) },
      { ...submit, fields: 'ab' },
    ]) {
      expect(readFrameMessage(wrong), JSON.stringify(wrong)).toBeNull();
    }
  });
});
