/** Above the lanes: zoom, what the axis counts, what the marks mean, and the trace. Says `zoom` (0: all), `unit` and `export`. */
import type { Unit } from '../../session/timeline/viewport.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { button, h } from '../dom.ts';

export class Toolbar extends HTMLElement {
  readonly #zoomOut = button('−', { class: 'square' });
  readonly #zoomIn = button('+', { class: 'square' });
  readonly #all = button('');
  readonly #axis = h('div', { role: 'group', class: 'choice' });
  readonly #units: Readonly<Record<Unit, HTMLButtonElement>> = {
    time: button('', { 'aria-pressed': 'true' }),
    events: button('', { 'aria-pressed': 'false' }),
  };
  readonly #legend = h('div', { class: 'legend' });
  readonly #export = button('', { class: 'quiet' });

  constructor() {
    super();
    const zooms: [HTMLButtonElement, number][] = [
      [this.#zoomOut, 2],
      [this.#zoomIn, 0.5],
      [this.#all, 0],
    ];
    for (const [control, factor] of zooms) {
      control.addEventListener('click', () => {
        this.#say('zoom', factor);
      });
    }
    for (const unit of ['time', 'events'] as const) {
      this.#units[unit].addEventListener('click', () => {
        for (const [other, control] of Object.entries(this.#units)) {
          control.setAttribute('aria-pressed', String(other === unit));
        }
        this.#say('unit', unit);
      });
    }
    this.#export.addEventListener('click', () => {
      this.#say('export', null);
    });
    this.#axis.append(this.#units.time, this.#units.events);
    this.append(this.#zoomOut, this.#zoomIn, this.#all, this.#axis, this.#legend, this.#export);
  }

  set words(words: TimelineWords) {
    this.#zoomOut.setAttribute('aria-label', words.zoomOut);
    this.#zoomIn.setAttribute('aria-label', words.zoomIn);
    this.#all.textContent = words.all;
    this.#axis.setAttribute('aria-label', words.axis);
    this.#units.time.textContent = words.byTime;
    this.#units.events.textContent = words.bySteps;
    this.#export.textContent = words.exportTrace;
    const marks = ['running', 'ready', 'waiting', 'blocking'] as const;
    this.#legend.replaceChildren(
      ...marks.map((mark) =>
        h('span', {}, h('i', { class: `mark ${mark}`, 'aria-hidden': 'true' }), words.legend[mark]),
      ),
    );
  }

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('timeline-toolbar', Toolbar);
