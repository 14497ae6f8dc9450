/** The two tabs over the source: the reader's C++, and the Python program that it translates. */
import { find } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';
import { PYTHON } from '../shared/highlight-python.ts';

export class SourceTabs {
  readonly #tabs = ['cpp', 'python'].map((name) => ({
    tab: find(document, `#tab-${name}`, HTMLButtonElement),
    panel: find(document, `#panel-${name}`, HTMLElement),
  }));
  readonly #original = find(document, '.original code', HTMLElement);

  constructor() {
    this.#tabs.forEach(({ tab }, at) => {
      tab.addEventListener('click', () => {
        this.#select(at);
      });
      tab.addEventListener('keydown', (event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        this.#select(1 - at);
        this.#tabs[1 - at]?.tab.focus();
      });
    });
  }

  /** Shows the C++ again, and offers the Python original where there is one. */
  open(original: string | null): void {
    this.#select(0);
    const python = this.#tabs[1]?.tab;
    if (python !== undefined) python.hidden = original === null;
    this.#original.replaceChildren(highlighted(original ?? '', PYTHON));
  }

  /** Brings the C++ to the front. */
  showProgram(): void {
    this.#select(0);
  }

  #select(selected: number): void {
    this.#tabs.forEach(({ tab, panel }, at) => {
      tab.setAttribute('aria-selected', String(at === selected));
      tab.tabIndex = at === selected ? 0 : -1;
      panel.hidden = at !== selected;
    });
  }
}
