/**
 * Monaco with C++ colouring and nothing that the page does not use.
 *
 * Each import below registers one feature; what is not imported is not shipped. The languages' own services, a
 * TypeScript compiler among them, come only with the package's main entry, which is not imported.
 */
import 'monaco-editor/features/anchorSelect/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/iPadShowKeyboard/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickOutline/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
// Its own register has only the inline suggestions.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/cpp/register';
import { editor, Range, type Uri } from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';
import type { Theme } from '../../session/workbench/preferences.ts';
import { SHORTCUTS } from '../../session/workbench/shortcuts.ts';
import type { CodeLayout, EditorBackend, EditorEvents, ProblemWords } from './backend.ts';
import { bindShortcuts, keybinding } from './monaco-shortcuts.ts';
import { addLanguageFeatures, type EditorFiles } from './monaco-language.ts';
import type { LanguageSupport } from './language-help.ts';
import { OPTIONS } from './monaco-options.ts';
import { markProblems, rangeOf } from './monaco-problems.ts';
import { defineThemes, themeName } from './monaco-theme.ts';

const START = { lineNumber: 1, column: 1 };

/** Makes the editor within `place`, in place of what is there. */
export function createMonaco(
  place: HTMLElement,
  events: EditorEvents,
  theme: Theme,
  support: LanguageSupport | null,
): EditorBackend {
  self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
  defineThemes();
  bindShortcuts();
  place.replaceChildren();
  const code = editor.create(place, { ...OPTIONS, theme: themeName(theme), model: null });
  const backend = new MonacoBackend(code, events);
  if (support !== null) addLanguageFeatures(support, backend);
  return backend;
}

/** A file that was shown, or may be gone to. */
interface Known {
  readonly model: editor.ITextModel;
  /** Where it was scrolled to, and the cursor, when it was left. */
  view: editor.ICodeEditorViewState | null;
}

class MonacoBackend implements EditorBackend, EditorFiles {
  readonly #code: editor.IStandaloneCodeEditor;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #lit: editor.IEditorDecorationsCollection;
  /** The files of the program that have a model, by name. */
  readonly #files = new Map<string, Known>();
  #file = '';
  /** Set while the page itself changes the text. */
  #opening = false;

  constructor(code: editor.IStandaloneCodeEditor, events: EditorEvents) {
    this.#code = code;
    this.#marks = code.createDecorationsCollection();
    this.#lit = code.createDecorationsCollection();
    code.onDidChangeCursorPosition(({ position }) => {
      if (code.hasTextFocus()) events.line?.(position.lineNumber);
    });
    code.onMouseMove(({ target }) => {
      events.line?.(target.position?.lineNumber ?? null);
    });
    code.onMouseLeave(() => {
      events.line?.(null);
    });
    code.onDidChangeModelContent(() => {
      if (!this.#opening) events.edited(code.getValue());
    });
    editor.registerEditorOpener({
      openCodeEditor: (_, address, place) => {
        const [file] = [...this.#files].find(([, { model }]) => model.uri.toString() === address.toString()) ?? [];
        if (file === undefined) return false;
        const { lineNumber, column } = Range.isIRange(place) ? Range.lift(place).getStartPosition() : (place ?? START);
        events.goTo?.({ file, line: lineNumber, column });
        return true;
      },
    });
    code.addCommand(keybinding(SHORTCUTS.run), () => {
      events.run();
    });
  }

  get text(): string {
    return this.#code.getValue();
  }

  open(file: string, text: string): void {
    const before = [...this.#files.keys()];
    this.#opening = true;
    this.#code.setModel(null);
    for (const name of before) this.forget(name);
    this.show(file, text);
    this.#opening = false;
  }

  show(file: string, text: string): void {
    const left = this.#files.get(this.#file);
    if (left !== undefined) left.view = this.#code.saveViewState();
    const shown = this.#known(file, text);
    this.#file = file;
    this.#marks.clear();
    this.#lit.clear();
    this.#code.setModel(shown.model);
    this.#code.restoreViewState(shown.view);
  }

  addressOf(file: string, text: string): Uri {
    return this.#known(file, text).model.uri;
  }

  #known(file: string, text: string): Known {
    const known = this.#files.get(file) ?? { model: editor.createModel(text, 'cpp'), view: null };
    this.#files.set(file, known);
    return known;
  }

  rename(before: string, file: string): void {
    const shown = this.#files.get(before);
    if (shown === undefined) return;
    this.#files.delete(before);
    this.#files.set(file, shown);
    if (this.#file === before) this.#file = file;
  }

  forget(file: string): void {
    this.#files.get(file)?.model.dispose();
    this.#files.delete(file);
  }

  replace(text: string): void {
    const model = this.#code.getModel();
    if (model === null) return;
    this.#code.pushUndoStop();
    this.#code.executeEdits('reset', [{ range: model.getFullModelRange(), text, forceMoveMarkers: true }]);
    this.#code.pushUndoStop();
  }

  setProblems(problems: readonly Diagnostic[], words: ProblemWords): void {
    const model = this.#code.getModel();
    if (model !== null) markProblems(model, problems, words);
  }

  change(edits: readonly TextEdit[]): void {
    this.#code.pushUndoStop();
    this.#code.executeEdits(
      'repair',
      edits.map(({ text, ...place }) => ({ range: rangeOf(place), text })),
    );
    this.#code.pushUndoStop();
  }

  type(text: string): void {
    this.#code.trigger('keyboard', 'type', { text });
  }

  async format(): Promise<void> {
    await this.#code.getAction('editor.action.formatDocument')?.run();
  }

  reveal(line: number, column: number): void {
    this.#code.setPosition({ lineNumber: line, column });
    this.#code.revealPositionInCenterIfOutsideViewport({ lineNumber: line, column });
    this.#code.focus();
  }

  mark(line: number | null): void {
    const marked = { isWholeLine: true, className: 'marked-line' };
    const range = { startLineNumber: line ?? 1, startColumn: 1, endLineNumber: line ?? 1, endColumn: 1 };
    this.#marks.set(line === null ? [] : [{ range, options: marked }]);
    if (line !== null) this.#code.revealLineInCenterIfOutsideViewport(line);
  }

  light(lines: readonly [from: number, to: number] | null): void {
    const options = { isWholeLine: true, className: 'lit' };
    const [from, to] = lines ?? [1, 1];
    const range = { startLineNumber: from, startColumn: 1, endLineNumber: to, endColumn: 1 };
    this.#lit.set(lines === null ? [] : [{ range, options }]);
  }

  bringIntoView(line: number): void {
    this.#code.revealLineInCenterIfOutsideViewport(line);
  }

  focus(): void {
    this.#code.focus();
  }

  setTheme(theme: Theme): void {
    editor.setTheme(themeName(theme));
  }

  setLayout({ scale, wordWrap, compact }: CodeLayout): void {
    this.#code.updateOptions({
      fontSize: 13.5 * scale,
      lineHeight: Math.round((compact ? 19 : 22) * scale),
      wordWrap: wordWrap ? 'on' : 'off',
    });
  }

  setName(name: string, hint?: string): void {
    this.#code.updateOptions({ ariaLabel: name });
    const area = this.#code.getDomNode()?.querySelector('textarea, [role=textbox]');
    if (hint !== undefined) area?.setAttribute('aria-describedby', hint);
  }
}
