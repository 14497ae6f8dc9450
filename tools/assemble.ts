// `node tools/assemble.ts`: writes wasm/fcontext/wasmfx.wasm.ts, which is wasmfx.wat as bytes that can be part of a script.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './process.ts';

export const ASSEMBLED = join(root, 'wasm/fcontext/wasmfx.wasm.ts');
const features = ['reference-types', 'gc', 'exception-handling', 'stack-switching'].map((name) => `--enable-${name}`);

/** What the file must hold. */
export function assemble(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-'));
  try {
    const output = join(folder, 'wasmfx.wasm');
    const source = join(root, 'wasm/fcontext/wasmfx.wat');
    execFileSync(join(root, 'node_modules/.bin/wasm-as'), [source, ...features, `--output=${output}`]);
    const lines = readFileSync(output, 'base64').match(/.{1,100}/g) ?? [];
    return [
      '/** wasmfx.wat, assembled by tools/assemble.ts; the tests compare the two. */',
      'export const WASMFX =',
      `${lines.map((line) => `  '${line}'`).join(' +\n')};\n`,
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) writeFileSync(ASSEMBLED, assemble());
