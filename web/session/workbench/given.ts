/** What of a link's options changes with what its reader does. Apart from the reading of links, which an embed does before anything else. */
import type { LinkOptions } from './link-options.ts';

/** What a program is given to read, and how the network treats its requests: as much of the options as its reader changes. */
export type Given = Pick<LinkOptions, 'input' | 'args' | 'net' | 'seed'>;

/** What the reader changed: of what it names, `undefined` takes away what there was. */
export type GivenChange = { readonly [Name in keyof Given]: Given[Name] | undefined };

const NOTHING = { input: undefined, args: undefined, net: undefined, seed: undefined } satisfies GivenChange;

export function givenOf({ input, args, net, seed }: LinkOptions): Given {
  return withChange({}, { input, args, net, seed });
}

/** The options with `given` in place of what they give the program. */
export function withGiven(options: LinkOptions, given: Given): LinkOptions {
  return withChange(options, { ...NOTHING, ...given });
}

export function withChange(options: LinkOptions, change: GivenChange): LinkOptions {
  return Object.fromEntries(Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined));
}

export function sameGiven(one: Given, other: Given): boolean {
  return JSON.stringify({ ...NOTHING, ...givenOf(one) }) === JSON.stringify({ ...NOTHING, ...givenOf(other) });
}

export function withoutDecisions(options: LinkOptions): LinkOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'decisions'));
}
