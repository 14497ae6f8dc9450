/** The parts of an embed's page that only runs need. */
import { find, h } from '../elements/dom.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';

/** Puts them into the page. */
export function addRunPlaces(): void {
  const problems = new ProblemList();
  problems.hidden = true;
  find(document, '.bar', HTMLElement).after(new NoticeBar());
  find(document, '#playground', HTMLElement).before(h('div', { class: 'panel-buttons', id: 'panel-buttons' }));
  find(document, '#code', HTMLElement).after(
    h(
      'div',
      { class: 'loading', id: 'loading', hidden: '' },
      h('p', { 'aria-live': 'polite' }),
      h('progress'),
      h('span'),
    ),
    h('p', { class: 'blocking', id: 'blocking', 'aria-live': 'polite', hidden: '' }),
    h('div', { class: 'tools', id: 'tools' }),
    problems,
    h('div', { class: 'panels', id: 'panels', hidden: '' }),
  );
  document.body.append(h('div', { id: 'sandbox', hidden: '' }));
}
