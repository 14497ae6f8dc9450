/**
 * `virtual:catalog`: the list of bundled programs, with the titles and summaries of their texts and the checksums of their
 * compiled forms. A program is bundled by having a folder under `lessons/` and a place in `lessons/order.json`, the menu's order.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { CatalogEntry } from '../session/lesson/catalog.ts';
import { plainText, readProse } from '../session/lesson/prose.ts';

const ID = 'virtual:catalog';
const RESOLVED = `\0${ID}`;

export interface CatalogSources {
  /** The folder `lessons`. */
  readonly lessons: string;
  /** What the compile of the bundled programs left: `[{id, sha256, source, ...}]`. */
  readonly index: string;
}

interface IndexRow {
  readonly id: string;
  readonly sha256: string;
  /** What was compiled. */
  readonly source: string;
}

function isIndexRow(value: unknown): value is IndexRow {
  if (typeof value !== 'object' || value === null) return false;
  const { id, sha256, source } = value as Partial<Record<keyof IndexRow, unknown>>;
  return typeof id === 'string' && typeof source === 'string' && typeof sha256 === 'string';
}

function readIndex(file: string): readonly IndexRow[] {
  if (!existsSync(file)) return [];
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(value) ? value.filter(isIndexRow) : [];
}

/** The title and the first paragraph. */
function headOf(file: string): { readonly title: string; readonly summary: string } {
  const blocks = readProse(readFileSync(file, 'utf8'));
  const text = (kind: 'title' | 'paragraph') => {
    const block = blocks.find((candidate) => candidate.kind === kind);
    if (block === undefined || block.kind === 'list') throw new Error(`${file} has no ${kind}`);
    return plainText(block.content);
  };
  return { title: text('title'), summary: text('paragraph') };
}

/** The names of the lessons, in the order of the menu. Throws where that and the folders are not the same. */
export function orderOf(lessons: string): readonly string[] {
  const order = JSON.parse(readFileSync(join(lessons, 'order.json'), 'utf8')) as string[];
  const folders = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const unplaced = folders.map(({ name }) => name).filter((name) => !order.includes(name));
  // It would be compiled and shipped, and nobody could open it.
  if (unplaced.length > 0) throw new Error(`${unplaced.join(', ')} has no place in web/lessons/order.json`);
  return order;
}

/** See the file's head. */
export function catalog({ lessons, index }: CatalogSources): Plugin {
  return {
    name: 'tulip-catalog',
    resolveId: (id) => (id === ID ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const compiled = readIndex(index);
      const entries = orderOf(lessons).map((name): CatalogEntry => {
        const en = headOf(join(lessons, name, 'text.en.md'));
        const ko = headOf(join(lessons, name, 'text.ko.md'));
        const source = readFileSync(join(lessons, name, 'program.cpp'), 'utf8');
        // A program that was compiled from another text must not run in place of the one that is shown.
        const match = compiled.find((row) => row.id === name && row.source === source);
        if (match === undefined) this.warn(`no compiled form of ${name}: running it will need the compiler`);
        return {
          id: name,
          title: { en: en.title, ko: ko.title },
          summary: { en: en.summary, ko: ko.summary },
          sha256: match?.sha256 ?? null,
        };
      });
      return `export default ${JSON.stringify(entries)};`;
    },
  };
}
