/**
 * `run.ts [--report=FILE] [--program=NAME] [--only=PATTERN] [--whole] [PLATFORM...]`: runs the engine's tests, compiled to WebAssembly, in
 * Node (with each context switch), Chromium and Firefox, or where it is told; all their programs or the one that is named. `--only` is
 * a GoogleTest filter, or a part of an ending's sentence or of the name of a program in tests/conformance or web/lessons. `--whole` runs
 * all programs on the platforms too that otherwise run one, or leave some out.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main, root, UserError } from '../../tools/process.ts';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { programNames } from '../conformance/names.ts';
import { compare, expectedOf } from './conformance.ts';
import { endings, judge } from './endings.ts';
import { readGtest } from './gtest.ts';
import { platforms, type Platform } from './platforms.ts';
import { randomRuns } from './random.ts';
import { compareReplay, compareStranger, recordingOf, type Recording } from './replays.ts';
import { junit, type TestResult } from './results.ts';
import type { Seen } from './seen.ts';
import { TestServer } from './server.ts';

const TEST_PROGRAMS = ['engine_tests', 'endurance_tests', 'display_tests', 'network_tests', 'reactor_tests'];

/** Where a program that fills a gigabyte is tried: a browser, and the one that does it in the least time. */
const FILLED = 'chromium';

const RECORDED = { clock: 'fast', log: true, record: true } as const;

const random = randomRuns();

/** Those that need nothing of the site. */
const lessons = readLessons(join(root, 'web/lessons')).filter(({ program }) => !program.includes('asyncio::fetch'));

interface Choice {
  /** One program of the tests, in place of all. */
  readonly program?: string | undefined;
  readonly only?: string | undefined;
  readonly whole: boolean;
}

/** By program. */
const recordings = new Map<string, Recording>();

/** What `program` did once, and does again: `seen`, which was recorded, stands for it unless another platform came first. */
async function replay(
  platform: Platform,
  program: string,
  name: string,
  args: readonly string[],
  seen?: Seen,
): Promise<TestResult> {
  const group = `${platform.name}.replay`;
  const started = performance.now();
  const recorded = recordings.get(name);
  const run = recorded ? undefined : (seen ?? (await platform.run(program, args, RECORDED)));
  const recording = recorded ?? (run && recordingOf(platform.name, run));
  if (!recording) return { group, name, milliseconds: 0, skipped: false, failures: ['the run told no decisions'] };
  recordings.set(name, recording);
  // Under the real clock, which a replay does not look at.
  const again = await platform.run(program, args, { log: true, replay: recording.decisions });
  return compareReplay(group, name, recording, again, performance.now() - started);
}

async function runOn(
  platform: Platform,
  server: TestServer,
  { program: chosen, only, whole }: Choice,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const one = chosen ?? (whole ? undefined : platform.only);
  const skips = (program: string): boolean => one !== undefined && one !== program;
  for (const program of TEST_PROGRAMS) {
    if (skips(program)) continue;
    server.renewSite();
    const filter = only === undefined ? [] : [`--gtest_filter=${only}`];
    const seen = await platform.run(program, ['--report=lines', ...filter]);
    const found = readGtest(`${platform.name}.${program}`, seen);
    results.push(...(only === undefined ? found : found.filter(({ name }) => name !== 'EndsWell')));
  }
  for (const ending of endings) {
    if (skips('endings') || (only !== undefined && !ending.says.includes(only))) continue;
    if (ending.fills === true && !whole && platform.name !== FILLED) continue;
    const started = performance.now();
    const seen = await platform.run('endings', [ending.way], {
      log: ending.logs !== undefined,
      ...(ending.input !== undefined && { input: ending.input }),
    });
    results.push(judge(`${platform.name}.endings`, ending, seen, performance.now() - started));
  }
  for (const name of programNames) {
    if (skips('conformance') || (only !== undefined && !name.includes(only))) continue;
    const started = performance.now();
    const seen = await platform.run('conformance', [name], RECORDED);
    results.push(compare(`${platform.name}.conformance`, name, expectedOf(name), seen, performance.now() - started));
    results.push(await replay(platform, 'conformance', name, [name], seen));
  }
  for (const { id, output } of lessons) {
    if (skips('lessons') || (only !== undefined && !id.includes(only))) continue;
    const started = performance.now();
    const seen = await platform.run(id, [], { clock: 'fast' });
    results.push(compare(`${platform.name}.lessons`, id, output, seen, performance.now() - started));
  }
  for (const { name, args } of random) {
    if (skips('conformance_random') || (only !== undefined && !name.includes(only))) continue;
    results.push(await replay(platform, 'conformance_random', name, args));
  }
  const [first, other] = random;
  const foreign = first && recordings.get(first.name);
  if (other && foreign && only === undefined && !skips('conformance_random')) {
    const started = performance.now();
    const options = { log: true, replay: foreign.decisions };
    const seen = await platform.run('conformance_random', other.args, options);
    results.push(compareStranger(`${platform.name}.replay`, seen, performance.now() - started));
  }
  return results;
}

function show(title: string, results: readonly TestResult[], seconds: number): void {
  const failed = results.filter(({ failures }) => failures.length > 0);
  for (const { group, name, failures } of failed) console.log(`FAILED ${group}: ${name}\n  ${failures.join('\n  ')}`);
  console.log(`${title}: ${results.length - failed.length} passed, ${failed.length} failed, ${seconds.toFixed(1)} s`);
}

async function testOn(name: string, choice: Choice): Promise<TestResult[]> {
  const started = performance.now();
  // One for each, as it remembers what it was asked.
  const server = new TestServer();
  await server.start();
  try {
    const platform = await platforms[name]?.(server);
    if (platform === undefined) return [];
    try {
      const results = await runOn(platform, server, choice);
      show(name, results, (performance.now() - started) / 1000);
      return results;
    } finally {
      await platform.close();
    }
  } finally {
    server.stop();
  }
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      report: { type: 'string' },
      only: { type: 'string' },
      program: { type: 'string' },
      whole: { type: 'boolean', default: false },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(platforms);
  const unknown = names.find((name) => !(name in platforms));
  if (unknown !== undefined)
    throw new UserError(`There is no platform ${unknown}; there are ${Object.keys(platforms).join(', ')}.`);

  const all: TestResult[] = [];
  const queue = [...names];
  const worker = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) all.push(...(await testOn(name, values)));
  };
  // One more than there are processors, as much of the time programs sleep.
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
  if (values.report !== undefined) writeFileSync(values.report, junit('browsers', all));
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  if (failed > 0 || all.length === 0) throw new UserError(`${failed} of ${all.length} tests failed.`);
});
