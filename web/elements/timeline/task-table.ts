/** The table **Tasks**: every task at a moment, in words. Says `why` with a task, `reveal` with a line. */
import type { Place } from '../../session/run/compiler.ts';
import type { History } from '../../session/timeline/history.ts';
import { State, type Task } from '../../session/timeline/task.ts';
import type { TaskRow, Teller } from '../../session/timeline/tell.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import { button, h } from '../dom.ts';
import { sentence } from './sentence.ts';

/** Rows that are shown at first, and that each press of "more" adds. */
const ROWS = 50;

export class TaskTable extends HTMLElement {
  readonly #body = h('tbody');
  readonly #head = h('tr');
  readonly #caption = h('caption');
  readonly #more = button('', { class: 'quiet' });
  readonly #rows = new Map<Task, Row>();
  #words: TimelineWords | null = null;
  #shown = ROWS;
  #again: () => void = () => undefined;

  constructor() {
    super();
    this.append(h('table', {}, this.#caption, h('thead', {}, this.#head), this.#body), this.#more);
    this.#more.addEventListener('click', () => {
      this.#shown += ROWS;
      this.#again();
    });
  }

  set words(words: TimelineWords) {
    this.#words = words;
    this.#caption.textContent = words.tasks;
    const names = [words.name, words.state, words.waitingFor, words.line, words.why];
    this.#head.replaceChildren(...names.map((name) => h('th', { scope: 'col' }, name)));
    this.clear();
  }

  /** Another run: its tasks are others. */
  clear(): void {
    this.#rows.clear();
    this.#body.replaceChildren();
    this.#shown = ROWS;
  }

  /** Shows the tasks at a moment: those that are not done first. */
  show(history: History, moment: number, teller: Teller): void {
    const words = this.#words;
    if (words === null) return;
    this.#again = () => {
      this.show(history, moment, teller);
    };
    const tasks = inOrder(history, moment);
    const rows = tasks.slice(0, this.#shown).map((task) => this.#row(task, teller.row(task, moment), words));
    const old = this.#body.children;
    // Rows that stay where they are keep what is focused in them.
    for (const [i, row] of rows.entries()) if (old[i] !== row) this.#body.insertBefore(row, old[i] ?? null);
    while (this.#body.children.length > rows.length) this.#body.lastElementChild?.remove();
    const left = tasks.length - rows.length;
    this.#more.hidden = left === 0;
    this.#more.textContent = words.more(left);
  }

  #row(task: Task, content: TaskRow, words: TimelineWords): HTMLTableRowElement {
    let row = this.#rows.get(task);
    if (row === undefined) {
      row = new Row(
        words,
        () => this.dispatchEvent(new CustomEvent('why', { detail: task })),
        (place) => this.dispatchEvent(new CustomEvent<Place>('reveal', { detail: place })),
      );
      this.#rows.set(task, row);
    }
    row.show(content, words);
    return row.element;
  }
}

class Row {
  readonly element: HTMLTableRowElement;
  readonly #cells = { name: h('th', { scope: 'row' }), state: h('td'), waitingFor: h('td'), line: h('td') };
  readonly #line = button('', { class: 'link' });
  #shown = '';
  #at: Place | null = null;

  constructor(words: TimelineWords, why: () => void, reveal: (place: Place) => void) {
    const ask = button(words.why);
    ask.addEventListener('click', why);
    this.#line.addEventListener('click', () => {
      if (this.#at !== null) reveal(this.#at);
    });
    const { name, state, waitingFor, line } = this.#cells;
    this.element = h('tr', {}, name, state, waitingFor, line, h('td', {}, ask));
    line.append(this.#line);
  }

  show({ name, state, waitingFor, place }: TaskRow, words: TimelineWords): void {
    const line = place === null ? '' : words.atLine(place);
    const key = [name, state, waitingFor, line].join('\n');
    if (key === this.#shown) return;
    this.#shown = key;
    this.#at = place;
    this.#cells.name.textContent = name;
    this.#cells.name.title = name;
    this.#cells.state.textContent = words.states[state];
    this.#cells.state.className = `state ${state}`;
    this.#cells.waitingFor.replaceChildren(...sentence(waitingFor));
    this.#line.hidden = place === null;
    this.#line.textContent = String(place?.line);
    this.#line.setAttribute('aria-label', line);
  }
}

function inOrder(history: History, moment: number): Task[] {
  const live: Task[] = [];
  const done: Task[] = [];
  for (const task of history.tasks) {
    const { state } = history.at(task, moment);
    if (state === State.DONE) done.push(task);
    else if (state !== State.NONE) live.push(task);
  }
  return [...live, ...done];
}

customElements.define('task-table', TaskTable);
