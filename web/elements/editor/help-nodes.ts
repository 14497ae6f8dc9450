/** Help as nodes. */
import { CPP } from '../../shared/highlight.ts';
import { PYTHON } from '../../shared/highlight-python.ts';
import { h } from '../dom.ts';
import { highlighted } from '../highlighted.ts';
import { proseNodes } from '../prose.ts';
import type { HelpPart } from './help-texts.ts';

export function helpNode(parts: readonly HelpPart[]): HTMLElement {
  return h('div', { class: 'help' }, ...parts.flatMap(partNodes));
}

function partNodes({ kind, text }: HelpPart): readonly Node[] {
  switch (kind) {
    case 'reference':
      return proseNodes(text);
    case 'comment':
      return [h('p', {}, text)];
    case 'cpp':
    case 'python':
      return [h('pre', {}, h('code', {}, highlighted(text, kind === 'cpp' ? CPP : PYTHON)))];
  }
}
