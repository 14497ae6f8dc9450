/** What the reader made of an embed's program, kept in the browser where that lets it: a reload brings it back. */
import { MAIN, type Project } from '../../wasm/sdk/project.ts';
import { linkName } from '../session/workbench/link-name.ts';
import { localStore } from '../shared/local-store.ts';

function keyOf(address: string, file: string): string {
  return `tulip.embed.${linkName(address)}${file === MAIN ? '' : `/${file}`}`;
}

/** The program at `address` with the reader's texts. */
export function keptProject(address: string, { files, main }: Project): Project {
  const texts = Object.entries(files).map(([file, text]) => [file, localStore.get(keyOf(address, file)) ?? text]);
  return { files: Object.fromEntries(texts) as Project['files'], main };
}

/** Keeps the reader's text of a file; null forgets it. */
export function keepText(address: string, file: string, text: string | null): void {
  const key = keyOf(address, file);
  if (text === null) localStore.remove(key);
  else localStore.set(key, text);
}
