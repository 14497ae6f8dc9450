/**
 * CodeMirror: where the program is edited by touch, and in embeds, for which Monaco would weigh too much.
 *
 * Tab indents. After Escape it leaves the editor, and so it does once `leaveEditor` has been pressed.
 */
import { closeBrackets, closeBracketsKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension, type TransactionSpec } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
  type Command,
} from '@codemirror/view';
import type { Language } from '../../session/messages/language.ts';
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';
import { isPressed, SHORTCUTS, type ShortcutId } from '../../session/workbench/shortcuts.ts';
import { IS_MAC } from '../../shared/is-mac.ts';
import { placeAfter } from '../../shared/place-after.ts';
import type { CodeLayout, EditorBackend, EditorEvents, ProblemWords } from './backend.ts';
import { languageFeatures } from './codemirror-language.ts';
import { markedLines } from './codemirror-lines.ts';
import { goToDefinition, goToDeclared, NAVIGATION } from './codemirror-navigation.ts';
import { changesOf, offsetOf } from './codemirror-places.ts';
import { goToNextProblem, PROBLEMS, repairHere, showProblems } from './codemirror-problems.ts';
import { SAID } from './codemirror-said.ts';
import { askForSignatures } from './codemirror-signatures.ts';
import { cppInColour, THEME } from './codemirror-theme.ts';
import { KOREAN } from './codemirror-words.ts';
import type { LanguageSupport } from './language-help.ts';

/** Makes the editor within `place`, in place of what is there; `language` is that of its own few words. */
export function createCodeMirror(
  place: HTMLElement,
  events: EditorEvents,
  language: Language,
  support: LanguageSupport | null,
): EditorBackend {
  return new CodeMirrorBackend(place, events, language, support);
}

const MARKED = markedLines('marked-line');
const LIT = markedLines('lit');

/** A file that was shown, as it was left. */
interface Left {
  readonly state: EditorState;
  readonly scroll: ReturnType<EditorView['scrollSnapshot']>;
}

class CodeMirrorBackend implements EditorBackend {
  readonly #view: EditorView;
  readonly #support: LanguageSupport | null;
  readonly #extensions: Extension;
  /** What is chosen while it is open, the same for each file. */
  readonly #chosen = new Compartment();
  #layout: Extension = [];
  #name: Extension = [];
  readonly #left = new Map<string, Left>();
  #file = '';

