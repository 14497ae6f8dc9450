/** Reads the program in an embed's address; embeds of bundled programs do without. */
import { openLink, type LinkProblem, type UnreadLink } from '../session/workbench/share-link.ts';
import { inflate } from '../shared/inflate.ts';
import type { Result } from '../shared/result.ts';

export function readShared(fragment: string): Promise<Result<UnreadLink, LinkProblem>> {
  return openLink(fragment, { inflate });
}
