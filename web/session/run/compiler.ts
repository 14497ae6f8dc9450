/** The compiler as a session asks for it: a port that the page's worker, or a fake one of a test, stands behind. Plain data throughout. */

import type { Project } from '../../../wasm/sdk/project.ts';

/** Turns a C++ project into a runnable program. The page owns one and keeps it for its whole life. */
export interface Compiler {
  /**
   * Fetches the compiler and its SDK (24 MB the first time, the browser's storage afterwards) and gets
   * them ready to run. Calls that overlap share one download, each gets its own progress reports. Calling it again once
   * loaded resolves at once. Calling it is optional: `compile` loads what is missing.
   *
   * Rejects with `CompilerUnavailableError` where the files cannot be fetched or the browser refuses them; calling it
   * again then retries from the beginning. A file that had already arrived comes from storage.
   */
  load(onProgress?: (progress: LoadProgress) => void): Promise<void>;

  /**
   * Compiles and links `project`. Always settles: what is wrong with the source, a limit that was hit, a cancelled
   * or superseded compilation all resolve with `ok: false` and say why in `reason` and in words in `diagnostics`.
   * Rejects only with `CompilerUnavailableError`, as `load` does.
   *
   * At most one compilation runs at a time: a second call supersedes the first, which then resolves with reason
   * `superseded` before the second begins. The results of the latest few are kept, by content.
   *
   * Few projects need more of the compiler than `load` fetches, 10 MB: `onProgress` hears of that.
   *
   * Of a project that was compiled quickly better code is made when nothing else has been asked for a while, and kept in its place.
   */
  compile(project: Project, onProgress?: (progress: LoadProgress) => void): Promise<CompileResult>;

  /**
   * Compiles `project` before it is asked for, so that a `compile` of the same content takes little time or none: once no other has followed for a
   * moment, and nothing else is to be done. Does nothing until the compiler is loaded, so that who only reads downloads nothing.
   */
  compileAhead(project: Project): void;

  /**
   * Where in `project`, quick if the program is, a program failed that was compiled of it, by the `frames` of its failure (see FailureEvent), and what is known of the reason. Never rejects;
   * without places where that cannot be told.
   */
  locate(project: Project, frames: readonly number[]): Promise<FailurePlace>;

  /**
   * Stops the compilation under way, if any: its promise resolves with reason `cancelled`. Stops the download too: `load` rejects, and
   * begins anew when it is called again. Idempotent. The worker is
   * ended and replaced, so that nothing a source does to the compiler can survive; the next compilation starts the
   * replacement from storage, without network.
   */
  cancel(): void;

  /** Ends the worker for good. Whatever is under way settles as if cancelled; later calls reject. */
  dispose(): void;
}

/** In a file of the project, counted from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where and why a program failed. */
export interface FailurePlace {
  /** The innermost first, without those in libraries. */
  readonly places: readonly Place[];
  /** A check of the standard library that failed: its own words, and what they mean. */
  readonly check?: { readonly words: string; readonly explanation: Explanation };
}

/** Bytes of the compiler and SDK that have arrived, of all that are needed. `loaded` never decreases. */
export interface LoadProgress {
  readonly loaded: number;
  readonly total: number;
}

export type CompileResult = CompileSuccess | CompileFailure;

export interface CompileSuccess {
  readonly ok: true;
  /** The linked program, a self-contained WebAssembly module. */
  readonly program: Uint8Array<ArrayBuffer>;
  /** Whether it is quick code, which only a quick project may become. */
  readonly quick: boolean;
  /** Warnings; possibly empty. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileFailure {
  readonly ok: false;
  readonly reason: CompileFailureReason;
  /** At least one has severity `error`, unless `reason` is `cancelled` or `superseded`: then there are none. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Why there is no program: the source is at fault; it took longer than allowed; the compiler itself broke
 * (ran out of memory or crashed); the page stopped it; the page asked for another compilation meanwhile.
 */
export type CompileFailureReason = 'source' | 'timeout' | 'crash' | 'cancelled' | 'superseded';

export type Severity = 'error' | 'warning' | 'note';

/**
 * One message of the compiler or the linker, placed in the reader's own source.
 *
 * Lines and columns start at 1; columns count UTF-16 code units, as the editor does (clang counts UTF-8 bytes). A
 * message about the program as a whole, such as a missing `main`, stands at line 1, column 1 of no file, with `wholeProgram` set.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** What it means and how it is repaired, where that is known. */
  readonly explanation?: Explanation;
  /** One sentence in the compiler's own words, without position, severity or the flag's name. */
  readonly message: string;
  /** Absent where it concerns the program as a whole. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  /** Where the range ends: the column just behind its last character. Both are present or neither is. */
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Concerns no particular line. */
  readonly wholeProgram?: true;
  /** The message was given inside this header, such as `vector`; the position is the line of the reader's that led there. */
  readonly header?: string;
  /** What clang adds to the message, in its order. A note has no notes of its own. */
  readonly notes: readonly Diagnostic[];
}

/** What a message of the compiler means to who wrote the program. */
export interface Explanation {
  /** Of the mistake. */
  readonly id: string;
  /** What to do, and why, by language; code stands in backticks. */
  readonly sentence: Readonly<Record<'en' | 'ko', string>>;
  /** What repairs it, apart from one another; none where only the reader can. */
  readonly edits: readonly TextEdit[];
}

/** A change of the source: what stands between the two places becomes `text`. Places are as those of a diagnostic. */
export interface TextEdit {
  /** Absent in the table of mistakes, which knows one file: that of the message. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}
