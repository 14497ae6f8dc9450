/** What the reader made of an embed's program, kept in the browser where that lets it: a reload brings it back. */
import { linkName } from '../session/workbench/link-name.ts';
import { localStore } from '../shared/local-store.ts';

const KEY = 'tulip.embed.';

/** The reader's text of the program at `address`, or null. */
export function keptText(address: string): string | null {
  return localStore.get(KEY + linkName(address));
}

/** Null forgets it. */
export function keepText(address: string, text: string | null): void {
  const key = KEY + linkName(address);
  if (text === null) localStore.remove(key);
  else localStore.set(key, text);
}
