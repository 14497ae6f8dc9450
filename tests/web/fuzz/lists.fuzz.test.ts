/** The lists that the page fetches from its own site, and from whatever answers in the site's place: a portal of a hotel, a proxy, an old cache. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Manifest, ManifestFile } from '../../../wasm/sdk/manifest.ts';
import { isWholeManifest } from '../../../web/compiler/worker/whole-manifest.ts';
import { siteOf } from '../../../web/shared/runtimes.ts';
import { anyText, changedJson, fuzz, TIMEOUT } from './support.ts';

const SITE = 'https://tulip.example/sub/';

describe('the list of runtimes', { timeout: TIMEOUT }, () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('leads to a runtime of the site that has that number, or nowhere', async () => {
    let answer = '';
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(answer)));
    const right = [{ newest: 3, older: [1, 2] }];
    answer = JSON.stringify(right[0]);
    expect(await siteOf(3, `${SITE}embed/runtimes/1/`)).toBe(SITE);
    expect(await siteOf(2, SITE)).toBe(`${SITE}embed/runtimes/2/`);
    expect(await siteOf(4, SITE)).toBeNull();
    const asked = fc.oneof(fc.integer({ min: -1, max: 4 }), fc.double(), fc.constantFrom(1e300, 2 ** 53, 12));
    // A text in the place of the list, too, in which a number can be looked for.
    const list = fc.constantFrom('{"newest":3,"older":"12"}', '{"newest":1e300,"older":[-1,0.5]}', 'null', '[]');
    await fuzz(fc.tuple(asked, fc.oneof(changedJson(right), list, anyText)), async ([runtime, json]) => {
      answer = json;
      const site = await siteOf(runtime, SITE).catch((error: unknown) => {
        expect(error).toBeInstanceOf(SyntaxError);
        return null;
      });
      if (site === null) return;
      expect(Number.isSafeInteger(runtime) && runtime > 0).toBe(true);
      expect([SITE, `${SITE}embed/runtimes/${runtime}/`]).toContain(site);
      const { newest, older } = JSON.parse(json) as { newest: unknown; older: unknown[] };
      expect([newest, ...older]).toContain(runtime);
    });
  });
});

describe('the list of the compiler’s files', { timeout: TIMEOUT }, () => {
  const piece = (path: string, size: number) => ({
    path,
    size,
    packed: size + 9,
    sha256: '0123456789abcdef'.repeat(4),
  });
  const manifest: Manifest = {
    format: 6,
    version: 'v',
    clang: '22.0.0',
    emscripten: '3.1.69',
    files: {
      'llvm.core.wasm': { size: 5, pieces: [piece('llvm.1', 3), piece('../../../../sdk/llvm.2', 2)] },
      'libc.a': { size: 0, pieces: [] },
    },
    rest: { size: 1, pieces: [piece('rest', 1)] },
    headers: ['vector'],
    compile: ['-O1'],
    compileQuickly: ['-O0'],
    link: ['-o'],
    checked: { compile: ['-g'], link: [] },
  };

  it('asks for no more than it has, or is none', async () => {
    expect(isWholeManifest(structuredClone(manifest))).toBe(true);
    const huge = { ...manifest, rest: { size: 2 ** 40, pieces: [piece('rest', 2 ** 40)] } };
    const lists = fc.oneof(changedJson([manifest, huge]), fc.json(), fc.constant(JSON.stringify(huge)));
    await fuzz(
      lists.filter((json) => json !== 'undefined'),
      (json) => {
        let list: unknown;
        try {
          list = JSON.parse(json);
        } catch {
          return;
        }
        if (!isWholeManifest(list)) return;
        const files: ManifestFile[] = [...Object.values(list.files), list.rest];
        let sum = 0;
        for (const { size, pieces } of files) {
          sum += size;
          let end = 0;
          for (const { path, size: length, packed, sha256 } of pieces) {
            end += length;
            expect(packed).toBeGreaterThanOrEqual(0);
            expect(packed).toBeLessThanOrEqual(2 * length + 1_000);
            expect(length).toBeGreaterThanOrEqual(0);
            expect(new URL(`${SITE}sdk/${path}`).origin).toBe(new URL(SITE).origin);
            expect(sha256).toMatch(/^[0-9a-f]{64}$/);
          }
          expect(end).toBe(size);
        }
        expect(sum).toBeLessThanOrEqual(2 ** 30);
        for (const argument of [...list.headers, ...list.compile, ...list.compileQuickly, ...list.link]) {
          expect(argument).toBeTypeOf('string');
        }
        for (const argument of [...list.checked.compile, ...list.checked.link]) expect(argument).toBeTypeOf('string');
      },
      1_000,
    );
  });
});
