// `node tests/install/run.ts --report=FILE`: whether the library can be used by others, as it is installed and as a part of their build.

import { availableParallelism, tmpdir } from 'node:os';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COMPILING, root, run, UserError } from '../../tools/process.ts';
import { cmakeProject } from '../../web/session/share/cmake-project.ts';

const expected =
  'spinner was cancelled: done\nnobody answers at port 1\nsum of squares: 14\n[] after 2 simulated hours\n';
const example = join(root, 'tests/install/example');

/** Builds the example in a folder of its own, with these settings, and runs it. */
async function tryOut(folder: string, settings: readonly string[]): Promise<void> {
  const toolchain = join(root, 'tools/cmake/clang.cmake');
  const common = ['-G', 'Ninja', `-DCMAKE_TOOLCHAIN_FILE=${toolchain}`];
  await run('cmake', ['-S', example, '-B', folder, ...common, ...settings]);
  await run('cmake', ['--build', folder, '--parallel', String(availableParallelism())], { env: COMPILING });
  const printed = await run(join(folder, 'example'), []);
  if (printed !== expected) throw new UserError(`The example printed:\n${printed}`);
}

/** Builds what the page's Download holds by the commands that stand in it, and runs it. */
async function tryDownload(prefix: string): Promise<void> {
  const folder = join(temporary, 'download');
  const project = {
    files: {
      'main.cpp':
        '#include "greeting.hpp"\n\nint main(int, char** argv) {\n  std::string name;\n  std::cin >> name;\n  asyncio::run([&] { asyncio::print("{}, {}: {}\\n", greeting(), name, argv[1]); });\n}\n',
      'greeting.hpp': '#pragma once\n#include <string>\nstd::string greeting();\n',
      'greeting.cpp': '#include "greeting.hpp"\n\nstd::string greeting() { return "안녕"; }\n',
    },
    main: 'main.cpp',
  };
  const options = { args: ['two words'], input: 'Tulip\n' };
  const made = { title: 'Download', language: 'en', link: '', version: '0.1.0', abi: 0 } as const;
  const files = cmakeProject({ ...made, project, options });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const commands = [...(files['README.md'] ?? '').matchAll(/^ {4}(.+)$/gm)].map(([, command = '']) => command);
  const env = { CMAKE_PREFIX_PATH: prefix };
  const printed = await run('sh', ['-ec', `cd ${folder}\n${commands.join('\n')}`], { env });
  if (!printed.endsWith('\n안녕, Tulip: two words\n')) throw new UserError(`The download printed:\n${printed}`);
}

const temporary = mkdtempSync(join(tmpdir(), 'tulip-install-'));
const cases: Record<string, () => Promise<void>> = {
  'is found where it is installed': async () => {
    const prefix = join(temporary, 'prefix');
    await run('cmake', ['--install', 'build/native-release', '--prefix', prefix]);
    await tryOut(join(temporary, 'installed'), ['-DCMAKE_BUILD_TYPE=Release', `-DCMAKE_PREFIX_PATH=${prefix}`]);
  },
  'is found by pkg-config': async () => {
    const prefix = join(temporary, 'prefix');
    await run('cmake', ['--install', 'build/native-release', '--prefix', prefix]);
    const settings = ['build/native-release', '-LA', '-N'];
    const folder = /^CMAKE_INSTALL_LIBDIR:PATH=(.*)$/m.exec(await run('cmake', settings))?.[1] ?? 'lib';
    const env = { PKG_CONFIG_PATH: join(prefix, folder, 'pkgconfig') };
    const flags = async (kind: string) => (await run('pkg-config', [kind, 'asyncio'], { env })).trim().split(/\s+/);
    const program = join(temporary, 'by-pkg-config');
    const source = join(example, 'main.cpp');
    await run('clang++-19', [...(await flags('--cflags')), source, '-o', program, ...(await flags('--libs'))]);
    const printed = await run(program, []);
    if (printed !== expected) throw new UserError(`The example printed:\n${printed}`);
  },
  'builds what the page lets download': () => tryDownload(join(temporary, 'prefix')),
  'refuses another standard library than its own': async () => {
    const prefix = join(temporary, 'prefix');
    const settings = [`-DCMAKE_PREFIX_PATH=${prefix}`, '-DCMAKE_CXX_FLAGS=-stdlib=libstdc++'];
    const refusal = await tryOut(join(temporary, 'refused'), settings).then(
      () => 'nothing',
      (error: unknown) => String(error),
    );
    if (!refusal.includes('asyncio was built with libc++')) throw new UserError(`It was refused by:\n${refusal}`);
    // Who follows the advice does so in the same folder.
    await tryOut(join(temporary, 'refused'), [...settings, '-DCMAKE_CXX_FLAGS=-stdlib=libc++']);
  },
  'refuses to be built by another compiler': async () => {
    const settings = ['-DCMAKE_CXX_COMPILER=g++', `-DASYNCIO_SOURCES=${root}`];
    const refusal = await run('cmake', ['-S', example, '-B', join(temporary, 'gcc'), ...settings]).then(
      () => 'nothing',
      (error: unknown) => String(error),
    );
    if (!/needs clang 19 or newer with libc\+\+, and this is\s+GNU/.test(refusal))
      throw new UserError(`It was refused by:\n${refusal}`);
  },
  // As people build while they work on a project of their own; several sources at a time, as some do.
  'is a part of a build': () =>
    tryOut(join(temporary, 'part'), [
      '-DCMAKE_BUILD_TYPE=Debug',
      '-DCMAKE_UNITY_BUILD=ON',
      `-DASYNCIO_SOURCES=${root}`,
    ]),
};

const { values } = parseArgs({ options: { report: { type: 'string' } } });
const lines: string[] = [];
let failed = false;
try {
  for (const [name, attempt] of Object.entries(cases)) {
    let failure = '';
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.error(error.message);
      failed = true;
      failure = '<failure/>';
    }
    console.log(`${failure ? 'failed' : 'ok'}: the library ${name}`);
    lines.push(`<testcase name="${name}">${failure}</testcase>`);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (values.report) writeFileSync(values.report, `<testsuite>${lines.join('')}</testsuite>\n`);
if (failed) process.exitCode = 1;
