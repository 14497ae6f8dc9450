/**
 * `run.ts [--report=FILE] [--only=PATTERN] [PLATFORM...]`: runs the engine's tests, compiled to WebAssembly, in Node, Chromium and
 * Firefox, or where it is told. `--only` is a GoogleTest filter, or a part of an ending's sentence.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { main, UserError } from '../../tools/process.ts';
import { endings, judge } from './endings.ts';
import { readGtest } from './gtest.ts';
import { platforms, type Platform } from './platforms.ts';
import { junit, type TestResult } from './results.ts';
import { TestServer } from './server.ts';

const TEST_PROGRAMS = ['engine_tests', 'display_tests', 'reactor_tests'];

async function runOn(platform: Platform, server: TestServer, only: string | undefined): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const program of TEST_PROGRAMS) {
    server.renewSite();
    const filter = only === undefined ? [] : [`--gtest_filter=${only}`];
    const seen = await platform.run(program, ['--report=lines', ...filter]);
    const found = readGtest(`${platform.name}.${program}`, seen);
    results.push(...(only === undefined ? found : found.filter(({ name }) => name !== 'EndsWell')));
  }
  for (const ending of endings) {
    if (only !== undefined && !ending.says.includes(only)) continue;
    const started = performance.now();
    const seen = await platform.run('endings', [ending.way]);
    results.push(judge(`${platform.name}.endings`, ending, seen, performance.now() - started));
  }
  return results;
}

function show(title: string, results: readonly TestResult[], seconds: number): void {
  const failed = results.filter(({ failures }) => failures.length > 0);
  for (const { group, name, failures } of failed) console.log(`FAILED ${group}: ${name}\n  ${failures.join('\n  ')}`);
  console.log(`${title}: ${results.length - failed.length} passed, ${failed.length} failed, ${seconds.toFixed(1)} s`);
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { report: { type: 'string' }, only: { type: 'string' } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(platforms);
  const server = new TestServer();
  await server.start();
  const all: TestResult[] = [];
  try {
    for (const name of names) {
      const open = platforms[name];
      if (open === undefined)
        throw new UserError(`There is no platform ${name}; there are ${Object.keys(platforms).join(', ')}.`);
      const started = performance.now();
      const platform = await open(server);
      try {
        const results = await runOn(platform, server, values.only);
        show(name, results, (performance.now() - started) / 1000);
        all.push(...results);
      } finally {
        await platform.close();
      }
    }
  } finally {
    server.stop();
  }
  if (values.report !== undefined) writeFileSync(values.report, junit(all));
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  if (failed > 0 || all.length === 0) throw new UserError(`${failed} of ${all.length} tests failed.`);
});
