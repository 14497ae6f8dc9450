/**
 * The address of a shared program: `#v1=DATA`, where DATA is base64url, unpadded, of raw-deflate of UTF-8 JSON
 * `{"code": "...", "files": {...}, "main": "...", ...options}`: the main file's text, and, where there are any, the other files by name, and the
 * main one's name. Such addresses stand in blog posts for ever: what was once written must stay readable.
 *
 * Raw deflate carries no checksum, so a link that lost a few characters on its way can inflate to other code without
 * anybody noticing. Links written here carry one as the option `sum`; links without it are read all the same, as they are. A link with one is
 * read, too, where programs on its way changed it in a manner that can be undone.
 * A link comes from a stranger: everything is bounded while it is read, and nothing of it is trusted but its code.
 */
import { fromBase64Url } from '../../shared/base64url.ts';
import { ok, refused, type Result } from '../../shared/result.ts';
import type { Project } from '../../../wasm/sdk/project.ts';
import { MAX_COMPRESSED_BYTES, MAX_JSON_BYTES, PREFIX, sumOf, type Deflate } from './link-format.ts';
import { readProject, written } from './written-project.ts';

/** The same with the options as they were written: an embed shows the program before it reads them. */
export interface UnreadLink {
  readonly project: Project;
  /** For `readOptions`. */
  readonly fields: { readonly sum?: unknown; readonly runtime?: unknown };
  /** The fragment without `#`, as it was written once. */
  readonly fragment: string;
}

/** Why a link cannot be opened: cut or altered on its way, larger than is accepted, made by a later Tulip, or no link to a program at all. */
export type LinkProblem = 'damaged' | 'too-large' | 'newer' | 'no-link';

/** Whether there is a `fragment` (an address's part behind `#`, with or without it). */
export function isLink(fragment: string): boolean {
  return withoutHash(fragment) !== '';
}

/** Reads a fragment, with or without `#`. Never throws and never rejects, whatever it is given. */
export async function openLink(
  fragment: string,
  streams: Pick<Deflate, 'inflate'>,
): Promise<Result<UnreadLink, LinkProblem>> {
  const opened = await openWhole(fragment, streams);
  if (opened.ok || opened.error !== 'damaged') return opened;
  const { mended } = await import('./mend-link.ts');
  return (await mended(fragment, (whole) => openWhole(whole, streams))) ?? opened;
}

async function openWhole(
  fragment: string,
  { inflate }: Pick<Deflate, 'inflate'>,
): Promise<Result<UnreadLink, LinkProblem>> {
  const text = withoutHash(fragment);
  if (!text.startsWith(PREFIX)) return refused(problemOf(text));
  if (text.length - PREFIX.length > Math.ceil((MAX_COMPRESSED_BYTES * 4) / 3)) return refused('too-large');
  const packed = fromBase64Url(text.slice(PREFIX.length));
  try {
    // Nothing inflates to nothing, which is no JSON.
    if (packed === null) return refused('damaged');
    const json = await inflate(packed, MAX_JSON_BYTES);
    if (json === null) return refused('too-large');
    return read(text, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)));
  } catch {
    // Inflating, decoding and parsing each throw their own kind of error for what is all one thing to a reader.
    return refused('damaged');
  }
}

function withoutHash(fragment: string): string {
  return fragment.startsWith('#') ? fragment.slice(1) : fragment;
}

function problemOf(text: string): LinkProblem {
  if (/^v\d+=/.test(text)) return 'newer';
  return /^\W*v\d/.test(text) ? 'damaged' : 'no-link';
}

function read(fragment: string, value: unknown): Result<UnreadLink, LinkProblem> {
  const project = readProject(value);
  if (project === null) return refused('damaged');
  const fields = value as UnreadLink['fields'];
  if ('sum' in fields && fields.sum !== sumOf(written(project))) return refused('damaged');
  return ok({ project, fields, fragment });
}
