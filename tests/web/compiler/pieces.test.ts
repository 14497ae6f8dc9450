/** What a lost connection costs: pieces of the SDK are asked for again, and what has come is kept. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ManifestPiece } from '../../../wasm/sdk/manifest.ts';
import { Pieces } from '../../../web/compiler/worker/pieces.ts';

const SIZE = 1000;
const SDK = 'https://site.example/sdk/';

/** What the server does with a request: answers all, breaks off after so many bytes, or does not answer. */
type Deed = 'whole' | 'gone' | 'other bytes' | number;

let deeds: Deed[];
let asked: string[];
let pauses: number[];
let counted: number[];
let caches: (RequestCache | undefined)[];

const contents = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(SIZE).fill(path.charCodeAt(0));
const piece = (path: string): ManifestPiece => ({
  path,
  size: 3 * SIZE,
  packed: SIZE,
  sha256: createHash('sha256').update(contents(path)).digest('hex'),
});
const sum = () => counted.reduce((all, bytes) => all + bytes, 0);

function answer(path: string, deed: Deed): Response {
  if (deed === 'gone') throw new TypeError('Failed to fetch');
  if (deed === 'other bytes') return new Response(contents(`not ${path}`));
  if (deed === 'whole') return new Response(contents(path));
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(contents(path).subarray(0, deed));
      },
      pull(controller) {
        controller.error(new TypeError('network error'));
      },
    }),
  );
}

/** As much of a browser's storage as is asked of it. */
function fakeStore(): Cache {
  const kept = new Map<string, Response>();
  const store = {
    match: (url: string) => Promise.resolve(kept.get(url)?.clone()),
    put: (url: string, response: Response) => Promise.resolve(void kept.set(url, response)),
  };
  return store as unknown as Cache;
}

const source = (store: Cache | null = null) => new Pieces(SDK, store, (bytes) => counted.push(bytes));

beforeEach(() => {
  [deeds, asked, pauses, counted, caches] = [[], [], [], [], []];
  vi.stubGlobal('fetch', (url: string, { cache }: RequestInit) => {
    caches.push(cache);
    asked.push(url.slice(SDK.length));
    return Promise.resolve().then(() => answer(url.slice(SDK.length), deeds.shift() ?? 'whole'));
  });
  vi.stubGlobal('setTimeout', (go: () => void, pause: number) => {
    pauses.push(pause);
    queueMicrotask(go);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('asks again for a piece whose connection was lost, waiting longer each time', async () => {
  deeds = [300, 'gone', 999];
  expect(await source().get(piece('a'))).toEqual(contents('a'));
  expect(asked).toEqual(['a', 'a', 'a', 'a']);
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(pauses).toHaveLength(3);
  expect(sum()).toBe(SIZE);
});

it('takes back the count of bytes that were in vain', async () => {
  deeds = [300];
  await source().get(piece('a'));
  expect(counted).toEqual([300, -300, SIZE]);
});

it('gives up after some tries', async () => {
  deeds = [10, 10, 10, 10];
  await expect(source().get(piece('a'))).rejects.toMatchObject({ problem: 'cut' });
  expect(asked).toHaveLength(4);
  expect(sum()).toBe(0);
});

it('does not use what is not of the digest, and does not ask for it again', async () => {
  deeds = ['other bytes'];
  await expect(source().get(piece('a'))).rejects.toMatchObject({ problem: 'wrong' });
  expect(asked).toHaveLength(1);
});

it('goes on at the next attempt where the last one ended, with the pieces that came', async () => {
  const store = fakeStore();
  deeds = ['whole', 'gone', 'gone', 'gone', 'gone'];
  const first = source(store);
  const before = await Promise.allSettled([first.get(piece('a')), first.get(piece('b'))]);
  expect(before.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await first.storeRest();
  [asked, counted] = [[], []];
  const second = source(store);
  expect(await Promise.all([second.get(piece('a')), second.get(piece('b'))])).toEqual([contents('a'), contents('b')]);
  expect(asked).toEqual(['b']);
  expect(sum()).toBe(2 * SIZE);
});

it('asks for a few at a time, in order', async () => {
  const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const held = source();
  const all = paths.map((path) => held.get(piece(path)));
  await all[0];
  expect(asked.slice(0, 4)).toEqual(['a', 'b', 'c', 'd']);
  await Promise.all(all);
  expect(asked.toSorted()).toEqual(paths);
});

it("keeps a piece in one place: the storage, or else the browser's cache", async () => {
  await source(fakeStore()).get(piece('a'));
  await source().get(piece('b'));
  expect(caches).toEqual(['no-store', 'default']);
});

it('stores at once what came slowly, and later what came fast, which could as well be fetched again', async () => {
  const store = fakeStore();
  const isStored = async (path: string) => (await store.match(SDK + path)) !== undefined;
  const now = vi.spyOn(performance, 'now');
  const pieces = source(store);
  await pieces.get(piece('f'));
  let time = 0;
  now.mockImplementation(() => (time += 10_000));
  await pieces.get(piece('s'));
  expect([await isStored('f'), await isStored('s')]).toEqual([false, true]);
  await pieces.storeRest();
  expect(await isStored('f')).toBe(true);
});

it('does without a storage that is out of order', async () => {
  const broken = () => Promise.reject(new DOMException('the storage is gone', 'UnknownError'));
  const pieces = source({ match: broken, put: broken, delete: broken } as unknown as Cache);
  expect(await pieces.get(piece('a'))).toEqual(contents('a'));
  await expect(pieces.storeRest()).resolves.toBeUndefined();
});
