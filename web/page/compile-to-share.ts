/** Compiles a program for the readers of an embed. Loaded for authors who ask for that. */
import { ABI } from '../../wasm/abi/version.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import type { Compiler } from '../session/run/compiler.ts';
import type { CompiledForm } from '../session/share/forms.ts';
import { writeCompiled } from '../session/share/write-compiled.ts';
import { encodeFields } from '../session/workbench/encode-link.ts';
import { sumOf } from '../session/workbench/link-format.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { written } from '../session/workbench/written-project.ts';
import { deflate } from '../shared/deflate.ts';
import { mostAlike } from '../shared/make-byte-patch.ts';
import { ok, refused, type Result } from '../shared/result.ts';
import { sha256 } from '../shared/sha256.ts';

/** It does not compile; what is new in it is too much; the compiler, or a bundled program, cannot be had. */
export type CompileToShareProblem = 'source' | 'too-large' | 'unavailable';

export interface ToShare {
  readonly project: Project;
  readonly options: LinkOptions;
  readonly compiler: () => Promise<Compiler>;
  /** Bundled programs, of which the one that is most like it is to tell it. */
  readonly ids: readonly string[];
  readonly bytes: (id: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** The program in the code that computes best, by the bundled program that is most like it. Never rejects. */
export async function compileToShare(asked: ToShare): Promise<Result<CompiledForm, CompileToShareProblem>> {
  const { project, options, compiler, ids, bytes } = asked;
  try {
    const result = await (await compiler()).compile({ ...project, quick: false });
    if (!result.ok) return refused('source');
    const base = mostAlike(result.program, await Promise.all(ids.map(bytes)));
    if (base === undefined) return refused('unavailable');
    const compiled = await writeCompiled({ project, program: result.program, abi: ABI }, base, { deflate, sha256 });
    if (compiled === null) return refused('too-large');
    const program = written(project);
    const link = await encodeFields({ ...program, ...options, compiled, sum: sumOf(program) }, { deflate });
    return link === null ? refused('too-large') : ok({ compiled, link });
  } catch {
    return refused('unavailable');
  }
}
