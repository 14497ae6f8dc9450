/** The links that need no introduction: the reader made them, or has run or dismissed them. */
import type { TextStore } from './text-store.ts';

const KEY = 'tulip.links';
/** The oldest are forgotten beyond this number: at worst a remark is made a second time. */
const MOST = 200;

export class KnownLinks {
  readonly #store: TextStore;

  constructor(store: TextStore) {
    this.#store = store;
  }

  /** `link`: its short name. */
  has(link: string): boolean {
    return this.#all().includes(link);
  }

  add(link: string): void {
    const others = this.#all().filter((known) => known !== link);
    this.#store.set(KEY, [link, ...others].slice(0, MOST).join(' '));
  }

  #all(): readonly string[] {
    return (this.#store.get(KEY) ?? '').split(' ');
  }
}
