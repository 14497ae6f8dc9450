/** Behind the tabs over the source: the files of the program in the editor, and the Python program that it translates. */
import { isUnit } from '../../wasm/sdk/project.ts';
import type { CodeEditor } from '../elements/code-editor.ts';
import { find } from '../elements/dom.ts';
import { FileTabs, type Renaming } from '../elements/file-tabs.ts';
import { highlighted } from '../elements/highlighted.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { problemOfName } from '../session/workbench/project.ts';
import { PYTHON } from '../shared/highlight-python.ts';
import type { Look } from './look.ts';

/** What a header begins as. */
const NEW_HEADER = '#pragma once\n\n';

export interface SourceTabsParts {
  readonly editor: CodeEditor;
  readonly notices: NoticeBar;
  readonly look: Look;
}

export class SourceTabs {
  readonly #parts: SourceTabsParts;
  readonly #tabs = find(document, 'file-tabs', FileTabs);
  readonly #source = find(document, '#panel-cpp', HTMLElement);
  readonly #originalPanel = find(document, '#panel-python', HTMLElement);
  readonly #originalText = find(document, '.original code', HTMLElement);
  #hasOriginal = false;

  constructor(parts: SourceTabsParts) {
    this.#parts = parts;
    const { editor, look } = parts;
    editor.addEventListener('files', () => {
      this.#show(false);
    });
    look.changes.subscribe(() => {
      this.#tabs.messages = look.messages;
    });
    this.#tabs.messages = look.messages;
    this.#on('choose', (file: string | null) => {
      if (file !== null) editor.show(file);
      this.#show(file === null);
    });
    this.#on('add', (file: string) => {
      editor.addFile(file, isUnit(file) ? '' : NEW_HEADER);
    });
    this.#on('rename', ({ before, name }: Renaming) => {
      editor.renameFile(before, name);
    });
    this.#on('remove', (file: string) => {
      this.#remove(file);
    });
  }

  /** Shows the C++ again, and offers the Python original where there is one. */
  open(original: string | null): void {
    this.#hasOriginal = original !== null;
    this.#originalText.replaceChildren(highlighted(original ?? '', PYTHON));
    this.#show(false);
  }

  /** Brings the C++ to the front. */
  showProgram(): void {
    this.#show(false);
  }

  #show(original: boolean): void {
    const { project, file } = this.#parts.editor;
    this.#source.hidden = original;
    this.#originalPanel.hidden = !original;
    this.#tabs.show(project, original ? null : file, this.#hasOriginal);
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
