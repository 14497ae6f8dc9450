/** Rows of the engine on this machine, without a browser: one process a sample. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Peers } from './benches.ts';
import { compare, measure, print, wanted } from './row.ts';

const ROUNDS = 7;
/** Tasks whose steps are measured with and without the event log. */
const LOGGED_TASKS = 100;
const programs = join(import.meta.dirname, '../../build/native-release/tests/bench');

const commands: Readonly<Record<'tulip' | Peers['native'], readonly [string, ...string[]]>> = {
  tulip: [join(programs, 'bench_tulip')],
  'boost.fiber': [join(programs, 'bench_boost_fiber')],
  'boost.asio': [join(programs, 'bench_boost_asio')],
  'boost.coroutine2': [join(programs, 'bench_boost_coroutine2')],
  libuv: [join(programs, 'bench_libuv')],
  cpython: ['python3', join(import.meta.dirname, 'peers/asyncio_bench.py')],
};

/** A program's figure. It is ended then: with a log it would go on and write what it did, which is not what is measured. */
async function sample(
  contestant: keyof typeof commands,
  bench: string,
  count: number | undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const [program, ...args] = commands[contestant];
  const all = [...args, bench, ...(count === undefined ? [] : [String(count)])];
  const child = spawn(program, all, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child, 'spawn');
  try {
    for await (const line of createInterface({ input: child.stdout })) return Number(line);
    throw new Error(`${program} ${all.join(' ')} printed nothing`);
  } finally {
    child.kill('SIGKILL');
  }
}

const rows = await measure('native', ROUNDS, sample);
if (wanted('log')) {
  const step = (env: NodeJS.ProcessEnv) => () => sample('tulip', 'step', LOGGED_TASKS, env);
  const withLog = step({ ASYNCIO_TRACE: '/dev/null' });
  rows.push(...(await compare('log/native', 'ns', ROUNDS, withLog, { 'without the log': step({}) })));
}
print(rows);
