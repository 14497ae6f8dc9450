// The compiler for WebAssembly: Emscripten 3.1.69.
//
// Debian 12's own Emscripten is from 2022, so unless a new enough `emcc` is on PATH this takes the package of Debian 13 and
// unpacks it into a private folder, beside the libraries that its binaryen was linked with and on top of Debian 12's LLVM 19.
// The folder lies outside the checkout, so that every checkout shares it, and appears by a rename when it is complete, so that
// an interrupted installation leaves nothing behind that looks finished.

import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { aptGet } from './system.ts';
import { ask, root, run, timed, UserError, which } from './process.ts';

export interface Toolchain {
  /** The compiler drivers for C and C++. */
  emcc: string;
  emxx: string;
  /** Headers in `include`, libraries in `lib/wasm32-emscripten`. */
  sysroot: string;
  /** Of Emscripten. */
  version: string;
  /** The clang that Emscripten drives. */
  clang: string;
  /** Emscripten's own folder. */
  emscripten: string;
}

const version = '3.1.69';
/** To be raised when the way of installing changes: an older installation is then made anew. */
const recipe = 1;
const suite = 'trixie';
const packages = [`emscripten=${version}*`, 'binaryen', 'libc6', 'libstdc++6', 'libgcc-s1'];
const llvm = '/usr/lib/llvm-19/bin';

/** Programs are linked with these, by clang in the page and by the tests. */
const libraries = [
  'c',
  'c++-except',
  'c++abi-except',
  'unwind-except',
  'dlmalloc',
  'compiler_rt',
  'standalonewasm-memgrow',
];

// Documentation, tests, and variants of the libraries that no program here is linked with: 1.6 GB of 1.7.
const unneeded = [
  './usr/share/doc',
  './usr/share/man',
  './usr/share/emscripten/test',
  './usr/share/emscripten/media',
  './usr/share/emscripten/docs',
  '*/lib/wasm64-emscripten',
  ...['lto*', 'pic*', '*-mt*', '*-ww*', 'lib*san*', 'libwasmfs*'].map((name) => `*/wasm32-emscripten/${name}`),
];

/** Finds or installs Emscripten and records it in build/toolchain.json, from where CMake and the SDK's build take it. */
export async function ensureToolchain(): Promise<Toolchain> {
  const toolchain = fromPath() ?? (await fromCache());
  await ensureLibraries(toolchain);
  const file = join(root, 'build/toolchain.json');
  const text = `${JSON.stringify(toolchain, null, 2)}\n`;
  // Written only when different, because build steps depend on it.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return toolchain;
}

function fromPath(): Toolchain | undefined {
  const emcc = which('emcc');
  if (!emcc) return undefined;
  const found = /\d+\.\d+\.\d+/.exec(ask(emcc, ['--version']))?.[0];
  if (!found || found.localeCompare(version, 'en', { numeric: true }) < 0) return undefined;
  const config = (name: string): string => ask(join(dirname(emcc), 'em-config'), [name]);
  return {
    emcc,
    emxx: join(dirname(emcc), 'em++'),
    sysroot: join(config('CACHE'), 'sysroot'),
    version: found,
    clang: join(config('LLVM_ROOT'), 'clang'),
    emscripten: config('EMSCRIPTEN_ROOT'),
  };
}

async function fromCache(): Promise<Toolchain> {
  const { TULIP_CACHE, XDG_CACHE_HOME } = process.env;
  const cache = TULIP_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tulip');
  const prefix = join(cache, `emscripten-${version}`);
  const stampFile = join(prefix, 'installed');
  // The path is part of the stamp because binaryen's programs name it: a moved cache is made anew.
  const stamp = `${String(recipe)} ${prefix}`;
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    await timed(`Installing Emscripten ${version} in ${prefix}`, async () => {
      removeAbandoned(cache);
      const work = join(cache, `incomplete-${process.pid}`);
      mkdirSync(work, { recursive: true });
      try {
        await install(work, prefix);
        writeFileSync(join(work, 'installed'), stamp);
        rmSync(prefix, { recursive: true, force: true });
        renameSync(work, prefix);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    });
  }
  const emscripten = join(prefix, 'usr/share/emscripten');
  return {
    emcc: join(emscripten, 'emcc'),
    emxx: join(emscripten, 'em++'),
    sysroot: join(emscripten, 'cache/sysroot'),
    version,
    clang: join(llvm, 'clang'),
    emscripten,
  };
}

