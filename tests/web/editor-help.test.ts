/** What an editor is told of a program while it is written, whichever editor it is. */
import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { changesOf, offsetOf, rangeOf } from '../../web/elements/editor/codemirror-places.ts';
import { helpOf, insertionOf, mayFollow } from '../../web/elements/editor/help-texts.ts';
import { LanguageHelp } from '../../web/elements/editor/language-help.ts';
import type { Completion, LanguageService } from '../../web/session/language/language.ts';
import { projectOf } from '../../wasm/sdk/project.ts';

const call = (name: string, rest: string): Completion => ({
  name,
  kind: 'function',
  declarations: [{ type: 'int', rest }],
});

describe('A completion writes', () => {
  it.each([
    ['brackets to fill in', call('sleep', '(Duration delay)'), ['sleep(', ')'], 'parameters'],
    ['brackets with nothing in them', call('close', '() const'), ['close()'], undefined],
    ['the arguments of a template, too', call('get', '<class T>(T value)'), ['get<', '>(', ')'], 'parameters'],
    ['those of a class alone', { ...call('Task', '<class T>'), kind: 'type' }, ['Task<', '>'], undefined],
    ['what follows a namespace', { ...call('asyncio', ''), kind: 'namespace' }, ['asyncio::'], 'completions'],
    ['the end of a header', { ...call('vector', ''), kind: 'header' }, ['vector>'], undefined],
  ] as const)('%s', (_, completion, pieces, then) => {
    expect(insertionOf(completion, false)).toEqual(then === undefined ? { pieces } : { pieces, then });
  });

  it('no brackets where some stand already', () => {
    expect(insertionOf(call('sleep', '(Duration delay)'), true).pieces).toEqual(['sleep']);
  });
});

it.each([
  ['.', 'task.', true],
  ['.', '1.', false],
  ['.', '// so.', false],
  [':', 'asyncio:', false],
  [':', 'asyncio::', true],
  ['>', 'task->', true],
  ['>', 'a >', false],
  ['<', '#include <', true],
  ['<', 'a <', false],
] as const)('after a typed %s in %s something may follow: %s', (trigger, line, expected) => {
  expect(mayFollow(trigger, line)).toBe(expected);
});

it('Help is the declarations, the Python twin and the comment of the engine, or else that of the program', () => {
  const one: Completion = { ...call('one', '()'), declarations: [{ type: 'int', rest: '()', comment: 'Its *own*.' }] };
  expect(helpOf(one, undefined)).toEqual([
    { kind: 'cpp', text: 'int one()' },
    { kind: 'comment', text: 'Its *own*.' },
  ]);
  expect(helpOf(one, { text: 'Waits.', python: 'await one()', cpp: 'one()' }).map(({ kind }) => kind)).toEqual([
    'cpp',
    'python',
    'cpp',
    'reference',
  ]);
});

describe('The help', () => {
  const text = 'int gather();\nint main() { ga';
  const question = { text, offset: text.length, isCancelled: () => false };
  const started: boolean[] = [];
  const helpOver = (service: Partial<LanguageService> | null) =>
    new LanguageHelp({
      source: {
        service: service as LanguageService | null,
        start: (download) => {
          started.push(download);
          return Promise.resolve(service as LanguageService | null);
        },
      },
      reference: () => Promise.reject(new Error('no network')),
      spot: (whole, offset) => ({ project: projectOf(whole), file: 'main.cpp', offset }),
      others: (count) => `and ${String(count)} more`,
      format: () => Promise.resolve(null),
    });

  it('completes without the reference, and knows what the program has used', async () => {
    const items = [call('gather', '()'), call('gamma', '(double x)')];
    const help = helpOver({ complete: () => Promise.resolve({ items }) });
    const found = await help.complete({ ...question, download: true });
    expect(found?.map(({ completion, isUsed }) => [completion.name, isUsed])).toEqual([
      ['gather', true],
      ['gamma', false],
    ]);
    expect(started).toEqual([true]);
  });

  it('starts nothing for a character after which nothing can follow', async () => {
    started.length = 0;
    await helpOver(null).complete({ ...question, trigger: '<', download: true });
    expect(started).toEqual([]);
  });

  it('puts the functions that take a parameter at the cursor before those that are complete', async () => {
    const signatures = () => Promise.resolve([{ label: 'f()' }, { label: 'f(int a)', active: [2, 7] as const }]);
    const found = await helpOver({ signatures }).signatures(question);
    expect(found?.map(({ label }) => label)).toEqual(['f(int a)', 'f()']);
  });

  it('gives no answer that is not wanted any more', async () => {
    const help = helpOver({ signatures: () => Promise.resolve([{ label: 'f()' }]) });
    expect(await help.signatures({ ...question, isCancelled: () => true })).toBeNull();
  });
});

describe('In CodeMirror', () => {
  const doc = Text.of(['int main() {', '  return tulip;', '', '}']);
  const at = (line: number, column: number, end?: readonly [line: number, column: number]) => ({
    severity: 'error' as const,
    message: '',
    notes: [],
    line,
    column,
    ...(end === undefined ? {} : { endLine: end[0], endColumn: end[1] }),
  });
  const marked = (problem: ReturnType<typeof at>) => {
    const { from, to } = rangeOf(doc, problem);
    return doc.sliceString(from, to);
  };

  it('a place outside of the text is the nearest in it', () => {
    expect([offsetOf(doc, 1, 5), offsetOf(doc, 2, 99), offsetOf(doc, 99, 1)]).toEqual([4, 28, doc.length]);
  });

  it('a message marks its range, the word at its place, or the character before the end of the line', () => {
    expect(marked(at(2, 3, [2, 9]))).toBe('return');
    expect(marked(at(2, 10))).toBe('tulip');
    expect(marked(at(2, 15))).toBe(';');
    expect(marked(at(2, 16))).toBe(';');
    expect(marked(at(2, 16, [2, 16]))).toBe(';');
    expect(marked(at(3, 1))).toBe('');
  });

  it('an edit changes what stands between its places', () => {
    const edit = { line: 2, column: 10, endLine: 2, endColumn: 15, text: '0' };
    expect(changesOf(doc, [edit])).toEqual([{ from: 22, to: 27, insert: '0' }]);
  });
});
