/** `localStorage` as a store that never throws. */
import { attempt, readText } from './local-text.ts';

/** Reads and writes text that outlives the page where the browser lets it, and says where it does not. */
export const localStore = {
  get: readText,
  /** False where it is refused or full. */
  set(key: string, value: string): boolean {
    return attempt(() => {
      localStorage.setItem(key, value);
      return true;
    }, false);
  },
  remove(key: string): void {
    attempt(() => {
      localStorage.removeItem(key);
    }, undefined);
  },
  keys(prefix: string): readonly string[] {
    return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);
  },
  /** Hears of changes that other pages make; of one's own a page is not told. */
  watch(listener: (key: string | null) => void): void {
    addEventListener('storage', ({ key }) => {
      listener(key);
    });
  },
};
