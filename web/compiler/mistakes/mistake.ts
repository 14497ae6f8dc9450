/** The form of a row in the table of mistakes. */
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';

/**
 * A mistake that people make, recognized by what clang says of it. Named groups of the patterns fill the `{name}` of the sentences, which have code in
 * backticks. A sentence says first what to do, then why. `tests/mistakes/ID.cpp` holds a program with it, which a test compiles.
 */
export interface Mistake {
  readonly id: string;
  /** Of clang's message. */
  readonly message: RegExp;
  /** Of the message of one of its notes. */
  readonly note?: RegExp;
  /** Of the line of the source that the message is about. */
  readonly line?: RegExp;
  /** Where clang speaks of the function as a whole: the first line from there on that matches is meant. */
  readonly below?: RegExp;
  /** Of the whole source; `{name}` in it stands for what the other patterns found. */
  readonly source?: string;
  /** Holds where no pattern can say it. What it returns fills sentences too, and `line` in it, counted from 1, is where the mistake is. */
  readonly when?: (seen: Seen) => Groups | null;
  /** What clang says of the rest of the program means nothing before this is repaired. */
  readonly breaksTheRest?: true;
  /** May be the consequence of another mistake in its line. */
  readonly weak?: true;
  readonly en: string;
  readonly ko: string;
  readonly fix?: Change | readonly Change[];
}

export type Groups = Readonly<Record<string, string>>;

/** What a row has matched. */
export interface Seen {
  readonly diagnostic: Diagnostic;
  readonly lines: readonly string[];
  readonly groups: Groups;
  /** Where the mistake is, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** The edits of a repair; none where the source does not look as expected. */
export type Change = (seen: Seen) => readonly TextEdit[];
