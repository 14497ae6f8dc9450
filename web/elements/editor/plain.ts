/**
 * A plain editor: a transparent text area over the same text in colour. For phones, where Monaco does not work well,
 * for embeds, where it would weigh too much, and for when it cannot be loaded.
 *
 * Tab moves the focus, as everywhere else on a page.
 */
import type { Diagnostic } from '../../session/run/compiler.ts';
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
  readonly #events: EditorEvents;

  constructor(place: HTMLElement, events: EditorEvents) {
    this.#events = events;
    place.replaceChildren(
      h('div', { class: 'plain-editor' }, h('pre', { 'aria-hidden': 'true' }, this.#code), this.#area),
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

  open(text: string): void {
    this.#area.value = text;
    this.#colour();
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
  }

  reveal(line: number, column: number): void {
    const lines = this.#area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
    const at = before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
    this.#area.focus();
    this.#area.setSelectionRange(at, before + (lines[line - 1]?.length ?? 0));
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
    this.#code.replaceChildren(highlighted(this.#area.value, 'cpp'), '\n');
  }
}
