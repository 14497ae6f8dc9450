/** The compiler's messages: a list named "Problems". Choosing one asks for its place by a `reveal` event. */
import type { CommonMessages } from '../session/messages/common.ts';
import type { Diagnostic } from '../session/run/compiler.ts';
import { h } from './dom.ts';

/** Messages that are drawn; a broken template can bring thousands. */
const MAX_SHOWN = 100;

export class ProblemList extends HTMLElement {
  #messages: CommonMessages | null = null;
  #problems: readonly Diagnostic[] = [];

  set messages(messages: CommonMessages) {
    this.#messages = messages;
    this.#draw();
  }

  set problems(problems: readonly Diagnostic[]) {
    this.#problems = problems;
    this.#draw();
  }

  /** Moves the keyboard to the first message. */
  focusFirst(): void {
    this.querySelector('button')?.focus();
  }

  #draw(): void {
    this.hidden = this.#problems.length === 0;
    if (this.#messages === null || this.hidden) {
      this.replaceChildren();
      return;
    }
    const messages = this.#messages;
    const name = h('h2', { id: 'problems-name' }, messages.problems);
    const list = h('ul', { 'aria-labelledby': 'problems-name', role: 'list' });
    for (const problem of this.#problems.slice(0, MAX_SHOWN)) {
      const item = h('li', {}, this.#row(messages, problem));
      for (const note of problem.notes) item.append(this.#row(messages, note));
      list.append(item);
    }
    this.replaceChildren(name, list);
  }

  #row(messages: CommonMessages, problem: Diagnostic): HTMLElement {
    const place =
      problem.header === undefined ? messages.place(problem.line, problem.column) : messages.inHeader(problem.header);
    const row = h(
      'button',
      { type: 'button', class: `problem ${problem.severity}` },
      h('span', { class: 'severity' }, messages.severity[problem.severity]),
      h('span', { class: 'message' }, problem.message),
      h('span', { class: 'place' }, problem.wholeProgram === true ? '' : place),
    );
    row.addEventListener('click', () => {
      this.dispatchEvent(new CustomEvent<Diagnostic>('reveal', { detail: problem }));
    });
    return row;
  }
}

customElements.define('problem-list', ProblemList);
