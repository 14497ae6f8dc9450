/**
 * `random.ts [--report=FILE] FIRST LAST`: the random programs of these seeds, on ours and on CPython (random/differential.py); and on ours recorded and
 * replayed. Where there is no python3 that is new enough, says so and skips them.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, UserError } from '../../tools/process.ts';
import { junit, type TestResult } from '../browsers/results.ts';
import { findPython } from './find-python.ts';

/** Seeds that one test compares. */
const BATCH = 100;
const EXECUTABLE = join(root, 'build/native-debug/tests/conformance/conformance_random');

function compareSeeds(python: string, first: number, last: number): Promise<TestResult> {
  const script = join(import.meta.dirname, 'random/differential.py');
  return test(`seeds ${first} to ${last - 1}`, spawn(python, ['-B', script, EXECUTABLE, String(first), String(last)]));
}

function replaySeeds(python: string, first: number, last: number): Promise<TestResult> {
  const replay = spawn(EXECUTABLE, ['--replay']);
  const generator = join(import.meta.dirname, 'random/generate.py');
  spawn(python, ['-B', generator, String(first), String(last)]).stdout.pipe(replay.stdin);
  return test(`seeds ${first} to ${last - 1}, recorded and replayed`, replay);
}

/** Passes where the process ends well; what it wrote says why not. */
function test(name: string, child: ChildProcessWithoutNullStreams): Promise<TestResult> {
  const started = performance.now();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        group: 'random',
        name,
        milliseconds: performance.now() - started,
        skipped: false,
        failures: code === 0 ? [] : [output],
      });
    });
  });
}

await main(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { report: { type: 'string' } } });
  const [first = 0, last = 0] = positionals.map(Number);
  const { python, reason } = findPython();
  const results: TestResult[] = [];
  if (python === undefined) {
    console.log(`SKIPPED: ${reason}, so ours is not compared with CPython.`);
    results.push({ group: 'random', name: 'every seed', milliseconds: 0, skipped: true, failures: [] });
  } else {
    for (let start = first; start < last; start += BATCH) {
      const end = Math.min(start + BATCH, last);
      for (const result of await Promise.all([compareSeeds(python, start, end), replaySeeds(python, start, end)])) {
        if (result.failures.length > 0) console.log(`FAILED ${result.name}\n${result.failures.join('\n')}`);
        results.push(result);
      }
    }
    const failed = results.filter(({ failures }) => failures.length > 0).length;
    console.log(`random programs of ${last - first} seeds: ${results.length - failed} batches the same, ${failed} not`);
  }
  if (values.report !== undefined) writeFileSync(values.report, junit('random', results));
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (failed > 0 || results.length === 0) throw new UserError(`${failed} of ${results.length} batches differ.`);
});
