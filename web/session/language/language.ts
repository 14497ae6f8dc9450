/** What an editor asks about a program while it is written: a port that clang in a worker, or a fake one of a test, stands behind. */
import type { Project } from '../../../wasm/sdk/project.ts';
import type { Diagnostic, Place } from '../run/compiler.ts';

/** Where the cursor is, or the end of a word, in a file of a project: what stands behind it in that file does not change the answer. */
export interface Spot {
  readonly project: Project;
  readonly file: string;
  /** In UTF-16 code units from the file's beginning. */
  readonly offset: number;
}

/**
 * Answers questions about a project that is being edited. A file is looked at by itself, with what it includes.
 *
 * A question that a later one of the same kind has overtaken is dropped: it resolves with null, as does one that the compiler breaks
 * over. A suggestion that does not come is no failure; nothing rejects.
 */
export interface LanguageService {
  /** What may be written at the cursor, where the beginning of a word may stand already. */
  complete(cursor: Spot): Promise<Completions | null>;
  /** The functions that the call around the cursor may mean. */
  signatures(cursor: Spot): Promise<readonly Signature[] | null>;
  /** What a word of the program names; `end` is behind it. */
  describe(end: Spot): Promise<Described | null>;
  /** Where the name whose last letter is before `end` is defined in the project, or else declared; null also where that is elsewhere. */
  define(end: Spot): Promise<Place | null>;
  /** What a file declares outside of functions, in the order of its lines. */
  outline(project: Project, file: string): Promise<readonly OutlineEntry[] | null>;
  /** The compiler's messages about a file and what it includes, without making anything; of a header, about a file that includes it. */
  check(project: Project, file: string): Promise<readonly Diagnostic[] | null>;
  /** Drops the check under way, whose answer is out of date. */
  abandonCheck(): void;
}

/** Where the service comes from: it needs the whole compiler, which a reader who only looks should not download. */
export interface LanguageSource {
  /** The service where it has been started, else null. */
  readonly service: LanguageService | null;
  /** Starts it; `download`: even if the compiler must be downloaded for it. Null where it cannot be had, or not without that. */
  start(download: boolean): Promise<LanguageService | null>;
}

/** Lays programs out in the style of the bundled ones. */
export interface Formatter {
  /** Rejects where what does it cannot be loaded, or breaks. */
  format(text: string): Promise<string>;
}

export interface Completions {
  /** The class whose members these are, without its arguments, where the compiler names it. */
  readonly owner?: string;
  readonly items: readonly Completion[];
}

/** The functions of one name are one item. */
export interface Completion {
  readonly name: string;
  readonly kind: CompletionKind;
  /** How it is declared, once for each function of this name. */
  readonly declarations: readonly Declaration[];
  /** What else must change for it to be right, such as a dot that should be an arrow. */
  readonly fix?: TextChange;
}

export type CompletionKind = 'function' | 'variable' | 'type' | 'namespace' | 'keyword' | 'header' | 'file';

export interface Declaration {
  /** The type of its value; empty for types and namespaces. */
  readonly type: string;
  /** What follows the name: parameters in brackets, `const`; empty where there is nothing. */
  readonly rest: string;
  /** The class that a member is inherited from, without its arguments. */
  readonly from?: string;
  /** The first paragraph of the comment above the declaration. */
  readonly comment?: string;
}

export interface Described {
  readonly owner?: string;
  readonly item: Completion;
}

/** A function, variable, type or namespace of the program. */
export interface OutlineEntry {
  readonly name: string;
  readonly kind: 'function' | 'variable' | 'type' | 'namespace';
  /** Where its name stands. */
  readonly at: Place;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Of a type or a namespace. */
  readonly members: readonly OutlineEntry[];
}

export interface Signature {
  readonly label: string;
  /** Where in the label the parameter stands that the cursor is at: first character and the one behind the last. */
  readonly active?: readonly [number, number];
}

/** Replaces a stretch of the text, in the editor's lines and columns, which begin at 1. */
export interface TextChange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}
