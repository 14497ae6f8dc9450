import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';

const BUDGET_KB = 80;

it(`the spinner's program is at most ${String(BUDGET_KB)} KB for a reader to fetch`, () => {
  const program = readFileSync(join(import.meta.dirname, '../../build/programs/spinner.wasm'));
  // As a static host serves it that compresses beforehand.
  expect(brotliCompressSync(program).length / 1000).toBeLessThanOrEqual(BUDGET_KB);
});
