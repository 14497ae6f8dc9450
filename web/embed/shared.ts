/** Reads the program in an embed's address; embeds of bundled programs do without. */
import { decodeLink, type LinkProblem, type SharedProgram } from '../session/workbench/share-link.ts';
import { inflate } from '../shared/deflate.ts';
import type { Result } from '../shared/result.ts';

export function readShared(fragment: string): Promise<Result<SharedProgram, LinkProblem>> {
  return decodeLink(fragment, { inflate });
}
