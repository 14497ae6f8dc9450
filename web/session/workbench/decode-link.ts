/** A link with all that it asks for. */
import { ok, type Result } from '../../shared/result.ts';
import { readOptions } from './link-options.ts';
import type { Deflate, SharedProgram } from './link-format.ts';
import { openLink, type LinkProblem } from './share-link.ts';

/** A program that came by a link, and the link as it was written once: the fragment without `#`. */
export interface ReceivedProgram extends SharedProgram {
  readonly fragment: string;
}

/** Reads a fragment, with or without `#`. Never throws and never rejects, whatever it is given. */
export async function decodeLink(
  fragment: string,
  deflate: Pick<Deflate, 'inflate'>,
): Promise<Result<ReceivedProgram, LinkProblem>> {
  const opened = await openLink(fragment, deflate);
  if (!opened.ok) return opened;
  const { project, fields, fragment: written } = opened.value;
  return ok({ project, options: readOptions(fields), fragment: written });
}
