/** Reads the program in an embed's address; embeds of bundled programs do without. */
import { ABI } from '../../wasm/abi/version.ts';
import { openLink, type LinkProblem, type UnreadLink } from '../session/workbench/share-link.ts';
import { inflate } from '../shared/inflate.ts';
import type { Result } from '../shared/result.ts';

/** Where the link was made with another runtime that the site has, that one's embed takes the place of this. */
export async function readShared(fragment: string): Promise<Result<UnreadLink, LinkProblem>> {
  const opened = await openLink(fragment, { inflate });
  if (opened.ok && (opened.value.fields.runtime ?? ABI) !== ABI) {
    await import('./runtime.ts').then((loaded) => loaded.replace(opened.value.fields));
  }
  return opened;
}