  constructor(place: HTMLElement, events: EditorEvents, language: Language, support: LanguageSupport | null) {
    this.#support = support;
    this.#extensions = [
      this.#chosen.of([]),
      EditorState.phrases.of(language === 'ko' ? KOREAN : {}),
      reports(events),
      shortcuts({
        run: () => {
          events.run();
          return true;
        },
        format: () => {
          void this.format();
          return true;
        },
        ...(support !== null && {
          goToDefinition: goToDefinition(support, (place) => events.goTo?.(place)),
          outline: goToDeclared(support, (place) => events.goTo?.(place)),
        }),
      }),
      support === null ? [] : languageFeatures(support),
      WRITING,
    ];
    place.replaceChildren();
    this.#view = new EditorView({ parent: place });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  open(file: string, text: string): void {
    this.#left.clear();
    this.#file = file;
    this.#begin({ text });
  }

  show(file: string, text: string): void {
    this.#left.set(this.#file, { state: this.#view.state, scroll: this.#view.scrollSnapshot() });
    this.#file = file;
    this.#begin({ text, left: this.#left.get(file) });
  }

  rename(before: string, file: string): void {
    const left = this.#left.get(before);
    this.#left.delete(before);
    if (left !== undefined) this.#left.set(file, left);
    if (this.#file === before) this.#file = file;
  }

  forget(file: string): void {
    this.#left.delete(file);
  }

  replace(text: string): void {
    this.#change({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  setProblems(problems: readonly Diagnostic[], words: ProblemWords): void {
    showProblems(this.#view, problems, words);
  }

  change(edits: readonly TextEdit[]): void {
    this.#change({ changes: changesOf(this.#view.state.doc, edits) });
  }

  type(text: string): void {
    const { state } = this.#view;
    this.#view.dispatch(state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
  }

  async format(): Promise<void> {
    const { text } = this;
    const formatted = (await this.#support?.format(text)) ?? null;
    if (formatted === null || formatted === text || this.text !== text) return;
    const { anchor, head } = this.#view.state.selection.main;
    this.#change({
      changes: { from: 0, to: text.length, insert: formatted },
      selection: { anchor: placeAfter(text, formatted, anchor), head: placeAfter(text, formatted, head) },
      scrollIntoView: true,
    });
  }

  reveal(line: number, column: number): void {
    const at = offsetOf(this.#view.state.doc, line, column);
    this.#view.dispatch({ selection: { anchor: at }, effects: intoView(at) });
    this.focus();
  }

  mark(line: number | null): void {
    const lines = line === null ? null : ([line, line] as const);
    this.#view.dispatch({ effects: MARKED.set.of(lines) });
    if (line !== null) this.bringIntoView(line);
  }

  light(lines: readonly [from: number, to: number] | null): void {
    this.#view.dispatch({ effects: LIT.set.of(lines) });
  }

  bringIntoView(line: number): void {
    this.#view.dispatch({ effects: intoView(offsetOf(this.#view.state.doc, line, 1)) });
  }

  focus(): void {
    this.#view.focus();
  }

  setTheme(): void {
    // Its colours are the page's.
  }

  setLayout({ wordWrap }: CodeLayout): void {
    // The size of its letters is the page's.
    this.#layout = wordWrap ? EditorView.lineWrapping : [];
    this.#choose();
  }

  setName(name: string, hint?: string): void {
    const described = hint === undefined ? {} : { 'aria-describedby': hint };
    // It has the focus without that, too, but not every program that looks for what can have it knows.
    this.#name = EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': name, ...described });
    this.#choose();
  }

  /** Shows a file as it was left, or else from its beginning. */
  #begin({ text, left }: { readonly text: string; readonly left?: Left | undefined }): void {
    const kept = left?.state.doc.toString() === text ? left : undefined;
    this.#view.setState(kept?.state ?? EditorState.create({ doc: text, extensions: this.#extensions }));
    this.#choose();
    if (kept !== undefined) this.#view.dispatch({ effects: kept.scroll });
  }

  #choose(): void {
    this.#view.dispatch({ effects: this.#chosen.reconfigure([this.#layout, this.#name]) });
  }

  /** A step of its own in the history. */
  #change(change: TransactionSpec): void {
    this.#view.dispatch({ ...change, annotations: isolateHistory.of('full') });
  }
}

/** What every file is written with. */
const WRITING: Extension = [
  EditorState.tabSize.of(2),
  lineNumbers(),
  highlightSpecialChars(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  history(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  search({ top: true }),
  // Within the frame of an embed there may be little room.
  tooltips({ position: 'fixed' }),
  MARKED.field,
  LIT.field,
  PROBLEMS,
  SAID,
  NAVIGATION,
  cppInColour(),
  THEME,
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
];

/** Tells of what the reader does. */
function reports(events: EditorEvents): Extension {
  return [
    EditorView.updateListener.of(({ view, state, docChanged, selectionSet }) => {
      if (docChanged) events.edited(state.doc.toString());
      if (selectionSet && view.hasFocus) events.line?.(state.doc.lineAt(state.selection.main.head).number);
    }),
    EditorView.domEventHandlers({
      mousemove: ({ clientX: x, clientY: y }, view) => {
        const at = view.posAtCoords({ x, y });
        events.line?.(at === null ? null : view.state.doc.lineAt(at).number);
      },
      mouseleave: () => {
        events.line?.(null);
      },
    }),
  ];
}

/** The page's own shortcuts; CodeMirror's for what is not here are the same. */
function shortcuts(own: Partial<Readonly<Record<ShortcutId, Command>>>): Extension {
  const commands: Partial<Readonly<Record<ShortcutId, Command>>> = {
    ...own,
    complete: startCompletion,
    parameters: askForSignatures,
    quickFix: repairHere,
    nextProblem: goToNextProblem,
    leaveEditor: (view) => {
      view.setTabFocusMode();
      return true;
    },
  };
  const keydown = (event: KeyboardEvent, view: EditorView): boolean => {
    for (const [id, command] of Object.entries(commands) as [ShortcutId, Command][]) {
      if (isPressed(event, SHORTCUTS[id], IS_MAC)) return command(view);
    }
    return false;
  };
  return Prec.highest(EditorView.domEventHandlers({ keydown }));
}

function intoView(at: number) {
  return EditorView.scrollIntoView(at, { yMargin: 60 });
}
