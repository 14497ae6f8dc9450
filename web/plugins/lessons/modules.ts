/**
 * The lessons as modules of the page: `virtual:catalog`, what menus need of all; `virtual:lesson/ID`, all of one; `virtual:lessons`,
 * which loads such a module by its ID; and `virtual:asyncify`, the checksums of the programs that were rewritten for browsers without JSPI.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { SeenOrders } from '../../../wasm/host/orders.ts';
import type { CatalogEntry, Lesson } from '../../session/lesson/catalog.ts';
import { plainText, readProse } from '../../session/lesson/prose.ts';
import { readLessons, type LessonFolder } from './folder.ts';
import { readOrders } from './orders.ts';
import { pairsOf } from './pairs.ts';
import { predictionOf } from './predict.ts';
import { staleParagraphs, TO_ACCEPT } from './staleness.ts';
import { triesOf } from './tries.ts';

const CATALOG = 'virtual:catalog';
const ASYNCIFY = 'virtual:asyncify';
const LESSONS = 'virtual:lessons';
const LESSON = 'virtual:lesson/';

export interface LessonSources {
  /** The folder `lessons`. */
  readonly lessons: string;
  /** What the compile of the bundled programs left: `[{id, sha256, source, ...}]`. */
  readonly index: string;
  /** What `explore.ts` left. */
  readonly orders: string;
  /** What rewriting them left: `{id: sha256}`. */
  readonly rewritten: string;
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
function headOf(file: string, text: string): { readonly title: string; readonly summary: string } {
  const blocks = readProse(text);
  const first = (kind: 'title' | 'paragraph') => {
    const block = blocks.find((candidate) => candidate.kind === kind);
    if (block === undefined || block.kind === 'list') throw new Error(`${file} has no ${kind}`);
    return plainText(block.content);
  };
  return { title: first('title'), summary: first('paragraph') };
}

/** What menus need of a lesson; `sha256` is its compiled program's. */
export function entryOf(lesson: LessonFolder, sha256: string | null): CatalogEntry {
  const en = headOf(`${lesson.name}/text.en.md`, lesson.text.en);
  const ko = headOf(`${lesson.name}/text.ko.md`, lesson.text.ko);
  return {
    id: lesson.id,
    title: { en: en.title, ko: ko.title },
    summary: { en: en.summary, ko: ko.summary },
    sha256,
  };
}

/** The module of a lesson, as the bundler knows it. */
export function moduleOf(id: string): string {
  return `\0${LESSON}${id}`;
}

/** What the page gets of a lesson. */
export function lessonOf(folder: LessonFolder, orders: SeenOrders | null = null): Lesson {
  const { id, program, original, text, output, originalOutput, settings } = folder;
  return {
    id,
    program,
    original,
    text,
    opens: settings.opens,
    pairs: pairsOf(folder),
    python: settings.python === 'same' ? null : settings.python,
    originalOutput: originalOutput ?? (settings.python === 'same' ? output : null),
    predict: predictionOf(folder, orders),
    tries: triesOf(folder),
  };
}

/** See the file's head. */
export function lessonModules({ lessons, index, orders, rewritten }: LessonSources): Plugin {
  let builds = false;
  return {
    name: 'tulip-lessons',
    configResolved({ command }) {
      builds = command === 'build';
    },
    resolveId: (id) =>
      id === CATALOG || id === ASYNCIFY || id === LESSONS || id.startsWith(LESSON) ? `\0${id}` : null,
    load(resolved) {
      const id = resolved.slice(1);
      if (!resolved.startsWith('\0')) return null;
      if (id === CATALOG) {
        const compiled = readIndex(index);
        // While somebody writes, one language is behind the other.
        const stale = builds ? readLessons(lessons).flatMap(staleParagraphs) : [];
        if (stale.length > 0) this.error(`${stale.join('\n')}\n${TO_ACCEPT}`);
        const entries = readLessons(lessons).map((lesson) => {
          // A program that was compiled from another text must not run in place of the one that is shown.
          const match = compiled.find((row) => row.id === lesson.id && row.source === lesson.program);
          if (match === undefined) this.warn(`no compiled form of ${lesson.id}: running it will need the compiler`);
          return entryOf(lesson, match?.sha256 ?? null);
        });
        return `export default ${JSON.stringify(entries)};`;
      }
      if (id === ASYNCIFY) return `export default ${existsSync(rewritten) ? readFileSync(rewritten, 'utf8') : '{}'};`;
      if (id === LESSONS) {
        const loaders = readLessons(lessons).map(({ id }) => `'${id}': () => import('${LESSON}${id}')`);
        return `export default {${loaders.join(', ')}};`;
      }
      if (!id.startsWith(LESSON)) return null;
      const lesson = readLessons(lessons).find((each) => LESSON + each.id === id);
      if (lesson === undefined) this.error(`there is no lesson ${id.slice(LESSON.length)}`);
      return `export default ${JSON.stringify(lessonOf(lesson, readOrders(orders)[lesson.id] ?? null))};`;
    },
  };
}
