/**
 * A compiled program as an author gives it to an embed along with its text, so that readers load no compiler:
 *
 *     1.ABI.BASE.SUM.PATCH
 *
 * PATCH, deflated, makes it of the bundled program BASE, which has nearly all of it, the library: a few kilobytes. BASE is the beginning of that
 * program's SHA-256, and ABI the number of the interface that it was made for. SUM, over text and patch, tells of accidents, not of intent: a
 * compiled program is as untrusted as its text is, and it runs in the same sandbox. That it is a program, and one that the host can run, is for the
 * host to find out, in there.
 */
import type { Project } from '../../../wasm/sdk/project.ts';
import { fromBase64Url } from '../../shared/base64url.ts';
import { applyPatch } from '../../shared/byte-patch.ts';
import { refused, type Result } from '../../shared/result.ts';
import type { Deflate } from '../workbench/link-format.ts';
import { written } from '../workbench/written-project.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Why a compiled program cannot be run: it was altered on its way or belongs to another text; it is larger than is accepted; it was made by a later
 * Tulip; it was made for bundled programs or an interface that are no more; this browser runs other programs, since it cannot suspend WebAssembly.
 */
export type CompiledProblem = 'damaged' | 'too-large' | 'newer' | 'outdated' | 'unsuited';

/** In lower-case hexadecimal. */
export type Sha256 = (bytes: Bytes) => Promise<string>;

/** What the bundled programs are to it. */
export interface Bases {
  /** The interface between programs and hosts that they were made for. */
  readonly abi: number;
  /** The program whose SHA-256 begins so, of this site or of one that it took the place of; null where there is none. Rejects where it cannot be had. */
  find(checksum: string): Promise<Bytes | null>;
}

/** Of compressed data. A program of which more is new is better compiled by who wants it. */
export const MAX_PACKED = 100 * 1024;
const MAX_PATCH = 2 * 1024 * 1024;
/** Ten times what programs of the usual size have. */
export const MAX_PROGRAM = 8 * 1024 * 1024;

/** So many digits of a checksum are enough against accidents. */
export const DIGITS = 16;

/** The program that `compiled`, of a stranger, makes. Rejects only as `bases.find` does. */
export async function readCompiled(
  compiled: string,
  project: Project,
  bases: Bases,
  { inflate, sha256 }: Pick<Deflate, 'inflate'> & { readonly sha256: Sha256 },
): Promise<Result<Bytes, CompiledProblem>> {
  if (/^(?:[2-9]|[1-9]\d+)\./.test(compiled)) return refused('newer');
  const [, abi, base = '', sum, patch] = /^1\.(\d+)\.([0-9a-f]{16})\.([0-9a-f]{16})\.([\w-]*)$/.exec(compiled) ?? [];
  if (patch === undefined || sum !== (await sumOf(project, patch, sha256))) return refused('damaged');
  if (abi !== String(bases.abi)) return refused('outdated');
  const packed = fromBase64Url(patch);
  if (packed === null) return refused('damaged');
  if (packed.length > MAX_PACKED) return refused('too-large');
  const steps = await inflate(packed, MAX_PATCH).catch(() => undefined);
  if (steps === undefined) return refused('damaged');
  if (steps === null) return refused('too-large');
  const from = await bases.find(base);
  return from === null ? refused('outdated') : applyPatch(from, steps, MAX_PROGRAM);
}

/** Over the program's text and the patch. */
export function sumOf(project: Project, patch: string, sha256: Sha256): Promise<string> {
  return shortSum(new TextEncoder().encode(JSON.stringify([written(project), patch])), sha256);
}

/** Names a bundled program by its bytes. */
export async function shortSum(bytes: Bytes, sha256: Sha256): Promise<string> {
  return (await sha256(bytes)).slice(0, DIGITS);
}
