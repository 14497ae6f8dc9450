/** Compiled programs that come with the text of an embed: written, read, and what becomes of those of a stranger. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';
import { ABI } from '../../wasm/abi/version.ts';
import { runProgram } from '../../wasm/host/host.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import { MAX_PROGRAM, readCompiled, sumOf, type Bases } from '../../web/session/share/read-compiled.ts';
import { writeCompiled } from '../../web/session/share/write-compiled.ts';
import { applyPatch } from '../../web/shared/byte-patch.ts';
import { deflate } from '../../web/shared/deflate.ts';
import { inflate } from '../../web/shared/inflate.ts';
import { makePatch, mostAlike } from '../../web/shared/make-byte-patch.ts';
import { ok, refused } from '../../web/shared/result.ts';
import { sha256 } from '../../web/shared/sha256.ts';
import { toBase64Url } from '../../web/shared/to-base64url.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const tools = { deflate, inflate, sha256 };
const project = projectOf('int main() {}\n');
const bundled = (id: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, `../../build/programs/${id}.wasm`)));
const base = bundled('spinner');
const checksum = await sha256(base);
const bases: Bases = {
  abi: ABI,
  find: (beginning) => Promise.resolve(checksum.startsWith(beginning) ? base : null),
};

async function write(program: Bytes): Promise<string> {
  return (await writeCompiled({ project, program, abi: ABI }, base, tools)) ?? '';
}

/** What anybody can write: a right sum over whatever the parts are. */
async function forge({ version = '1', abi = String(ABI), from = checksum.slice(0, 16), patch = '' }): Promise<string> {
  return [version, abi, from, await sumOf(project, patch, sha256), patch].join('.');
}

const packed = (patch: Uint8Array): string => toBase64Url(new Uint8Array(deflateRawSync(patch)));
const read = (compiled: string, own = bases) => readCompiled(compiled, project, own, tools);

const someBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes));

