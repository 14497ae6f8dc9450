/** What the reader made of an embed's program, kept in the browser where that lets it: a reload brings it back. */
import { MAIN, type Project } from '../../wasm/sdk/project.ts';
import { linkName } from '../session/workbench/link-name.ts';
import { readText } from '../shared/local-text.ts';

/** Under which a file's text is kept. */
export function keyOf(address: string, file: string): string {
  return `tulip.embed.${linkName(address)}${file === MAIN ? '' : `/${file}`}`;
}

/** The program at `address` with the reader's texts. */
export function keptProject(address: string, { files, main }: Project): Project {
  const texts = Object.entries(files).map(([file, text]) => [file, readText(keyOf(address, file)) ?? text]);
  return { files: Object.fromEntries(texts) as Project['files'], main };
}
