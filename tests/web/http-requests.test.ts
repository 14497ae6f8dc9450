/** Requests as a program makes them, with a network of the test's own: how much of an answer they take. */
import { describe, expect, it } from 'vitest';
import { ProgramMemory } from '../../wasm/abi/memory.ts';
import { HttpRequests } from '../../wasm/reactor/http.ts';
import { FinishedOperations } from '../../wasm/reactor/operations.ts';

const LIMIT = 2 ** 20;
const PIECE = LIMIT / 4;
const REQUEST = 0;
const SIZES = 64;
const TEXT = 128;
const RESULT = 1024;

interface Seen {
  readonly status: number;
  readonly body: Uint8Array;
  readonly error: string;
}

/** What a program is told that fetches "a" and gets `response`. */
async function fetched(response: Response): Promise<Seen> {
  const memory = new ProgramMemory();
  memory.attach(new WebAssembly.Memory({ initial: 64 }));
  const finished = new FinishedOperations();
  const requests = new HttpRequests({
    memory,
    baseUrl: 'https://site.test/',
    fetch: () => Promise.resolve(response),
    finished,
    conditions: null,
    held: () => undefined,
    largestBodyBytes: LIMIT,
  });
  memory.bytes.set(new TextEncoder().encode('GETa'), TEXT);
  [1, TEXT, 3, TEXT + 3, 1, 0, 0, 0, 0].forEach((field, i) => {
    memory.view.setUint32(REQUEST + 4 * i, field, true);
  });
  const over = new Promise<void>((resolve) => {
    finished.onAdd = resolve;
  });
  requests.start(REQUEST);
  await over;
  requests.sizes(1, SIZES);
  const [status = 0, ...sizes] = [0, 1, 2, 3, 4, 5].map((i) => memory.view.getUint32(SIZES + 4 * i, true));
  requests.read(1, RESULT);
  let at = RESULT;
  const parts = sizes.map((size) => {
    at += size;
    return memory.slice(at - size, size);
  });
  const [, , , body = new Uint8Array(), error] = parts;
  return { status, body, error: new TextDecoder().decode(error) };
}

/** An answer in `count` pieces, each a byte of its own number over and over; and how many were asked for, and whether the rest was refused. */
function answer(
  count: number,
  headers: Record<string, string> = {},
): [Response, { pulled: number; cancelled: boolean }] {
  const source = { pulled: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        controller.enqueue(new Uint8Array(PIECE).fill(source.pulled++));
        if (source.pulled === count) controller.close();
      },
      cancel: () => {
        source.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return [new Response(body, { headers }), source];
}

describe('the body of an answer', () => {
  it('comes whole where it is as long as it may be', async () => {
    const [response, source] = answer(4);
    const { status, body, error } = await fetched(response);
    expect({ status, error, length: body.length }).toEqual({ status: 200, error: '', length: LIMIT });
    expect([0, 1, 2, 3].map((i) => [body[i * PIECE], body[(i + 1) * PIECE - 1]])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(source).toEqual({ pulled: 4, cancelled: false });
  });

  it('is empty where there is none', async () => {
    const { status, body, error } = await fetched(new Response(null, { status: 204 }));
    expect({ status, error, length: body.length }).toEqual({ status: 204, error: '', length: 0 });
  });

  it('without a length is downloaded up to the limit, and no further', async () => {
    const [response, source] = answer(Infinity);
    expect(await fetched(response)).toMatchObject({ status: 0, error: 'https://site.test/a sent more than 1 MB' });
    expect(source).toEqual({ pulled: 5, cancelled: true });
  });

  it('that says that it is too long is not downloaded at all', async () => {
    const [response, source] = answer(Infinity, { 'content-length': String(LIMIT + 1) });
    expect(await fetched(response)).toMatchObject({ status: 0, error: 'https://site.test/a sent more than 1 MB' });
    expect(source).toEqual({ pulled: 0, cancelled: true });
  });
});
