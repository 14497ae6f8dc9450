/** What Copy as gives, as the documents that it is pasted into read it: Markdown and MDX through the compiler of MDX, which knows both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@mdx-js/mdx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { EMBEDS, FORMS, needsCompiler, preparationOf, writeForm, type Copied } from '../../web/session/share/forms.ts';

/** An element of a document, or a text. */
type Node =
  | string
  | {
      readonly tag: unknown;
      readonly attributes: Readonly<Record<string, unknown>>;
      readonly children: readonly Node[];
    };

function jsx(tag: unknown, { children = [], ...attributes }: Record<string, unknown>): Node {
  if (typeof tag === 'function') return (tag as (props: object) => Node)(attributes);
  return { tag, attributes, children: [children].flat(Infinity) as Node[] };
}

const Fragment = 'fragment';

/** Reads a document. */
async function read(format: 'md' | 'mdx', text: string): Promise<Node> {
  const { default: content } = await evaluate(text, { format, Fragment, jsx, jsxs: jsx });
  return jsx(content, {});
}

function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function all(node: Node, tag: string): Exclude<Node, string>[] {
  if (typeof node === 'string') return [];
  return [...(node.tag === tag ? [node] : []), ...node.children.flatMap((child) => all(child, tag))];
}

const SITE = 'https://example.org/tulip/';

function copiedOf(changes: Partial<Copied>): Copied {
  const project = projectOf('int main() {}\n');
  return {
    title: 'T',
    site: SITE,
    link: 'v1=Ab-_9',
    project,
    options: {},
    demo: null,
    compiled: null,
    language: 'ko',
    theme: null,
    ...changes,
  };
}

