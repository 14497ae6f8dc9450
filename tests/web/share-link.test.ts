import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { textOf } from '../../web/session/workbench/project.ts';
import { encodeLink } from '../../web/session/workbench/encode-link.ts';
import { decodeLink as decode } from '../../web/session/workbench/decode-link.ts';
import { MAX_JSON_BYTES } from '../../web/session/workbench/link-format.ts';
import { isLink } from '../../web/session/workbench/share-link.ts';
import { deflate } from '../../web/shared/deflate.ts';
import { inflate } from '../../web/shared/inflate.ts';
import { ok } from '../../web/shared/result.ts';
import { toBase64Url } from '../../web/shared/to-base64url.ts';

const streams = { deflate, inflate };

async function encode(code: string): Promise<string> {
  const link = await encodeLink({ project: projectOf(code), options: {} }, streams);
  if (!link.ok) throw new Error(link.error);
  return link.value;
}

async function decodeLink(fragment: string) {
  const link = await decode(fragment, streams);
  return link.ok ? ok({ project: link.value.project, options: link.value.options }) : link;
}

/** A link as another program might make it. */
function linkOf(json: unknown): string {
  return `v1=${toBase64Url(new Uint8Array(deflateRawSync(JSON.stringify(json))))}`;
}

// Thousands of streams, which take seconds on a machine that does other things.
describe('a shared link', { timeout: 60_000 }, () => {
  it('brings back any text that an editor can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 2_000 }), async (code) => {
        expect(await decodeLink(await encode(code))).toEqual({
          ok: true,
          value: { project: projectOf(code), options: {} },
        });
      }),
      { numRuns: 500 },
    );
  });

  it('brings back 100 KB of Korean', async () => {
    const syllables = fc.sample(fc.integer({ min: 0xac00, max: 0xd7a3 }), 34_000);
    const code = syllables.map((syllable) => String.fromCodePoint(syllable)).join('');
    expect(new TextEncoder().encode(code).length).toBeGreaterThan(100_000);
    const link = await encode(code);
    expect(await decodeLink(`#${link}`)).toEqual({ ok: true, value: { project: projectOf(code), options: {} } });
  });

  it('brings back several files, and is what it always was for one', async () => {
    const project = { files: { 'main.cpp': 'a', '큐.hpp': 'b', 'c.cpp': '' }, main: 'main.cpp' };
    const link = await encodeLink({ project, options: {} }, streams);
    expect(await decodeLink(link.ok ? link.value : '')).toEqual({ ok: true, value: { project, options: {} } });
    const other = { files: { 'app.cpp': 'a' }, main: 'app.cpp' };
    const named = await encodeLink({ project: other, options: {} }, streams);
    expect(await decodeLink(named.ok ? named.value : '')).toEqual({ ok: true, value: { project: other, options: {} } });
    expect(await encode('int main() {}')).toBe(linkOf({ code: 'int main() {}', sum: 'ei196k' }));
  });

  it('of several files is damaged where they are none, or one was changed', async () => {
    const files = { 'a.hpp': '1' };
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}.hpp`, '']));
    for (const fields of [
      ...[7, null, ['a.hpp'], many, { 'main.cpp': '' }, { 'a.hpp': 1 }, { [`${'a'.repeat(80)}.hpp`]: '' }].map(
        (wrong) => ({
          files: wrong,
        }),
      ),
      ...['../a.hpp', '/a.hpp', 'a/b.hpp', 'a..hpp', 'main.o', 'sdk', '', '.hpp', 'a\n.hpp', '__proto__'].map(
        (name) => ({
          files: JSON.parse(JSON.stringify({ [name]: '' })) as unknown,
        }),
      ),
      ...['main.hpp', '', 7, '../main.cpp'].map((main) => ({ main })),
      { files, sum: 'x' },
    ]) {
      expect(await decodeLink(linkOf({ code: '', ...fields }))).toEqual({ ok: false, error: 'damaged' });
    }
    expect(await decodeLink(linkOf({ code: '', files }))).toMatchObject({ ok: true });
  });

  it('holds only characters that survive in an address', async () => {
    expect(await encode('int main() { return "한글"; }')).toMatch(/^v1=[A-Za-z0-9_-]+$/);
  });

  it('is read without its checksum, and with options that nobody knows', async () => {
    expect(await decodeLink(linkOf({ code: 'x', theme: 'dark', unknown: [1] }))).toEqual({
      ok: true,
      value: { project: projectOf('x'), options: {} },
    });
  });

  it('brings back its options, and leaves out what is not understood in them', async () => {
    const options = {
      input: '1 2\n',
      args: ['-n', 'Kim Lee'],
      check: true,
      clock: 2.5,
      seed: 7,
      decisions: 'Ab-_9',
      panes: ['timeline'],
    };
    const link = await encodeLink({ project: projectOf('x'), options }, streams);
    expect(await decodeLink(link.ok ? link.value : '')).toEqual({
      ok: true,
      value: { project: projectOf('x'), options },
    });
    const nonsense = { check: 'yes', clock: 'backwards', seed: -1, decisions: '<b>', panes: 'all', code: 'x' };
    expect(await decodeLink(linkOf({ ...nonsense, clock: 0.5 }))).toEqual({
      ok: true,
      value: { project: projectOf('x'), options: {} },
    });
    expect(await decodeLink(linkOf({ ...nonsense, seed: 3 }))).toEqual({
      ok: true,
      value: { project: projectOf('x'), options: { seed: 3 } },
    });
    for (const args of [['a\n'], ['\0'], [7], Array<string>(101).fill(''), ['a'.repeat(10_001)], 7]) {
      const nothing = await decodeLink(linkOf({ code: 'x', args, input: 'a'.repeat(100_001) }));
      expect(nothing).toEqual({ ok: true, value: { project: projectOf('x'), options: {} } });
    }
    expect(await decodeLink(linkOf({ code: 'x', args: `-n 'Kim Lee'` }))).toMatchObject({
      value: { options: { args: ['-n', 'Kim Lee'] } },
    });
  });

  it.each([
    ['nothing behind the version', 'v1='],
    ['no base64url', 'v1=%%%'],
    ['no deflate', 'v1=AAAA'],
    ['a version and no more', 'v1'],
    ['no object', linkOf('text')],
    ['an object without code', linkOf({ text: 'x' })],
    ['code that is no text', linkOf({ code: 7 })],
    ['null', linkOf(null)],
    ['a wrong checksum', linkOf({ code: 'x', sum: 'zzz' })],
  ])('is damaged where it holds %s', async (_, fragment) => {
    expect(await decodeLink(fragment)).toEqual({ ok: false, error: 'damaged' });
  });

  it('is damaged where it was cut anywhere', async () => {
    const link = await encode('#include <asyncio.hpp>\nint main() { asyncio::run([] {}); }\n');
    for (let length = 3; length < link.length; length++) {
      expect(await decodeLink(link.slice(0, length))).toEqual({ ok: false, error: 'damaged' });
    }
  });

  it('of a later version says so', async () => {
    expect(await decodeLink('v2=AAAA')).toEqual({ ok: false, error: 'newer' });
  });

  it('that is none says so', async () => {
    for (const fragment of ['hello', '#section-2', 'version', '=hello']) {
      expect(await decodeLink(fragment)).toEqual({ ok: false, error: 'no-link' });
    }
  });

  it('that inflates without end is refused', async () => {
    const bomb = linkOf({ code: 'a'.repeat(50 * MAX_JSON_BYTES) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await decodeLink(bomb)).toEqual({ ok: false, error: 'too-large' });
  });

  it('longer than any browser takes is refused unread', async () => {
    expect(await decodeLink(`v1=${'A'.repeat(400_000)}`)).toEqual({ ok: false, error: 'too-large' });
  });

  it('is refused for a program that does not fit', async () => {
    expect(await encodeLink({ project: projectOf('a'.repeat(MAX_JSON_BYTES)), options: {} }, streams)).toEqual({
      ok: false,
      error: 'too-large',
    });
  });

  it('never throws, whatever it holds: 5,000 random ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String().map((text) => `v1=${text}`),
          fc.uint8Array({ maxLength: 300 }).map((bytes) => `#v1=${toBase64Url(bytes)}`),
          fc.json().map((json) => linkOf(JSON.parse(json))),
        ),
        async (fragment) => {
          const result = await decodeLink(fragment);
          if (result.ok) expect(typeof textOf(result.value.project)).toBe('string');
          else expect(['damaged', 'too-large', 'newer', 'no-link']).toContain(result.error);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('never opens as something else once a character was changed: 5,000 mutated ones', async () => {
    const code = '#include <asyncio.hpp>\n// 안녕하세요\nint main() { asyncio::print("{}\\n", 42); }\n';
    const link = await encode(code);
    const alphabet = fc
      .nat(64)
      .map((at) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%'.charAt(at));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: link.length - 1 }), alphabet, async (at, char) => {
        const result = await decodeLink(link.slice(0, at) + char + link.slice(at + 1));
        // Unused bits of the last character and of the compressed data's end change nothing.
        if (result.ok) expect(result.value.project).toEqual(projectOf(code));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is told from an address without one', () => {
    expect(isLink('')).toBe(false);
    expect(isLink('#')).toBe(false);
    expect(isLink('#v1=abc')).toBe(true);
  });
});
