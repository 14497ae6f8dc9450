/**
 * What a link may have been before a chat program, a mail program or a sentence around it changed it: a full stop or a bracket behind it taken
 * for its end, `&utm_source=…` appended, `-` and `_` written as `%2D` and `%5F`, base64 with padding, lines wrapped. Guesses only: whoever opens
 * one holds it against the link's checksum.
 */
import type { Result } from '../../shared/result.ts';
import { PREFIX } from './link-format.ts';
import type { LinkProblem, UnreadLink } from './share-link.ts';

/** Percent signs are encoded once more by each program on the way. */
const MOST_ENCODINGS = 3;
/** White space, and what programs put in for a break that is not seen. */
const SPACE = '[\\s\\u00ad\\u200b-\\u200d\\u2060\\ufeff]';
const BREAKS: readonly RegExp[] = [
  // A link that was wrapped, in mail that quotes it, too.
  new RegExp(`=?${SPACE}*[\\r\\n][\\s>|]*`, 'gu'),
  new RegExp(`[>|]*${SPACE}+`, 'gu'),
];

/** What `open` makes of the first guess that holds; null where none does. */
export async function mended(
  fragment: string,
  open: (whole: string) => Promise<Result<UnreadLink, LinkProblem>>,
): Promise<Result<UnreadLink, LinkProblem> | null> {
  for (const whole of mendings(fragment)) {
    const opened = await open(whole);
    // Without a checksum nobody could tell a good guess from a bad one.
    if (opened.ok && 'sum' in opened.value.fields) return opened;
  }
  return null;
}

/** The fragments, without `#`, that `fragment` may have been, the likelier first; a handful at most. */
export function mendings(fragment: string): readonly string[] {
  const text = decoded(fragment);
  const start = new RegExp(`^#?${SPACE}*${PREFIX}`, 'u').exec(text)?.[0];
  if (start === undefined) return [];
  const rest = text.slice(start.length);
  // Words may follow it on the same line, or on the next one.
  const [unwrapped, joined] = BREAKS.reduce<readonly string[]>(
    (texts, pattern) => [...texts, (texts.at(-1) ?? rest).replace(pattern, '')],
    [],
  );
  const mended = [joined, unwrapped, rest].flatMap((candidate = '') => withoutTail(dataOf(candidate)));
  return [...new Set(mended)].map((data) => PREFIX + data);
}

/** Without percent-encoding; what is none stays as it is. */
function decoded(fragment: string): string {
  let text = fragment;
  for (let times = 0; times < MOST_ENCODINGS && text.includes('%'); times++) {
    text = text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  }
  return text;
}

/** What `text` begins with as base64url: it comes from plain base64, or with the backslashes of Markdown. */
function dataOf(text: string): string {
  const [data = ''] = /^[\w+/=\\-]*/.exec(text) ?? [];
  return data.replace(/[=\\]/g, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** A dash, an underscore or a slash may belong to the text behind the link. */
function withoutTail(data: string): readonly string[] {
  const tail = /[-_]{0,2}$/.exec(data)?.[0].length ?? 0;
  return Array.from({ length: tail + 1 }, (_, cut) => data.slice(0, data.length - cut));
}
