// `npm test [suite ...]`: checks everything and runs every test, natively and in browsers. The last line counts them.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { steps } from './build.ts';
import { checkAll } from './check.ts';
import { readJUnit, type Counts } from './junit.ts';
import { main, root, run, UserError } from './process.ts';
import { build } from './steps.ts';
import { ensureSystem, type Use } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

interface Suite {
  title: string;
  /** System packages that the suite needs. */
  uses: readonly Use[];
  /** Build steps that must be up to date. */
  needs: readonly string[];
  /** Takes long: runs only when it is named. */
  onRequest?: boolean;
  run(): Promise<Counts>;
}

/** Runs a test runner that writes a JUnit report to the given file, and counts what the report says; `reportOf` as of readJUnit. */
async function reported(
  name: string,
  start: (report: string) => Promise<unknown>,
  reportOf?: (name: string) => string | null,
): Promise<Counts> {
  const report = join(root, 'build/reports', `${name}.xml`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  let failure: unknown;
  try {
    await start(report);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    failure = error;
    console.error(error.message);
  }
  const { passed, failed, skipped } = readJUnit(readIfThere(report) ?? '', reportOf);
  // A runner that fails without a failed test (it crashed, it found no test) must not look like a success.
  const unexplained = failure !== undefined && failed.length === 0;
  const empty = passed + failed.length + skipped === 0;
  return { passed, failed: unexplained || empty ? [...failed, 'the tests did not run to their end'] : failed };
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The tests of a CMake preset, of which `build` is the folder in build/. */
function ctest(preset: string, build = preset): Promise<Counts> {
  const jobs = String(availableParallelism());
  const reports = join(root, 'build', build, 'reports');
  rmSync(reports, { recursive: true, force: true });
  return reported(
    preset,
    (report) =>
      run('ctest', ['--preset', preset, '--no-tests=error', '--parallel', jobs, '--output-junit', report], {
        output: 'show',
      }),
    (name) => readIfThere(join(reports, `${name}.xml`)),
  );
}

/** Random programs of the seeds below `seeds`, on ours and on CPython. */
function randomPrograms(name: string, seeds: number): Suite {
  return {
    title: `${seeds.toLocaleString('en')} random programs, compared with CPython`,
    uses: ['native'],
    needs: ['native-debug'],
    run: () =>
      reported(name, (report) =>
        run(process.execPath, ['tests/conformance/random.ts', `--report=${report}`, '0', String(seeds)], {
          output: 'show',
        }),
      ),
  };
}

/** Playwright's tests in `files`; `name` is the report's, and by default that of the folder of tests/ in which they are. */
function playwright(
  name: string,
  files: readonly string[] = [`tests/${name}/`],
  env: Record<string, string> = {},
): Promise<Counts> {
  const args = ['--config=tests/e2e', `--output=build/test-results/${name}`, '--reporter=list,junit'];
  return reported(name, (report) =>
    run(`${root}/node_modules/.bin/playwright`, ['test', ...args, ...files], {
      output: 'show',
      env: { ...env, PLAYWRIGHT_JUNIT_OUTPUT_FILE: report },
    }),
  );
}

/** What tests/browsers/run.ts runs with these arguments. */
function inBrowsers(name: string, ...args: string[]): Promise<Counts> {
  return reported(name, (report) =>
    run(process.execPath, ['tests/browsers/run.ts', `--report=${report}`, ...args], { output: 'show' }),
  );
}

/** Vitest's tests in `files`, by default all. */
function vitest(name: string, files: readonly string[] = [], env: Record<string, string> = {}): Promise<Counts> {
  const args = ['--config=web/vitest.config.ts', '--reporter=default', '--reporter=junit'];
  return reported(name, (report) =>
    run(`${root}/node_modules/.bin/vitest`, ['run', ...args, `--outputFile.junit=${report}`, ...files], {
      output: 'show',
      env,
    }),
  );
}

/** How tests know that they may take long. */
const NIGHTLY = { TULIP_NIGHTLY: 'yes' };

/**
 * 10,000 random programs, the engine's whole tests with the context switches that `browsers` tries in part, memory that runs out where it
 * leaves that out, the whole walk of tests/e2e/lesson-walk.spec.ts, what else of tests/e2e is tagged @nightly, and the page's decoders on
 * many more made-up inputs.
 */
function nightly(): Suite {
  const random = randomPrograms('nightly', 10_000);
  return {
    title: `${random.title}, the engine with its other context switches, all lessons by keyboard, and fuzzed decoders`,
    uses: [...random.uses, 'test'],
    needs: [...random.needs, 'site', 'wasm-tests'],
    onRequest: true,
    run: async () => {
      const parts = [
        await random.run(),
        await inBrowsers('other-switches', '--whole', 'node-asyncify', 'node-wasmfx'),
        await inBrowsers('memory', '--whole', '--program=endings', '--only=without end', 'node', 'firefox'),
        await playwright('lesson-walk', ['tests/e2e/lesson-walk.spec.ts'], NIGHTLY),
        await playwright('e2e-nightly', ['--grep=@nightly'], NIGHTLY),
        await vitest('fuzz-nightly', ['tests/web/fuzz'], NIGHTLY),
      ];
      return {
        passed: parts.reduce((sum, { passed }) => sum + passed, 0),
        failed: parts.flatMap(({ failed }) => failed),
      };
    },
  };
}

const suites: Readonly<Record<string, Suite>> = {
  check: { title: 'Layout, linters and types', uses: [], needs: [], run: checkAll },
  native: {
    title: 'The engine, natively, with sanitizers',
    uses: ['native'],
    needs: ['native-debug'],
    run: () => ctest('native-debug'),
  },
  threads: {
    title: 'The engine, natively, with the thread sanitizer',
    uses: ['native'],
    needs: ['native-thread'],
    run: () => ctest('native-thread'),
  },
  fuzz: {
    title: 'Parsers, on made-up bytes',
    uses: ['native'],
    needs: ['native-debug'],
    run: () => ctest('native-fuzz', 'native-debug'),
  },
  install: {
    title: 'The engine, used by another project',
    uses: ['native'],
    needs: ['native-release'],
    run: () =>
      reported('install', (report) =>
        run(process.execPath, ['tests/install/run.ts', `--report=${report}`], { output: 'show' }),
      ),
  },
  python: {
    title: 'The programs of tests/conformance and the originals of the lessons, under CPython',
    uses: [],
    needs: [],
    run: () =>
      reported('python', (report) =>
        run(process.execPath, ['tests/conformance/python.ts', `--report=${report}`], { output: 'show' }),
      ),
  },
  random: randomPrograms('random', 300),
  nightly: nightly(),
  browsers: {
    title: 'The engine, in Node, Chromium and Firefox',
    uses: ['test'],
    needs: ['wasm-tests', 'programs', 'asyncify'],
    run: () => inBrowsers('browsers'),
  },
  web: {
    title: "The page's parts, and the tools",
    uses: [],
    needs: ['programs'],
    run: () => vitest('web'),
  },
  e2e: {
    title: 'The site, in browsers',
    uses: ['test', 'blog'],
    needs: ['site'],
    run: () => playwright('e2e'),
  },
  security: {
    title: 'Attacks on the site',
    uses: ['test'],
    needs: ['site'],
    run: () => playwright('security'),
  },
};

/** The named suites, or all but those that are run on request alone, in the table's order. */
function choose(names: readonly string[]): [string, Suite][] {
  const unknown = names.find((name) => !(name in suites));
  if (unknown) throw new UserError(`There is no test suite ${unknown}; there are ${Object.keys(suites).join(', ')}.`);
  return Object.entries(suites).filter(([name, suite]) =>
    names.length === 0 ? suite.onRequest !== true : names.includes(name),
  );
}

/** A suite that cannot be run, because its build fails for example, counts as one failure. */
async function runSuite(suite: Suite): Promise<Counts> {
  console.log(`\n${suite.title}`);
  try {
    await ensureSystem(suite.uses);
    await build(steps, suite.needs);
    return await suite.run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    return { passed: 0, failed: ['the tests could not be begun'] };
  }
}

await main(async () => {
  const chosen = choose(process.argv.slice(2));
  await ensureSystem(['wasm', 'native']);
  await ensureToolchain();
  const all: { title: string; counts: Counts; seconds: number }[] = [];
  for (const [, suite] of chosen) {
    const started = performance.now();
    const counts = await runSuite(suite);
    all.push({ title: suite.title, counts, seconds: (performance.now() - started) / 1000 });
  }

  console.log('');
  for (const { title, counts, seconds } of all)
    console.log(
      `${title}: ${counts.failed.length === 0 ? 'ok' : `${counts.failed.length} failed`}, ${seconds.toFixed(0)} s`,
    );
  const passed = all.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = all.flatMap(({ counts }) => counts.failed);
  if (failed.length > 0) console.log(['\nFailed:', ...failed].join('\n  '));
  console.log(`\n${passed} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
});