/** Code and titles of what one language or another takes for its own. */
const pieces = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '`',
    '```',
    '````cpp',
    '</script>',
    '</code></pre>',
    '<!--',
    '-->',
    '{{<',
    '>}}',
    '{{% x %}}',
    '{% raw %}',
  ),
  fc.constantFrom(
    '{{1, 2}, {3}}',
    '{',
    '}',
    '${x}',
    '&lt;',
    '&amp',
    '&',
    '\\',
    '\\n',
    '[a](b)',
    '![',
    ']',
    '*a*',
    '_b_',
    '~~',
    '|',
    '# ',
  ),
  fc.constantFrom(
    '안녕하세요',
    '튤립 🌷',
    '\n',
    '\n\n',
    '\n  \n',
    '\t',
    '    ',
    '#include <asyncio.hpp>',
    'import x',
    'export default 1',
    '<b>',
    '$$',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
/** As an element reads its text. */
const code = text.map((parts) => `int x;${parts.replace(/\s+$/, '')}\n`);
const title = text.map((parts) => `T${parts}`);
const oneLine = (parts: string) => parts.replace(/\s+/g, ' ').trim();

describe('a program that is copied', { timeout: 60_000 }, () => {
  it('as MDX is the same code, in the element', async () => {
    await fc.assert(
      fc.asyncProperty(code, title, async (program, name) => {
        const mdx = writeForm('mdx', copiedOf({ project: projectOf(program), title: name, theme: 'dark' }));
        const document = await read('mdx', `# A post\n\n${mdx}\n\nMore.\n`);
        const [element] = all(document, 'tulip-playground');
        expect(element?.attributes).toEqual({ lang: 'ko', theme: 'dark', title: oneLine(name) });
        expect(element && textOf(element).trim()).toBe(program.trim());
        expect(all(document, 'script').map(({ attributes }) => attributes.src)).toEqual([`${SITE}embed.js`]);
      }),
      { numRuns: 200 },
    );
  });

  it('as Markdown is a picture with the title, in a link', async () => {
    await fc.assert(
      fc.asyncProperty(title, async (name) => {
        const document = await read('md', `A post.\n\n${writeForm('markdown', copiedOf({ title: name }))}\n`);
        const [link] = all(document, 'a');
        expect(link?.attributes.href).toBe(`${SITE}?lang=ko#v1=Ab-_9`);
        expect(link && all(link, 'img').map(({ attributes }) => attributes)).toEqual([
          { src: `${SITE}badge/ko.svg`, alt: oneLine(name) },
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('as Markdown has no backslash that Hugo would show where the title needs none', () => {
    const markdown = (name: string) => writeForm('markdown', copiedOf({ title: name }));
    for (const plain of [
      'Timeouts: what wait_for(f, 1s) does!',
      '2 * 3 < 7 & so on, at me@home {}',
      '취소: C++의 to_thread',
    ])
      expect(markdown(plain)).toContain(`[![${plain}](`);
    expect(markdown('*a* [b] :tulip:')).toContain('[![\\*a\\* \\[b\\] \\:tulip:](');
    expect(markdown('{{< x >}} {{ y }} {% raw %}')).not.toMatch(/\{[{%#]/);
  });

  it('as HTML stays whole in Markdown, and is nothing to Jekyll, Hugo and Vue', async () => {
    await fc.assert(
      fc.asyncProperty(code, title, async (program, name) => {
        const copied = copiedOf({ project: projectOf(program), title: name });
        for (const form of ['script', 'iframe'] as const) {
          const html = writeForm(form, copied);
          expect(html).not.toMatch(/\{[{%#]/);
          // HTML goes through Markdown as it is, or it is no HTML there: it is left out here but for what Markdown made of parts of it.
          const document = await read('md', `A post.\n\n${html}\n\nMore.\n`);
          expect(textOf(document).replaceAll('\n', '')).toBe('A post.More.');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('as a Hugo shortcode keeps to one line and one value for each parameter', () => {
    fc.assert(
      fc.property(title, (name) => {
        const shortcode = writeForm('hugo', copiedOf({ title: name }));
        const [, shown = ''] =
          /^\{\{< tulip link="v1=Ab-_9" lang="ko" title=("[^"\\\n]*"|`[^`\n]*`) >\}\}$/.exec(shortcode) ?? [];
        expect(shown.slice(1, -1).replaceAll("'", '`')).toBe(oneLine(name).replaceAll("'", '`'));
      }),
    );
    const [, template = ''] = /(<tulip-playground.*)/.exec(preparationOf('hugo', copiedOf({}))?.text ?? '') ?? [];
    for (const name of ['link', 'demo', 'panes', 'lang', 'theme', 'title']) {
      expect(template).toContain(`{{ with .Get "${name}" }} ${name}="{{ . }}"{{ end }}`);
    }
  });

  it('is what stands in the posts of the demo blog', () => {
    const blog = (file: string) => readFileSync(join(import.meta.dirname, '../blog', file), 'utf8');
    const [html, shortcodes, picture] = [
      'jekyll/_posts/2026-11-01-html.md',
      'hugo/content/posts/shortcode.md',
      'hugo/content/posts/picture.md',
    ].map(blog);
    const [, rows = ''] = /```tulip\n(.*?)```/s.exec(picture ?? '') ?? [];
    const [link = ''] = /v1=[\w-]+/.exec(shortcodes ?? '') ?? [];
    const own = copiedOf({
      title: 'Rows',
      site: 'https://tulip.example/',
      link,
      project: projectOf(rows),
      language: 'en',
    });
    const iterator = { ...own, title: 'Iterator', demo: 'iterator' };
    expect(shortcodes).toContain(writeForm('hugo', own));
    expect(shortcodes).toContain(writeForm('hugo', iterator));
    expect(html).toContain(writeForm('script', own));
    expect(html).toContain(writeForm('iframe', iterator));
    expect(picture).toContain(writeForm('markdown', { ...own, title: '행렬', language: 'ko' }));
    expect(blog('hugo/layouts/shortcodes/tulip.html')).toBe(preparationOf('hugo', own)?.text);
  });

  it('names a bundled program that nobody changed, so that no compiler is needed', () => {
    const copied = copiedOf({ demo: 'spinner', options: { panes: ['timeline'], runtime: 3 }, theme: 'light' });
    expect(writeForm('script', copied)).toContain(
      '<tulip-playground demo="spinner" panes="timeline" lang="ko" theme="light" title="T">',
    );
    expect(writeForm('iframe', copied)).toContain(
      `src="${SITE}embed/?demo=spinner&amp;panes=timeline&amp;lang=ko&amp;theme=light"`,
    );
    expect(writeForm('hugo', copied)).toContain('tulip demo="spinner" panes="timeline"');
    expect(writeForm('link', copied)).toBe(`${SITE}#v1=Ab-_9`);
    expect(writeForm('text', copied)).toBe(`T\n${SITE}?lang=ko&theme=light#v1=Ab-_9`);
  });

  it('brings what it is compiled to along in every embed, and in nothing else', () => {
    const compiled = { compiled: '1.3.a.b.c', link: 'v1=compiled' };
    const copied = copiedOf({ compiled });
    expect(writeForm('script', copied)).toContain('<tulip-playground compiled="1.3.a.b.c" lang="ko"');
    expect(writeForm('mdx', copied)).toContain('<tulip-playground compiled="1.3.a.b.c" lang="ko"');
    expect(writeForm('iframe', copied)).toContain(`src="${SITE}embed/?lang=ko#v1=compiled"`);
    expect(writeForm('hugo', copied)).toContain('tulip link="v1=compiled" lang="ko"');
    // A link has both.
    const fast = copiedOf({ compiled, options: { clock: 'fast' } });
    expect(writeForm('script', fast)).toContain('<tulip-playground link="v1=compiled" lang="ko"');
    for (const name of FORMS.filter((form) => !EMBEDS.has(form))) {
      expect(writeForm(name, copied)).toBe(writeForm(name, copiedOf({})));
    }
    expect([copied, fast, copiedOf({ demo: 'spinner' })].map(needsCompiler)).toEqual([true, true, false]);
    expect(writeForm('script', copiedOf({ compiled, demo: 'spinner' }))).not.toContain('compiled=');
  });

  it.each([
    ['other files', { project: { files: { 'main.cpp': 'x\n', 'a.hpp': '' }, main: 'main.cpp' } }],
    ['a main file of another name', { project: { files: { 'app.cpp': 'x\n' }, main: 'app.cpp' } }],
    ['a clock', { options: { clock: 'fast' as const } }],
    ['a bundled text and a clock', { demo: 'spinner', options: { clock: 'fast' as const } }],
    ['blank lines at its end', { project: projectOf('x\n\n') }],
    ['no text', { project: projectOf('\n') }],
    ['a character that HTML has not', { project: projectOf('x\0\n') }],
  ])('with %s takes its link along in every form', (_, changes) => {
    for (const name of FORMS) expect(writeForm(name, copiedOf(changes))).toContain('v1=Ab-_9');
  });
});
