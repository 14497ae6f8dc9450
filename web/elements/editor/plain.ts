/**
 * A plain editor: a transparent text area over the same text in colour. For when no other can be loaded.
 *
 * Tab moves the focus, as everywhere else on a page.
 */
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';
import { edited } from '../../session/run/explanation.ts';
import { isPressed, SHORTCUTS } from '../../session/workbench/shortcuts.ts';
import { IS_MAC } from '../../shared/is-mac.ts';
import { placeAfter } from '../../shared/place-after.ts';
import { h } from '../dom.ts';
import { highlighted } from '../highlighted.ts';
import type { EditorBackend, EditorEvents } from './backend.ts';

export class PlainEditor implements EditorBackend {
  readonly #area = h('textarea', {
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
  });
  readonly #code = h('code');
  /** The text once more, unseen but for the marks under what is wrong. */
  readonly #marks = h('pre', { 'aria-hidden': 'true', class: 'marks' });
  /** And once more, with one line apart: where that stands depends on how the lines before it wrap. */
  readonly #line = h('pre', { 'aria-hidden': 'true', class: 'marks' });
  readonly #frame = h(
    'div',
    { class: 'plain-editor' },
    h('pre', { 'aria-hidden': 'true' }, this.#code),
    this.#line,
    this.#marks,
    this.#area,
  );
  #marked: number | null = null;
  readonly #events: EditorEvents;
  readonly #formatted: (text: string) => Promise<string | null>;

  /** `formatted` lays a text out, and gives null where it cannot. */
  constructor(place: HTMLElement, events: EditorEvents, formatted: (text: string) => Promise<string | null>) {
    this.#events = events;
    this.#formatted = formatted;
    place.replaceChildren(this.#frame);
    this.#area.addEventListener('input', () => {
      this.#changed();
    });
    this.#area.addEventListener('keydown', (event) => {
      if (isPressed(event, SHORTCUTS.run, IS_MAC)) {
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
    if (this.#insert(text)) return;
    this.#area.value = text;
    this.#changed();
  }

  type(text: string): void {
    const { selectionStart, selectionEnd } = this.#area;
    if (this.#insert(text)) return;
    this.#area.setRangeText(text, selectionStart, selectionEnd, 'end');
    this.#changed();
  }

  /** Writes over what is selected. Says whether it could. */
  #insert(text: string): boolean {
    // Deprecated, but the one way that browsers let a script's change be undone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('insertText', false, text);
  }

  setProblems(problems: readonly Diagnostic[]): void {
    const wrong = problems.some((problem) => problem.severity === 'error');
    this.#area.setAttribute('aria-invalid', String(wrong));
    this.#marks.replaceChildren(...marked(this.#area.value, problems));
  }

  change(edits: readonly TextEdit[]): void {
    this.replace(edited(this.text, edits));
  }

  async format(): Promise<void> {
    const { text } = this;
    const formatted = await this.#formatted(text);
    if (formatted === null || formatted === text || this.text !== text) return;
    const { selectionStart, selectionEnd } = this.#area;
    this.replace(formatted);
    this.#area.setSelectionRange(
      placeAfter(text, formatted, selectionStart),
      placeAfter(text, formatted, selectionEnd),
    );
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
    const place = this.#show(line);
    this.#frame.scrollTo({ top: Math.max(0, place.offsetTop - 3 * place.offsetHeight) });
    if (this.#marked === null) this.#line.replaceChildren();
    else this.mark(this.#marked);
  }

  mark(line: number | null): void {
    this.#marked = line;
    if (line === null) {
      this.#line.replaceChildren();
      return;
    }
    const place = this.#show(line);
    place.className = 'marked-line';
    const top = place.offsetTop;
    const { scrollTop, clientHeight } = this.#frame;
    if (top < scrollTop || top + place.offsetHeight > scrollTop + clientHeight) {
      this.#frame.scrollTo({ top: Math.max(0, top - 3 * place.offsetHeight) });
    }
  }

  light(): void {
    // Where it stands in for Monaco nothing is beside it.
  }

  focus(): void {
    this.#area.focus();
  }

  setTheme(): void {
    // Its colours are the page's.
  }

  setLayout(): void {
    // And so are the size of its letters and what becomes of long lines.
  }

  setName(name: string): void {
    this.#area.setAttribute('aria-label', name);
  }

  /** A line, counted from 1, as an element at its place. */
  #show(line: number): HTMLElement {
    const lines = this.#area.value.split('\n');
    const place = h('span', {}, `${lines[line - 1] ?? ''}\n`);
    this.#line.replaceChildren(
      ...lines.slice(0, line - 1).flatMap((text) => [text, '\n']),
      place,
      lines.slice(line).join('\n'),
    );
    return place;
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
