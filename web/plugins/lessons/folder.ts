/**
 * Reads the folders of the lessons, `web/lessons/NN-ID/`: whatever makes something of a lesson (the menu, its module in the page, the
 * build's run of its program, the tests) takes it from here. A folder that is not whole is an error, which names what is missing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Words } from '../../session/lesson/catalog.ts';
import { readOptions, type LinkOptions } from '../../session/workbench/link-options.ts';

/** A lesson as it stands in its folder. */
export interface LessonFolder {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  /** As messages name it: `web/lessons/07-spinner`. */
  readonly name: string;
  readonly program: string;
  readonly original: string;
  readonly text: Words;
  /** Exactly what the program prints under the fast clock; null where it may print anything. */
  readonly output: string | null;
  /** What CPython prints for the original; null where that is `output`, or where nobody has run it. */
  readonly originalOutput: string | null;
  readonly settings: LessonSettings;
}

/** `lesson.json`. */
export interface LessonSettings {
  /** Of the fifteen that the lessons are about. */
  readonly subject: number;
  readonly opens: LinkOptions;
  /** Why there is no `output.txt`. */
  readonly varies: string | null;
  /** Snippets of the program and of the original, each exactly once there. */
  readonly pairs: readonly (readonly [cpp: string, python: string])[];
  /** What differs from Python. */
  readonly python: Words | 'same';
  /** One for each paragraph of the texts: see `staleness.ts`. */
  readonly texts: readonly string[];
}

const FOLDER = /^(\d\d)-([a-z][a-z0-9-]*)$/;

/** The lessons in the folder `lessons`, in the order of their numbers. */
export function readLessons(lessons: string): readonly LessonFolder[] {
  const folders = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  const numbers = new Map<string, string>();
  for (const name of names) {
    const [, number = '', id = ''] = FOLDER.exec(name) ?? [];
    for (const part of [number, id]) {
      const other = numbers.get(part);
      if (other !== undefined) throw new Error(`web/lessons/${name} and web/lessons/${other} are both called ${part}`);
      numbers.set(part, name);
    }
  }
  return names.map((name) => readLesson(join(lessons, name)));
}

/** The lesson in the folder `path`. */
export function readLesson(path: string): LessonFolder {
  const name = `web/lessons/${basename(path)}`;
  const id = FOLDER.exec(basename(path))?.[2];
  if (id === undefined) throw new Error(`${name} is not called as 07-spinner is: two digits, then lower-case letters`);
  const read = (file: string) => {
    if (!existsSync(join(path, file))) throw new Error(`${name} has no ${file}`);
    return readFileSync(join(path, file), 'utf8');
  };
  const ifThere = (file: string) => (existsSync(join(path, file)) ? read(file) : null);
  return {
    id,
    path,
    name,
    program: read('program.cpp'),
    original: read('original.py'),
    text: { en: read('text.en.md'), ko: read('text.ko.md') },
    output: ifThere('output.txt'),
    originalOutput: ifThere('original.txt'),
    settings: readSettings(`${name}/lesson.json`, read('lesson.json')),
  };
}

function readSettings(file: string, json: string): LessonSettings {
  const wrong = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  const { subject, opens = {}, varies = null, pairs = [], python, texts = [], ...others } = parseObject(file, json);
  for (const name of Object.keys(others)) wrong(`there is no ${name} in a lesson`);
  if (!Number.isInteger(subject) || Number(subject) < 1 || Number(subject) > 15) wrong('subject is not one of 1 to 15');
  if (varies !== null && typeof varies !== 'string') wrong('varies is no sentence');
  if (!isListOf(pairs, (pair) => isListOf(pair, isString) && pair.length === 2))
    wrong('pairs are not pairs of snippets');
  if (!isListOf(texts, isString)) wrong('texts are not checksums');
  if (python !== 'same' && !isWords(python)) wrong('python is neither "same" nor a sentence in en and ko');
  const understood = typeof opens === 'object' && opens !== null ? readOptions(opens) : wrong('opens has no options');
  for (const name of Object.keys(opens as object)) {
    if (!Object.hasOwn(understood, name)) wrong(`opens: a link has no ${name} of this value`);
  }
  return { subject, opens: understood, varies, pairs, python, texts } as LessonSettings;
}

function parseObject(file: string, json: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(json) as object) };
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Whether `value` is a text in both languages. */
export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null) return false;
  const { en, ko } = value as Partial<Record<keyof Words, unknown>>;
  return isString(en) && isString(ko) && en !== '' && ko !== '';
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether `value` is a list, and `is` true of all in it. */
export function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[];
export function isListOf(value: unknown, is: (item: unknown) => boolean): value is unknown[];
export function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}
