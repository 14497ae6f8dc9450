/**
 * Regions of a program that an author hides or folds, by comments on lines of their own:
 *
 *     // tulip: hide        what follows is compiled and not shown
 *     // tulip: fold NAME   what follows is shown as the one line NAME, which opens
 *     // tulip: show        and from here on everything is shown again
 *
 * The comments themselves are never shown.
 */

/** Lines of a program that are shown in one way. */
export interface Region {
  readonly kind: 'show' | 'hide' | 'fold';
  /** What a folded region is called; may be empty. */
  readonly name: string;
  /** The number of its first line in the program, from 0. */
  readonly from: number;
  readonly lines: readonly string[];
}

const MARK = /^\s*\/\/ tulip: (show|hide|fold)\b\s*(.*)/;

/** The regions of a program in their order; none is empty. */
export function regionsOf(program: string): readonly Region[] {
  const regions: (Region & { readonly lines: string[] })[] = [];
  let [kind, name]: [Region['kind'], string] = ['show', ''];
  let open = false;
  for (const [at, line] of program.trimEnd().split('\n').entries()) {
    const mark = MARK.exec(line);
    if (mark !== null) {
      kind = mark[1] as Region['kind'];
      name = mark[2] ?? '';
      open = false;
      continue;
    }
    if (!open) regions.push({ kind, name, from: at, lines: [] });
    open = true;
    regions.at(-1)?.lines.push(line);
  }
  return regions;
}

/** How many lines are seen of a program before anybody opens anything. Short, as `embed.js` needs no more than this. */
export function linesSeen(program: string): number {
  let seen = 0;
  let shown = 1;
  for (const line of program.trimEnd().split('\n')) {
    const kind = MARK.exec(line)?.[1];
    if (kind === undefined) seen += shown;
    else shown = Number(kind === 'show');
    if (kind === 'fold') seen++;
  }
  return seen;
}
