import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newLesson } from '../../tools/new-lesson.ts';
import { readLesson, readLessons } from '../../web/plugins/lessons/folder.ts';
import { lessonOf } from '../../web/plugins/lessons/modules.ts';
import { pairsOf } from '../../web/plugins/lessons/pairs.ts';
import { checksumsOf, staleParagraphs, TO_ACCEPT } from '../../web/plugins/lessons/staleness.ts';

const WHOLE: Readonly<Record<string, string>> = {
  'program.cpp': 'int main() {\n  first();\n  second();\n}\n',
  'original.py': 'first()\nsecond()\n',
  'text.en.md': '# One\n\nA sentence.\n',
  'text.ko.md': '# 하나\n\n한 문장.\n',
  'lesson.json':
    '{"subject": 7, "python": "same", "opens": {"clock": "fast"}, "pairs": [["second();\\n}", "second()"]]}',
};

let lessons = '';

/** Writes a lesson; a file that is null is left out. */
function write(folder: string, changes: Readonly<Record<string, string | null>> = {}): string {
  const path = join(lessons, folder);
  mkdirSync(path);
  for (const [file, text] of Object.entries({ ...WHOLE, ...changes })) {
    if (text !== null) writeFileSync(join(path, file), text);
  }
  return path;
}

beforeEach(() => {
  lessons = mkdtempSync(join(tmpdir(), 'tulip-lessons-'));
});
afterEach(() => {
  rmSync(lessons, { recursive: true });
});

describe('a lesson', () => {
  it('is its folder, and the number of that is its place', () => {
    write('12-first');
    write('03-second', { 'output.txt': 'tea\n' });
    expect(readLessons(lessons).map(({ id, output }) => [id, output])).toEqual([
      ['second', 'tea\n'],
      ['first', null],
    ]);
  });

  it.each(['program.cpp', 'original.py', 'text.en.md', 'text.ko.md', 'lesson.json'])(
    'without %s is an error',
    (file) => {
      expect(() => readLesson(write('11-gather', { [file]: null }))).toThrow(`web/lessons/11-gather has no ${file}`);
    },
  );

  it('has a number and a name that no other has', () => {
    write('07-one');
    write('07-two');
    expect(() => readLessons(lessons)).toThrow('web/lessons/07-two and web/lessons/07-one are both called 07');
    expect(() => readLesson(write('Seven'))).toThrow('two digits, then lower-case letters');
  });

  it.each([
    ['{"subject": 16, "python": "same"}', 'subject is not one of 1 to 15'],
    ['{"subject": 7, "python": {"en": "Only this."}}', 'python is neither "same" nor a sentence in en and ko'],
    ['{"subject": 7, "python": "same", "opens": {"clock": "slow"}}', 'opens: a link has no clock of this value'],
    ['{"subject": 7, "python": "same", "pairs": [["one"]]}', 'pairs are not pairs of snippets'],
    ['{"subject": 7, "python": "same", "title": "One"}', 'there is no title in a lesson'],
    ['{', 'web/lessons/07-one/lesson.json is no JSON'],
  ])('with lesson.json %s is an error', (json, says) => {
    expect(() => readLesson(write('07-one', { 'lesson.json': json }))).toThrow(says);
  });
});

describe('paired snippets', () => {
  it('have lines', () => {
    expect(pairsOf(readLesson(write('07-one')))).toEqual([{ cpp: [3, 4], python: [2, 2] }]);
  });

  it.each(['third()', '()'])('that are not exactly once in their file are an error: %s', (snippet) => {
    const settings = { subject: 7, python: 'same', pairs: [['first', snippet]] };
    const folder = readLesson(write('07-one', { 'lesson.json': JSON.stringify(settings) }));
    expect(() => pairsOf(folder)).toThrow(
      /pairs "(third)?\(\)", which is (not|2 times) in web\/lessons\/07-one\/original\.py/,
    );
  });
});

describe('texts in two languages', () => {
  const told = (changes: Readonly<Record<string, string>>, texts: readonly string[]): string[] => {
    const lesson = readLesson(
      write('07-spinner', { 'lesson.json': JSON.stringify({ subject: 7, python: 'same', texts }), ...changes }),
    );
    return staleParagraphs(lesson);
  };
  const asIs = checksumsOf({ en: WHOLE['text.en.md'] ?? '', ko: WHOLE['text.ko.md'] ?? '' });

  it('are as they were when somebody read them side by side, however their lines are broken', () => {
    expect(told({ 'text.en.md': '# One\n\n\nA\nsentence.\n' }, asIs)).toEqual([]);
  });

  it('that changed in one language name paragraph and language', () => {
    expect(told({ 'text.en.md': '# One\n\nAnother sentence.\n' }, asIs)).toEqual([
      'web/lessons/07-spinner: paragraph 2 has changed in the English',
    ]);
  });

  it('have a paragraph for each of the other', () => {
    expect(told({ 'text.ko.md': '# 하나\n' }, asIs)).toEqual([
      'web/lessons/07-spinner has 2 paragraphs in English and 1 in Korean',
    ]);
  });

  it('that nobody has read side by side yet are told', () => {
    expect(told({}, [])).toHaveLength(2);
  });
});

