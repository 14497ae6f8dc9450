/** The lean compiler: what is taken out of clang, put back, and done without. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWith, locateWith } from '../../../web/compiler/compile.ts';
import { putBack, takeOut } from '../../../wasm/sdk/lean.ts';
import { Llvm } from '../../../wasm/sdk/llvm.ts';
import { LLVM } from '../../../wasm/sdk/manifest.ts';
import { loadToolchain, readManifest, readSdkFile, ROOT, SDK_FOLDER } from '../../../wasm/sdk/node.ts';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { Toolchain } from '../../../wasm/sdk/toolchain.ts';

/** Functions `a`, `b` and `c`, which give 1, 2 and 3; behind them a section that is not looked into. */
const MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7f],
  ...[3, 4, 3, 0, 0, 0],
  ...[7, 13, 3, 1, 0x61, 0, 0, 1, 0x62, 0, 1, 1, 0x63, 0, 2],
  ...[10, 16, 3, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b, 4, 0, 0x41, 3, 0x0b],
  ...[0, 3, 1, 0x78, 7],
);

type Functions = Record<'a' | 'b' | 'c', () => number>;

async function functionsOf(module: Uint8Array<ArrayBuffer>): Promise<Functions> {
  const { instance } = await WebAssembly.instantiate(module);
  return instance.exports as Functions;
}

describe('taking out', () => {
  it('leaves what is kept, and a trap in place of the others', async () => {
    const { lean } = takeOut(MODULE, (index) => index === 1);
    const { a, b, c } = await functionsOf(lean);
    expect(b()).toBe(2);
    expect(a).toThrow(WebAssembly.RuntimeError);
    expect(c).toThrow(WebAssembly.RuntimeError);
  });

  it('is undone by putting back, whatever was kept', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (kept) => {
        const { lean, rest } = takeOut(MODULE, (index) => kept[index] === true);
        expect(putBack(lean, rest)).toEqual(MODULE);
      }),
    );
  });

  it('is not undone with the functions of another module', () => {
    const one = takeOut(MODULE, () => false);
    const other = takeOut(MODULE, (index) => index === 0);
    expect(() => putBack(other.lean, one.rest)).toThrow('not the functions');
    expect(() => putBack(one.lean, other.rest)).toThrow('ends too early');
  });
});

describe("the page's compiler", { timeout: 60_000 }, () => {
  let whole: Toolchain;
  let lean: Toolchain;

  beforeAll(async () => {
    whole = await loadToolchain();
    const manifest = readManifest(SDK_FOLDER);
    const read = (name: string): Uint8Array<ArrayBuffer> => readSdkFile(SDK_FOLDER, manifest, name);
    const names = Object.keys(manifest.files).filter((name) => name !== LLVM);
    const llvm = new Llvm(await WebAssembly.compile(read(LLVM)));
    lean = new Toolchain(llvm, manifest, new Map(names.map((name) => [name, read(name)])));
  }, 60_000);

  it('is the lean one, and makes the same of a program as the whole one', async () => {
    const source = readFileSync(join(ROOT, 'web/lessons/13-flags-progress/program.cpp'), 'utf8');
    for (const quick of [true, false]) {
      const project = { ...projectOf(source), quick };
      expect(await compileWith(lean, project)).toEqual(await compileWith(whole, project));
    }
  });

  it('breaks over what it lacks, and the whole one does not', async () => {
    const project = projectOf('int main() { asm volatile("nop"); }');
    expect(await compileWith(lean, project)).toMatchObject({ ok: false, reason: 'crash' });
    expect(await compileWith(whole, project)).toMatchObject({ ok: true });
    expect(await locateWith(lean, project, [0])).toEqual({ places: [], broke: true });
    expect(await locateWith(whole, project, [0])).toEqual({ places: [] });
  });
});
