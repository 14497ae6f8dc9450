import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble, ASSEMBLED } from '../../tools/assemble.ts';

test('the bytes of the context switch are those of its source', () => {
  expect(readFileSync(ASSEMBLED, 'utf8')).toBe(assemble());
}, 60_000);
