// `npm run check`: layout, linters and types. Nothing is changed; `npm run format` repairs the layout.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { packaged } from './build.ts';
import { checkApi } from './api.ts';
import { checkLayers } from './layers.ts';
import { ask, COMPILING, main, root, run, UserError } from './process.ts';
import { ensureSystem } from './system.ts';
import { ensureToolchain, type Toolchain } from './toolchain.ts';

interface Check {
  title: string;
  run(): Promise<unknown>;
}

/** The project's files with one of these endings, new ones included, ignored ones not. */
export function sources(endings: readonly string[]): string[] {
  const patterns = endings.map((ending) => `*.${ending}`);
  // A checkout that belongs to somebody else (a container's volume) is read like any other.
  const git = ['-c', 'safe.directory=*', '-C', root, 'ls-files', '--cached', '--others', '--exclude-standard'];
  const files = ask('git', [...git, '--', ...patterns]);
  return files.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
}

/** TypeScript 7, whose compiler takes a quarter of the time. The linter and `imports.ts` need the one before, which they can call. */
const TSC = join(root, 'node_modules/typescript-7/bin/tsc');

/** What each realm's code may use (a DOM, a worker's scope, Node) differs, so each has its tsconfig. */
function typeChecks(): Check[] {
  const configs = sources(['json']).filter(
    (file) => /(^|\/)tsconfig[^/]*\.json$/.test(file) && file !== 'tsconfig.base.json',
  );
  return configs.map((config) => ({
    title: `Types of ${config}`,
    run: () => run(process.execPath, [TSC, '--noEmit', '-p', config]),
  }));
}

/** An entry of compile_commands.json. */
interface CompileCommand {
  directory: string;
  file: string;
  command: string;
}

/** What a build compiles. */
function commandsOf(buildFolder: string): CompileCommand[] {
  return JSON.parse(readFileSync(join(root, buildFolder, 'compile_commands.json'), 'utf8')) as CompileCommand[];
}

/**
 * The sources of the library, each by itself. The tests are left to the compiler's warnings and the sanitizers: their linting would take longer
 * than all else together.
 */
function sourcesOf(buildFolder: string): CompileCommand[] {
  const folders = ['engine', 'wasm'].map((folder) => `${root}/${folder}/`);
  return commandsOf(buildFolder).filter(({ file }) => folders.some((folder) => file.startsWith(folder)));
}

/** The engine's sources, several at a time. */
function batchesOf(buildFolder: string): CompileCommand[] {
  return commandsOf(buildFolder).filter(({ file }) => file.includes('/asyncio_engine.dir/Unity/'));
}

/** What a batch includes; of a source by itself nothing, as its own directives are relative. */
function includedIn({ file }: CompileCommand): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(/^#include "(\/.*)"$/gm), ([, path = '']) => path);
}

/** Configures a preset in a folder of its own, without precompiled headers, which hide a missing include; returns the folder. */
async function configure(preset: string, name = preset, ...options: readonly string[]): Promise<string> {
  const folder = `build/check/${name}`;
  await run('cmake', ['--preset', preset, '-B', folder, '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON', ...options]);
  return folder;
}

/**
 * Native code first; then, as the wasm build compiles it, what only the browser has. The engine's sources come in batches, as most of the time goes into
 * the headers that they have in common. A batch may hide that a source lacks an include: `tests/install` compiles each by itself.
 */
async function tidy(toolchain: Toolchain): Promise<void> {
  const nativeFolder = await configure('native-release');
  const batchFolder = await configure('native-release', 'batches', '-DCMAKE_UNITY_BUILD=ON');
  const wasmFolder = await configure('wasm');
  const batched = batchesOf(batchFolder);
  const known = new Set(batched.flatMap(includedIn));
  const native = sourcesOf(nativeFolder).filter(({ file }) => !known.has(file));
  for (const { file } of native) known.add(file);
  const browser = sourcesOf(wasmFolder).filter(({ file }) => !known.has(file));
  const cross = ['--target=wasm32-unknown-emscripten', `--sysroot=${toolchain.sysroot}`];
  // Else the static analyzer looks at nothing that is included.
  await tidyFiles(batchFolder, batched, ['-Xclang', '-analyzer-opt-analyze-headers']);
  await tidyFiles(nativeFolder, native, []);
  await tidyFiles(wasmFolder, browser, cross);
}

