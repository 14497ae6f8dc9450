/** The other way than `arguments.ts`, which an embed loads before anything is run. */

/** Needs no quotes. */
const PLAIN = /^[^\s'"\\]+$/;

/** A line that `splitArguments` makes these of. */
export function joinArguments(args: readonly string[]): string {
  return args.map((arg) => (PLAIN.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
