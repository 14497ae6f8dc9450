/**
 * The site's files as the browser keeps them, so that they are there without a network.
 *
 * Each is kept under its address with its digest behind a question mark: versions of the site share what did not change, and a page of the
 * version before goes on finding what it has not loaded yet.
 */
import { sha256 } from '../shared/sha256.ts';

/** Addresses below the site's, with the SHA-256 of what is there, in hexadecimal. */
export type SiteFiles = Readonly<Record<string, string>>;

/** Requests under way at a time: the page may be loading its own. */
const AT_ONCE = 4;
/** Where the list of the version that is in use is kept, beside its files. */
const LIST = '?files';
/** Folders of files that only an earlier version may have: their names, or what is asked of them, have digests. */
const VERSIONED = /^(?:assets|programs)\//;

export class KeptSite {
  readonly #scope: string;
  readonly #files: SiteFiles;

  /** `scope`: the site's address, with a slash at its end. */
  constructor(scope: string, files: SiteFiles) {
    this.#scope = scope;
    this.#files = files;
  }

  /** Fetches what is not kept yet; rejects where a file does not come, or is not the one that belongs to this version. Trying again goes on from there. */
  async fetchAll(): Promise<void> {
    const cache = await this.#open();
    const queue = Object.entries(this.#files);
    const worker = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await this.#fetchOne(cache, ...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Takes this version for the one in use, and removes what belongs neither to it nor to the one before, which another tab may still show. */
  async forgetOld(): Promise<void> {
    const cache = await this.#open();
    const list = await cache.match(this.#scope + LIST);
    const before = list === undefined ? {} : ((await list.json()) as SiteFiles);
    await cache.put(this.#scope + LIST, Response.json(this.#files));
    const wanted = new Set([this.#scope + LIST]);
    for (const files of [before, this.#files]) {
      for (const [path, digest] of Object.entries(files)) wanted.add(this.#keyOf(path, digest));
    }
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  }

  /** Whether `answer` may have an answer; other requests are none of its business. */
  answers(request: Request): boolean {
    // What is asked for anew, past every cache, is.
    if (request.method !== 'GET' || request.cache === 'reload') return false;
    const path = this.#pathOf(request.url);
    return path !== null && (Object.hasOwn(this.#files, path) || VERSIONED.test(path));
  }

  /** What is kept under the request's address; else what the server says. */
  async answer(request: Request): Promise<Response> {
    const kept = await this.#find(request.url).catch(() => undefined);
    return kept ?? fetch(request);
  }

  async #find(url: string): Promise<Response | undefined> {
    const cache = await this.#open();
    const path = this.#pathOf(url) ?? '';
    const digest = this.#files[path];
    return (
      // As it is asked for: with the digest that the page knows.
      (await cache.match(url)) ??
      (digest === undefined ? undefined : await cache.match(this.#keyOf(path, digest))) ??
      (await cache.match(this.#scope + path, { ignoreSearch: true }))
    );
  }

  async #fetchOne(cache: Cache, path: string, digest: string): Promise<void> {
    const key = this.#keyOf(path, digest);
    if ((await cache.match(key)) !== undefined) return;
    // Some servers redirect from a page's file to its folder.
    const url = this.#scope + path.replace(/(^|\/)index\.html$/, '$1');
    // Whatever the page itself asks for comes first.
    const response = await fetch(url, { cache: path.startsWith('assets/') ? 'default' : 'no-cache', priority: 'low' });
    const bytes = await response.arrayBuffer();
    // While a server changes from one version to another it may give a file of either.
    if (!response.ok || (await sha256(new Uint8Array(bytes))) !== digest) throw new Error(`${path} did not come`);
    // A new response, since a page may not be opened with one that was redirected.
    await cache.put(key, new Response(bytes, { headers: response.headers }));
  }

  /** Below the site's address, without what stands behind a question mark; of a folder its page. Null for what is outside. */
  #pathOf(url: string): string | null {
    if (!url.startsWith(this.#scope)) return null;
    const path = url.slice(this.#scope.length).split(/[?#]/, 1)[0] ?? '';
    return /(?:^|\/)$/.test(path) ? `${path}index.html` : path;
  }

  #keyOf(path: string, digest: string): string {
    return `${this.#scope}${path}?${digest}`;
  }

  /** One for each site of an origin. */
  #open(): Promise<Cache> {
    return caches.open(`tulip-site ${this.#scope}`);
  }
}
