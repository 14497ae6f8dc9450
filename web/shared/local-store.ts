/** `localStorage` as a store that never throws: frames, private windows and full disks take it away. */

/** Reads and writes text that outlives the page where the browser lets it, and forgets where not. */
export const localStore = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Refused or full: the page works on without a memory.
    }
  },
  remove(key: string): void {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};
