/**
 * `python.ts [--report=FILE]`: runs the Python programs of this folder's topics and compares what they print with what the C++ programs must
 * print, so that the expectations are CPython's and not ours. Where there is no python3 that is new enough, says so and skips them.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, UserError } from '../../tools/process.ts';
import { junit, type TestResult } from '../browsers/results.ts';
import { findPython } from './find-python.ts';
import { programNames } from './names.ts';

const PATIENCE_MS = 60_000;
/** Most of a program's time is waiting. */
const AT_ONCE = 2;

function runProgram(python: string, name: string): Promise<TestResult> {
  const started = performance.now();
  const file = join(import.meta.dirname, `${name}.py`);
  const expected = readFileSync(join(import.meta.dirname, `${name}.expected`), 'utf8');
  return new Promise((resolve) => {
    execFile(python, ['-B', file], { timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      const failures: string[] = [];
      if (error) failures.push(`${error.message}\n${stderr}`);
      if (stdout !== expected) failures.push(`printed:\n${stdout}\nexpected:\n${expected}`);
      const milliseconds = performance.now() - started;
      resolve({ group: 'python.conformance', name, milliseconds, skipped: false, failures });
    });
  });
}

await main(async () => {
  const { values } = parseArgs({ options: { report: { type: 'string' } } });
  const { python, reason } = findPython();
  const results: TestResult[] = [];
  if (python === undefined) {
    console.log(`SKIPPED: ${reason}, so the expected outputs are not compared with CPython's.`);
    results.push(
      ...programNames.map((name) => ({
        group: 'python.conformance',
        name,
        milliseconds: 0,
        skipped: true,
        failures: [],
      })),
    );
  } else {
    const queue = [...programNames];
    const worker = async (): Promise<void> => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift())
        results.push(await runProgram(python, name));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  for (const { name, failures } of results)
    if (failures.length > 0) console.log(`FAILED ${name}\n  ${failures.join('\n  ')}`);
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (python !== undefined) console.log(`${python}: ${results.length - failed} programs print what is expected`);
  if (values.report !== undefined) writeFileSync(values.report, junit('python', results));
  if (failed > 0 || results.length === 0) throw new UserError(`${failed} of ${results.length} programs failed.`);
});
