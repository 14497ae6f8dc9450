/** Writes the links that `share-link.ts` reads. */
import { toBase64Url } from '../../shared/to-base64url.ts';
import { ok, refused, type Result } from '../../shared/result.ts';
import {
  MAX_COMPRESSED_BYTES,
  MAX_JSON_BYTES,
  PREFIX,
  sumOf,
  type Deflate,
  type SharedProgram,
} from './link-format.ts';
import { written } from './written-project.ts';

/** The fragment for `program`, without `#`. Refused only where the program is larger than a link may be. */
export async function encodeLink(
  { project, options }: SharedProgram,
  streams: Pick<Deflate, 'deflate'>,
): Promise<Result<string, 'too-large'>> {
  const program = written(project);
  const fragment = await encodeFields({ ...program, ...options, sum: sumOf(program) }, streams);
  return fragment === null ? refused('too-large') : ok(fragment);
}

/** The same for all that a link has, written down; null where it is too large. */
export async function encodeFields(fields: object, { deflate }: Pick<Deflate, 'deflate'>): Promise<string | null> {
  const json = new TextEncoder().encode(JSON.stringify(fields));
  if (json.length > MAX_JSON_BYTES) return null;
  const packed = await deflate(json, MAX_COMPRESSED_BYTES);
  return packed && PREFIX + toBase64Url(packed);
}
