/** What the engine's headers and `engine/API.md` say of a name, beside the compiler's word on it. */

export interface ReferenceEntry {
  /** The comment above the declaration; paragraphs are separated by an empty line, code stands between backticks. */
  readonly text: string;
  /** A line of Python and the line of C++ that takes its place. */
  readonly python?: string;
  readonly cpp?: string;
}

/** By name within namespace `asyncio`, members as `Task::cancel`. */
export type Reference = Readonly<Record<string, ReferenceEntry>>;

/** What stands in front of a word: `asyncio::`, or nothing. */
const QUALIFIED = /\basyncio::\s*\w*$/;

/**
 * The entry for the name of a completion. `before` is the text up to or within that name; `owner` is the class of the object whose member
 * it is, `from` the base class that declares it.
 */
export function lookUp(
  reference: Reference,
  name: string,
  place: { readonly before: string; readonly owner?: string | undefined; readonly from?: string | undefined },
): ReferenceEntry | undefined {
  const { before, owner, from } = place;
  for (const type of [owner, from]) {
    const entry = type === undefined ? undefined : reference[`${type}::${name}`];
    if (entry !== undefined) return entry;
  }
  const isOurs = QUALIFIED.test(before) || (owner === undefined && before.includes('using namespace asyncio;'));
  return isOurs ? reference[name] : undefined;
}
