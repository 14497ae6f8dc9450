/** Which functions stay in the lean compiler: `kept-functions.json`, which `npm run profile` writes. In Node, at build time. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const FILE = join(import.meta.dirname, 'kept-functions.json');

interface KeptFunctions {
  /** SHA-256 of the module, in hexadecimal. */
  readonly of: string;
  /** A bit for each function, the lowest of a byte first; deflated, in base64. */
  readonly functions: string;
}

/** Tells by their numbers which functions of a module stay. Throws an Error where the list is of another module. */
export function keptFunctions(module: Uint8Array): (index: number) => boolean {
  const { of, functions } = JSON.parse(readFileSync(FILE, 'utf8')) as KeptFunctions;
  if (of !== digestOf(module)) throw new Error('kept-functions.json is of another compiler: run `npm run profile`');
  const bits = inflateRawSync(Buffer.from(functions, 'base64'));
  return (index) => (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

/** Lists those of `count` functions that are kept. */
export function writeKeptFunctions(module: Uint8Array, count: number, kept: (index: number) => boolean): void {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index++)
    if (kept(index)) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  const functions = deflateRawSync(bits, { level: 9 }).toString('base64');
  writeFileSync(FILE, `${JSON.stringify({ of: digestOf(module), functions } satisfies KeptFunctions, null, 2)}\n`);
}

function digestOf(module: Uint8Array): string {
  return createHash('sha256').update(module).digest('hex');
}
