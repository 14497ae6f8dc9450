/** Reads `tries/NN-NAME/`, what a lesson asks to change: the task and the check in `try.toml`, the whole program in `solution.cpp`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import type { Words } from '../../session/lesson/catalog.ts';
import type { Check, Try } from '../../session/lesson/try.ts';
import { isListOf, isString, isWords, type LessonFolder } from './folder.ts';

/** In the order of their numbers. Throws, with a sentence, where one is not whole. */
export function triesOf({ path, name }: Pick<LessonFolder, 'path' | 'name'>): readonly Try[] {
  const folder = join(path, 'tries');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((each) => {
      const [, short] = /^\d\d-([a-z][a-z0-9-]*)$/.exec(each) ?? [];
      if (short === undefined) throw new Error(`${name}/tries/${each} is not called as 01-name is`);
      const read = (file: string) => readFileSync(join(folder, each, file), 'utf8');
      return {
        name: short,
        ...readTry(read('try.toml'), `${name}/tries/${each}/try.toml`),
        solution: read('solution.cpp'),
      };
    });
}

/** What stands in `try.toml`; `file` is named by what is thrown. */
export function readTry(toml: string, file: string): Omit<Try, 'name' | 'solution'> {
  const wrong = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  const { en, ko, hint = null, check = {} } = parse(toml);
  if (!isWords({ en, ko })) wrong('the task is missing in en or ko');
  if (hint !== null && !isWords(hint)) wrong('the hint is missing in en or ko');
  const entries = Object.entries(check as object).map(([name, value]) => {
    const rule = RULES[name] ?? wrong(`there is no check ${name}: only ${Object.keys(RULES).join(', ')}`);
    return [rule.name, rule.read(value) ?? wrong(`${name} has no value that can be checked`)] as const;
  });
  if (entries.length === 0) wrong('it checks nothing');
  return { task: { en, ko } as Words, hint: hint as Words | null, check: Object.fromEntries(entries) };
}

interface Rule {
  readonly name: keyof Check;
  /** Null where the value is none of its. */
  readonly read: (value: unknown) => unknown;
}

const list = (value: unknown) => (isListOf(value, isString) && value.length > 0 ? value : null);
const number = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : null);

const RULES: Readonly<Record<string, Rule | undefined>> = {
  prints: { name: 'prints', read: list },
  never_prints: { name: 'neverPrints', read: list },
  in_order: { name: 'inOrder', read: list },
  at_least: { name: 'atLeast', read: number },
  at_most: { name: 'atMost', read: number },
  at_once: {
    name: 'atOnce',
    read: (value) => {
      const {
        of,
        at_least: least,
        at_most: most,
        ...others
      } = { ...(value as object) } as Partial<Record<string, unknown>>;
      const limits = { ...(least !== undefined && { atLeast: least }), ...(most !== undefined && { atMost: most }) };
      const given = Object.values(limits);
      const sound =
        given.length > 0 && given.every((limit) => number(limit) !== null) && Object.keys(others).length === 0;
      return isString(of) && sound ? { of, ...limits } : null;
    },
  },
  cancelled: { name: 'cancelled', read: list },
};
