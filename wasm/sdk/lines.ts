/** From places in a program to lines of its source, by the line tables that clang writes and llvm-symbolizer reads. */

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** As much of llvm-symbolizer's answer for an address as is used; calls that were inlined have an element each, the innermost first. */
interface Answer {
  readonly Symbol?: readonly { readonly FileName: string; readonly Line: number; readonly Column: number }[];
}

/** The places in `file`, of what llvm-symbolizer printed in the style JSON: an array, or a line for each address. */
export function placesIn(output: string, file: string): Place[] {
  const answers = output
    .split('\n')
    .filter((line) => line.startsWith('[') || line.startsWith('{'))
    .flatMap((line) => JSON.parse(line) as Answer | readonly Answer[]);
  return answers
    .flatMap(({ Symbol: symbols = [] }) => symbols)
    .filter(({ FileName, Line }) => FileName === file && Line > 0)
    .map(({ Line, Column }) => ({ line: Line, column: Math.max(1, Column) }));
}

const SECTION_CODE = 10;
/** The magic number and the version. */
const HEADER_SIZE = 8;

/** Where the contents of the code section begin in a WebAssembly file. */
export function startOfCode(program: Uint8Array): number {
  let at = HEADER_SIZE;
  // LEB128, as WebAssembly writes sizes.
  const size = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = program[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < program.length) {
    const section = program[at++];
    const length = size();
    if (section === SECTION_CODE) return at;
    at += length;
  }
  return 0;
}
