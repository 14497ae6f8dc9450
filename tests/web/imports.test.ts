/**
 * The table of imports beside what programs import: all that the libraries import that programs are linked with, in signatures too, and the bundled
 * programs. The page's host would find a difference only in a reader's tab.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { IMPORTS, type ImportTable, type ValueType } from '../../wasm/abi/imports.ts';
import { ABI, abiOf } from '../../wasm/abi/version.ts';
import { COMMAND, EVENT } from '../../wasm/host/doors.ts';

const root = join(import.meta.dirname, '../..');
const { sysroot, clang } = JSON.parse(readFileSync(join(root, 'build/toolchain.json'), 'utf8')) as Record<
  'sysroot' | 'clang',
  string
>;
const systemLibrary = (name: string): string => join(sysroot, 'lib/wasm32-emscripten', name);
/** Each is linked whole, as a program may use any part of it. Not together: the first defines functions of the others anew. */
const LIBRARIES = [
  [join(root, 'build/wasm/wasm/libasyncio_wasm.a')],
  ['libc.a', 'libstandalonewasm-memgrow.a'].map(systemLibrary),
];

/** What the C library needs of the adapters. */
const DEFINED_ELSEWHERE = { env: { _emscripten_memcpy_js: () => undefined } };

function linkWhole(libraries: readonly string[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-imports-'));
  const output = join(folder, 'all.wasm');
  // What the libraries need of others is left open.
  const args = ['--no-entry', '--no-gc-sections', '--unresolved-symbols=ignore-all', '-o', output];
  try {
    execFileSync(join(dirname(clang), 'wasm-ld'), [...args, '--whole-archive', ...libraries], { stdio: 'pipe' });
    return new Uint8Array(readFileSync(output));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function importsOf(program: WebAssembly.Module): string[] {
  return WebAssembly.Module.imports(program)
    .map(({ module, name }) => `${module}.${name}`)
    .filter((name) => name !== 'env._emscripten_memcpy_js');
}

const table: ImportTable = IMPORTS;
const rows = Object.entries(table).flatMap(([module, functions]) =>
  Object.entries(functions).map(([name, type]) => ({ module, name, type })),
);

/** A function of each module and name of the table, with the signature that it has there. */
function host(): WebAssembly.Imports {
  const types: Readonly<Record<ValueType, number>> = { i32: binaryen.i32, i64: binaryen.i64, f64: binaryen.f64 };
  const module = new binaryen.Module();
  for (const { module: from, name, type } of rows) {
    const params = binaryen.createType(type.params.map((each) => types[each]));
    const result = type.result === undefined ? binaryen.none : types[type.result];
    module.addFunction(`${from}.${name}`, params, result, [], module.unreachable());
    module.addFunctionExport(`${from}.${name}`, `${from}.${name}`);
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(module.emitBinary())));
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of rows) (imports[from] ??= {})[name] = exports[`${from}.${name}`] as () => void;
  return imports;
}

/** Digests of the table at each version of the interface, so that none is changed under a number that programs carry already. */
const DIGESTS: Readonly<Record<number, string>> = {
  1: '7c77ff0050cf2c7c',
  2: '9306d8c665148aa8',
  3: '7e33310078dd6906',
};

describe('the table of imports', () => {
  const whole = LIBRARIES.map((libraries) => new WebAssembly.Module(linkWhole(libraries)));

  it('has what programs can import, and nothing else', () => {
    const found = new Set(whole.flatMap(importsOf));
    expect(rows.map(({ module, name }) => `${module}.${name}`).sort()).toEqual([...found].sort());
  });

  it('has the same signatures', () => {
    // The engine compares them when it links.
    for (const module of whole) {
      expect(() => new WebAssembly.Instance(module, { ...host(), ...DEFINED_ELSEWHERE })).not.toThrow();
    }
  });
});

describe('the version of the interface', () => {
  it('goes up when the table changes', () => {
    const signatures = rows.map(({ module, name, type: { params, result, suspends } }) =>
      [module, name, params, result, suspends].join(' '),
    );
    const digest = createHash('sha256').update(signatures.sort().join('\n')).digest('hex').slice(0, 16);
    const advice = `IMPORTS is not the table of version ${String(ABI)}: raise ABI in wasm/abi/version.ts and TULIP_ABI in wasm/abi/imports.hpp, and add ${String(ABI + 1)}: '${digest}' to DIGESTS`;
    expect(digest, advice).toBe(DIGESTS[ABI]);
  });
});

describe('what comes in by imports', () => {
  it('is told apart by its number in recorded runs', () => {
    const numbers = rows.flatMap(({ type }) => type.door?.brings?.number ?? []);
    expect(new Set([COMMAND, EVENT, ...numbers]).size).toBe(2 + numbers.length);
  });
});

describe('the bundled programs', () => {
  const folder = join(root, 'build/programs');
  const programs = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  it.each(programs)('%s imports what the table has, and names the same interface', (name) => {
    const program = new WebAssembly.Module(readFileSync(join(folder, name)));
    const known = new Set(rows.map(({ module, name }) => `${module}.${name}`));
    expect(importsOf(program).filter((each) => !known.has(each))).toEqual([]);
    expect(abiOf(program)).toBe(ABI);
  });
});
