/** A short name for a link, so that a long one need not be stored to be known again. */
export function linkName(fragment: string): string {
  let hash = 5381n;
  for (const char of fragment) hash = (hash * 33n + BigInt(char.charCodeAt(0))) & 0xffff_ffff_ffff_ffffn;
  return hash.toString(36);
}
