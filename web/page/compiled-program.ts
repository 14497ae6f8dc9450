/** Programs that their authors compiled, and the bundled programs that they are told by. Loaded for those who run one or make one. */
import catalog from 'virtual:catalog';
import { ABI } from '../../wasm/abi/version.ts';
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import { readCompiled, type Bases, type CompiledProblem } from '../session/share/read-compiled.ts';
import { makeBundledPrograms } from '../shared/bundled-programs.ts';
import { inflate } from '../shared/inflate.ts';
import { refused, type Result } from '../shared/result.ts';
import { sha256 } from '../shared/sha256.ts';

/** `siteUrl`: absolute, with a slash at its end. */
export function basesOf(siteUrl: string): Bases {
  const checksumOf = (id: string) => catalog.find((entry) => entry.id === id)?.sha256 ?? null;
  return {
    abi: ABI,
    find: (beginning) => catalog.find(({ sha256: checksum }) => checksum?.startsWith(beginning))?.id,
    bytes: (id) => makeBundledPrograms(`${siteUrl}programs/`, checksumOf).bytes(id),
  };
}

/** The program that came as `compiled` with the text of `project`. Rejects where what it is made of cannot be had. */
export async function compiledProgram(
  compiled: string,
  project: Project,
  siteUrl: string,
): Promise<Result<Uint8Array<ArrayBuffer>, CompiledProblem>> {
  if (!canSuspend()) return refused('unsuited');
  return readCompiled(compiled, project, basesOf(siteUrl), { inflate, sha256 });
}