/** Removes what interrupted installations left; the number in the name is the process that may still be at it. */
function removeAbandoned(cache: string): void {
  for (const name of globSync('incomplete-*', { cwd: cache })) {
    try {
      process.kill(Number(name.split('-')[1]), 0);
    } catch {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

/** Unpacks Emscripten into `work`, so that it works once that folder is called `prefix`. */
async function install(work: string, prefix: string): Promise<void> {
  const archives = await download(join(work, 'download'));
  const excludes = unneeded.map((pattern) => `--exclude=${pattern}`);
  for (const archive of archives) {
    const tar = join(work, 'download/package.tar');
    await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" > "$2"', 'sh', archive, tar]);
    await run('tar', ['-x', '-C', work, '-f', tar, ...excludes]);
  }
  rmSync(join(work, 'download'), { recursive: true });

  await relocateBinaryen(work, prefix);
  const emscripten = join(work, 'usr/share/emscripten');
  // Emscripten's JavaScript passes import `acorn`, which Debian keeps elsewhere.
  cpSync(join(root, 'node_modules/acorn'), join(emscripten, 'node_modules/acorn'), {
    recursive: true,
    dereference: true,
  });
  writeFileSync(
    join(emscripten, '.emscripten'),
    [
      'import shutil',
      `LLVM_ROOT = '${llvm}'`,
      `BINARYEN_ROOT = '${prefix}/usr'`,
      "NODE_JS = shutil.which('node')",
      '# Debian ships the system libraries ready made.',
      'FROZEN_CACHE = True',
      '',
    ].join('\n'),
  );
}

/** Downloads the packages, checked against the signature of the archive, from the mirror that this machine uses. */
async function download(folder: string): Promise<string[]> {
  const mirror = await debianMirror();
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  for (const name of ['lists/partial', 'archives/partial']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'sources.list'), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
  writeFileSync(join(folder, 'status'), '');
  const settings = [
    `Dir::Etc::SourceList=${join(folder, 'sources.list')}`,
    'Dir::Etc::SourceParts=/dev/null',
    'Dir::Etc::PreferencesParts=/dev/null',
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::State::Status=${join(folder, 'status')}`,
    `Dir::Cache::Archives=${join(folder, 'archives')}`,
    'Dir::Cache::PkgCache=',
    'Dir::Cache::SrcPkgCache=',
    'Acquire::Languages=none',
    // The downloading user that apt switches to may not enter a folder below somebody's home.
    'APT::Sandbox::User=',
  ].flatMap((setting) => ['-o', setting]);
  await run('apt-get', ['-q', ...settings, 'update'], { cwd: folder });
  await run('apt-get', ['-q', ...settings, 'download', ...packages], { cwd: folder });
  return globSync('*.deb', { cwd: folder }).map((name) => join(folder, name));
}

async function debianMirror(): Promise<string> {
  const help = `Please install Emscripten ${version} or newer so that \`emcc\` is on PATH`;
  if (!which('apt-get') || !which('dpkg-deb')) throw new UserError(`${help}.`);
  const query = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Origin: Debian', 'Label: Debian'];
  const find = (): string | undefined => ask('apt-get', query).split('\n').find(Boolean);
  const found = find();
  if (found) return found;
  // On a machine whose package lists were never fetched apt knows no origins yet.
  await aptGet()?.(['update']);
  const later = find();
  if (!later) throw new UserError(`${help}: this machine's apt has no Debian mirror to take it from.`);
  return later;
}

/** Lets binaryen's programs run on Debian 13's C library, which they were linked with. */
async function relocateBinaryen(work: string, prefix: string): Promise<void> {
  const [library] = globSync('usr/lib/*/libc.so.6', { cwd: work });
  const [loader] = globSync('usr/lib/*/ld-linux-*.so.*', { cwd: work });
  if (!library || !loader) throw new UserError(`The C library of ${suite} is not laid out as expected.`);
  const programs = globSync('usr/bin/wasm*', { cwd: work }).filter((name) => !basename(name).includes('.'));
  for (const program of programs) {
    const rpath = `$ORIGIN/../../${dirname(library)}`;
    const args = [
      '--set-interpreter',
      join(prefix, loader),
      '--set-rpath',
      rpath,
      '--force-rpath',
      join(work, program),
    ];
    await run('patchelf', args);
  }
  // The binaryen library finds its own dependencies by the programs' rpath, which --force-rpath makes inherited.
}

/** An Emscripten that was not installed here makes its system libraries on demand. */
async function ensureLibraries(toolchain: Toolchain): Promise<void> {
  const folder = join(toolchain.sysroot, 'lib/wasm32-emscripten');
  const missing = libraries.map((name) => `lib${name}`).filter((name) => !existsSync(join(folder, `${name}.a`)));
  if (missing.length === 0) return;
  await timed(`Building Emscripten's libraries: ${missing.join(' ')}`, () =>
    run(join(dirname(toolchain.emcc), 'embuilder'), ['build', ...missing]),
  );
}
