/**
 * C++ source in, program out: the one path by which the page, the bundled programs and the tests are compiled.
 */
import { canSuspend } from '../fcontext/jspi.ts';
import { WITHOUT_NAMES, WITH_LINES } from './arguments.ts';
import { readCode } from './code-section.ts';
import { Files, LateFile, type Tree } from './files.ts';
import type { Llvm, ToolRun } from './llvm.ts';
import { locatedIn, type Located } from './lines.ts';
import { LLVM, type Manifest } from './manifest.ts';
import { MAIN, type Project } from './project.ts';
import { includes, unitsOf } from './units.ts';

/** As long as a source may be for a compiler that was started ahead of it, in bytes; a longer one has to wait for one of its own. */
const SOURCE_ROOM = 1 << 17;

const NOWHERE: Located = { places: [], check: null };

export type ToolchainResult = Built | Refused;

export interface Built {
  readonly ok: true;
  readonly program: Uint8Array<ArrayBuffer>;
  /** What clang wrote: warnings, as a SARIF document for each file that was compiled. */
  readonly output: string;
}

export interface Refused {
  readonly ok: false;
  /** Who refused. clang writes SARIF, the linker a line of text for each error. */
  readonly by: 'clang' | 'linker';
  readonly output: string;
  /** What clang had written before the linker refused. */
  readonly warnings: string;
}

/** A tool that is set up and waits for its input. */
interface Ahead {
  readonly files: Files;
  readonly give: (input: Uint8Array) => void;
  readonly run: Promise<ToolRun>;
}

export class Toolchain {
  readonly manifest: Manifest;
  readonly #llvm: Llvm;
  readonly #sdk: Tree;
  #clang: (Ahead & { readonly quick: boolean }) | null = null;
  #linker: Ahead | null = null;
  /** What became of the files beside the main one, by name, and of what: who edits one file waits for that one. */
  readonly #compiled = new Map<string, { readonly of: string; readonly run: Promise<ToolRun> }>();

  /** `files` holds every file of the manifest that is not the compiler itself, by name. */
  constructor(llvm: Llvm, manifest: Manifest, files: ReadonlyMap<string, Uint8Array>) {
    this.#llvm = llvm;
    this.manifest = manifest;
    const missing = Object.keys(manifest.files).find((name) => name !== LLVM && !files.has(name));
    if (missing !== undefined) throw new Error(`the SDK lacks ${missing}`);
    this.#sdk = { ...Object.fromEntries(files), headers: emptyHeaders(manifest.headers) };
  }

  /** What clang says of a source, as a SARIF document; nothing is made of it, which takes a fraction of the time. */
  async check(source: string): Promise<string> {
    const args = this.manifest.compile.map((arg) => (arg === '-emit-obj' ? '-fsyntax-only' : arg));
    return (await this.#llvm.run(args, { sdk: this.#sdk, 'main.cpp': source })).output;
  }

  /**
   * Lets clang and the linker do what they do before they look at the program: a fifth to a quarter of a second. Resolves when both wait for it; does
   * nothing where a WebAssembly program cannot wait. `quick` as in a project.
   */
  async prepare(quick = false): Promise<void> {
    if (!canSuspend()) return;
    // One after the other, as each blocks the thread until it waits.
    if (this.#clang?.quick !== quick) {
      const { compile } = this.#arguments({ quick });
      this.#clang = { ...this.#start('main.cpp', compile, SOURCE_ROOM), quick };
    }
    await nextTurn();
    this.#linker ??= this.#start('main.o', this.manifest.link, null);
    await nextTurn();
  }

  /** Rejects only where clang or the linker themselves break. */
  async compile(project: Project): Promise<ToolchainResult> {
    const { output, objects } = await this.#compileAll(project, (unit) =>
      unit === project.main ? this.#compileMain(project) : this.#compileOnce(project, unit),
    );
    if (objects === null) return { ok: false, by: 'clang', output, warnings: '' };
    const linked = await this.#link(project, objects);
    const program = linked.files.contents('/program.wasm');
    if (!linked.ok || program === undefined) {
      return { ok: false, by: 'linker', output: linked.output, warnings: output };
    }
    // A copy of its own: the linker's buffer is larger than the program and may be a view.
    return { ok: true, program: new Uint8Array(program), output };
  }

