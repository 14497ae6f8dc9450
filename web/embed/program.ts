/** Which program an embed shows: the one its address asks for, or what is wrong with the address. */
import catalog from 'virtual:catalog';
import type { CommonMessages } from '../session/messages/common.ts';
import { decodeLink, isLink } from '../session/workbench/share-link.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { inflate } from '../shared/deflate.ts';
import type { Source } from '../session/run/run-session.ts';

const PROGRAMS = import.meta.glob<string>('../lessons/*/program.cpp', { query: '?raw', import: 'default' });

/** What is shown, and what Run runs as long as nobody edits it. */
export interface EmbeddedProgram {
  readonly text: string;
  readonly source: Source;
  /** What its link asks for. */
  readonly options: LinkOptions;
  /** Query and fragment under which the playground opens the same program. */
  readonly address: string;
}

/** A bundled program's checksum; null where it was not compiled with the site. */
export function checksumOf(id: string): string | null {
  return catalog.find((entry) => entry.id === id)?.sha256 ?? null;
}

/** The program, or in words why there is none. */
export async function askedProgram(messages: CommonMessages): Promise<EmbeddedProgram | string> {
  const query = new URLSearchParams(location.search);
  const panes = query.get('panes')?.split(',');
  const asked: LinkOptions = panes === undefined ? {} : { panes };
  if (isLink(location.hash)) {
    const shared = await decodeLink(location.hash, { inflate });
    if (!shared.ok) return messages.linkProblem[shared.error];
    const { code: text, options } = shared.value;
    return { text, source: { kind: 'text', text }, options: { ...options, ...asked }, address: location.hash };
  }
  const id = query.get('demo') ?? catalog[0]?.id ?? '';
  const load = PROGRAMS[`../lessons/${id}/program.cpp`];
  if (load === undefined) return messages.unknownProgram(id);
  const text = await load();
  const source: Source = checksumOf(id) === null ? { kind: 'text', text } : { kind: 'bundled', id };
  return { text, source, options: asked, address: `?demo=${encodeURIComponent(id)}` };
}
