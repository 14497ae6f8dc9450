/**
 * The table of mistakes against the page's own compiler. `tests/mistakes/ID.cpp`, and `ID.2.cpp` for another form, make the mistake of the row ID and no other: its
 * sentence must be the one thing that the page says, and what its repair makes of the program must compile.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../web/compiler/diagnostics.ts';
import { linkerDiagnostics } from '../../../web/compiler/linker.ts';
import { explain } from '../../../web/compiler/mistakes/explain.ts';
import { ASYNCIO_NAMES } from '../../../web/compiler/mistakes/spelling.ts';
import { MISTAKES } from '../../../web/compiler/mistakes/table.ts';
import { readSarif } from '../../../web/compiler/sarif.ts';
import { edited } from '../../../web/session/run/explanation.ts';
import type { Diagnostic } from '../../../web/session/run/compiler.ts';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { loadToolchain } from '../../../wasm/sdk/node.ts';
import type { Toolchain } from '../../../wasm/sdk/toolchain.ts';

const FOLDER = join(import.meta.dirname, '../../mistakes');
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.cpp'))
  .map((name) => ({ name, id: name.split('.', 1)[0] ?? '', source: readFileSync(join(FOLDER, name), 'utf8') }));

let toolchain: Toolchain;
/** By file, filled by the tests in order; each compilation takes a fifth of a second. */
const repaired = new Map<string, string>();

beforeAll(async () => {
  toolchain = await loadToolchain();
}, 60_000);

/** What the page says of a program. */
async function problems(source: string): Promise<Diagnostic[]> {
  const checked = diagnosticsOf(readSarif(await toolchain.check(source)) ?? [], projectOf(source));
  if (checked.length > 0) return checked;
  const result = await toolchain.compile(projectOf(source));
  return !result.ok && result.by === 'linker' ? linkerDiagnostics(result.output, projectOf(source)) : [];
}

describe('each mistake', { timeout: 60_000 }, () => {
  it.each(EXAMPLES)('of $name is told in one sentence', async ({ name, id, source }) => {
    const found = await problems(source);
    expect(found.map(({ explanation, message }) => explanation?.id ?? message)).toEqual([id]);
    const explanation = found[0]?.explanation;
    expect(Object.values(explanation?.sentence ?? {}).join(' ')).not.toMatch(/\{[a-z]\w+\}/);
    const row = MISTAKES.find((mistake) => mistake.id === id);
    expect((explanation?.edits.length ?? 0) > 0).toBe(row?.fix !== undefined);
    if (row?.fix !== undefined) repaired.set(name, edited(source, explanation?.edits ?? []));
  });

  it('compiles once it is repaired as the page offers', async () => {
    expect(repaired.size).toBeGreaterThan(0);
    // In one compilation: the headers are in the precompiled one, so that they may be included anywhere.
    const spaces = [...repaired].map(([, text], at) => `namespace repaired_${at} {\n${text}\n}\n`);
    const source = `${spaces.join('')}int main() {}\n`;
    const errors = diagnosticsOf(readSarif(await toolchain.check(source)) ?? [], projectOf(source)).filter(
      ({ severity }) => severity === 'error',
    );
    const lines = source.split('\n');
    expect(errors.map(({ message, line }) => `${message}: ${lines[line - 1] ?? ''}`)).toEqual([]);
  });
});

describe('the table', () => {
  it('has an example of each row, and each example a row', () => {
    const ids = MISTAKES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(EXAMPLES.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it.each(MISTAKES)('says $id in both languages, with its code in pairs of backticks', ({ en, ko }) => {
    for (const sentence of [en, ko]) expect(sentence.split('`').length % 2).toBe(1);
    expect(ko).toMatch(/[가-힣]/);
    expect(en).not.toMatch(/[가-힣]/);
    // What stands for something found must stand in both.
    const names = (text: string) => [...new Set(text.match(/\{[a-z]\w*\}/g))].sort();
    expect(names(ko)).toEqual(names(en));
  });

  it('says nothing of what it does not know', () => {
    const message = 'called object type is not a function';
    expect(explain({ severity: 'error', message, line: 1, column: 1, notes: [] }, [''])).toBeNull();
  });
});

describe('a name that is nearly right', () => {
  it('is one that asyncio has', async () => {
    const source = `#include <asyncio.hpp>\n${ASYNCIO_NAMES.map((name) => `using asyncio::${name};\n`).join('')}int main() {}\n`;
    expect(await problems(source)).toEqual([]);
  }, 60_000);
});
