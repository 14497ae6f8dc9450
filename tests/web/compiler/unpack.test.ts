/** The SDK's files come out of their compression as they went in, and damaged ones not at all. */
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ManifestFile } from '../../../wasm/sdk/manifest.ts';
import { unpack, unpackFile } from '../../../web/compiler/worker/unpack.ts';

const SIZE = 100_000;
/** Not all the same, and not without a pattern. */
const contents = (seed: number) => Uint8Array.from({ length: SIZE }, (_, at) => (at * at + seed * at) >> 3);

it('fills what is asked for with what was compressed', async () => {
  const into = new Uint8Array(SIZE);
  await unpack(zstdCompressSync(contents(1)), into);
  expect(into).toEqual(contents(1));
});

it('puts a file together of its pieces', async () => {
  const packed = [1, 2, 3].map((seed) => zstdCompressSync(contents(seed)));
  const pieces = packed.map(({ length }) => ({ path: '', size: SIZE, packed: length, sha256: '' }));
  const file: ManifestFile = { size: 3 * SIZE, pieces };
  expect(await unpackFile(file, Buffer.concat(packed))).toEqual(
    Uint8Array.from([1, 2, 3].flatMap((seed) => [...contents(seed)])),
  );
});

it.each([
  ['cut short', (packed: Uint8Array) => packed.subarray(0, packed.length - 1)],
  ['empty', () => new Uint8Array()],
  ['of another kind', () => new TextEncoder().encode('<!doctype html>')],
  ['of another length', () => zstdCompressSync(contents(1).subarray(1))],
  ['longer than it should be', () => zstdCompressSync(new Uint8Array(2 * SIZE))],
])('what is %s is refused', async (_, damage) => {
  await expect(unpack(damage(zstdCompressSync(contents(1))), new Uint8Array(SIZE))).rejects.toMatchObject({
    problem: 'wrong',
  });
});
