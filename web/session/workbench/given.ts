/** What of a link's options changes with what its reader does. Apart from the reading of links, which an embed does before anything else. */
import type { LinkOptions } from './link-options.ts';

/** What a program is given to read: as much of the options as its reader changes. */
export type Given = Pick<LinkOptions, 'input' | 'args'>;

export function givenOf({ input, args }: LinkOptions): Given {
  return { ...(input !== undefined && { input }), ...(args !== undefined && { args }) };
}

/** The options with `given` in place of what they give the program. */
export function withGiven(options: LinkOptions, given: Given): LinkOptions {
  return { ...without(options, ['input', 'args']), ...given };
}

export function sameGiven(one: Given, other: Given): boolean {
  return JSON.stringify([one.input, one.args]) === JSON.stringify([other.input, other.args]);
}

export function withoutDecisions(options: LinkOptions): LinkOptions {
  return without(options, ['decisions']);
}

function without(options: LinkOptions, names: readonly string[]): LinkOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}
