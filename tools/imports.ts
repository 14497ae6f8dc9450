// Which files a TypeScript file imports, as the compiler reads it.

import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { root } from './process.ts';

export interface Import {
  /** As it is written, without a bundler's query (`./worker.ts?worker`). */
  name: string;
  /** The file of the checkout that is meant, from its root; undefined for a package and for what a plugin makes up. */
  file?: string;
  /** From 1. */
  line: number;
}

/** The imports and re-exports in a file of the checkout, those of types too. */
export function importsOf(file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => {
    const name = fileName.split('?', 1)[0] ?? '';
    const line = text.slice(0, pos).split('\n').length;
    return name.startsWith('.') ? { name, line, file: normalize(join(dirname(file), name)) } : { name, line };
  });
}

/** The file and all of the checkout's TypeScript that it imports, directly or not. */
export function importedBy(entry: string): string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.ts')) return;
    for (const { file: imported } of importsOf(file)) if (imported !== undefined) add(imported);
  };
  add(entry);
  return [...found];
}
