/** Rows of the engine on this machine, without a browser: one process a sample. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Peers } from './benches.ts';
import { measure, print } from './row.ts';

const ROUNDS = 7;
const programs = join(import.meta.dirname, '../../build/native-release/tests/bench');

const commands: Readonly<Record<'tulip' | Peers['native'], readonly [string, ...string[]]>> = {
  tulip: [join(programs, 'bench_tulip')],
  'boost.fiber': [join(programs, 'bench_boost_fiber')],
  'boost.asio': [join(programs, 'bench_boost_asio')],
  'boost.coroutine2': [join(programs, 'bench_boost_coroutine2')],
  libuv: [join(programs, 'bench_libuv')],
  cpython: ['python3', join(import.meta.dirname, 'peers/asyncio_bench.py')],
};

print(
  await measure('native', ROUNDS, async (contestant, bench, count) => {
    const [program, ...args] = commands[contestant];
    const { stdout } = await promisify(execFile)(program, [
      ...args,
      bench,
      ...(count === undefined ? [] : [String(count)]),
    ]);
    return Number(stdout);
  }),
);
