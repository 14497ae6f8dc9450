import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLesson, readLessons } from '../../web/plugins/lessons/folder.ts';
import { pairsOf } from '../../web/plugins/lessons/pairs.ts';

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