async function compileHeadersAlone(): Promise<void> {
  const build = ['--build', await configure('native-release'), '--target', 'all_verify_interface_header_sets'];
  await run('cmake', build, { env: COMPILING });
}

/** Runs clang-tidy over the files that changed since it last found nothing in them; in CI over all. */
async function tidyFiles(
  buildFolder: string,
  commands: readonly CompileCommand[],
  args: readonly string[],
): Promise<void> {
  const extra = args.map((arg) => `--extra-arg=${arg}`);
  const memory = join(root, buildFolder, 'tidied.json');
  const clean = new Map<string, string>(
    existsSync(memory) && !process.env.CI
      ? Object.entries(JSON.parse(readFileSync(memory, 'utf8')) as Record<string, string>)
      : [],
  );
  const settings = readFileSync(join(root, '.clang-tidy'));
  const queue = commands
    .map((each) => {
      const state = createHash('sha256').update(settings).update(each.command);
      for (const file of [each.file, ...includedIn(each)]) state.update(readFileSync(file));
      return { file: each.file, state: state.digest('hex') };
    })
    .filter(({ file, state }) => clean.get(file) !== state);

  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      try {
        await run('clang-tidy-19', ['-p', buildFolder, '--quiet', ...extra, next.file], { env: COMPILING });
        clean.set(next.file, next.state);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        failures.push(error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify(Object.fromEntries(clean)));
  if (failures.length > 0) throw new UserError(failures.join('\n'));
}

/** Runs every check, whatever the others found; returns how many passed, and the titles of those that failed. */
export async function checkAll(): Promise<{ passed: number; failed: string[] }> {
  await ensureSystem(['check', 'native', 'wasm']);
  const toolchain = await ensureToolchain();
  const cxx = sources(['hpp', 'cpp']);
  // The longest first, so that the processors are done at about the same time.
  const ofOneProcess: Check[] = [
    { title: 'Lint of TypeScript', run: () => packaged('eslint', ['--max-warnings=0', '.']) },
    { title: 'Layout of C++', run: () => run('clang-format-19', ['--dry-run', '-Werror', ...cxx]) },
    {
      title: 'Layout of TypeScript and the rest',
      run: () => packaged('prettier', ['--check', '--log-level=warn', '.']),
    },
    { title: 'engine/API.md', run: checkApi },
    ...typeChecks(),
    { title: 'Layers', run: () => checkLayers([...cxx, ...sources(['ts'])]) },
  ];
  const ofMany: Check[] = [
    { title: 'Lint of C++', run: () => tidy(toolchain) },
    { title: 'Each public header compiles alone', run: compileHeadersAlone },
  ];
  const failed = [...(await runChecks(ofOneProcess, availableParallelism())), ...(await runChecks(ofMany, 1))];
  return { passed: ofOneProcess.length + ofMany.length - failed.length, failed };
}

/** Runs `atATime` of them at a time; returns the titles of those that failed. */
async function runChecks(checks: readonly Check[], atATime: number): Promise<string[]> {
  const queue = [...checks];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const { title } = check;
      const started = performance.now();
      const error = await check.run().then(() => undefined, userErrorOf);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${title} ... ${error ? `failed\n${error.message}` : `${seconds} s`}`);
      if (error) failed.push(title);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return failed;
}

function userErrorOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

if (import.meta.main) {
  await main(async () => {
    const { failed } = await checkAll();
    if (failed.length > 0)
      throw new UserError(`${failed.length} checks failed; \`npm run format\` repairs the layout.`);
  });
}
