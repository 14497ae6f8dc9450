// Keeps engine/API.md true: every public name is in it, and its C++ compiles.
//
// In the document a comment `<!-- given ... -->` holds declarations for the lines that follow, up to the next second-level heading (or, before
// the first, for all), and `<!-- needs NAME.hpp ... -->` the headers without which a section is not compiled.

import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, UserError } from './process.ts';

const headers = 'engine/include/asyncio';

/** The public names of all headers. */
function publicNames(): string[] {
  const files = globSync(`${headers}/*.hpp`, { cwd: root });
  const names = files.flatMap((file) => publicNamesIn(readFileSync(join(root, file), 'utf8')));
  return [...new Set(names)].sort();
}

/** Classes, functions and constants of namespace asyncio: in the project's layout they begin in the first column, but for `detail`. */
export function publicNamesIn(header: string): string[] {
  const text = header
    .replaceAll(/^namespace (detail|core) \{\n(?:[^\n}]+;\n|template.*\n)*\}$/gm, '')
    .replaceAll(/^namespace (detail|core) \{$[^]*?^\} {2}\/\/ namespace (detail|core)$/gm, '')
    .replaceAll(/^namespace (detail|core) \{.*\}.*$/gm, '');
  const declarations = [
    /^(?:class|struct|concept|enum class) (\w+)\b(?!.*;$)(?!<)/gm,
    /^inline constexpr [\w:<>]+ (\w+)/gm,
    /^(?:\[\[nodiscard\]\] )?(?:inline )?(?!return\b|friend\b)\w[\w:<>, ]*[ &*](\w+)\(/gm,
  ];
  const names = new Set(
    declarations.flatMap((declaration) => [...text.matchAll(declaration)].map(([, name]) => name ?? '')),
  );
  for (const word of ['', 'operator', 'requires', 'if', 'return']) names.delete(word);
  return [...names].sort();
}

/** A function for each line of C++ in the document, in the sections whose headers there are. */
export function program(
  document: string,
  exists = (header: string) => existsSync(join(root, headers, header)),
): string {
  const sections = document.split(/^## /m);
  const given = declarations(sections[0] ?? '');
  const functions: string[] = [];
  for (const [number, section] of sections.entries()) {
    const needs = /<!-- needs ([^>]*?) -->/.exec(section)?.[1]?.split(' ') ?? [];
    if (!needs.every((header) => exists(header))) continue;
    const own = number === 0 ? '' : declarations(section);
    for (const [, code] of section.matchAll(/^\|.*\| `([^`]*)` \|$/gm)) {
      functions.push(`void f${String(functions.length)}() {\n${given}\n${own}\n${code ?? ''};\n}`);
    }
  }
  return `#include <asyncio.hpp>\n#include <asyncio/run_coroutine_threadsafe.hpp>\n#include <asyncio/testing.hpp>\nusing namespace std::chrono_literals;\n${functions.join('\n')}\n`;
}

function declarations(text: string): string {
  return [...text.matchAll(/<!-- given\n([^]*?)-->/g)].map(([, code]) => code).join('');
}

export async function checkApi(): Promise<void> {
  const document = readFileSync(join(root, 'engine/API.md'), 'utf8');
  const missing = publicNames().filter((name) => !new RegExp(`\\b${name}\\b`).test(document));
  if (missing.length > 0) throw new UserError(`engine/API.md does not tell of ${missing.join(', ')}.`);
  const file = join(root, 'build/api.cpp');
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(file, program(document));
  const flags = [
    '-std=c++23',
    '-stdlib=libc++',
    '-fsyntax-only',
    '-Wno-unused',
    '-Wno-unused-result',
    '-ferror-limit=50',
  ];
  await run('clang++-19', [...flags, `-I${root}/engine/include`, file]);
}
