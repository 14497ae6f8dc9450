/**
 * Where a place of a text is once the text is laid out anew: behind as many characters that are no blanks. Where the layout has changed
 * more than blanks, such as the order of lines, that is near it.
 */
export function placeAfter(before: string, after: string, place: number): number {
  let ahead = before.slice(0, place).replaceAll(/\s/g, '').length;
  let at = 0;
  while (ahead > 0 && at < after.length) {
    if (/\S/.test(after.charAt(at))) ahead -= 1;
    at += 1;
  }
  // Of a line's beginning, its beginning.
  if (/(?:^|\n)[ \t]*$/.test(before.slice(0, place))) at += /^\s*/.exec(after.slice(at))?.[0].length ?? 0;
  return at;
}
