// `npm run build [step ...]`: the step graph. Without names it makes everything; the site is build/site.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { renewingPrecompiled } from './precompiled.ts';
import { COMPILING, main, root, run } from './process.ts';
import { readByNinja, readByScript, readByVite } from './reads.ts';
import { build, type Step, type Steps } from './steps.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

const cmakeFiles = ['CMakeLists.txt', 'CMakePresets.json', 'tools/cmake/*'];

type Work = Pick<Step, 'run' | 'reads' | 'wide'>;

/** Configures a CMake preset and builds some of its targets. */
function cmake(preset: string, targets: readonly string[], settings: readonly string[] = []): Work {
  return {
    wide: true,
    run: async () => {
      await run('cmake', ['--preset', preset, ...settings]);
      const jobs = String(availableParallelism());
      await renewingPrecompiled(join(root, 'build', preset), () =>
        run('cmake', ['--build', '--preset', preset, '--parallel', jobs, '--target', ...targets], { env: COMPILING }),
      );
    },
    reads: () => readByNinja(preset, targets),
  };
}

/** Runs one of the project's own TypeScript programs. */
function script(file: string): Work {
  return { run: () => run(process.execPath, [file]), reads: () => readByScript(file) };
}

/** Runs a program of an npm package. */
export function packaged(
  program: string,
  args: readonly string[],
  output: 'quiet' | 'show' = 'quiet',
): Promise<string> {
  return run(`${root}/node_modules/.bin/${program}`, args, { output });
}

/** Programs for a browser are linked by a script of the tests, with the arguments that the page uses. */
const linking = ['tests/support/*', 'wasm/sdk/{arguments,libraries}.ts'];

function linkedHere(work: Work): Work {
  return {
    ...work,
    reads: async () => [...((await work.reads?.()) ?? []), ...(await readByScript('tests/support/link.ts'))],
  };
}

const engine = [...cmakeFiles, 'engine/**/*'];
const engineTests = [
  'tests/{CMakeLists.txt,TestPrograms.cmake}',
  'tests/{engine,support,programs}/**/*',
  'tests/conformance/**/*.{cpp,hpp,expected,txt,cmake}',
];
const benchPrograms = ['tests/{CMakeLists.txt,TestPrograms.cmake}', 'tests/bench/**/*.{cpp,hpp,txt}'];
const wasmAdapters = ['wasm/**/*.{cpp,hpp,h,txt,cmake}', 'build/toolchain.json'];

export const steps: Steps = {
  'native-debug': {
    title: 'Building the engine and its tests natively, with sanitizers',
    needs: [],
    inputs: [...engine, ...engineTests, 'tests/fuzz/*', 'tests/lessons/*', 'web/lessons/*/{program.cpp,output.txt}'],
    outputs: ['build/native-debug/engine/*.a'],
    ...cmake('native-debug', ['all']),
  },
  'native-thread': {
    title: 'Building the engine and the tests that start threads, with the thread sanitizer',
    needs: [],
    inputs: [...engine, ...engineTests],
    outputs: ['build/native-thread/engine/*.a'],
    ...cmake('native-thread', ['all']),
  },
  'native-release': {
    title: 'Building the engine natively',
    needs: [],
    inputs: engine,
    outputs: ['build/native-release/engine/*.a'],
    ...cmake('native-release', ['asyncio_engine', 'asyncio_native']),
  },
  wasm: {
    title: 'Building the engine for WebAssembly',
    needs: [],
    inputs: [...engine, ...wasmAdapters],
    outputs: ['build/wasm/engine/*.a', 'build/wasm/wasm/*.a'],
    ...cmake('wasm', ['asyncio_engine', 'asyncio_wasm', 'asyncio_check']),
  },
  'wasm-tests': {
    title: 'Building the tests of the engine for WebAssembly',
    needs: ['wasm'],
    inputs: [...engine, ...wasmAdapters, ...engineTests, ...linking],
    outputs: ['build/wasm/tests/*.wasm'],
    // After `npm run bench` the benchmarks' programs would be built, too.
    ...linkedHere(cmake('wasm', ['all'], ['-DTULIP_BENCH=OFF'])),
  },
  'native-bench': {
    title: 'Building the benchmarks natively',
    needs: ['native-release'],
    inputs: [...engine, ...benchPrograms],
    outputs: ['build/native-release/tests/bench/bench_*'],
    ...cmake('native-release', ['bench'], ['-DTULIP_BENCH=ON']),
  },
  'wasm-bench': {
    title: 'Building the benchmarks for WebAssembly',
    needs: ['wasm'],
    inputs: [...engine, ...wasmAdapters, ...benchPrograms, ...linking],
    outputs: ['build/wasm/tests/bench/*.wasm'],
    ...linkedHere(cmake('wasm', ['bench'], ['-DTULIP_BENCH=ON'])),
  },
  sdk: {
    title: 'Packing the SDK for the compiler in the page',
    needs: ['wasm'],
    inputs: [
      'wasm/sdk/**/*',
      'wasm/fcontext/jspi.ts',
      'engine/include/**/*',
      'build/toolchain.json',
      'package-lock.json',
    ],
    outputs: ['build/sdk/**/*'],
    ...script('wasm/sdk/build.ts'),
  },
  programs: {
    title: 'Compiling the bundled programs',
    needs: ['sdk'],
    inputs: ['wasm/sdk/**/*', 'wasm/fcontext/jspi.ts', 'web/lessons/**/*', 'package-lock.json'],
    outputs: ['build/programs/**/*'],
    ...script('wasm/sdk/programs.ts'),
  },
  orders: {
    title: 'Running what lessons ask about in all orders',
    needs: ['programs'],
    inputs: ['web/{plugins,session,shared}/**/*.ts', 'wasm/**/*.{ts,json}', 'web/lessons/**/*', 'package-lock.json'],
    outputs: ['build/lessons/**/*'],
    ...script('web/plugins/lessons/explore.ts'),
  },
  asyncify: {
    title: 'Rewriting the bundled programs for browsers without JSPI',
    needs: ['programs'],
    inputs: ['wasm/sdk/*.ts', 'wasm/abi/*.ts', 'wasm/fcontext/jspi.ts', 'package-lock.json'],
    outputs: ['build/asyncify/*'],
    ...script('wasm/sdk/rewrite.ts'),
  },
  site: {
    title: 'Building the site',
    needs: ['sdk', 'programs', 'orders', 'asyncify'],
    // Of wasm the host, and what of the SDK the page's compiler consists of; of the engine what is said of it.
    inputs: [
      'web/**/*',
      'wasm/**/*.{ts,json}',
      'engine/include/asyncio/*.hpp',
      'engine/API.md',
      'tsconfig.base.json',
      'package-lock.json',
    ],
    settings: ['SITE', 'RUNTIMES'],
    outputs: ['build/site/**/*'],
    run: () => packaged('vite', ['build', 'web']),
    reads: () => readByVite('build/site-reads.json'),
  },
};

if (import.meta.main) {
  await main(async () => {
    await ensureSystem(['wasm', 'native']);
    await ensureToolchain();
    const names = process.argv.slice(2);
    await build(steps, names.length > 0 ? names : ['native-release', 'site']);
  });
}
