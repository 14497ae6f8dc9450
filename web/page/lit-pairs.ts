/** Lights what belongs together in the program and in its Python original: what is pointed at, has the focus or the cursor, and its twin. */
import type { CodeEditor } from '../elements/code-editor.ts';
import { highlightedLines } from '../elements/highlighted-lines.ts';
import type { Lesson, LinePair, LineRange } from '../session/lesson/catalog.ts';
import { textOf } from '../session/workbench/project.ts';
import { PYTHON } from '../shared/highlight-python.ts';

export class LitPairs {
  readonly #editor: CodeEditor;
  readonly #original: HTMLElement;
  #lesson: Lesson | null = null;
  #lines: readonly HTMLElement[] = [];

  /** `original`: where the Python program stands. */
  constructor(editor: CodeEditor, original: HTMLElement) {
    this.#editor = editor;
    this.#original = original;
    editor.addEventListener('line', (event) => {
      const line = (event as CustomEvent<number | null>).detail;
      const pair = line === null ? null : this.#find('cpp', line);
      this.#light(pair);
      const [first] = pair === null ? [] : this.#linesOf(pair);
      first?.scrollIntoView({ block: 'nearest' });
    });
    for (const type of ['pointerover', 'focusin']) {
      original.addEventListener(type, ({ target }) => {
        const line = this.#lines.findIndex((each) => target instanceof Node && each.contains(target));
        const pair = line < 0 ? null : this.#find('python', line + 1);
        this.#light(pair);
        if (pair !== null && type === 'focusin')
          this.#editor.bringIntoView({ file: this.#editor.file, line: pair.cpp[0], column: 1 });
      });
    }
    for (const type of ['pointerleave', 'focusout']) {
      original.addEventListener(type, () => {
        this.#light(null);
      });
    }
  }

  /** Shows the original of a lesson; null where there is none. */
  open(lesson: Lesson | null): void {
    this.#lesson = lesson;
    this.#lines = highlightedLines(lesson?.original ?? '', PYTHON);
    for (const { python } of lesson?.pairs ?? []) this.#lines[python[0] - 1]?.setAttribute('tabindex', '0');
    this.#original.replaceChildren(...this.#lines);
    this.#editor.light(null);
  }

  /** The narrowest pair that has a line. None has one where the reader has changed the program: its lines are others. */
  #find(side: 'cpp' | 'python', line: number): LinePair | null {
    if (this.#lesson === null || textOf(this.#editor.project) !== this.#lesson.program) return null;
    const height = ([from, to]: LineRange) => to - from;
    const here = this.#lesson.pairs.filter(({ [side]: [from, to] }) => from <= line && line <= to);
    return here.toSorted((a, b) => height(a[side]) - height(b[side]))[0] ?? null;
  }

  #linesOf({ python: [from, to] }: LinePair): readonly HTMLElement[] {
    return this.#lines.slice(from - 1, to);
  }

  #light(pair: LinePair | null): void {
    const lit = pair === null ? [] : this.#linesOf(pair);
    for (const line of this.#lines) line.classList.toggle('lit', lit.includes(line));
    this.#editor.light(pair?.cpp ?? null);
  }
}
