/**
 * A plain editor: a transparent text area over the same text in colour. For phones, where Monaco does not work well,
 * for embeds, where it would weigh too much, and for when it cannot be loaded.
 *
 * Tab moves the focus, as everywhere else on a page.
 */
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';
import { edited } from '../../session/run/explanation.ts';
import { h } from '../dom.ts';
import { highlighted } from '../highlighted.ts';
import type { EditorBackend, EditorEvents } from './backend.ts';

export class PlainEditor implements EditorBackend {
  readonly #area = h('textarea', {
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
    wrap: 'off',
  });
  readonly #code = h('code');
  /** The text once more, unseen but for the marks under what is wrong. */
  readonly #marks = h('pre', { 'aria-hidden': 'true', class: 'marks' });
  readonly #events: EditorEvents;

  constructor(place: HTMLElement, events: EditorEvents) {
    this.#events = events;
    place.replaceChildren(
      h('div', { class: 'plain-editor' }, h('pre', { 'aria-hidden': 'true' }, this.#code), this.#marks, this.#area),
    );
    this.#area.addEventListener('input', () => {
      this.#changed();
    });
    this.#area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        events.run();
      }
    });
  }

  get text(): string {
    return this.#area.value;
  }

  open(_file: string, text: string): void {
    this.#area.value = text;
    this.#colour();
  }

  show(file: string, text: string): void {
    this.open(file, text);
  }

  rename(): void {
    // It knows the file that it shows, and by no name.
  }

  forget(): void {
    // As above.
  }

  replace(text: string): void {
    this.#area.select();
    // Deprecated, but the one way that browsers let a script's change be undone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const undoable = document.execCommand('insertText', false, text);
    if (undoable) return;
    this.#area.value = text;
    this.#changed();
  }

  setProblems(problems: readonly Diagnostic[]): void {
    const wrong = problems.some((problem) => problem.severity === 'error');
    this.#area.setAttribute('aria-invalid', String(wrong));
    this.#marks.replaceChildren(...marked(this.#area.value, problems));
  }

  change(edits: readonly TextEdit[]): void {
    this.replace(edited(this.text, edits));
  }

  reveal(line: number, column: number): void {
    const lines = this.#area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
    const at = before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
    this.#area.focus();
    this.#area.setSelectionRange(at, before + (lines[line - 1]?.length ?? 0));
    this.bringIntoView(line);
  }

  bringIntoView(line: number): void {
    const height = Number.parseFloat(getComputedStyle(this.#area).lineHeight);
    this.#area.parentElement?.scrollTo({ top: Math.max(0, (line - 4) * height) });
  }

  mark(line: number | null): void {
    const frame = this.#area.parentElement;
    frame?.classList.toggle('marked', line !== null);
    if (line === null || frame === null) return;
    frame.style.setProperty('--marked-line', String(line - 1));
    const height = Number.parseFloat(getComputedStyle(this.#area).lineHeight);
    const top = (line - 1) * height;
    if (top < frame.scrollTop || top + 2 * height > frame.scrollTop + frame.clientHeight) {
      frame.scrollTo({ top: Math.max(0, top - 3 * height) });
    }
  }

  focus(): void {
    this.#area.focus();
  }

  setTheme(): void {
    // Its colours are the page's.
  }

  setName(name: string): void {
    this.#area.setAttribute('aria-label', name);
  }

  #changed(): void {
    this.#colour();
    this.#events.edited(this.#area.value);
  }

  #colour(): void {
    // The trailing line feed gives a last empty line its height.
    this.#code.replaceChildren(highlighted(this.#area.value), '\n');
  }
}

/** The text with `<u>` under the places of problems, of which the first to claim a character gets it. */
function marked(text: string, problems: readonly Diagnostic[]): (Node | string)[] {
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;
  const nodes: (Node | string)[] = [];
  let at = 0;
  const placed = problems.filter((problem) => problem.wholeProgram !== true);
  for (const problem of placed.toSorted((a, b) => a.line - b.line || a.column - b.column)) {
    const end = offset(problem.endLine ?? problem.line, problem.endColumn ?? problem.column + 1);
    // What is missing at the end of a line is marked at the character before.
    const from = Math.min(offset(problem.line, problem.column), end - 1);
    if (from < at) continue;
    nodes.push(text.slice(at, from), h('u', { class: problem.severity }, text.slice(from, end)));
    at = end;
  }
  return nodes.length === 0 ? [] : [...nodes, text.slice(at)];
}
