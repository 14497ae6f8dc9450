/**
 * Compiles the bundled programs, `web/lessons/NN-ID/program.cpp`, by the path that the page uses: to `build/programs/ID.wasm`,
 * with `build/programs/index.json` as their list.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadToolchain, ROOT } from './node.ts';
import { projectOf } from './project.ts';

/** An entry of `index.json`, which holds an array of them. */
export interface BundledProgram {
  readonly id: string;
  /** Of the `.wasm` file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the `.wasm` file, in bytes. */
  readonly size: number;
  /** The C++ text that it was made of. */
  readonly source: string;
}

const LESSONS = join(ROOT, 'web/lessons');
const PROGRAMS = join(ROOT, 'build/programs');

async function build(): Promise<void> {
  const toolchain = await loadToolchain();
  const folders = readdirSync(LESSONS).filter((folder) => existsSync(join(LESSONS, folder, 'program.cpp')));
  rmSync(PROGRAMS, { recursive: true, force: true });
  mkdirSync(PROGRAMS, { recursive: true });
  const index: BundledProgram[] = [];
  for (const folder of folders.sort()) {
    const id = folder.replace(/^\d+-/, '');
    const source = readFileSync(join(LESSONS, folder, 'program.cpp'), 'utf8');
    const result = await toolchain.compile(projectOf(source));
    if (!result.ok) throw new Error(`web/lessons/${folder}/program.cpp does not compile:\n${result.output}`);
    const { program } = result;
    writeFileSync(join(PROGRAMS, `${id}.wasm`), program);
    // For embeds, which show it before they run it.
    writeFileSync(join(PROGRAMS, `${id}.cpp`), source);
    const sha256 = createHash('sha256').update(program).digest('hex');
    index.push({ id, sha256, size: program.length, source });
  }
  writeFileSync(join(PROGRAMS, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
}

await build();
