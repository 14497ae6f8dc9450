/**
 * What a link may ask for beside its program: how it is to be run and shown.
 *
 * An option comes from a stranger, or from a later Tulip. One that is unknown, or whose value is not understood, is left out: it
 * never changes what the program is. A new option is a field and a row of the table below.
 */
export interface LinkOptions {
  /** How time passes for the program: as it does, at once as soon as all wait, or more slowly by a factor. */
  readonly clock?: 'real' | 'fast' | number;
  /** What its random numbers begin with. */
  readonly seed?: number;
  /** What the outside contributed to a run, to see that very run again: base64url of deflated bytes. Of this very text. */
  readonly decisions?: string;
  /** Names of the panels that are open at first. */
  readonly panes?: readonly string[];
}

const READERS: { readonly [Name in keyof LinkOptions]-?: (value: unknown) => LinkOptions[Name] } = {
  clock: (value) => {
    if (value === 'real' || value === 'fast') return value;
    return typeof value === 'number' && Number.isFinite(value) && value > 1 ? value : undefined;
  },
  seed: (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined),
  decisions: (value) => (typeof value === 'string' && /^[\w-]*$/.test(value) ? value : undefined),
  panes: (value) => (Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined),
};

/** The options among the fields of a link. */
export function readOptions(fields: object): LinkOptions {
  const known = Object.entries(READERS).map(([name, read]) => [name, read(Reflect.get(fields, name))] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

export function withoutDecisions(options: LinkOptions): LinkOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'decisions'));
}
