/** A program in source, as it is edited, kept, linked to and compiled. */
export interface Project {
  /** Texts by name, in the order in which they are shown. A name is that of a file in the one folder that there is: `queue.hpp`. */
  readonly files: Readonly<Record<string, string>>;
  /** The file with `main()`, which is shown first. It is one that is compiled by itself (`isUnit`). */
  readonly main: string;
  /** Whether the program is to look for its own mistakes while it runs (the page's Check). */
  readonly checked?: boolean;
  /** Whether code that computes more slowly will do, so that it is there sooner; not for a program that is checked. */
  readonly quick?: boolean;
}

/** What the file of a program of one file is called. */
export const MAIN = 'main.cpp';

/** A program of one file. */
export function projectOf(text: string): Project {
  return { files: { [MAIN]: text }, main: MAIN };
}

/** Whether a file is compiled by itself; others are there to be included. */
export function isUnit(name: string): boolean {
  return /\.(?:cpp|cc|cxx)$/.test(name);
}
