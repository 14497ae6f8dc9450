/**
 * What the fuzz tests of the page's decoders share: how long they go on, made-up inputs, and what is asked of every decoder.
 *
 * Inputs are of three kinds: anything at all, what is right but for some changes, and values that have the shape of what is right with something
 * else in some places. fast-check makes a failing one smaller and prints it with its seed; `TULIP_FUZZ_SEED` begins with that seed again.
 */
import fc from 'fast-check';
import { expect } from 'vitest';

/** What is asked of each decoder: a few seconds for all of them, and some minutes nightly. */
const FACTOR = process.env.TULIP_NIGHTLY === undefined ? 1 : 60;
export const SEED = Number(process.env.TULIP_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`fuzzing from the seed ${SEED}`);

/** No decoder takes so long for inputs of these sizes, on a machine that does other things too, ms. */
const PATIENCE = 3_000;

/** Names that mean something to JavaScript's objects. */
const LOADED_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then'];

/** Checks `property` of many inputs, that it ends soon for each, and that no input changes what all objects inherit. */
export async function fuzz<T>(inputs: fc.Arbitrary<T>, property: (input: T) => unknown, runs = 300): Promise<void> {
  const inherited = Object.getOwnPropertyNames(Object.prototype).length;
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const began = performance.now();
      await property(input);
      expect(performance.now() - began).toBeLessThan(PATIENCE);
      expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(inherited);
    }),
    { seed: SEED, numRuns: runs * FACTOR },
  );
}

/** For how long a test may go on, ms. */
export const TIMEOUT = 60_000 * FACTOR;

export const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes));
export const anyText = fc.string({ unit: 'binary', maxLength: 300 });

/** One of `right` with a few changes: bytes that are others, more, fewer, doubled, or from somewhere else. */
export function changedBytes(right: readonly Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const edit = fc.record({
    kind: fc.constantFrom('other', 'more', 'fewer', 'again', 'end'),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => [...bytes]),
      fc.constantFrom([0], [0xff], [0x7f], [0x80, 0x80, 0x80, 0x80, 0x08], [0xff, 0xff, 0xff, 0xff]),
    ),
  });
  return fc.tuple(fc.constantFrom(...right), fc.array(edit, { maxLength: 4 })).map(([bytes, edits]) => {
    let changed = [...bytes];
    for (const { kind, at, length, bytes: fresh } of edits) {
      const place = at % (changed.length + 1);
      if (kind === 'other') changed.splice(place, fresh.length, ...fresh);
      else if (kind === 'more') changed.splice(place, 0, ...fresh);
      else if (kind === 'fewer') changed.splice(place, length);
      else if (kind === 'again') changed.splice(place, 0, ...changed.slice(place, place + length));
      else changed = changed.slice(0, place);
    }
    return Uint8Array.from(changed);
  });
}

/** The same of texts: by pieces that mean something in them. */
export function changedText(right: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.nat(12),
    piece: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ unit: 'binary', maxLength: 5 })),
    times: fc.oneof(fc.constant(1), fc.nat(60)),
  });
  return fc.tuple(fc.constantFrom(...right), fc.array(edit, { maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((before, { at, cut, piece, times }) => {
      const place = at % (before.length + 1);
      return before.slice(0, place) + piece.repeat(times) + before.slice(place + cut);
    }, text),
  );
}

/** What may stand where something else is expected. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    '',
    0,
    -0,
    -1,
    0.5,
    NaN,
    Infinity,
    2 ** 32,
    2 ** 53,
    -(2 ** 31),
    1e300,
  ),
  fc.constantFrom<unknown>('x'.repeat(300_000), '__proto__', 1n),
  // New ones each time, as they may be changed in their turn.
  fc
    .constantFrom<() => unknown>(
      () => [],
      () => ({}),
      () => [null],
      () => [[]],
      () => new Uint8Array(3),
      () => new Date(0),
    )
    .map((make) => make()),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

/** One of `right` with something strange in the place of a few of its parts, or beside them. */
export function changedValue(right: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.record({
    path: fc.array(fc.nat(20), { maxLength: 6 }),
    name: fc.option(fc.oneof(fc.constantFrom(...LOADED_NAMES), fc.string({ maxLength: 6 })), { freq: 4 }),
    value: strange,
    removed: fc.boolean(),
  });
  return fc
    .tuple(fc.constantFrom(...right), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => {
      let changed: unknown = structuredClone(value);
      for (const { path, name, value: fresh, removed } of changes) changed = put(changed, path, name, fresh, removed);
      return changed;
    });
}

const OWN = { enumerable: true, configurable: true, writable: true } as const;

function put(whole: unknown, path: readonly number[], name: string | null, fresh: unknown, removed: boolean): unknown {
  let parent: Record<string, unknown> | null = null;
  let key = '';
  let at: unknown = whole;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || ArrayBuffer.isView(at)) break;
    const keys = Object.keys(at);
    if (keys.length === 0) break;
    parent = at as Record<string, unknown>;
    key = keys[step % keys.length] ?? '';
    at = parent[key];
  }
  if (parent === null) return path.length === 0 ? fresh : whole;
  // As a property of its own, as JSON makes one, whatever it is called.
  if (name !== null && !Array.isArray(parent)) Object.defineProperty(parent, name, { ...OWN, value: fresh });
  else if (removed) Reflect.deleteProperty(parent, key);
  else Object.defineProperty(parent, key, { ...OWN, value: fresh });
  return whole;
}

/** JSON of such a value, or of anything, or what is nearly JSON. */
export function changedJson(right: readonly unknown[]): fc.Arbitrary<string> {
  const jsonOf = (value: unknown): string =>
    // What JSON has no word for.
    JSON.stringify([value], (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)).slice(1, -1);
  const texts = right.map(jsonOf);
  return fc.oneof(
    changedValue(right).map(jsonOf),
    fc.json({ maxDepth: 4 }),
    changedText(texts, ['"__proto__":', '[', '{', '}', ',', '\\u0000', '1e999', '-0', '"', 'null']),
    fc.constantFrom('['.repeat(30_000), `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"a":'.repeat(20_000)),
  );
}
