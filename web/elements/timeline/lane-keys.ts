/** What the keys of the lanes mean. */

/** What a reader wants by a key: another lane or event, to see more or less, to open what is chosen, to come back to the newest moment. */
export type Wish =
  | { readonly to: 'lane'; readonly by: number }
  | { readonly to: 'event'; readonly by: 1 | -1 }
  | { readonly to: 'zoom'; readonly factor: number }
  | { readonly to: 'first' | 'last' | 'newest' | 'all' | 'enter' };

const WISHES: Readonly<Record<string, Wish>> = {
  ArrowUp: { to: 'lane', by: -1 },
  ArrowDown: { to: 'lane', by: 1 },
  PageUp: { to: 'lane', by: -10 },
  PageDown: { to: 'lane', by: 10 },
  ArrowLeft: { to: 'event', by: -1 },
  ArrowRight: { to: 'event', by: 1 },
  Home: { to: 'first' },
  End: { to: 'last' },
  Escape: { to: 'newest' },
  Enter: { to: 'enter' },
  '+': { to: 'zoom', factor: 0.5 },
  '=': { to: 'zoom', factor: 0.5 },
  '-': { to: 'zoom', factor: 2 },
  '0': { to: 'all' },
};

/** The wish of a key; undefined where it has none here. */
export function wishOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Wish | undefined {
  return ctrlKey || metaKey || altKey || !Object.hasOwn(WISHES, key) ? undefined : WISHES[key];
}
