/** Which program an embed shows: the one its address asks for, or what is wrong with the address. */
import { projectOf, type Project } from '../../wasm/sdk/project.ts';
import { FIRST_PROGRAM } from '../session/lesson/catalog.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Language } from '../session/messages/language.ts';

/** What is shown, and what Run runs as long as nobody edits it. */
export interface EmbeddedProgram {
  readonly project: Project;
  /** The bundled program that it is; null for a shared one. */
  readonly id: string | null;
  /** What its link asks for, for `readOptions`: not looked at before somebody runs or edits it. */
  readonly fields: object;
  /** Query and fragment under which the playground opens the same program. */
  readonly address: string;
}

/** The program, or in words why there is none; only then `words` are asked for. `siteUrl` ends with a slash. */
export async function askedProgram(
  siteUrl: string,
  language: Language,
  words: () => Promise<CommonMessages>,
): Promise<EmbeddedProgram | string> {
  const query = new URLSearchParams(location.search);
  if (location.hash !== '') {
    const { readShared } = await import('./shared.ts');
    const shared = await readShared(location.hash);
    if (!shared.ok) return (await words()).linkProblem[shared.error];
    const { project, fields, fragment } = shared.value;
    return { project, id: null, fields, address: `#${fragment}` };
  }
  const id = query.get('demo') ?? FIRST_PROGRAM;
  if (id === '') return (await import('../session/messages/embed.ts')).EMBED[language].noProgram;
  // By its address, as a list of all lessons would weigh on each embed. It must be that of the catalog, which is never an old one.
  const response = await fetch(`${siteUrl}programs/${encodeURIComponent(id)}.cpp`, { cache: 'no-cache' });
  if (!response.ok) return (await words()).unknownProgram(id);
  const project = projectOf(await response.text());
  return { project, id, fields: {}, address: `?demo=${encodeURIComponent(id)}` };
}
