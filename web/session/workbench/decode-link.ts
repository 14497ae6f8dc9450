/** A link with all that it asks for. */
import { ok, type Result } from '../../shared/result.ts';
import { readOptions } from './link-options.ts';
import { openLink, type Deflate, type LinkProblem, type SharedProgram } from './share-link.ts';

/** Reads a fragment, with or without `#`. Never throws and never rejects, whatever it is given. */
export async function decodeLink(
  fragment: string,
  deflate: Pick<Deflate, 'inflate'>,
): Promise<Result<SharedProgram, LinkProblem>> {
  const opened = await openLink(fragment, deflate);
  if (!opened.ok) return opened;
  const { project, fields } = opened.value;
  return ok({ project, options: readOptions(fields) });
}
