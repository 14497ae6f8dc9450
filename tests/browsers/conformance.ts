/** The programs of tests/conformance: each must print what CPython prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { root } from '../../tools/process.ts';
import { textOf } from './gtest.ts';
import type { TestResult } from './results.ts';
import type { Seen } from './seen.ts';

const folder = join(root, 'tests/conformance');

/** What CPython prints. */
export function expectedOf(name: string): string {
  return readFileSync(join(folder, `${name}.expected`), 'utf8');
}

/** What of a program's output is not as `expected`; that is null where nobody can know it. */
export function compare(
  group: string,
  name: string,
  expected: string | null,
  seen: Seen,
  milliseconds: number,
): TestResult {
  const failures: string[] = [];
  const end = seen.events.at(-1);
  if (!(end?.type === 'exit' && end.code === 0)) failures.push(`expected exit code 0, seen ${inspect(end)}`);
  const printed = textOf(seen, 'stdout');
  if (expected !== null && printed !== expected) {
    failures.push(
      `printed:\n${printed}\nexpected:\n${expected}\non the standard error output:\n${textOf(seen, 'stderr')}`,
    );
  }
  return { group, name, milliseconds, skipped: false, failures };
}
