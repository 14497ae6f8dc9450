/** The little Markdown of lessons as nodes. */
import { readProse, type Block, type Inline } from '../session/lesson/prose.ts';
import { h } from './dom.ts';

/** The blocks of a text. */
export function proseNodes(markdown: string): readonly HTMLElement[] {
  return readProse(markdown).map(blockElement);
}

/** A sentence or two as what stands within a paragraph. */
export function sentenceNodes(markdown: string): readonly (Node | string)[] {
  return readProse(markdown).flatMap((block) => (block.kind === 'list' ? [] : block.content.map(inlineNode)));
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