describe('a lesson from the template', () => {
  /** What the build says of it. */
  const refused = (path: string): string[] => {
    try {
      const lesson = readLesson(path);
      lessonOf(lesson);
      return staleParagraphs(lesson);
    } catch (error) {
      return [(error as Error).message];
    }
  };

  it('is whole as it is, and comes last, or where its name says', () => {
    expect(newLesson(lessons, '07-tea')).toBe('07-tea');
    expect(newLesson(lessons, 'egg')).toBe('08-egg');
    for (const { path } of readLessons(lessons)) expect(refused(path)).toEqual([]);
    expect(lessonOf(readLesson(join(lessons, '08-egg')))).toMatchObject({
      predict: { kind: 'order', answer: [2, 1, 0, 3] },
      tries: [{ name: 'one-by-one' }],
      pairs: { length: 3 },
    });
  });

  it('has a name of its own', () => {
    newLesson(lessons, '07-tea');
    for (const name of ['tea', '07-egg']) expect(() => newLesson(lessons, name)).toThrow('There is web/lessons/07-tea');
    for (const name of ['', 'Tea', '../tea'])
      expect(() => newLesson(lessons, name)).toThrow('Usage: npm run new-lesson');
  });

  it.each([
    ['text.ko.md', /[^]*/, null, 'web/lessons/01-tea has no text.ko.md'],
    ['text.en.md', 'Say what', 'Tell what', 'web/lessons/01-tea: paragraph 3 has changed in the English'],
    ['text.ko.md', '읽는 법', '읽기', 'web/lessons/01-tea: paragraph 4 has changed in the Korean'],
    ['predict.toml', '"work 1: is done"', '"work 1: sleeps"', '"work 1: sleeps" is not exactly once in output.txt'],
    ['output.txt', 'work 2: is done\n', '', '"work 2: is done" is not exactly once in output.txt'],
    ['original.py', 'await asyncio.sleep(0.1)', 'pass', 'which is not in web/lessons/01-tea/original.py'],
    ['tries/01-one-by-one/try.toml', 'in_order', 'in_odor', 'there is no check in_odor'],
  ] as const)('is refused with a fault in %s: %s', (file, from, to, sentence) => {
    const path = join(lessons, newLesson(lessons, 'tea'));
    const faulty = join(path, file);
    const text = readFileSync(faulty, 'utf8');
    if (to === null) rmSync(faulty);
    else writeFileSync(faulty, text.replace(from, to));
    expect(refused(path)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('the lessons of the site', () => {
  const all = readLessons(join(import.meta.dirname, '../../web/lessons'));

  it('are about all fifteen subjects', () => {
    expect(new Set(all.map(({ settings }) => settings.subject)).size).toBe(15);
  });

  it.each(all)('$id says the same in both languages, in 300 words at most', (lesson) => {
    expect(staleParagraphs(lesson), TO_ACCEPT).toEqual([]);
    for (const text of Object.values(lesson.text)) expect(text.split(/\s+/).length).toBeLessThanOrEqual(300);
  });

  /** Numbers that are worked out of the program's own. */
  const WORKED_OUT: Readonly<Record<string, readonly string[]>> = {
    // The frame that never comes.
    'spinner-blocking': ['2'],
    // Millions, printed without them, years of so many seconds, and 10000 stacks of 8 MB.
    'blocking-cost': ['240', '2', '4', '7.6', '80000'],
  };

  it.each(all)('$id names no number that is not in its program, its original or its output', (lesson) => {
    const { program, original, output, text } = lesson;
    const known = `${program}${original}${output ?? ''}`.replaceAll(/(?<=\d)[',_](?=\d)/g, '');
    for (const words of Object.values(text)) {
      const numbers = words.replaceAll(/(?<=\d)[',_](?=\d)/g, '').match(/\d+(?:\.\d+)*/g) ?? [];
      const unknown = numbers.filter(
        (number) => !new RegExp(`(?<![\\d.])${number.replaceAll('.', '\\.')}(?!\\d)`).test(known),
      );
      expect(unknown.filter((number) => WORKED_OUT[lesson.id]?.includes(number) !== true)).toEqual([]);
    }
  });
});
