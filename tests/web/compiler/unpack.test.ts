/** The SDK's files come out of their compression as they went in, and damaged ones not at all. */
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ManifestFile, ManifestPiece } from '../../../wasm/sdk/manifest.ts';
import { unpack, unpackFile } from '../../../web/compiler/worker/unpack.ts';

const SIZE = 100_000;
/** Not all the same, and not without a pattern. */
const contents = (seed: number) => Uint8Array.from({ length: SIZE }, (_, at) => (at * at + seed * at) >> 3);

const packedOf = (seed: number) => zstdCompressSync(contents(seed));
const piece = (packed: Uint8Array): ManifestPiece => ({ path: '', size: SIZE, packed: packed.length, sha256: '' });

it('a piece holds what was compressed', async () => {
  expect(await unpack(piece(packedOf(1)), packedOf(1))).toEqual(contents(1));
});

it.each([[[1]], [[1, 2, 3]]])('a file is put together of its pieces, %s', async (seeds) => {
  const packed = seeds.map(packedOf);
  const file: ManifestFile = { size: seeds.length * SIZE, pieces: packed.map(piece) };
  expect(await unpackFile(file, Buffer.concat(packed))).toEqual(
    Uint8Array.from(seeds.flatMap((seed) => [...contents(seed)])),
  );
});

it.each([
  ['cut short', (packed: Uint8Array) => packed.subarray(0, packed.length - 1)],
  ['empty', () => new Uint8Array()],
  ['of another kind', () => new TextEncoder().encode('<!doctype html>')],
  ['of another length', () => zstdCompressSync(contents(1).subarray(1))],
  ['longer than it should be', () => zstdCompressSync(new Uint8Array(2 * SIZE))],
])('what is %s is refused', async (_, damage) => {
  await expect(unpack(piece(packedOf(1)), damage(packedOf(1)))).rejects.toMatchObject({ problem: 'wrong' });
});
