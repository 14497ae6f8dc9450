/** Reads `localStorage`, and never throws: frames, private windows and full disks take it away. All that an embed needs before Run. */

/** What `action` gives, or `otherwise` where the browser refuses. */
export function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

export function readText(key: string): string | null {
  return attempt(() => localStorage.getItem(key), null);
}
