/** What chat programs, mail and sentences make of links: it opens the very same program, or nothing. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { decodeLink } from '../../web/session/workbench/decode-link.ts';
import { encodeLink } from '../../web/session/workbench/encode-link.ts';
import { mendings } from '../../web/session/workbench/mend-link.ts';
import { deflate } from '../../web/shared/deflate.ts';
import { inflate } from '../../web/shared/inflate.ts';

const streams = { deflate, inflate };

/** The fragment as a page finds it in the address that was followed. */
function followed(link: string): string {
  return new URL(link, 'https://example.org/').hash;
}

const percent = (text: string) => text.replace(/[-_]/g, (char) => (char === '-' ? '%2D' : '%5f'));
const wrapped = (text: string, width: number, end: string) =>
  text.match(new RegExp(`.{1,${String(width)}}`, 'gs'))?.join(end) ?? '';

/** What is done to links without harm. */
const MANGLINGS: Readonly<Record<string, (link: string) => string>> = {
  'a full stop behind it': (link) => `${link}.`,
  'a sentence’s end in brackets': (link) => `${link}).`,
  'a bracket of Markdown': (link) => `${link}]`,
  'an angle bracket of mail': (link) => `${link}>`,
  'a comma': (link) => `${link},`,
  'quotes, stars and a colon': (link) => `${link}”**:`,
  'a dash or an underscore behind it': (link) => `${link}_-`,
  'a slash behind it': (link) => `${link}/`,
  'a Korean particle': (link) => `${link}를`,
  'what measures visits': (link) => `${link}&utm_source=chat&utm_medium=social`,
  'the same as a query': (link) => `${link}?fbclid=IwAR0abc_-`,
  'another fragment': (link) => `${link}#top`,
  'percent-coding': percent,
  'percent-coding twice': (link) => percent(link).replaceAll('%', '%25'),
  'percent-coding of all of it': (link) => link.replace('=', '%3D').replace(/[-_]/g, percent),
  padding: (link) => `${link}==`,
  'padding in percent-coding': (link) => `${link}%3D%3d`,
  'plain base64': (link) => `${link.replaceAll('-', '+').replaceAll('_', '/')}=`,
  'the backslashes of Markdown': (link) => link.replaceAll('_', '\\_'),
  'lines of mail': (link) => wrapped(link, 76, '\r\n'),
  'lines of mail that is quoted': (link) => wrapped(link, 70, '\n> '),
  'quoted-printable': (link) => wrapped(link, 75, '=\r\n'),
  'spaces in the place of line breaks': (link) => wrapped(link, 72, '%20'),
  'breaks that are not seen': (link) => wrapped(link, 20, '\u200b'),
  'words behind it': (link) => `${link}%20is%20mine`,
  'lines, and words behind it': (link) => `${wrapped(link, 76, '%0A')} is mine`,
  'all at once': (link) => `${percent(wrapped(link, 76, '%0D%0A'))}%3D).&utm_source=x`,
};

const code = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem({ mode: 'sentences', maxCount: 8 }));

async function linkTo(text: string): Promise<string> {
  const link = await encodeLink({ project: projectOf(text), options: { clock: 'fast' } }, streams);
  if (!link.ok) throw new Error(link.error);
  return `#${link.value}`;
}

describe('a link that was changed on its way', { timeout: 60_000 }, () => {
  it.each(Object.entries(MANGLINGS))('by %s opens the same program', async (_, mangle) => {
    await fc.assert(
      fc.asyncProperty(code, async (text) => {
        const link = await linkTo(text);
        const expected = {
          ok: true,
          value: { project: projectOf(text), options: { clock: 'fast' }, fragment: link.slice(1) },
        };
        expect(await decodeLink(followed(mangle(link)), streams)).toEqual(expected);
        // Pasted where no browser reads an address first.
        expect(await decodeLink(mangle(link), streams)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('in more than one way, and cut as well, opens the same program or none', async () => {
    const manglings = fc.array(fc.constantFrom(...Object.values(MANGLINGS)), { minLength: 1, maxLength: 3 });
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(code, manglings, fc.nat(2), async (text, all, cut) => {
        const link = await linkTo(text);
        const mangled = all.reduce((before, mangle) => mangle(before), link.slice(0, link.length - cut));
        const result = await decodeLink(followed(mangled), streams);
        if (result.ok) {
          opened++;
          expect(result.value.project).toEqual(projectOf(text));
        } else expect(result.error).toBe('damaged');
      }),
      { numRuns: 500 },
    );
    expect(opened).toBeGreaterThan(100);
  });

  it('is refused where it has no checksum', async () => {
    await fc.assert(
      fc.asyncProperty(code, fc.constantFrom(...Object.values(MANGLINGS)), async (text, mangle) => {
        const old = `#v1=${deflateRawSync(JSON.stringify({ code: text })).toString('base64url')}`;
        expect(await decodeLink(old, streams)).toMatchObject({ ok: true, value: { project: projectOf(text) } });
        const mangled = followed(mangle(old));
        if (mangled !== old) expect(await decodeLink(mangled, streams)).toEqual({ ok: false, error: 'damaged' });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves few guesses, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(mendings(`#v1=${text}`).length).toBeLessThanOrEqual(9);
      }),
      { numRuns: 2_000 },
    );
  });
});
