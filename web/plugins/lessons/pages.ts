/**
 * `learn/ID/index.html`: a page for each lesson, made of the playground's. It has the lesson's own title and description, and its text, its
 * program and the Python original within the elements that show them: for search engines, previews of links, and readers without JavaScript.
 * The live page puts its own in their place.
 */
import type { Plugin } from 'vite';
import { readProse, type Block, type Inline } from '../../session/lesson/prose.ts';
import { CPP, tokenize, type Grammar } from '../../shared/highlight.ts';
import { PYTHON } from '../../shared/highlight-python.ts';
import { readLessons, type LessonFolder } from './folder.ts';
import { entryOf } from './modules.ts';

/** From a lesson's page to the site's root: nothing may count on the root of a server. */
const ROOT = '../../';

/** See the file's head. `lessons` is the folder of that name. */
export function lessonPages(lessons: string): Plugin {
  return {
    name: 'tulip-lesson-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') this.error('there is no index.html to make the pages of lessons of');
        const template = String(page.source);
        for (const lesson of readLessons(lessons)) {
          this.emitFile({ type: 'asset', fileName: `learn/${lesson.id}/index.html`, source: pageOf(template, lesson) });
        }
      },
    },
  };
}

/** The page of a lesson, made of the playground's. Throws where that has changed so that a part finds no place. */
export function pageOf(template: string, lesson: LessonFolder): string {
  const { title, summary } = entryOf(lesson, null);
  const name = `${escaped(title.en)} · Tulip`;
  const about = escaped(summary.en);
  const replace = (page: string, [place, text]: readonly [RegExp, string]) => {
    if (!place.test(page)) throw new Error(`index.html has no place for ${text.slice(0, 60)}: ${String(place)}`);
    return page.replace(place, () => text);
  };
  const parts: readonly (readonly [RegExp, string])[] = [
    [/<title>[^<]*<\/title>/, headOf(name, about)],
    [/<meta\s+name="description"\s+content="[^"]*"\s*\/?>/, `<meta name="description" content="${about}" />`],
    [/data-site="[^"]*"/, `data-site="${ROOT}"`],
    [/<lesson-pane><\/lesson-pane>/, `<lesson-pane>${textOf(lesson)}</lesson-pane>`],
    [/<code-editor><\/code-editor>/, `<code-editor>${codeOf('preview', lesson.program, CPP)}</code-editor>`],
    [/<pre class="original"[^>]*><code><\/code><\/pre>/, codeOf('original', lesson.original, PYTHON)],
  ];
  return parts.reduce(replace, template.replaceAll(/(href|src)="\.\//g, `$1="${ROOT}`));
}

/** The canonical address is this page's, without what stands behind a question mark. */
function headOf(name: string, about: string): string {
  return [
    `<title>${name}</title>`,
    '<link rel="canonical" href="./" />',
    '<meta property="og:type" content="article" />',
    '<meta property="og:site_name" content="Tulip" />',
    `<meta property="og:title" content="${name}" />`,
    `<meta property="og:description" content="${about}" />`,
    '<meta property="og:locale" content="en_US" />',
    '<meta property="og:locale:alternate" content="ko_KR" />',
    '<meta name="twitter:card" content="summary" />',
  ].join('\n    ');
}

/** In both languages, since nobody has chosen one yet. */
function textOf({ text }: LessonFolder): string {
  const korean = `<article lang="ko" class="prose">${proseOf(text.ko)}</article>`;
  return `<article class="prose">${proseOf(text.en)}</article>${korean}`;
}

function proseOf(markdown: string): string {
  return readProse(markdown).map(blockOf).join('');
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h2>${inlinesOf(block.content)}</h2>`;
    case 'paragraph':
      return `<p>${inlinesOf(block.content)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inlinesOf(item)}</li>`).join('')}</ul>`;
  }
}

const TAGS = { code: 'code', strong: 'strong', emphasis: 'em' } as const;

function inlinesOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      const text = escaped(inline.text);
      if (inline.kind === 'text') return text;
      if (inline.kind === 'link') return `<a href="${escaped(inline.href)}" rel="noreferrer">${text}</a>`;
      return `<${TAGS[inline.kind]}>${text}</${TAGS[inline.kind]}>`;
    })
    .join('');
}

function codeOf(name: 'preview' | 'original', source: string, language: Grammar): string {
  const code = tokenize(source, language).map(({ kind, text }) =>
    kind === 'plain' ? escaped(text) : `<span class="tok-${kind}">${escaped(text)}</span>`,
  );
  return `<pre class="${name}" tabindex="0"><code>${code.join('')}</code></pre>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
