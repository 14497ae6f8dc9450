/**
 * Makes the SDK that the compiler in the page works with: `build/sdk/`, a folder that the site serves as it is.
 * Needs the engine's libraries (`build/wasm`) and Emscripten's headers and libraries (`build/toolchain.json`).
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { CHECKED, COMPILE, COMPILE_QUICKLY, linkArguments, PRECOMPILE } from './arguments.ts';
import { prelude, programHeaders } from './headers.ts';
import { keptFunctions } from './kept-functions.ts';
import { takeOut } from './lean.ts';
import { configure } from './library-configuration.ts';
import { DEFINED_INSTANCES, INSTANCES_FILE } from './instances.ts';
import { SYSTEM_LIBRARIES } from './libraries.ts';
import type { Tree } from './files.ts';
import { Llvm } from './llvm.ts';
import { LLVM, type Manifest, type ManifestFile, type ManifestPiece } from './manifest.ts';
import { ROOT, SDK_FOLDER } from './node.ts';

const ENGINE_INCLUDE = join(ROOT, 'engine/include');
const WORK = join(ROOT, 'build/sdk-work');
const PACKAGE = dirname(createRequire(import.meta.url).resolve('@yowasp/clang'));

/** In the order in which they use one another. */
const ENGINE_LIBRARIES = ['wasm/libasyncio_wasm.a', 'engine/libasyncio_engine.a'];
/** Its `malloc` is to be found before the C library's. */
const CHECK_LIBRARY = 'wasm/libasyncio_check.a';

interface ToolchainRecord {
  readonly sysroot: string;
  readonly version: string;
}

function readTree(folder: string, wanted: (path: string) => boolean): Tree {
  const tree: Tree = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!wanted(path)) continue;
    tree[entry.name] = entry.isDirectory() ? readTree(path, wanted) : new Uint8Array(readFileSync(path));
  }
  return tree;
}

/** The headers that belong to clang itself (`stddef.h` and its like); the package keeps them with those of another platform. */
function clangHeaders(): Tree {
  const folder = join(WORK, 'clang');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xf', join(PACKAGE, 'llvm-resources.tar'), '-C', folder, 'include']);
  return readTree(folder, (path) => !['c++', 'wasm32-wasip1'].includes(basename(path)));
}

async function precompile(llvm: Llvm, sysroot: string, headers: readonly string[]): Promise<Uint8Array> {
  const unused = new Set([
    'AL',
    'EGL',
    'GL',
    'GLES',
    'GLES2',
    'GLES3',
    'GLFW',
    'SDL',
    'X11',
    'webgl',
    'webgpu',
    'fakesdl',
  ]);
  const include = readTree(join(sysroot, 'include'), (path) => !unused.has(basename(path)));
  configure((include['c++'] as Tree).v1 as Tree);
  const sdk: Tree = {
    include,
    clang: clangHeaders(),
    engine: readTree(ENGINE_INCLUDE, () => true),
    'prelude.hpp': prelude(headers),
  };
  const run = await llvm.run(PRECOMPILE, { sdk });
  const header = run.files.contents('/sdk.pch');
  if (!run.ok || header === undefined) throw new Error(`the headers do not compile:\n${run.output}`);
  if (run.output !== '') process.stdout.write(run.output);
  return header;
}

async function compileInstances(llvm: Llvm, header: Uint8Array): Promise<Uint8Array> {
  const run = await llvm.run(COMPILE, { sdk: { 'sdk.pch': header }, 'main.cpp': DEFINED_INSTANCES });
  const object = run.files.contents('/main.o');
  if (!run.ok || object === undefined) throw new Error(`instances.ts does not compile:\n${run.output}`);
  return object;
}

/** What a reader may have to fetch again, in bytes before they are compressed; smaller pieces compress less well (these by 2 % less than the whole). */
const PIECE_SIZE = 8_000_000;
/** How hard is tried to make them small, for what every reader loads, and for what few do: by a tenth smaller takes thirty times as long. */
const [SMALLEST, QUICKLY] = [19, 9];