  /**
   * The places in the source of the instructions at `frames`, byte offsets in the program that `compile` makes of it: the innermost call first, without
   * those in libraries. Compiles the source again, with line tables, which takes as long as the first time or a little longer.
   */
  async locate(project: Project, frames: readonly number[]): Promise<Located> {
    const { objects } = await this.#compileAll(project, (unit) => this.#compileUnit(project, unit, WITH_LINES));
    if (objects === null) return NOWHERE;
    const link = this.#linkArguments(project, objects).filter((arg) => arg !== WITHOUT_NAMES);
    const program = (await this.#llvm.run(link, { ...objects, sdk: this.#sdk })).files.contents('/program.wasm');
    if (program === undefined) return NOWHERE;
    // Line tables count from the beginning of the code, which the names, behind it, do not move.
    const start = readCode(program).contents;
    const addresses = frames.map((at) => `0x${Math.max(0, at - start).toString(16)}`);
    const asked = ['llvm-symbolizer', '--obj=/program.wasm', '--output-style=JSON', ...addresses];
    const { output } = await this.#llvm.run(asked, { 'program.wasm': program });
    return locatedIn(output, Object.keys(project.files));
  }

  /** The objects by name, null where one could not be made, and what clang wrote about all files. */
  async #compileAll(
    project: Project,
    compile: (unit: string) => Promise<ToolRun>,
  ): Promise<{ output: string; objects: Record<string, Uint8Array> | null }> {
    const objects: Record<string, Uint8Array> = {};
    const units = unitsOf(project);
    let output = '';
    for (const unit of units) {
      const compiled = await compile(unit);
      output += `${compiled.output}\n`;
      const object = compiled.files.contents(`/${objectOf(project, unit)}`);
      if (compiled.ok && object !== undefined) objects[objectOf(project, unit)] = object;
    }
    return { output, objects: Object.keys(objects).length === units.length ? objects : null };
  }

  #compileMain(project: Project): Promise<ToolRun> {
    const clang = this.#clang;
    const source = new TextEncoder().encode(project.files[project.main]);
    const fits = source.length <= SOURCE_ROOM && project.main === MAIN && clang?.quick === isQuick(project);
    if (clang === null || !fits || project.checked === true) {
      return this.#compileUnit(project, project.main);
    }
    this.#clang = null;
    // clang has asked how long the source is before there was one. Spaces at its end are on no line but the last.
    const filled = new Uint8Array(SOURCE_ROOM).fill(' '.charCodeAt(0));
    filled.set(source);
    clang.files.add(without(project.files, MAIN));
    clang.give(filled);
    return clang.run;
  }

  /** Compiles one of the further files, unless neither it nor what it may include has changed. */
  #compileOnce(project: Project, unit: string): Promise<ToolRun> {
    const apart = unitsOf(project).filter((other) => !includes(project, unit, other));
    const of = JSON.stringify([project.checked === true, isQuick(project), without(project.files, ...apart)]);
    const known = this.#compiled.get(unit);
    if (known?.of === of) return known.run;
    const run = this.#compileUnit(project, unit);
    this.#compiled.set(unit, { of, run });
    run.catch(() => this.#compiled.delete(unit));
    return run;
  }

  #compileUnit(project: Project, unit: string, more: readonly string[] = []): Promise<ToolRun> {
    const names: Readonly<Record<string, string>> = {
      '/main.cpp': `/${unit}`,
      'main.cpp': unit,
      '/main.o': `/${objectOf(project, unit)}`,
    };
    const args = this.#arguments(project).compile.map((arg) => names[arg] ?? arg);
    return this.#llvm.run([...args, ...more], { ...project.files, sdk: this.#sdk });
  }

  #link(project: Project, objects: Readonly<Record<string, Uint8Array>>): Promise<ToolRun> {
    const linker = this.#linker;
    const main = objects[MAIN_OBJECT];
    if (linker === null || main === undefined || Object.keys(objects).length > 1 || project.checked === true) {
      return this.#llvm.run(this.#linkArguments(project, objects), { ...objects, sdk: this.#sdk });
    }
    this.#linker = null;
    linker.give(main);
    return linker.run;
  }

  /** The manifest's end with the main file's object. */
  #linkArguments(project: Project, objects: Readonly<Record<string, Uint8Array>>): readonly string[] {
    return [...this.#arguments(project).link, ...Object.keys(without(objects, MAIN_OBJECT)).map((name) => `/${name}`)];
  }

  #arguments({ checked, quick }: Pick<Project, 'checked' | 'quick'>): Manifest['checked'] {
    const { manifest } = this;
    if (checked === true) return manifest.checked;
    return quick === true ? { compile: manifest.compileQuickly, link: manifest.link } : manifest;
  }

  #start(input: string, args: readonly string[], size: number | null): Ahead {
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const files = new Files({ sdk: this.#sdk, [input]: new LateFile(size, promise) });
    const run = this.#llvm.run(args, files);
    // Whoever uses it hears of its failure.
    run.catch(() => undefined);
    return { files, give: resolve, run };
  }
}

/** What the main file becomes, whatever its name: the linker is started ahead for that. */
const MAIN_OBJECT = 'main.o';

function objectOf({ main }: Project, unit: string): string {
  return unit === main ? MAIN_OBJECT : `${unit}.o`;
}

function without<T>(record: Readonly<Record<string, T>>, ...names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function isQuick({ quick }: Project): boolean {
  return quick === true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Files without contents, by the headers' names: `sys/types.h` becomes a file in a folder. */
export function emptyHeaders(names: readonly string[]): Tree {
  const root: Tree = {};
  for (const name of names) {
    const parts = name.split('/');
    const file = parts.pop() ?? name;
    let folder = root;
    for (const part of parts) folder = folder[part] = (folder[part] ?? {}) as Tree;
    folder[file] = '';
  }
  return root;
}
