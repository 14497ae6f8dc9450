/** What the code editor asks of what really edits: Monaco, CodeMirror, or the plain one. */
import type { Diagnostic, Place, TextEdit } from '../../session/run/compiler.ts';
import type { Language } from '../../session/messages/language.ts';
import type { Theme } from '../../session/workbench/preferences.ts';

export interface EditorBackend {
  readonly text: string;
  /** Another program, of which `file` is shown: its undo history starts here. Reports no edit. */
  open(file: string, text: string): void;
  /** Another file of the same program. What was done to each can be undone, where the editor keeps as much. */
  show(file: string, text: string): void;
  rename(before: string, file: string): void;
  /** Removes a file that is not shown. */
  forget(file: string): void;
  /** Replaces the text as one edit that the reader can undo. */
  replace(text: string): void;
  /** Marks them; `words` names the quick fix of one that can be repaired. */
  setProblems(problems: readonly Diagnostic[], words: ProblemWords): void;
  /** Makes edits as one step that the reader can undo. */
  change(edits: readonly TextEdit[]): void;
  /** Writes at the cursor, as the reader does. */
  type(text: string): void;
  /** Lays the text out as one step that the reader can undo; the cursor stays at its place in the code. */
  format(): Promise<void>;
  reveal(line: number, column: number): void;
  /** Marks a line and brings it into sight, leaving the focus where it is; null marks none. */
  mark(line: number | null): void;
  /** Lights lines, from the first to the last, counted from 1; null lights none. */
  light(lines: readonly [from: number, to: number] | null): void;
  /** Scrolls, and leaves cursor and focus where they are. */
  bringIntoView(line: number): void;
  focus(): void;
  setTheme(theme: Theme): void;
  setLayout(layout: CodeLayout): void;
  /** `hint`: the id of the element that says how to leave it by keyboard. */
  setName(name: string, hint?: string): void;
}

/** How code is shown. */
export interface CodeLayout {
  /** The size of the letters, by the usual one. */
  readonly scale: number;
  /** Long lines go on below. */
  readonly wordWrap: boolean;
  /** Lines stand closer. */
  readonly compact: boolean;
}

/** In the reader's language. */
export interface ProblemWords {
  readonly language: Language;
  readonly repair: string;
}

/** What a backend says. */
export interface EditorEvents {
  /** The reader changed the text. */
  edited(text: string): void;
  /** The reader asked for a run: Ctrl+Enter, on a Mac Cmd+Enter. */
  run(): void;
  /** The line that the reader points at, or has put the cursor into; null: none any more. */
  line?(line: number | null): void;
  /** The reader goes to a place in another file of the program. */
  goTo?(place: Place): void;
}
