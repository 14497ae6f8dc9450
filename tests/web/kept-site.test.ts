/** What the service worker keeps of the site, answers, and forgets; the browser's storage and the server are made up. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptSite } from '../../web/offline/kept-site.ts';

const SCOPE = 'https://tulip.test/some/where/';

/** As much of a Cache as is used. */
class FakeCache {
  readonly entries = new Map<string, Response>();

  match(url: string, { ignoreSearch = false } = {}): Promise<Response | undefined> {
    const found = [...this.entries].find(([key]) => key === url || (ignoreSearch && key.split('?', 1)[0] === url));
    return Promise.resolve(found?.[1].clone());
  }

  put(url: string, response: Response): Promise<void> {
    this.entries.set(url, response);
    return Promise.resolve();
  }

  delete(url: string): Promise<boolean> {
    return Promise.resolve(this.entries.delete(url));
  }

  keys(): Promise<readonly { readonly url: string }[]> {
    return Promise.resolve([...this.entries.keys()].map((url) => ({ url })));
  }
}

let cache: FakeCache;
/** What the server has, by path below the site's. */
let server: Record<string, string>;
let fetched: string[];

beforeEach(() => {
  cache = new FakeCache();
  fetched = [];
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', (asked: string | Request) => {
    const path = (typeof asked === 'string' ? asked : asked.url).slice(SCOPE.length).split('?', 1)[0] ?? '';
    fetched.push(path);
    const text = server[path];
    return Promise.resolve(new Response(text ?? 'Not found', { status: text === undefined ? 404 : 200 }));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A version of the site, as the server has it and as its list says. */
function version(texts: Record<string, string>): KeptSite {
  server = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path.replace(/index\.html$/, ''), text]));
  return new KeptSite(SCOPE, Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, digest(text)])));
}

async function inUse(texts: Record<string, string>): Promise<KeptSite> {
  const site = version(texts);
  await site.fetchAll();
  await site.forgetOld();
  return site;
}

const read = async (site: KeptSite, path: string) => (await site.answer(new Request(SCOPE + path))).text();

it('answers pages whatever is asked of them, and files, without the server', async () => {
  const site = await inUse({ 'index.html': 'page', 'learn/task/index.html': 'lesson', 'embed.js': 'script' });
  server = {};
  expect(await read(site, '')).toBe('page');
  expect(await read(site, '?demo=task&lang=ko')).toBe('page');
  expect(await read(site, 'index.html')).toBe('page');
  expect(await read(site, 'learn/task/?lang=en')).toBe('lesson');
  expect(await read(site, 'embed.js')).toBe('script');
});

it('leaves alone what it does not keep, what is changed, and what is asked for anew', async () => {
  const site = await inUse({ 'index.html': 'page' });
  expect(site.answers(new Request(SCOPE))).toBe(true);
  expect(site.answers(new Request(`${SCOPE}assets/of-an-old-page.js`))).toBe(true);
  expect(site.answers(new Request(`${SCOPE}sdk/piece`))).toBe(false);
  expect(site.answers(new Request('https://tulip.test/elsewhere/'))).toBe(false);
  expect(site.answers(new Request(SCOPE, { method: 'POST' }))).toBe(false);
  expect(site.answers(new Request(SCOPE, { cache: 'reload' }))).toBe(false);
});

it('fetches of a new version what has changed, and only that', async () => {
  await inUse({ 'index.html': 'one', 'embed.js': 'same' });
  fetched = [];
  await version({ 'index.html': 'two', 'embed.js': 'same' }).fetchAll();
  expect(fetched).toEqual(['']);
});

it('refuses a file of another version, and goes on where it had stopped', async () => {
  const site = version({ 'embed.js': 'script', 'index.html': 'new' });
  server[''] = 'old';
  await expect(site.fetchAll()).rejects.toThrow('index.html');
  await vi.waitFor(() => {
    expect(cache.entries.size).toBe(1);
  });
  server[''] = 'new';
  fetched = [];
  await site.fetchAll();
  expect(fetched).toEqual(['']);
});

it('keeps for a page that is still open the version before the one in use, and none older', async () => {
  const program = (text: string) => `programs/task.wasm?${digest(text)}`;
  await inUse({ 'assets/a-1.js': 'first', 'programs/task.wasm': 'p1' });
  await inUse({ 'assets/a-2.js': 'second', 'programs/task.wasm': 'p2' });
  const site = await inUse({ 'assets/a-3.js': 'third', 'programs/task.wasm': 'p3' });
  expect(await read(site, 'assets/a-2.js')).toBe('second');
  expect(await read(site, program('p2'))).toBe('p2');
  expect(await read(site, program('p3'))).toBe('p3');
  expect((await site.answer(new Request(`${SCOPE}assets/a-1.js`))).status).toBe(404);
});

it('asks the server where the browser has thrown away what was kept, or has no storage', async () => {
  const site = await inUse({ 'index.html': 'page' });
  cache.entries.clear();
  expect(await read(site, '')).toBe('page');
  vi.stubGlobal('caches', { open: () => Promise.reject(new Error('refused')) });
  expect(await read(site, '')).toBe('page');
});
