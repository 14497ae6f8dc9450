/**
 * The reader's program. Shows it at once as coloured text; the editor proper is loaded afterwards, so that a program can
 * be read and run before a megabyte of editor has arrived.
 *
 * Events: `edited` (detail: the text) and `run`.
 */
import type { Diagnostic, TextEdit } from '../session/run/compiler.ts';
import type { Theme } from '../session/workbench/preferences.ts';
import type { EditorBackend, EditorEvents, ProblemWords } from './editor/backend.ts';
import type { LanguageSupport } from './editor/language-features.ts';
import { PlainEditor } from './editor/plain.ts';
import { edited } from '../session/run/explanation.ts';
import { h } from './dom.ts';
import { highlighted } from './highlighted.ts';

/** The page's element that says how the keyboard leaves the editor. */
const HINT = 'escape-hint';

export class CodeEditor extends HTMLElement {
  readonly #events: EditorEvents = {
    edited: (text) => {
      this.#text = text;
      this.dispatchEvent(new CustomEvent<string>('edited', { detail: text }));
    },
    run: () => {
      this.dispatchEvent(new Event('run'));
    },
  };
  #backend: EditorBackend | null = null;
  #text = '';
  #theme: Theme = 'light';
  #name = '';
  #problems: readonly Diagnostic[] = [];
  #words: ProblemWords = { language: 'en', repair: '' };
  /** What Monaco answers the reader's questions with; null where nothing does. */
  language: LanguageSupport | null = null;

  get text(): string {
    return this.#text;
  }

  /** Puts another program into the editor. */
  open(text: string): void {
    this.#text = text;
    if (this.#backend === null) this.#preview();
    else this.#backend.open(text);
  }

  /** Replaces the text by an edit that can be undone. */
  replace(text: string): void {
    if (this.#backend !== null) {
      this.#backend.replace(text);
      return;
    }
    this.open(text);
    this.#events.edited(text);
  }

  /** Marks what is wrong. */
  showProblems(problems: readonly Diagnostic[], words: ProblemWords): void {
    this.#problems = problems;
    this.#words = words;
    this.#backend?.setProblems(problems, words);
  }

  /** Makes edits as one step that can be undone. */
  change(edits: readonly TextEdit[]): void {
    if (this.#backend === null) this.replace(edited(this.#text, edits));
    else this.#backend.change(edits);
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#backend?.setTheme(theme);
  }

  /** What a screen reader calls it. */
  set name(name: string) {
    this.#name = name;
    this.#backend?.setName(name, HINT);
    this.querySelector('pre.preview')?.setAttribute('aria-label', name);
  }

  /** Scrolls to a line, counted from 1, and leaves cursor and focus where they are. */
  bringIntoView(line: number): void {
    this.#backend?.bringIntoView(line);
  }

  /** Puts the cursor at a place, counted from 1. */
  reveal(line: number, column: number): void {
    this.#backend?.reveal(line, column);
  }

  /** Marks the line of a chosen moment, and leaves the focus where it is; null marks none. */
  mark(line: number | null): void {
    this.#backend?.mark(line);
  }

  /** Loads Monaco; rejects, and leaves everything as it is, where it cannot be had. */
  async upgrade(korean: boolean): Promise<void> {
    // Monaco reads its words when its modules are first evaluated, so its language must be there before them.
    if (korean) await import('monaco-editor/nls/lang/ko');
    const { createMonaco } = await import('./editor/monaco.ts');
    if (this.#backend !== null) return;
    const scrolled = this.querySelector('pre.preview')?.scrollTop ?? 0;
    this.#adopt(createMonaco(this, this.#events, this.#theme, this.#text, this.language), scrolled);
  }

  /** Edits with the plain editor instead. */
  usePlain(): void {
    if (this.#backend !== null) return;
    const plain = new PlainEditor(this, this.#events);
    plain.open(this.#text);
    this.#adopt(plain, 0);
  }

  #adopt(backend: EditorBackend, scrolled: number): void {
    this.#backend = backend;
    backend.setName(this.#name, HINT);
    backend.setTheme(this.#theme);
    backend.setProblems(this.#problems, this.#words);
    this.dataset.ready = '';
    if (scrolled > 0) this.scrollTop = scrolled;
  }

  #preview(): void {
    const pre = h('pre', { class: 'preview', tabindex: '0', role: 'region', 'aria-label': this.#name });
    pre.append(h('code'));
    pre.firstElementChild?.append(highlighted(this.#text));
    this.replaceChildren(pre);
  }
}

customElements.define('code-editor', CodeEditor);
