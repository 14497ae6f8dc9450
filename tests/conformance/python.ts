/**
 * `python.ts [--report=FILE]`: runs the Python programs of this folder's topics, and the originals of the lessons, and compares what they print with
 * what the C++ programs must print, so that the expectations are CPython's and not ours. Where there is no python3 that is new enough, says so and skips them.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, UserError } from '../../tools/process.ts';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { junit, type TestResult } from '../browsers/results.ts';
import { findPython } from './find-python.ts';
import { programNames } from './names.ts';

const PATIENCE_MS = 60_000;
/** Most of a program's time is waiting. */
const AT_ONCE = 2;

interface Program {
  readonly group: string;
  readonly name: string;
  readonly args: readonly string[];
  /** What it must print; null where that is not always the same, or differs from C++. */
  readonly expected: string | null;
}

const conformance = programNames.map((name): Program => ({
  group: 'python.conformance',
  name,
  args: [join(import.meta.dirname, `${name}.py`)],
  expected: readFileSync(join(import.meta.dirname, `${name}.expected`), 'utf8'),
}));

const lessons = readLessons(join(root, 'web/lessons'))
  // Those that are given a site's address fetch from it.
  .filter(({ original }) => !original.includes('sys.argv'))
  .map(({ id, path, original, output, originalOutput, settings }): Program => {
    const file = join(path, 'original.py');
    const worksMeanwhile = /to_thread|run_in_executor|threading|time\.sleep/.test(original);
    return {
      group: 'python.lessons',
      name: id,
      args: worksMeanwhile ? [file] : [join(import.meta.dirname, 'support/jumping_clock.py'), file],
      expected: worksMeanwhile || settings.python !== 'same' ? null : (originalOutput ?? output),
    };
  });

const programs = [...conformance, ...lessons];

function runProgram(python: string, { group, name, args, expected }: Program): Promise<TestResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    // One of them writes a file to where it is run.
    const options = { timeout: PATIENCE_MS, cwd: tmpdir() };
    execFile(python, ['-B', ...args], options, (error, stdout, stderr) => {
      const failures: string[] = [];
      if (error) failures.push(`${error.message}\n${stderr}`);
      if (expected !== null && stdout !== expected) failures.push(`printed:\n${stdout}\nexpected:\n${expected}`);
      const milliseconds = performance.now() - started;
      resolve({ group, name, milliseconds, skipped: false, failures });
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
      ...programs.map(({ group, name }) => ({
        group,
        name,
        milliseconds: 0,
        skipped: true,
        failures: [],
      })),
    );
  } else {
    const queue = [...programs];
    const worker = async (): Promise<void> => {
      for (let program = queue.shift(); program !== undefined; program = queue.shift())
        results.push(await runProgram(python, program));
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
