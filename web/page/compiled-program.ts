/** Programs that their authors compiled, and the bundled programs that they are told by. Loaded for those who run one or make one. */
import catalog from 'virtual:catalog';
import { ABI } from '../../wasm/abi/version.ts';
import { canSuspend } from '../../wasm/fcontext/jspi.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import { readCompiled, type Bases, type CompiledProblem } from '../session/share/read-compiled.ts';
import { makeBundledPrograms } from '../shared/bundled-programs.ts';
import { asDownloadError } from '../shared/download-error.ts';
import { download } from '../shared/download.ts';
import { inflate } from '../shared/inflate.ts';
import { refused, type Result } from '../shared/result.ts';
import { sha256 } from '../shared/sha256.ts';

/** The site's bundled programs. `siteUrl`: absolute, with a slash at its end. */
export function bundledPrograms(siteUrl: string) {
  return makeBundledPrograms(`${siteUrl}programs/`, (id) => catalog.find((entry) => entry.id === id)?.sha256 ?? null);
}

function basesOf(siteUrl: string): Bases {
  return {
    abi: ABI,
    find: (beginning) => {
      const id = catalog.find(({ sha256: checksum }) => checksum?.startsWith(beginning))?.id;
      return id === undefined ? keptProgram(siteUrl, beginning) : bundledPrograms(siteUrl).bytes(id);
    },
  };
}

/** One that was bundled with an earlier site of the same interface: `plugins/runtimes.ts` keeps them. Null where there is none. */
async function keptProgram(siteUrl: string, beginning: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await download(`${siteUrl}programs/kept/${beginning}.wasm`, 'default');
    const bytes = new Uint8Array(await response.arrayBuffer());
    return (await sha256(bytes)).startsWith(beginning) ? bytes : null;
  } catch (error) {
    const known = asDownloadError(error);
    // The server has no such file.
    if (known.problem === 'server') return null;
    throw known;
  }
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
