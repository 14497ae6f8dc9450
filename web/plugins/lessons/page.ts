/** What the page of a lesson, `learn/ID/`, says of it: its text in both languages, since nobody has chosen one yet. */
import { readProse, type Block, type Inline } from '../../session/lesson/prose.ts';
import { PYTHON } from '../../shared/highlight-python.ts';
import { codeOf, escaped, type StaticPage } from '../pages/static-page.ts';
import type { LessonFolder } from './folder.ts';
import { entryOf, moduleOf } from './modules.ts';

/** See the file's head. */
export function lessonPage(lesson: LessonFolder): StaticPage {
  const { id, program, original } = lesson;
  const { title, summary } = entryOf(lesson, null);
  return {
    path: `learn/${id}/`,
    title,
    summary,
    program,
    asked: `?demo=${id}`,
    text: textOf(lesson),
    original: codeOf('original', original, PYTHON),
    module: moduleOf(id),
  };
}

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