const compress = promisify(zstdCompress);

/** Adds files to the folder, in compressed pieces, under names that hold a part of their digest. */
class Shelf {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** `level`: of the compression, as zstd counts them. */
  async add(name: string, bytes: Uint8Array, level: number): Promise<ManifestFile> {
    const count = Math.ceil(bytes.length / PIECE_SIZE);
    const length = Math.ceil(bytes.length / count);
    const pieces = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        this.#addPiece(name, bytes.subarray(index * length, (index + 1) * length), level),
      ),
    );
    return { size: bytes.length, pieces };
  }

  async #addPiece(name: string, bytes: Uint8Array, level: number): Promise<ManifestPiece> {
    const packed = await compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });
    const sha256 = createHash('sha256').update(packed).digest('hex');
    const path = `${name.replace(/(\.[a-z0-9]+)$/, `.${sha256.slice(0, 12)}$1`)}.zst`;
    writeFileSync(join(this.folder, path), packed);
    return { path, size: bytes.length, packed: packed.length, sha256 };
  }
}

function library(folder: string, name: string): Uint8Array {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Error(`${path} has not been built`);
  return readFileSync(path);
}

async function build(): Promise<void> {
  const record = JSON.parse(readFileSync(join(ROOT, 'build/toolchain.json'), 'utf8')) as ToolchainRecord;
  rmSync(WORK, { recursive: true, force: true });

  const compiler = readFileSync(join(PACKAGE, LLVM));
  const { lean, rest } = takeOut(compiler, keptFunctions(compiler));
  const llvm = new Llvm(await WebAssembly.compile(compiler));

  const headers = programHeaders(ENGINE_INCLUDE);
  const header = await precompile(llvm, record.sysroot, headers);
  const system = join(record.sysroot, 'lib/wasm32-emscripten');
  const files: readonly (readonly [string, Uint8Array])[] = [
    [LLVM, lean],
    ['sdk.pch', header],
    [INSTANCES_FILE, await compileInstances(llvm, header)],
    ...[CHECK_LIBRARY, ...ENGINE_LIBRARIES].map(
      (name) => [basename(name), library(join(ROOT, 'build/wasm'), name)] as const,
    ),
    ...SYSTEM_LIBRARIES.map((name) => [name, library(system, name)] as const),
  ];
  const shelf = new Shelf(join(WORK, 'sdk'));
  const shelved = await Promise.all(
    files.map(async ([name, bytes]) => [name, await shelf.add(name, bytes, SMALLEST)] as const),
  );

  const { version: clang } = JSON.parse(readFileSync(join(PACKAGE, '../package.json'), 'utf8')) as { version: string };
  const libraries = [INSTANCES_FILE, ...ENGINE_LIBRARIES.map((name) => basename(name)), ...SYSTEM_LIBRARIES];
  const contents: Omit<Manifest, 'version'> = {
    format: 6,
    clang,
    emscripten: record.version,
    files: Object.fromEntries(shelved),
    rest: await shelf.add('llvm.rest.bin', rest, QUICKLY),
    headers,
    compile: COMPILE,
    compileQuickly: COMPILE_QUICKLY,
    link: linkArguments(libraries),
    checked: {
      compile: [...COMPILE, ...CHECKED],
      link: linkArguments([basename(CHECK_LIBRARY), ...libraries], { checked: true }),
    },
  };
  const version = createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 16);
  writeFileSync(join(shelf.folder, 'manifest.json'), `${JSON.stringify({ ...contents, version }, null, 1)}\n`);
  // In one step, so that an interrupted build leaves the SDK that was there.
  rmSync(SDK_FOLDER, { recursive: true, force: true });
  renameSync(shelf.folder, SDK_FOLDER);
  rmSync(WORK, { recursive: true, force: true });
}

await build();
