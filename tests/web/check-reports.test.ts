/** What the page says of what a checked program did; `compiler/check.test.ts` has programs that do it. */
import { describe, expect, it } from 'vitest';
import { CHECK_REPORTS, explainReport } from '../../web/session/run/check-reports.ts';

describe('a report of a checked program', () => {
  it.each([
    ['used `n`, a local variable of a function that has returned', 'used-after-return'],
    ['used `n`, a local variable, after the end of its block', 'used-after-scope'],
    [
      'used memory that has been freed: a reference, pointer or iterator outlived what it referred to',
      'used-after-free',
    ],
    ['used memory beyond the end, or before the beginning, of the local variable `n`', 'used-beyond-local'],
    ['used memory beyond the end of a global variable', 'used-beyond'],
    ['used a null pointer', 'used-null'],
    ['freed memory twice', 'freed-twice'],
    ['computed a number that its type cannot hold (signed integer overflow)', 'number-too-large'],
    ['divided an integer by zero, or the lowest number by -1', 'divided-by-zero'],
    ['shifted by a negative number of bits, or by more than there are', 'shifted-too-far'],
    ['used an index that is out of range of an array', 'index-of-array'],
    ['made an array of a length that is not positive', 'length-of-array'],
    ['left a function that returns a value without one', 'no-value-returned'],
  ])('that it %s is %s', (what, id) => {
    expect(explainReport(`Check: the program ${what} (in counter)`)?.id).toBe(id);
  });

  it('names the variable and the task in both languages', () => {
    const what = 'used `count`, a local variable of a function that has returned';
    const sentence = explainReport(`Check: the program ${what} (in counter)`)?.sentence;
    for (const text of [sentence?.en, sentence?.ko]) {
      expect(text).toContain('`count`');
      expect(text).toContain('counter');
    }
  });

  it.each(CHECK_REPORTS)('$id is told in both languages, with its code in pairs of backticks', ({ en, ko }) => {
    for (const sentence of [en, ko]) expect(sentence.split('`').length % 2).toBe(1);
    expect(ko).toMatch(/[가-힣]/);
    const names = (text: string) => [...new Set(text.match(/\{[a-z]\w*\}/g))].sort();
    expect(names(ko)).toEqual(names(en));
  });
});
