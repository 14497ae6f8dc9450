import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { orderOf } from '../../web/plugins/catalog.ts';

it('a lesson without a place in the menu is an error of the build', () => {
  const lessons = mkdtempSync(join(tmpdir(), 'tulip-lessons-'));
  try {
    for (const name of ['first', 'second']) mkdirSync(join(lessons, name));
    writeFileSync(join(lessons, 'order.json'), '["second", "first"]');
    expect(orderOf(lessons)).toEqual(['second', 'first']);
    mkdirSync(join(lessons, 'third'));
    expect(() => orderOf(lessons)).toThrow('third has no place in web/lessons/order.json');
  } finally {
    rmSync(lessons, { recursive: true });
  }
});
