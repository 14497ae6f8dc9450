/** A program with line numbers, and with the regions that its author hides or folds. */
import '../styles/regions.css';
import { button, find, h } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';
import { EMBED } from '../session/messages/embed.ts';
import { regionsOf, type Region } from './regions.ts';

/** The number of the first line; null where the lines are not numbered. */
function firstLine(): number | null {
  const asked = new URLSearchParams(location.search).get('first-line');
  return asked === null ? null : Number.parseInt(asked, 10) || 1;
}

/** Shows `text` in `place`, with all regions closed. */
export function showRegions(place: HTMLElement, text: string): void {
  const messages = EMBED[document.documentElement.lang === 'ko' ? 'ko' : 'en'];
  const regions = regionsOf(text);
  const first = firstLine();
  const opened = new Set<Region>();
  const actions = find(document, '.actions', HTMLElement);
  const hidden = regions.filter(({ kind }) => kind === 'hide');
  const folds = regions.filter(({ kind }) => kind === 'fold');

  const show = () => {
    const numbers: string[] = [];
    const nodes = regions.flatMap((region) => {
      const { kind, from, lines } = region;
      const head = kind === 'fold' ? [foldOf(region)] : [];
      if (head.length > 0) numbers.push('');
      if (kind !== 'show' && !opened.has(region)) return head;
      for (let at = 0; at < lines.length; at++) numbers.push(String((first ?? 1) + from + at));
      const code = highlighted(`${lines.join('\n')}\n`);
      return [...head, kind === 'hide' ? h('span', { class: 'lit' }, code) : code];
    });
    const gutter = h('span', { class: 'line-numbers', 'aria-hidden': 'true' }, numbers.join('\n'));
    place.className = first === null ? '' : 'numbered';
    place.replaceChildren(...(first === null ? [] : [gutter]), h('span', {}, ...nodes));
  };
  const toggle = (region: Region) => {
    if (!opened.delete(region)) opened.add(region);
  };
  const foldOf = (region: Region) => {
    const expanded = String(opened.has(region));
    const fold = button(region.name || messages.folded, { class: 'fold', 'aria-expanded': expanded });
    fold.addEventListener('click', () => {
      toggle(region);
      show();
      place.querySelectorAll<HTMLElement>('.fold')[folds.indexOf(region)]?.focus();
    });
    return fold;
  };

  actions.querySelector('.hidden-lines')?.remove();
  if (hidden.length > 0) {
    const eye = button(messages.hiddenLines, { class: 'hidden-lines', 'aria-pressed': 'false' });
    eye.addEventListener('click', () => {
      hidden.forEach(toggle);
      eye.setAttribute('aria-pressed', String(hidden.some((region) => opened.has(region))));
      show();
    });
    actions.append(eye);
  }
  show();
}
