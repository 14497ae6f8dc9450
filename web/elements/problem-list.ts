/**
 * What is wrong with a program: a list named "Problems", one sentence for each, with what the compiler said folded below. Choosing one asks for its place by a
 * `reveal` event, changing it by a `repair` event (detail: the edits).
 */
import type { CommonMessages } from '../session/messages/common.ts';
import type { Diagnostic, TextEdit } from '../session/run/compiler.ts';
import { detailsOf, sentenceOf } from '../session/run/explanation.ts';
import { button, h } from './dom.ts';

/** Messages that are drawn; a broken template can bring thousands. */
const MAX_SHOWN = 100;

export class ProblemList extends HTMLElement {
  #messages: CommonMessages | null = null;
  #problems: readonly Diagnostic[] = [];
  #namesFiles = false;

  set messages(messages: CommonMessages) {
    this.#messages = messages;
    this.#draw();
  }

  /** `namesFiles`: whether the program has more than one. */
  show(problems: readonly Diagnostic[], namesFiles: boolean): void {
    this.#problems = problems;
    this.#namesFiles = namesFiles;
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
      list.append(
        h(
          'li',
          {},
          this.#row(messages, problem),
          ...this.#repair(messages, problem),
          ...this.#details(messages, problem),
        ),
      );
    }
    this.replaceChildren(name, list);
  }

  #repair(messages: CommonMessages, { explanation }: Diagnostic): HTMLElement[] {
    if (explanation === undefined || explanation.edits.length === 0) return [];
    const repair = button(messages.repair, { class: 'repair' });
    repair.addEventListener('click', () => {
      this.dispatchEvent(new CustomEvent<readonly TextEdit[]>('repair', { detail: explanation.edits }));
    });
    return [repair];
  }

  #details(messages: CommonMessages, problem: Diagnostic): HTMLElement[] {
    const details = detailsOf(problem);
    if (details.length === 0) return [];
    const name = problem.explanation === undefined ? messages.notes(details.length) : messages.compilerSaid;
    return [h('details', {}, h('summary', {}, name), ...details.map((note) => this.#row(messages, note)))];
  }

  #row(messages: CommonMessages, problem: Diagnostic): HTMLElement {
    const { header, line, column, file } = problem;
    const place =
      header === undefined
        ? messages.place(line, column, this.#namesFiles ? file : undefined)
        : messages.inHeader(header);
    const row = h(
      'button',
      { type: 'button', class: `problem ${problem.severity}` },
      h('span', { class: 'severity' }, messages.severity[problem.severity]),
      h('span', { class: 'message' }, ...withCode(problem, messages)),
      h('span', { class: 'place' }, problem.wholeProgram === true ? '' : place),
    );
    row.addEventListener('click', () => {
      this.dispatchEvent(new CustomEvent<Diagnostic>('reveal', { detail: problem }));
    });
    return row;
  }
}

/** The sentence with its code set apart. What the compiler itself says may hold backticks of another meaning. */
function withCode(problem: Diagnostic, { language }: CommonMessages): (Node | string)[] {
  const sentence = sentenceOf(problem, language);
  if (problem.explanation === undefined) return [sentence];
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}

customElements.define('problem-list', ProblemList);
