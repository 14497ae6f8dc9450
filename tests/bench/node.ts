/** Rows of the engine's WebAssembly build in Node: one process a sample, as its flags are a process's. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measure, print } from './row.ts';

const ROUNDS = 7;
const program = join(import.meta.dirname, '../../build/wasm/tests/bench/bench_switch.wasm');

print(
  await measure('node', ROUNDS, async (contestant, bench, count) => {
    const flags = contestant === 'tulip' ? ['--experimental-wasm-wasmfx'] : [];
    const args = [...flags, join(import.meta.dirname, 'node-program.ts'), program, bench, String(count)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return Number(stdout);
  }),
);
