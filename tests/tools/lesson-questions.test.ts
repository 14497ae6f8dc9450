/** What lessons ask, as the build reads it: right in every folder, and a sentence where it is not. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { predictionOf, readPrediction } from '../../web/plugins/lessons/predict.ts';
import { readTry, triesOf } from '../../web/plugins/lessons/tries.ts';
import { checkRun } from '../../web/session/lesson/check.ts';

const LESSONS = join(import.meta.dirname, '../../web/lessons');
const OUTPUT = '  one\ntwo\n\r| spin\r     \rthree\n';
const head = 'en = "?"\nko = "?"\n';
const ask = (toml: string, output: string | null = OUTPUT, outputs?: readonly string[]) =>
  readPrediction(head + toml, { output, orders: outputs ? { orders: 3, outputs } : null }, 'x/predict.toml');

describe('a prediction', () => {
  it('is answered by the output', () => {
    expect(ask('kind = "order"\nlines = ["three", "one", "two"]').answer).toEqual([1, 2, 0]);
    expect(ask('kind = "prints"\nchoices = ["two", "four", "| spin"]').answer).toEqual([0, 2]);
    expect(
      ask('kind = "prints"\nchoices = [{en = "a", ko = "b", line = "two"}, {en = "c", ko = "d", line = "x"}]'),
    ).toMatchObject({
      choices: [{ line: 'two', text: { en: 'a', ko: 'b' } }, { line: 'x' }],
      answer: [0],
    });
  });

  it('is answered by the run where the output is not known, and by no other where it is about time', () => {
    expect(ask('kind = "order"\nlines = ["a", "b", "c"]', null).answer).toBeNull();
    expect(ask('kind = "duration"\nchoices = [1, 2.5]').answer).toBeNull();
  });

  it('is answered by what was printed in some order of the answers, where it asks what is possible', () => {
    const choice = (...lines: readonly string[]) => `{en = "?", ko = "?", lines = ${JSON.stringify(lines)}}`;
    const possible = (...choices: readonly string[]) => `kind = "possible"\nchoices = [${choices.join()}]`;
    const outputs = ['a\nb\nc\n', 'c\na\nb\n'];
    const asked = possible(choice('c', 'b'), choice('b', 'a'), choice('a', 'c'), choice('a', 'a'));
    expect(ask(asked, null, outputs)).toMatchObject({ answer: [0, 2], orders: 3 });
    expect(ask(asked, null)).toMatchObject({ answer: null });
    expect(() => ask(possible(choice('a'), choice('b')), null, outputs)).toThrow('each of the choices is possible');
    expect(() => ask(possible(choice('b', 'a')), null, outputs)).toThrow('none of the choices is possible');
    expect(() => ask(possible('{en = "?", ko = "?"}'), null, outputs)).toThrow('choices are not lists of lines');
  });

  it.each([
    ['kind = "order"\nlines = ["one", "two", "four"]', '"four" is not exactly once in output.txt'],
    ['kind = "order"\nlines = ["one", "two"]', 'lines are not three to six'],
    ['kind = "prints"\nchoices = ["four", "five"]', 'none of the choices is printed'],
    ['kind = "prints"\nchoices = ["one", "two"]', 'each of the choices is printed'],
    ['kind = "duration"\nchoices = [0, 1]', 'choices are not at least two times'],
    ['kind = "colour"', 'there is no kind "colour"'],
    ['kind = "duration"\nchoices = [1, 2]\n[why]\nen = "only"', 'why is missing in en or ko'],
  ])('is refused where it is wrong: %s', (toml, sentence) => {
    expect(() => ask(toml)).toThrow(`x/predict.toml: ${sentence}`);
  });
});

describe('a try', () => {
  it('is read with its check', () => {
    const toml = `${head}[check]\nprints = ["a"]\nnever_prints = ["b"]\nat_most = 2\nat_once = {of = "fetch", at_most = 3}`;
    expect(readTry(toml, 'x').check).toEqual({
      prints: ['a'],
      neverPrints: ['b'],
      atMost: 2,
      atOnce: { of: 'fetch', atMost: 3 },
    });
  });

  it.each([
    [head, 'it checks nothing'],
    [`${head}[check]\nprints = "a"`, 'prints has no value that can be checked'],
    [`${head}[check]\npaints = ["a"]`, 'there is no check paints'],
    ['en = "?"\n[check]\nat_most = 2', 'the task is missing in en or ko'],
  ])('is refused where it is wrong: %s', (toml, sentence) => {
    expect(() => readTry(toml, 'x/try.toml')).toThrow(`x/try.toml: ${sentence}`);
  });
});

it.each(readLessons(LESSONS).map((lesson) => [lesson.id, lesson] as const))(
  '%s asks what can be answered',
  (_, lesson) => {
    expect(predictionOf(lesson)).not.toBeNull();
    const { output } = lesson;
    for (const { check, name } of triesOf(lesson)) {
      // What the log is asked for, and times, only a run can tell.
      const { atOnce, cancelled, atLeast, atMost, ...lines } = check;
      if ((output === null || atOnce) ?? cancelled ?? atLeast ?? atMost) continue;
      expect(checkRun(lines, { output, log: [], seconds: 0 }).ok, `${name} is done by the program as it is`).toBe(
        false,
      );
    }
  },
);
