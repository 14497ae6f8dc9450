/** Writes what `read-compiled.ts` reads. */
import type { Project } from '../../../wasm/sdk/project.ts';
import { makePatch } from '../../shared/make-byte-patch.ts';
import { toBase64Url } from '../../shared/to-base64url.ts';
import type { Deflate } from '../workbench/link-format.ts';
import { MAX_PACKED, MAX_PROGRAM, shortSum, sumOf, type Sha256 } from './read-compiled.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Compiled {
  /** The program's text. */
  readonly project: Project;
  readonly program: Bytes;
  /** The interface between programs and hosts that it was made for. */
  readonly abi: number;
}

/** The compiled program by what it has in common with the bundled program `base`; null where too much of it is new. */
export async function writeCompiled(
  { project, program, abi }: Compiled,
  base: Bytes,
  { deflate, sha256 }: Pick<Deflate, 'deflate'> & { readonly sha256: Sha256 },
): Promise<string | null> {
  if (program.length > MAX_PROGRAM) return null;
  const packed = await deflate(makePatch(base, program), MAX_PACKED);
  if (packed === null) return null;
  const patch = toBase64Url(packed);
  return ['1', abi, await shortSum(base, sha256), await sumOf(project, patch, sha256), patch].join('.');
}
