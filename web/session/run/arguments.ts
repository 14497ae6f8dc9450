/**
 * A command line and the arguments in it. Blanks part them, but for those between quotes; a backslash takes its meaning from the character behind it,
 * but not between single quotes. So does a POSIX shell (2.2), which knows much more.
 */

const WORD = /(?:[^\s'"\\]|\\[^]?|'[^']*(?:'|$)|"(?:[^"\\]|\\[^]?)*(?:"|$))+/g;
const QUOTED = /\\([^]?)|'([^']*)(?:'|$)|"((?:[^"\\]|\\[^]?)*)(?:"|$)/g;

/** The arguments in a line, never with an error: a quote that nothing ends reaches to the end. */
export function splitArguments(line: string): string[] {
  return (line.match(WORD) ?? []).map((word) =>
    word.replace(
      QUOTED,
      (_whole, escaped?: string, single?: string, double?: string) =>
        escaped ?? single ?? double?.replace(/\\(["\\])/g, '$1') ?? '',
    ),
  );
}
