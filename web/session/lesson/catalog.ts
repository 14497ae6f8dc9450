/** The bundled programs as the site was built with them. */
import type { Language } from '../messages/language.ts';
import type { LinkOptions } from '../workbench/link-options.ts';
import type { Prediction } from './prediction.ts';
import type { Try } from './try.ts';

/** The program that an address opens that asks for none. */
export const FIRST_PROGRAM = 'spinner';

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** One bundled program, as menus need it. */
export interface CatalogEntry {
  readonly id: string;
  readonly title: Words;
  /** One sentence. */
  readonly summary: Words;
  /** The compiled program's checksum; null where the site was built without compiled programs. */
  readonly sha256: string | null;
}

/** Lines of a text, the first and the last of them, counted from 1. */
export type LineRange = readonly [from: number, to: number];

/** Lines of the program and of its Python original that do the same. */
export interface LinePair {
  readonly cpp: LineRange;
  readonly python: LineRange;
}

/** All that belongs to a bundled program: the module `virtual:lesson/ID`. */
export interface Lesson {
  readonly id: string;
  readonly program: string;
  /** The Python program that it translates. */
  readonly original: string;
  /** As `prose.ts` reads it. */
  readonly text: Words;
  /** How the program is run and shown unless the reader says otherwise. */
  readonly opens: LinkOptions;
  readonly pairs: readonly LinePair[];
  /** In what the original differs, where it does. */
  readonly python: Words | null;
  /** What CPython prints for the original, where somebody has run it. */
  readonly originalOutput: string | null;
  readonly predict: Prediction | null;
  readonly tries: readonly Try[];
}
