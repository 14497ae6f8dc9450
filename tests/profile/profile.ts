/**
 * Finds which of the compiler's functions programs need, by compiling those that this project has, and asking what an editor asks about them; what is
 * found goes into `wasm/sdk/kept-functions.json`. Takes half an hour, and is due when the compiler's version, or its arguments, change.
 *
 * binaryen's wasm-split lets each function note that it was called.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Clang, isHeader } from '../../web/compiler/language/clang.ts';
import { readCode } from '../../wasm/sdk/code-section.ts';
import { Files, type Tree } from '../../wasm/sdk/files.ts';
import { writeKeptFunctions } from '../../wasm/sdk/kept-functions.ts';
import { Llvm, type ToolRun } from '../../wasm/sdk/llvm.ts';
import { LLVM } from '../../wasm/sdk/manifest.ts';
import { readManifest, readSdkFile, ROOT, SDK_FOLDER } from '../../wasm/sdk/node.ts';
import { MAIN, projectOf } from '../../wasm/sdk/project.ts';
import { Toolchain } from '../../wasm/sdk/toolchain.ts';
import { Exit, Wasi } from '../../wasm/sdk/wasi.ts';

/** Asked about in a program: behind a dot, an arrow, a colon of two, the first letters of a word. */
const ASKED = /(?:\.|->|::)(?=\w)|\b[a-z_]\w(?=\w)/gi;
const POINTS = 16;
/** A function of fewer bytes, beside one that is used, is kept with it: what is written together is used together. */
const SMALL = 200;
/** What the profile has before its numbers: the digest of the module. */
const PROFILE_HEADER = 8;
const PAGE = 65_536;

const original = join(dirname(createRequire(import.meta.url).resolve('@yowasp/clang')), LLVM);
const bytes = readFileSync(original);
const sizes = readCode(bytes).bodies.map(({ length }) => length);
const used = new Uint8Array(sizes.length);

/** Runs the tools, and notes in `used` which functions they called. */
class NotingLlvm extends Llvm {
  readonly #module: WebAssembly.Module;

  constructor(module: WebAssembly.Module) {
    super(module);
    this.#module = module;
  }

  override async run(args: readonly string[], given: Tree | Files): Promise<ToolRun> {
    const files = given instanceof Files ? given : new Files(given);
    const wasi = new Wasi(['llvm', ...args], files);
    const instance = await WebAssembly.instantiate(this.#module, { wasi_snapshot_preview1: wasi.imports() });
    const { memory, _start: start, __write_profile: writeProfile } = instance.exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('the compiler exports no memory');
    wasi.memory = memory;
    let ok = true;
    try {
      (start as () => void)();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      ok = error.code === 0;
    }
    const room = PROFILE_HEADER + 4 * used.length;
    const at = memory.grow(Math.ceil(room / PAGE)) * PAGE;
    (writeProfile as (at: number, room: number) => number)(at, room);
    const times = new Uint32Array(memory.buffer, at + PROFILE_HEADER, used.length);
    times.forEach((time, index) => {
      if (time !== 0) used[index] = 1;
    });
    return { ok, files, output: wasi.output };
  }
}

async function noting(): Promise<Llvm> {
  const { emscripten } = JSON.parse(readFileSync(join(ROOT, 'build/toolchain.json'), 'utf8')) as { emscripten: string };
  const binaryen = execFileSync(join(emscripten, 'em-config'), ['BINARYEN_ROOT'], { encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  try {
    const file = join(folder, LLVM);
    execFileSync(join(binaryen, 'bin/wasm-split'), ['--instrument', '-all', original, '-o', file]);
    return new NotingLlvm(await WebAssembly.compile(readFileSync(file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The programs below `glob`, from the checkout. */
function programs(glob: string): string[] {
  const texts = globSync(glob, { cwd: ROOT })
    .sort()
    .map((file) => readFileSync(join(ROOT, file), 'utf8'));
  if (texts.length === 0) throw new Error(`there are no programs in ${glob}`);
  return texts;
}

async function ask(clang: Clang, text: string): Promise<void> {
  const project = projectOf(text);
  await clang.check(project, MAIN);
  await clang.outline(project, MAIN);
  const points = [...text.matchAll(ASKED)].map(({ index, 0: { length } }) => index + length);
  for (let at = 0; at < points.length; at += Math.ceil(points.length / POINTS)) {
    const spot = { project, file: MAIN, offset: points[at] ?? 0 };
    await clang.complete(spot);
    await clang.signatures(spot);
    await clang.describe(spot);
    await clang.define(spot);
  }
}

const count = (): number => used.reduce((sum, one) => sum + one, 0);
const llvm = await noting();
const manifest = readManifest(SDK_FOLDER);
const names = Object.keys(manifest.files).filter((name) => name !== LLVM);
const files = new Map(names.map((name) => [name, readSdkFile(SDK_FOLDER, manifest, name)]));
const toolchain = new Toolchain(llvm, manifest, files);

/** Nobody's program is to be stopped by one that breaks the compiler. */
async function tried(what: () => Promise<unknown>): Promise<void> {
  try {
    await what();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

for (const text of [
  ...programs('tests/profile/programs/*.cpp'),
  ...programs('web/lessons/*/{program,tries/*/*}.cpp'),
  ...programs('tests/bench/edits/*.cpp'),
]) {
  const project = projectOf(text);
  for (const way of [{ quick: true }, {}, { checked: true }]) {
    await tried(() => toolchain.compile({ ...project, ...way }));
    await tried(() => toolchain.locate({ ...project, ...way }, [1_000, 9_000, 30_000]));
  }
}
console.error(`after the programs: ${count()}`);
for (const text of programs('tests/mistakes/*.cpp'))
  await tried(() => toolchain.compile({ ...projectOf(text), quick: true }));
console.error(`after the mistakes: ${count()}`);
const clang = new Clang(llvm, manifest, new Map([...files].filter(([name]) => isHeader(name))));
await clang.warmUp();
for (const text of [...programs('tests/bench/edits/*.cpp'), ...programs('web/lessons/*/program.cpp')])
  await tried(() => ask(clang, text));

const isKept = (index: number): boolean =>
  used[index] === 1 || ((sizes[index] ?? 0) < SMALL && (used[index - 1] === 1 || used[index + 1] === 1));
writeKeptFunctions(bytes, used.length, isKept);
console.error(`${count()} of ${used.length} functions are used`);
