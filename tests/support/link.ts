/**
 * Links a test program as the page links a reader's: `link.ts OUTPUT OBJECT_OR_LIBRARY...`, called by CMake in place of a
 * compiler driver. The arguments are the page's own, with files of the disk in place of the SDK's.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linkArguments } from '../../wasm/sdk/arguments.ts';
import { SYSTEM_LIBRARIES } from '../../wasm/sdk/libraries.ts';

interface ToolchainRecord {
  readonly sysroot: string;
  readonly clang: string;
}

const root = join(import.meta.dirname, '../..');
const { sysroot, clang } = JSON.parse(readFileSync(join(root, 'build/toolchain.json'), 'utf8')) as ToolchainRecord;
const [output = '', ...inputs] = process.argv.slice(2);

const places: Readonly<Record<string, readonly string[]>> = { '/program.wasm': [output], '/main.o': [] };
const [linker = '', ...args] = linkArguments(SYSTEM_LIBRARIES).flatMap((argument) => {
  const library = argument.startsWith('/sdk/') ? argument.slice('/sdk/'.length) : undefined;
  if (library !== undefined) return [join(sysroot, 'lib/wasm32-emscripten', library)];
  return places[argument] ?? [argument];
});
try {
  // First: among the inputs are the engine's libraries, which come before the system's on the page too.
  execFileSync(join(dirname(clang), linker), [...inputs, ...args], { stdio: 'inherit' });
} catch {
  // The linker has said why.
  process.exitCode = 1;
}
