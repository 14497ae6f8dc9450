/** Keeps what `kept.ts` finds again. Apart, as nobody edits before the rest is loaded. */
import { localStore } from '../shared/local-store.ts';
import { keyOf } from './kept.ts';

/** Keeps the reader's text of a file; null forgets it. */
export function keepText(address: string, file: string, text: string | null): void {
  const key = keyOf(address, file);
  if (text === null) localStore.remove(key);
  else localStore.set(key, text);
}
