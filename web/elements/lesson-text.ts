/** What a bundled program is about. */
import { readProse, type Block, type Inline } from '../session/lesson/prose.ts';
import { h } from './dom.ts';

export class LessonText extends HTMLElement {
  /** Markdown of the lesson, or null where there is none. */
  set text(markdown: string | null) {
    this.hidden = markdown === null;
    this.replaceChildren(...(markdown === null ? [] : readProse(markdown).map(blockElement)));
  }
}

function blockElement(block: Block): HTMLElement {
  switch (block.kind) {
    case 'title':
      return h('h2', {}, ...block.content.map(inlineNode));
    case 'paragraph':
      return h('p', {}, ...block.content.map(inlineNode));
    case 'list':
      return h('ul', {}, ...block.items.map((item) => h('li', {}, ...item.map(inlineNode))));
  }
}

function inlineNode(inline: Inline): Node | string {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return h('code', {}, inline.text);
    case 'strong':
      return h('strong', {}, inline.text);
    case 'emphasis':
      return h('em', {}, inline.text);
    case 'link':
      return h('a', { href: inline.href, rel: 'noreferrer' }, inline.text);
  }
}

customElements.define('lesson-text', LessonText);
