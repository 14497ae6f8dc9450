/**
 * The reader's program. Shows it at once as coloured text; the editor proper is loaded afterwards, so that a program can
 * be read and run before a megabyte of editor has arrived.
 *
 * Events: `edited` (detail: the project), `files` (their names, or which of them is shown, have changed), `line` (detail: the line that is
 * pointed at or has the cursor, null for none) and `run`.
 */
import { projectOf, type Project } from '../../wasm/sdk/project.ts';
import type { Diagnostic, Place, TextEdit } from '../session/run/compiler.ts';
import type { Language } from '../session/messages/language.ts';
import type { Theme } from '../session/workbench/preferences.ts';
import type { CodeLayout, EditorBackend, EditorEvents, ProblemWords } from './editor/backend.ts';
import type { LanguageSupport } from './editor/language-help.ts';
import { PlainEditor } from './editor/plain.ts';
import { StandingText, type Ahead } from './editor/standing-text.ts';
import { edited } from '../session/run/explanation.ts';
import { textOf, withFile, withName, withoutFile } from '../session/workbench/project.ts';
import { h } from './dom.ts';
import { highlighted } from './highlighted.ts';

/** The page's element that says how the keyboard leaves the editor. */
const HINT = 'escape-hint';

export class CodeEditor extends HTMLElement {
  readonly #events: EditorEvents = {
    edited: (text) => {
      this.#change(withFile(this.#project, this.#file, text));
    },
    run: () => {
      this.dispatchEvent(new Event('run'));
    },
    line: (detail) => {
      this.dispatchEvent(new CustomEvent<number | null>('line', { detail }));
    },
    goTo: (place) => {
      this.reveal(place);
    },
  };
  #backend: EditorBackend | null = null;
  /** What is shown until there is an editor. */
  #standing: StandingText | null = null;
  /** Where the cursor is to be once there is one. */
  #wanted: Place | null = null;
  #project = projectOf('');
  /** The one that is shown. */
  #file = this.#project.main;
  #theme: Theme = 'light';
  #name = '';
  #problems: readonly Diagnostic[] = [];
  #words: ProblemWords = { language: 'en', repair: '' };
  #layout: CodeLayout = { scale: 1, wordWrap: false, compact: false };
  /** What answers the reader's questions and lays the program out; null where nothing does. */
  language: LanguageSupport | null = null;

  connectedCallback(): void {
    addEventListener('beforeprint', this.#putOnPaper);
    addEventListener('afterprint', this.#takeFromPaper);
  }

  disconnectedCallback(): void {
    removeEventListener('beforeprint', this.#putOnPaper);
    removeEventListener('afterprint', this.#takeFromPaper);
  }

  get project(): Project {
    return this.#project;
  }

  /** The name of the file that is shown. */
  get file(): string {
    return this.#file;
  }

  /** Puts another program into the editor. */
  open(project: Project): void {
    this.#project = project;
    this.#file = project.main;
    if (this.#backend === null) this.#preview();
    else this.#backend.open(this.#file, textOf(project));
    this.dispatchEvent(new Event('files'));
  }

  /** Shows another file of the program. */
  show(file: string): void {
    const text = this.#project.files[file];
    if (text === undefined || file === this.#file) return;
    this.#file = file;
    if (this.#backend === null) this.#preview();
    else this.#backend.show(file, text);
    this.#mark();
    this.dispatchEvent(new Event('files'));
  }

  /** Adds a file and shows it. */
  addFile(file: string, text: string): void {
    this.#change(withFile(this.#project, file, text));
    this.show(file);
  }

  renameFile(before: string, name: string): void {
    this.#backend?.rename(before, name);
    if (this.#file === before) this.#file = name;
    this.#change(withName(this.#project, before, name));
    this.dispatchEvent(new Event('files'));
  }

  /** Removes a file, not the main one. */
  removeFile(file: string): void {
    this.show(this.#project.main);
    this.#backend?.forget(file);
    this.#change(withoutFile(this.#project, file));
    this.dispatchEvent(new Event('files'));
  }

  /** Exchanges the program. Says whether that can be undone in the editor, as where there is one file before and after. */
  replace(project: Project): boolean {
    const text = textOf(project);
    const names = Object.keys({ ...this.#project.files, ...project.files });
    if (this.#backend !== null && names.length === 1) {
      this.#backend.replace(text);
      return true;
    }
    this.open(project);
    this.#change(project);
    return names.length === 1;
  }

  /** Marks what is wrong. */
  showProblems(problems: readonly Diagnostic[], words: ProblemWords): void {
    this.#problems = problems;
    this.#words = words;
    this.#mark();
  }

  /** Makes edits, in each file as one step that can be undone. */
  change(edits: readonly TextEdit[]): void {
    for (const [file, own] of Map.groupBy(edits, (edit) => edit.file ?? this.#file)) {
      this.show(file);
      if (this.#backend !== null) {
        this.#backend.change(own);
        continue;
      }
      this.#change(withFile(this.#project, file, edited(this.#text, own)));
      this.#preview();
    }
  }

  /** Lays the file that is shown out, by an edit that can be undone. */
  async format(): Promise<void> {
    if (this.#backend !== null) {
      await this.#backend.format();
      return;
    }
    const project = this.#project;
    const formatted = await this.#formatted(this.#text);
    if (formatted === null || this.#project !== project) return;
    this.#change(withFile(project, this.#file, formatted));
    this.#preview();
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#backend?.setTheme(theme);
  }

  set layout(layout: CodeLayout) {
    this.#layout = layout;
    this.#backend?.setLayout(layout);
  }

  /** What a screen reader calls it. */
  set name(name: string) {
    this.#name = name;
    this.#backend?.setName(name, HINT);
    if (this.#standing !== null) this.#standing.name = name;
  }

  /** Shows the file of a place, scrolls there, and leaves the focus where it is. */
  bringIntoView({ file, line }: Place): void {
    this.show(file);
    this.#backend?.bringIntoView(line);
  }

  /** Puts the cursor at a place. */
  reveal({ file, line, column }: Place): void {
    this.show(file);
    if (this.#backend === null) this.#wanted = { file, line, column };
    this.#backend?.reveal(line, column);
  }

  /** Marks the line of a chosen moment, and leaves the focus where it is; null marks none. */
  mark(place: Place | null): void {
    if (place !== null) this.show(place.file);
    this.#backend?.mark(place?.line ?? null);
  }

  /** Lights lines of the file that is shown, from the first to the last; null lights none. */
  light(lines: readonly [from: number, to: number] | null): void {
    this.#backend?.light(lines);
  }

  /**
   * Loads what really edits, which speaks `language`; rejects, and leaves everything as it is, where it cannot be had. Does nothing where
   * there is an editor already.
   */
  async upgrade(editor: 'monaco' | 'codemirror', language: Language): Promise<void> {
    if (editor === 'codemirror') {
      const { createCodeMirror } = await import('./editor/codemirror.ts');
      await this.#standing?.composed();
      this.#adopt(() => createCodeMirror(this, this.#events, language, this.language));
      return;
    }
    // Monaco reads its words when its modules are first evaluated, so its language must be there before them.
    if (language === 'ko') await import('monaco-editor/nls/lang/ko');
    const { createMonaco } = await import('./editor/monaco.ts');
    await this.#standing?.composed();
    this.#adopt(() => createMonaco(this, this.#events, this.#theme, this.language));
  }

  /** Edits with the plain editor instead. */
  usePlain(): void {
    this.#adopt(() => new PlainEditor(this, this.#events, (text) => this.#formatted(text)));
  }

  /** Puts the keyboard into the editor, if there is one. */
  override focus(): void {
    this.#backend?.focus();
  }

  #adopt(make: () => EditorBackend): void {
    if (this.#backend !== null) return;
    const scrolled = this.#standing?.element.scrollTop ?? 0;
    const ahead = this.#standing?.ahead;
    const backend = make();
    this.#standing = null;
    this.#backend = backend;
    backend.open(this.#file, this.#text);
    backend.setName(this.#name, HINT);
    backend.setTheme(this.#theme);
    backend.setLayout(this.#layout);
    this.#mark();
    this.dataset.ready = '';
    if (scrolled > 0) this.scrollTop = scrolled;
    if (ahead !== undefined) this.#goOn(backend, ahead);
  }

  /** The reader is where they were before there was an editor, and what they wrote is in the text. */
  #goOn(backend: EditorBackend, { focused, place, typed }: Ahead): void {
    const wanted = this.#wanted?.file === this.#file ? this.#wanted : null;
    this.#wanted = null;
    const at = wanted ?? (focused || typed !== '' ? place : null);
    if (at !== null) backend.reveal(at.line, at.column);
    else if (focused) backend.focus();
    if (typed !== '') backend.type(typed);
  }

  get #text(): string {
    return this.#project.files[this.#file] ?? '';
  }

  #change(project: Project): void {
    this.#project = project;
    this.dispatchEvent(new CustomEvent<Project>('edited', { detail: project }));
  }

  #mark(): void {
    const here = this.#problems.filter(({ file }) => file === this.#file);
    this.#backend?.setProblems(here, this.#words);
  }

  async #formatted(text: string): Promise<string | null> {
    return (await this.language?.format(text)) ?? null;
  }

  /** Editors draw no more lines than are in sight: on paper the whole text takes their place (`styles/print.css`). */
  readonly #putOnPaper = (): void => {
    this.#takeFromPaper();
    if (this.#backend !== null) this.append(h('pre', { class: 'on-paper' }, highlighted(this.#text)));
  };

  readonly #takeFromPaper = (): void => {
    this.querySelector('.on-paper')?.remove();
  };

  #preview(): void {
    this.#standing = new StandingText(this.#text, this.#name);
    this.replaceChildren(this.#standing.element);
  }
}

customElements.define('code-editor', CodeEditor);
