// `npm run build [step ...]`: the step graph. Without names it makes everything; the site is build/site.

import { availableParallelism } from 'node:os';
import { main, root, run } from './process.ts';
import { build, type Step, type Steps } from './steps.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain } from './toolchain.ts';

const cmakeFiles = ['CMakeLists.txt', 'CMakePresets.json', 'tools/cmake/*'];

/** Configures and builds a CMake preset. */
function cmake(preset: string, title: string, inputs: readonly string[], outputs: readonly string[]): Step {
  return {
    title,
    needs: [],
    inputs: [...cmakeFiles, ...inputs],
    outputs,
    run: async () => {
      await run('cmake', ['--preset', preset]);
      await run('cmake', ['--build', '--preset', preset, '--parallel', String(availableParallelism())]);
    },
  };
}

/** Runs one of the project's own TypeScript programs. */
function script(file: string): () => Promise<unknown> {
  return () => run(process.execPath, [file]);
}

/** Runs a program of an npm package. */
export function packaged(
  program: string,
  args: readonly string[],
  output: 'quiet' | 'show' = 'quiet',
): Promise<string> {
  return run(`${root}/node_modules/.bin/${program}`, args, { output });
}

const nativeSources = ['engine/**/*', 'tests/**/*.{cpp,hpp,txt,cmake}'];

export const steps: Steps = {
  'native-debug': cmake('native-debug', 'Building the native engine and its tests with sanitizers', nativeSources, [
    'build/native-debug/build.ninja',
  ]),
  'native-release': cmake('native-release', 'Building the native engine, optimized', nativeSources, [
    'build/native-release/build.ninja',
  ]),
  wasm: cmake(
    'wasm',
    'Building the engine for WebAssembly',
    [...nativeSources, 'wasm/**/*.{cpp,hpp,h,txt,cmake}', 'build/toolchain.json'],
    ['build/wasm/engine/*.a'],
  ),
  sdk: {
    title: 'Packing the SDK for the compiler in the page',
    needs: ['wasm'],
    inputs: ['wasm/sdk/**/*', 'wasm/host/**/*', 'engine/include/**/*', 'build/toolchain.json', 'package-lock.json'],
    outputs: ['build/sdk/**/*'],
    run: script('wasm/sdk/build.ts'),
  },
  programs: {
    title: 'Compiling the bundled programs',
    needs: ['sdk'],
    inputs: ['wasm/sdk/**/*', 'web/programs/**/*', 'package-lock.json'],
    outputs: ['build/programs/**/*'],
    run: script('wasm/sdk/programs.ts'),
  },
  site: {
    title: 'Building the site',
    needs: ['sdk', 'programs'],
    inputs: ['web/**/*', 'wasm/host/**/*', 'tsconfig.base.json', 'package-lock.json'],
    outputs: ['build/site/**/*'],
    run: () => packaged('vite', ['build', 'web']),
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
