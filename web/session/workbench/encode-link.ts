/** Writes the links that `share-link.ts` reads. */
import { toBase64Url } from '../../shared/base64url.ts';
import { ok, refused, type Result } from '../../shared/result.ts';
import type { LinkOptions } from './link-options.ts';
import { MAX_COMPRESSED_BYTES, MAX_JSON_BYTES, PREFIX, sumOf, type Deflate, type SharedProgram } from './share-link.ts';
import { written, type WrittenProject } from './written-project.ts';

/** The fragment for `program`, without `#`. Refused only where the program is larger than a link may be. */
export async function encodeLink(
  { project, options }: SharedProgram,
  streams: Pick<Deflate, 'deflate'>,
): Promise<Result<string, 'too-large'>> {
  return encodeWritten(written(project), options, streams);
}

/** The same for one that is written down already. */
export async function encodeWritten(
  program: WrittenProject,
  options: LinkOptions,
  { deflate }: Pick<Deflate, 'deflate'>,
): Promise<Result<string, 'too-large'>> {
  const json = new TextEncoder().encode(JSON.stringify({ ...program, ...options, sum: sumOf(program) }));
  if (json.length > MAX_JSON_BYTES) return refused('too-large');
  const packed = await deflate(json, MAX_COMPRESSED_BYTES);
  return packed === null ? refused('too-large') : ok(PREFIX + toBase64Url(packed));
}
