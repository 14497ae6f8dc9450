/** The programs of the tests, rewritten for engines without JavaScript Promise Integration. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import binaryen from 'binaryen';
import { root } from '../../tools/process.ts';
import { asyncified } from '../../wasm/sdk/asyncify.ts';
import { fileOf } from './server.ts';

const made = new Map<string, string>();

/** The bundled programs are built so; others are made here. */
export function asyncifiedFileOf(program: string): string {
  const bundled = join(root, `build/asyncify/${program}.wasm`);
  if (existsSync(bundled)) return bundled;
  const known = made.get(program);
  if (known !== undefined) return known;
  const file = join(tmpdir(), `tulip-asyncify-${String(process.pid)}-${basename(program)}.wasm`);
  writeFileSync(file, asyncified(binaryen, readFileSync(fileOf(program)), false));
  made.set(program, file);
  return file;
}
