/** Which program an embed shows: the one its address asks for, or what is wrong with the address. */
import { projectOf, type Project } from '../../wasm/sdk/project.ts';
import { FIRST_PROGRAM } from '../session/lesson/catalog.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';

const PROGRAMS = import.meta.glob<string>('../lessons/*/program.cpp', { query: '?raw', import: 'default' });

/** What is shown, and what Run runs as long as nobody edits it. */
export interface EmbeddedProgram {
  readonly project: Project;
  /** The bundled program that it is; null for a shared one. */
  readonly id: string | null;
  /** What its link asks for. */
  readonly options: LinkOptions;
  /** Query and fragment under which the playground opens the same program. */
  readonly address: string;
}

/** The program, or in words why there is none; only then `words` are asked for. */
export async function askedProgram(words: () => Promise<CommonMessages>): Promise<EmbeddedProgram | string> {
  const query = new URLSearchParams(location.search);
  const panes = query.get('panes')?.split(',');
  const asked: LinkOptions = panes === undefined ? {} : { panes };
  if (location.hash !== '') {
    const { readShared } = await import('./shared.ts');
    const shared = await readShared(location.hash);
    if (!shared.ok) return (await words()).linkProblem[shared.error];
    const { project, options } = shared.value;
    return { project, id: null, options: { ...options, ...asked }, address: location.hash };
  }
  const id = query.get('demo') ?? FIRST_PROGRAM;
  const path = Object.keys(PROGRAMS).find((name) => name.replace(/^.*?\d\d-/, '') === `${id}/program.cpp`);
  const load = path === undefined ? undefined : PROGRAMS[path];
  if (load === undefined) return (await words()).unknownProgram(id);
  return { project: projectOf(await load()), id, options: asked, address: `?demo=${encodeURIComponent(id)}` };
}
