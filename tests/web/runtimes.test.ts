/** Which older runtimes a build keeps, and what of them: sites are made up, each of a page and a compiler of one piece. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ABI } from '../../wasm/abi/version.ts';
import { keepRuntimes } from '../../web/plugins/runtimes.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tulip-runtimes-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The folder of a built site whose page says `name`, and whose compiler is `piece`. */
function site(name: string, piece: string): string {
  const root = join(folder, name);
  write(join(root, 'index.html'), name);
  write(join(root, 'sdk', piece), piece);
  const files = { clang: { size: 1, pieces: [{ path: piece, size: 1, sha256: '' }] } };
  write(join(root, 'sdk', `${piece}.rest`), piece);
  const rest = { size: 1, pieces: [{ path: `${piece}.rest`, size: 1, sha256: '' }] };
  write(join(root, 'sdk/manifest.json'), JSON.stringify({ format: 5, files, rest }));
  return root;
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** What the compiler of an older runtime is read from, by way of its list. */
function pieceOf(root: string, runtime: number): string {
  const sdk = join(root, 'embed/runtimes', String(runtime), 'sdk');
  const { files } = JSON.parse(read(sdk, 'manifest.json')) as { files: { clang: { pieces: { path: string }[] } } };
  return read(sdk, files.clang.pieces[0]?.path ?? '');
}

it('keeps none where none is given', () => {
  const root = site('new', 'c3');
  keepRuntimes(root, null);
  expect(JSON.parse(read(root, 'runtimes.json'))).toEqual({ newest: ABI, older: [] });
});

it('keeps the published site, and the older ones that it had kept', () => {
  const first = site('first', 'c1');
  write(join(first, 'runtimes.json'), JSON.stringify({ newest: 1, older: [] }));
  const second = site('second', 'c2');
  keepRuntimes(second, first);
  write(join(second, 'runtimes.json'), JSON.stringify({ newest: 2, older: [1] }));
  const third = site('third', 'c2');
  keepRuntimes(third, second);

  expect(JSON.parse(read(third, 'runtimes.json'))).toEqual({ newest: ABI, older: [1, 2] });
  expect(read(third, 'embed/runtimes/1/index.html')).toBe('first');
  expect(read(third, 'embed/runtimes/2/index.html')).toBe('second');
  expect([pieceOf(third, 1), pieceOf(third, 2)]).toEqual(['c1', 'c2']);
  // Each piece once, and no site within one within one.
  expect(existsSync(join(third, 'embed/runtimes/2/sdk/c2'))).toBe(false);
  expect(existsSync(join(third, 'embed/runtimes/2/embed/runtimes'))).toBe(false);
});

it('has no older runtime of its own number, and takes no folder for a site that is none', () => {
  const published = site('published', 'c3');
  write(join(published, 'runtimes.json'), JSON.stringify({ newest: ABI, older: [] }));
  const root = site('new', 'c4');
  keepRuntimes(root, published);
  expect(existsSync(join(root, 'embed/runtimes'))).toBe(false);
  expect(() => {
    keepRuntimes(root, folder);
  }).toThrow('is no site of Tulip');
});

it('keeps the programs of the sites of its own number, each by its digest and once', () => {
  const names = (root: string) => readdirSync(join(root, 'programs/kept')).sort();
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  const sites = ['first', 'second', 'third'].map((name) => {
    const root = site(name, 'c');
    write(join(root, 'programs/same.wasm'), 'same');
    write(join(root, 'programs/other.wasm'), `other in the ${name}`);
    return root;
  }) as [string, string, string];
  for (const [root, published] of [
    [sites[0], null],
    [sites[1], sites[0]],
    [sites[2], sites[1]],
  ] as const)
    keepRuntimes(root, published);
  expect(existsSync(join(sites[0], 'programs/kept'))).toBe(false);
  expect(names(sites[2])).toEqual(
    [`${digest('other in the first')}.wasm`, `${digest('other in the second')}.wasm`].sort(),
  );
  expect(read(sites[2], 'programs/kept', `${digest('other in the first')}.wasm`)).toBe('other in the first');
});
