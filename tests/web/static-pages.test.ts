/** The pages of lessons and of the gallery, as search engines, previews of links and readers without JavaScript get them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadToolchain, ROOT } from '../../wasm/sdk/node.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import type { Toolchain } from '../../wasm/sdk/toolchain.ts';
import { ATTRIBUTES, PLATFORMS } from '../../web/embed/recipes/platforms.ts';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { lessonPage } from '../../web/plugins/lessons/page.ts';
import { galleryPages } from '../../web/plugins/pages/gallery.ts';
import { linkPicture } from '../../web/plugins/pages/link-picture.ts';
import { recipesIn } from '../../web/plugins/pages/recipes.ts';
import { escaped, htmlOf, oembedOf, type StaticPage } from '../../web/plugins/pages/static-page.ts';
import { SHARE_WORDS } from '../../web/session/messages/share.ts';
import { decodeLink } from '../../web/session/workbench/decode-link.ts';
import { inflate } from '../../web/shared/inflate.ts';
import { NodeProcess } from '../browsers/node-run.ts';

const SITE = 'https://tulip.test/some/where/';
const GALLERY = join(ROOT, 'web/gallery');
const TEMPLATE = readFileSync(join(ROOT, 'web/index.html'), 'utf8');
const PIPELINE = 'pipeline';

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('there is none');
  return item;
}

const lesson = lessonPage(first(readLessons(join(ROOT, 'web/lessons'))));

it('A page names itself to others only where the site’s address is known', () => {
  const unknown = htmlOf(TEMPLATE, lesson, null, null);
  expect(unknown).toContain('<meta property="og:title" content="Why not threads · Tulip" />');
  expect(unknown).not.toMatch(/og:image|og:url|oembed|https?:\/\/tulip/);
  const known = htmlOf(TEMPLATE, lesson, null, SITE);
  expect(known).toContain(`<link rel="canonical" href="${SITE}learn/threads/" />`);
  expect(known).toContain(`<meta property="og:image" content="${SITE}learn/threads/picture.png" />`);
  expect(known).toContain(`type="application/json+oembed" href="${SITE}learn/threads/oembed.json"`);
});

it('A lesson’s page asks for its lesson before its scripts run', () => {
  const html = htmlOf(TEMPLATE, lesson, 'assets/threads-1.js', null);
  const at = html.indexOf('<link rel="modulepreload" crossorigin href="../../assets/threads-1.js">');
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(html.indexOf('<body>'));
});

it('What oEmbed says of a page is an embed of its program', () => {
  const said = JSON.parse(oembedOf(lesson, SITE)) as Record<string, unknown>;
  expect(said).toMatchObject({ version: '1.0', type: 'rich', title: 'Why not threads', width: 700, height: 500 });
  expect(said.html).toContain(`src="${SITE}embed/?demo=threads"`);
});

it('The picture of a link is drawn with the titles in both languages', { timeout: 240_000 }, async () => {
  const flower = readFileSync(join(ROOT, 'web/tulip.svg'), 'utf8');
  const draw = async (ko: string) =>
    Buffer.from(await linkPicture({ ...lesson, title: { ...lesson.title, ko } }, flower));
  const png = await draw('가');
  // The header of PNG has width and height from its 16th byte on.
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1200, 630]);
  // Letters that the font lacks would all look the same.
  expect(png.equals(await draw('나'))).toBe(false);
});

describe('An entry of the gallery', () => {
  let gallery: string;
  const entry = () => join(gallery, 'another-one');

  beforeEach(() => {
    gallery = mkdtempSync(join(tmpdir(), 'tulip-gallery-'));
    cpSync(join(GALLERY, PIPELINE), entry(), { recursive: true });
  });

  afterEach(() => {
    rmSync(gallery, { recursive: true });
  });

  it('is a folder, and has a page that opens its program as a link does', async () => {
    const page: StaticPage = first(await galleryPages(gallery));
    expect(page.path).toBe('gallery/another-one/');
    const html = htmlOf(TEMPLATE, page, null, null);
    expect(html).toContain('<title>A kitchen and its waiters · Tulip</title>');
    expect(html).toContain('<h2>주방과 종업원</h2>');
    expect(html).toContain('data-title-en="A kitchen and its waiters" data-title-ko="주방과 종업원"');
    const link = /data-link="([^"]+)"/.exec(html)?.[1] ?? '';
    const shared = await decodeLink(link, { inflate });
    if (!shared.ok) throw new Error(shared.error);
    expect(shared.value.project).toEqual(projectOf(page.program));
    expect(shared.value.options).toEqual({ panes: ['timeline'] });
  });

  it('that is not whole is an error that says what is missing', async () => {
    rmSync(join(entry(), 'program.cpp'));
    await expect(galleryPages(gallery)).rejects.toThrow('web/gallery/another-one has no program.cpp');
    cpSync(join(GALLERY, PIPELINE), entry(), { recursive: true });
    writeFileSync(join(entry(), 'about.json'), '{"title": {"en": "No Korean"}}');
    await expect(galleryPages(gallery)).rejects.toThrow('title and description are texts in en and ko');
    const words = { en: 'a', ko: '가' };
    writeFileSync(
      join(entry(), 'about.json'),
      JSON.stringify({ title: words, description: words, opens: { clock: 'soon' } }),
    );
    await expect(galleryPages(gallery)).rejects.toThrow('there is no clock');
    mkdirSync(join(gallery, 'A name'));
    await expect(galleryPages(gallery)).rejects.toThrow('a name has lower-case letters');
  });
});

describe('The recipes for authors', () => {
  it.each(['en', 'ko'] as const)('say in %s what each platform takes, for the site where it is', async (language) => {
    const html = await recipesIn(language, 'https://example.org/tulip/');
    for (const { name, how, form } of PLATFORMS) {
      expect(html).toContain(`<h2>${name}</h2>`);
      // Every second part stands between backquotes, and is code.
      const parts = how[language].split('`').map(escaped);
      expect(html).toContain(parts.map((part, at) => (at % 2 === 1 ? `<code>${part}</code>` : part)).join(''));
      expect(html).toContain(SHARE_WORDS[language].forms[form]);
    }
    expect(html).toContain('script-src https://example.org/tulip/embed.js; frame-src https://example.org/tulip/embed/');
    expect(html).not.toContain('your.site');
  });

  it('name attributes that the element knows', async () => {
    const [en, ko] = await Promise.all((['en', 'ko'] as const).map((language) => recipesIn(language, SITE)));
    const element = readFileSync(join(ROOT, 'web/embed/element.ts'), 'utf8');
    for (const { written } of ATTRIBUTES) {
      for (const html of [en, ko]) expect(html).toContain(`<li><code>${escaped(written)}</code> `);
      expect(element).toMatch(new RegExp(`^const (?:PASSED|ATTRIBUTES) = .*'${written.split('=', 1)[0] ?? ''}'`, 'm'));
    }
  });
});

describe('The programs of the gallery', { timeout: 240_000 }, async () => {
  const node = new NodeProcess();
  let toolchain: Toolchain;

  beforeAll(async () => {
    toolchain = await loadToolchain();
  }, 240_000);

  afterAll(() => {
    node.close();
  });

  it.each(await galleryPages(GALLERY))('$path compiles, and runs to its end', async ({ program }) => {
    const compiled = await toolchain.compile(projectOf(program));
    if (!compiled.ok) throw new Error(compiled.output);
    const folder = mkdtempSync(join(tmpdir(), 'tulip-gallery-'));
    try {
      const file = join(folder, 'program.wasm');
      writeFileSync(file, compiled.program);
      const request = { program: file, args: [], baseUrl: 'http://127.0.0.1/', patienceMs: 120_000 };
      const { events } = await node.run({ ...request, options: { clock: 'fast' } });
      expect(events.at(-1)).toEqual({ type: 'exit', code: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
