/** From places in a program to lines of its source, by the line tables that clang writes and llvm-symbolizer reads. */

/** In a file of a project; counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the line tables say of the calls that led to a trap. */
export interface Located {
  /** The innermost call first. */
  readonly places: readonly Place[];
  /** What libc++ says of the check that failed (library-configuration.ts), such as `vector[] index out of bounds`; null where the trap was not libc++'s. */
  readonly check: string | null;
}

/** As much of llvm-symbolizer's answer for an address as is used; calls that were inlined have an element each, the innermost first. */
interface Answer {
  readonly Symbol?: readonly SymbolAt[];
}

interface SymbolAt {
  readonly FileName: string;
  readonly FunctionName: string;
  readonly Line: number;
  readonly Column: number;
}

/** clang writes the words of a `__builtin_verbose_trap` as the name of a function that was inlined. libc++ has its own place and the condition before them. */
const CHECK = /^__clang_trap_msg\$libc\+\+\$.*?: assertion .*? failed: (?<words>[^]*)/;

/** The places in `files`, of what llvm-symbolizer printed in the style JSON: an array, or a line for each address. */
export function locatedIn(output: string, files: readonly string[]): Located {
  const answers = output
    .split('\n')
    .filter((line) => line.startsWith('[') || line.startsWith('{'))
    .flatMap((line) => JSON.parse(line) as Answer | readonly Answer[]);
  const symbols = answers.flatMap(({ Symbol: inlined = [] }) => inlined);
  const places = symbols
    .map(({ FileName, Line, Column }) => ({ file: FileName.slice(1), line: Line, column: Math.max(1, Column) }))
    .filter(({ file, line }) => files.includes(file) && line > 0);
  const check = CHECK.exec(symbols[0]?.FunctionName ?? '')?.groups?.words?.trim() ?? null;
  return { places, check };
}
