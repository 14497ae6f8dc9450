// `npm run bench [producer ...] [-- --only=NAME,... --rounds=N]`: measures, prints a table and writes build/bench.json. `--only`
// chooses rows by the beginning of their names, `--rounds` says how many samples are taken of each.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { steps } from './build.ts';
import { main, root, run, timed, UserError } from './process.ts';
import { build } from './steps.ts';
import { ensureSystem, type Use } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

/** One measurement, a median; where the same was measured with a peer in the same run, `ratio` is ours by theirs. */
export interface Row {
  bench: string;
  unit: string;
  ours: number;
  peer?: string;
  theirs?: number;
  ratio?: number;
  /** From the least to the greatest sample, as a fraction of the median; absent where there was but one. */
  spread?: number;
  theirSpread?: number;
}

interface Producer {
  title: string;
  uses: readonly Use[];
  /** Build steps that must be up to date. */
  needs: readonly string[];
  /** A program of the project that prints its rows as a JSON array on its standard output. */
  script: string;
}

const producers: Readonly<Record<string, Producer>> = {
  native: {
    title: 'Measuring the engine natively',
    uses: ['native', 'bench'],
    needs: ['native-bench'],
    script: 'tests/bench/native.ts',
  },
  chromium: {
    title: 'Measuring the engine in Chromium',
    uses: ['wasm', 'bench'],
    needs: ['wasm-bench'],
    script: 'tests/bench/chromium.ts',
  },
  node: {
    title: 'Measuring the context switches of WebAssembly in Node',
    uses: ['wasm'],
    needs: ['wasm-bench'],
    script: 'tests/bench/node.ts',
  },
  site: {
    title: 'Measuring the site in Chromium',
    uses: ['wasm', 'bench'],
    needs: ['site'],
    script: 'tests/bench/site.ts',
  },
};

async function measure(producer: Producer, options: readonly string[]): Promise<Row[]> {
  await ensureSystem(producer.uses);
  await build(steps, producer.needs);
  return timed(
    producer.title,
    async () => JSON.parse(await run(process.execPath, [producer.script, ...options])) as Row[],
  );
}

await main(async () => {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const unknown = names.find((name) => !(name in producers));
  if (unknown) throw new UserError(`There is no benchmark ${unknown}; there are ${Object.keys(producers).join(', ')}.`);
  await ensureSystem(['wasm', 'native', 'bench']);
  await ensureToolchain();
  const rows: Row[] = [];
  for (const [name, producer] of Object.entries(producers)) {
    if (names.length === 0 || names.includes(name)) rows.push(...(await measure(producer, options)));
  }
  if (rows.length === 0) throw new UserError('There are no such rows.');
  console.table(rows);
  writeFileSync(join(root, 'build/bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
});
