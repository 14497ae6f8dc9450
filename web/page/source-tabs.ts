/** Behind the tabs over the source: the files of the program in the editor, and the Python program that it translates. */
import { isUnit } from '../../wasm/sdk/project.ts';
import type { CodeEditor } from '../elements/code-editor.ts';
import { find, h } from '../elements/dom.ts';
import { FileTabs, type Renaming } from '../elements/file-tabs.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { sentenceNodes } from '../elements/prose.ts';
import type { Lesson } from '../session/lesson/catalog.ts';
import { LESSON_MESSAGES } from '../session/messages/lesson.ts';
import type { EditorPreferences } from '../session/workbench/editor-preferences.ts';
import type { TextEdit } from '../session/run/compiler.ts';
import { includesRenamed, problemOfName } from '../session/workbench/project.ts';
import { LitPairs } from './lit-pairs.ts';
import type { Look } from './look.ts';

/** What a header begins as. */
const NEW_HEADER = '#pragma once\n\n';

export interface SourceTabsParts {
  readonly editor: CodeEditor;
  readonly notices: NoticeBar;
  readonly look: Look;
  readonly preferences: EditorPreferences;
}

export class SourceTabs {
  readonly #parts: SourceTabsParts;
  readonly #tabs = find(document, 'file-tabs', FileTabs);
  readonly #source = find(document, '#panel-cpp', HTMLElement);
  readonly #originalPanel = find(document, '#panel-python', HTMLElement);
  readonly #differs = find(document, '#differs', HTMLElement);
  readonly #besideButton = find(document, '#beside', HTMLButtonElement);
  readonly #wide = matchMedia('(min-width: 901px)');
  readonly #pairs: LitPairs;
  #lesson: Lesson | null = null;
  /** Whether the reader wants both programs at once. */
  #beside: boolean;

  constructor(parts: SourceTabsParts) {
    this.#parts = parts;
    const { editor, look, preferences } = parts;
    this.#pairs = new LitPairs(editor, find(document, '.original code', HTMLElement));
    this.#beside = preferences.beside;
    editor.addEventListener('files', () => {
      this.#show(false);
    });
    look.changes.subscribe(() => {
      this.#tabs.messages = look.messages;
      this.#nameBeside();
      this.#tellDifference();
    });
    this.#tabs.messages = look.messages;
    this.#on('choose', (file: string | null) => {
      if (file !== null) editor.show(file);
      this.#show(file === null);
    });
    this.#besideButton.addEventListener('click', () => {
      this.#beside = preferences.beside = !this.#beside;
      this.#show(false);
    });
    this.#wide.addEventListener('change', () => {
      this.#nameBeside();
    });
    this.#nameBeside();
    this.#on('add', (file: string) => {
      editor.addFile(file, isUnit(file) ? '' : NEW_HEADER);
    });
    this.#on('rename', (renaming: Renaming) => {
      this.#rename(renaming);
    });
    this.#on('remove', (file: string) => {
      this.#remove(file);
    });
  }

  /** Shows the C++ again, and offers the Python original where there is one. */
  open(lesson: Lesson | null): void {
    this.#lesson = lesson;
    this.#pairs.open(lesson);
    this.#tellDifference();
    this.#show(false);
  }

  /** Brings the C++ to the front. */
  showProgram(): void {
    this.#show(false);
  }

  #show(original: boolean): void {
    const { project, file } = this.#parts.editor;
    const hasOriginal = this.#lesson !== null;
    const beside = hasOriginal && this.#beside;
    this.#source.hidden = original && !beside;
    this.#originalPanel.hidden = !original && !beside;
    this.#besideButton.hidden = !hasOriginal;
    this.#besideButton.setAttribute('aria-pressed', String(beside));
    // What is always there is no tab's.
    this.#originalPanel.setAttribute('role', beside ? 'region' : 'tabpanel');
    if (beside) this.#originalPanel.setAttribute('aria-labelledby', 'python-name');
    this.#tabs.show(project, original && !beside ? null : file, hasOriginal && !beside);
  }

  /** Says where the original will be (code.css). */
  #nameBeside(): void {
    const { beside, below } = this.#parts.look.messages;
    this.#besideButton.textContent = this.#wide.matches ? beside : below;
  }

  /** What the original does otherwise, and what it prints. */
  #tellDifference(): void {
    const { language } = this.#parts.look;
    const { python, originalOutput } = this.#lesson ?? { python: null, originalOutput: null };
    const summary = h('summary', {}, LESSON_MESSAGES[language].pythonPrints);
    const printed =
      originalOutput === null ? [] : [h('details', {}, summary, h('pre', { tabindex: '0' }, originalOutput))];
    const sentence = python === null ? [] : [h('p', {}, ...sentenceNodes(python[language]))];
    this.#differs.replaceChildren(...sentence, ...printed);
  }

  /** With a file's name its includes change; both can be undone for as long as the notice stands. */
  #rename({ before, name }: Renaming): void {
    const { editor, notices, look } = this.#parts;
    const { messages } = look;
    const included = this.#nowCalled({ before, name });
    if (included.length === 0) return;
    const act = () => {
      notices.withdraw('file');
      const { files } = editor.project;
      if (!Object.hasOwn(files, name) || Object.hasOwn(files, before)) return;
      this.#nowCalled({ before: name, name: before });
    };
    notices.show('file', {
      tone: 'note',
      text: messages.fileRenamed(before, name, included.length),
      actions: [{ label: messages.undo, act }],
      closeLabel: messages.close,
    });
  }

  /** Gives a file its name, also where it is included. What is returned was changed for that. */
  #nowCalled({ before, name }: Renaming): readonly TextEdit[] {
    const { editor } = this.#parts;
    editor.renameFile(before, name);
    const { file } = editor;
    const edits = includesRenamed(editor.project, before, name);
    editor.change(edits);
    editor.show(file);
    return edits;
  }

  /** What was removed can be had back for as long as the notice stands. */
  #remove(file: string): void {
    const { editor, notices, look } = this.#parts;
    const { messages } = look;
    const text = editor.project.files[file] ?? '';
    editor.removeFile(file);
    const act = () => {
      notices.withdraw('file');
      if (problemOfName(editor.project, file) === null) editor.addFile(file, text);
    };
    notices.show('file', {
      tone: 'note',
      text: messages.fileRemoved(file),
      actions: [{ label: messages.undo, act }],
      closeLabel: messages.close,
    });
  }

  #on(type: string, act: (detail: never) => void): void {
    this.#tabs.addEventListener(type, (event) => {
      act((event as CustomEvent<never>).detail);
    });
  }
}