// Whole programs are compared, which takes seconds on a machine that does other things.
describe('a patch', { timeout: 60_000 }, () => {
  it('makes any bytes of any others', () => {
    const piece = fc.record({ at: fc.nat(300), length: fc.nat(300), fresh: someBytes });
    fc.assert(
      fc.property(someBytes, fc.array(piece, { maxLength: 6 }), (from, pieces) => {
        const parts = pieces.flatMap(({ at, length, fresh }) => [...from.subarray(at, at + length), ...fresh]);
        const to = Uint8Array.from(parts);
        const patch = makePatch(from, to);
        expect(applyPatch(from, patch, to.length)).toEqual(ok(to));
        if (to.length > 0) expect(applyPatch(from, patch, to.length - 1)).toEqual(refused('too-large'));
      }),
      { numRuns: 500 },
    );
  });

  it('that is any bytes makes no more than it may, and never throws', () => {
    fc.assert(
      fc.property(someBytes, someBytes, fc.nat(500), (from, patch, limit) => {
        const made = applyPatch(from, patch, limit);
        if (made.ok) expect(made.value.length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is small where a program is much like another', () => {
    const similar = base.slice();
    similar.fill(7, 1_000, 1_020);
    similar.copyWithin(5_003, 5_000, 100_000);
    expect(makePatch(base, similar).length).toBeLessThan(100);
    const others = ['gather', 'executor', 'task'].map(bundled);
    expect(mostAlike(similar, [...others.slice(1), base, ...others.slice(0, 1)])).toBe(base);
    expect(mostAlike(similar, [])).toBeUndefined();
  });
});

describe('a compiled program', { timeout: 60_000 }, () => {
  it('is brought back', async () => {
    const program = bundled('task');
    const compiled = await write(program);
    expect(compiled.length).toBeLessThan(program.length / 10);
    expect(await read(compiled)).toEqual(ok(program));
  });

  it('is refused where it or the text was altered', async () => {
    const compiled = await write(base);
    const own = await readCompiled(compiled, projectOf('int main() { }\n'), bases, tools);
    expect(own).toEqual(refused('damaged'));
    await fc.assert(
      fc.asyncProperty(fc.nat(compiled.length - 1), fc.constantFrom('', 'x', '.', '%'), async (at, char) => {
        const altered = compiled.slice(0, at) + char + compiled.slice(at + 1);
        if (altered !== compiled) expect((await read(altered)).ok).toBe(false);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect((await read(text)).ok).toBe(false);
      }),
    );
  });

  it('is refused where its sum is right and its patch is none', async () => {
    expect(await read(await forge({ patch: 'not/base64' }))).toEqual(refused('damaged'));
    expect(await read(await forge({ patch: toBase64Url(Uint8Array.of(1, 2, 3)) }))).toEqual(refused('damaged'));
    // From before the bundled program's beginning, from behind its end, and nothing where new bytes are promised.
    for (const steps of [[0, 1, 1], [0, 1, 0xfe, 0xff, 0xff, 0x01], [5]]) {
      expect(await read(await forge({ patch: packed(Uint8Array.from(steps)) }))).toEqual(refused('damaged'));
    }
  });

  it('is refused where it was made for another Tulip', async () => {
    const patch = packed(makePatch(base, base));
    expect((await read(await forge({ patch }))).ok).toBe(true);
    expect(await read(await forge({ patch, version: '2' }))).toEqual(refused('newer'));
    expect(await read(await forge({ patch, abi: String(ABI + 1) }))).toEqual(refused('outdated'));
    expect(await read(await forge({ patch, from: '0123456789abcdef' }))).toEqual(refused('outdated'));
    for (const from of ['', checksum, '__proto__']) {
      expect(await read(await forge({ patch, from }))).toEqual(refused('damaged'));
    }
  });

  it('that grows to more than programs have is refused, in whatever way it grows', async () => {
    // Nothing new, 16,384 bytes copied from where the last copy began, and again: a step of 7 bytes.
    const steps = Array.from({ length: 600 }, () => [0, 0x80, 0x80, 0x01, 0xff, 0xff, 0x01]);
    const growing = Uint8Array.from([0, 0x80, 0x80, 0x01, 0, ...steps.flat()]);
    expect(await read(await forge({ patch: packed(growing) }))).toEqual(refused('too-large'));
    // Zeros, of which deflate makes a thousandth.
    expect(await read(await forge({ patch: packed(new Uint8Array(64 * 1024 * 1024)) }))).toEqual(refused('too-large'));
    const noise = Uint8Array.from({ length: 120_000 }, (_, at) => (Math.imul(at, 0x9e3779b1) >>> 13) & 0xff);
    expect(await read(await forge({ patch: toBase64Url(noise) }))).toEqual(refused('too-large'));
    expect(
      await writeCompiled({ project, program: new Uint8Array(MAX_PROGRAM + 1), abi: ABI }, base, tools),
    ).toBeNull();
  });

  it('rejects where the bundled program does not come', async () => {
    const unreachable = { ...bases, find: () => Promise.reject(new Error('unreachable')) };
    await expect(read(await write(base), unreachable)).rejects.toThrow('unreachable');
  });
});

describe('a compiled program that is something else', { timeout: 60_000 }, () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  /** The section by which a program names its interface. */
  const abi = [0, 14, 9, ...Buffer.from('tulip_abi'), ABI, 0, 0, 0];
  /** A function without parameters, imported as `env.steal`. */
  const importing = [1, 4, 1, 0x60, 0, 0, 2, 13, 1, 3, ...Buffer.from('env'), 5, ...Buffer.from('steal'), 0, 0];

  it.each([
    ['no WebAssembly', [1, 2, 3], /^this is not a program that can run here: /],
    ['of no version', header, /^the program was built for no known version /],
    ['in want of what the host does not have', [...header, ...abi, ...importing], /env|import/i],
    ['nothing to run', [...header, ...abi], /^the program could not be run: the program exports no memory/],
  ])('%s: a sentence of the host', async (_, bytes, sentence) => {
    const made = await read(await write(Uint8Array.from(bytes)));
    if (!made.ok) throw new Error(made.error);
    const events: ProgramEvent[] = [];
    await runProgram(made.value, { baseUrl: 'https://site.test/' }, (event) => events.push(event));
    expect(events.map(({ type }) => type)).toEqual(['failure']);
    expect(events).toHaveProperty('0.message', expect.stringMatching(sentence));
  });
});
