/** Rows of the engine on this machine, against Boost.Fiber and CPython: one process a sample. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from '../../tools/bench.ts';
import { compare, print } from './row.ts';

const ROUNDS = 7;
const programs = join(import.meta.dirname, '../../build/native-release/tests/bench');
const asyncioTasks = join(import.meta.dirname, 'peers/asyncio_tasks.py');

async function sample(program: string, ...args: string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(program, args);
  return Number(stdout);
}

function measure(bench: string, args: string[]): Promise<Row[]> {
  return compare(bench, 'ns', ROUNDS, () => sample(join(programs, 'bench_tasks'), ...args), {
    'boost.fiber': () => sample(join(programs, 'bench_boost_fiber'), ...args),
    cpython: () => sample('python3', asyncioTasks, ...args),
  });
}

const rows: Row[] = [];
for (const tasks of ['2', '100', '1000', '10000'])
  rows.push(...(await measure(`step/native/${tasks}`, ['step', tasks])));
rows.push(...(await measure('spawn/native', ['spawn'])));
print(rows);
