/** What lessons ask of a reader and of a run, without a page. */
import { describe, expect, it } from 'vitest';
import { compare, contradiction, isDecided, isRight } from '../../web/session/lesson/answer.ts';
import type { Lesson } from '../../web/session/lesson/catalog.ts';
import { checkRun, holdsForGood, type FinishedRun } from '../../web/session/lesson/check.ts';
import { linesOf } from '../../web/session/lesson/output-lines.ts';
import type { Prediction } from '../../web/session/lesson/prediction.ts';
import { Progress } from '../../web/session/lesson/progress.ts';
import { factsOf } from '../../web/session/lesson/run-facts.ts';
import { RunRecord } from '../../web/session/lesson/run-record.ts';
import { Kind, ObjectKind } from '../../web/session/log/format.ts';
import { Timeline } from '../../web/session/timeline/timeline.ts';
import { LogWriter } from '../support/log-writer.ts';

const words = (text: string) => ({ en: text, ko: text });
const asked = { question: words('?'), why: null };

function runOf(output: string, log = new LogWriter(), seconds = 1): FinishedRun {
  return { output, log: [log.take()], seconds };
}

describe('lines of the output', () => {
  it('know their first byte, and a carriage return ends one', () => {
    expect(linesOf('\r| 생각\r       \r  Answer: 42\n\nend')).toEqual([
      { text: '| 생각', byte: 1 },
      { text: 'Answer: 42', byte: 20 },
      { text: 'end', byte: 32 },
    ]);
  });
});

describe('an answer', () => {
  const order: Prediction = { kind: 'order', ...asked, lines: ['b', 'c', 'a'], answer: [2, 0, 1] };
  const duration: Prediction = { kind: 'duration', ...asked, choices: [1.2, 2.7], answer: 0 };
  const choices = ['x', 'y', 'z'].map((line) => ({ text: words(line), line }));
  const prints: Prediction = { kind: 'prints', ...asked, choices, answer: [0, 2] };
  const run = runOf('  a\nx\nb\nz\nc\n');

  it('is right where the build found the same', () => {
    expect(isRight(order, [2, 0, 1], null)).toBe(true);
    expect(isRight(order, [0, 2, 1], null)).toBe(false);
    expect(isRight(duration, [0], null)).toBe(true);
    expect(isRight(duration, [1], null)).toBe(false);
    expect(isRight(duration, [], null)).toBe(false);
    expect(isRight(prints, [2, 0], null)).toBe(true);
    expect(isRight(prints, [0, 1, 2], null)).toBe(false);
    expect(isRight(prints, [], null)).toBe(false);
  });

  it('is found in the very run where the build found none', () => {
    expect(isRight({ ...duration, answer: null }, [1], runOf('', new LogWriter(), 2.6))).toBe(true);
    expect(isRight({ ...duration, answer: null }, [0], runOf('', new LogWriter(), 2.6))).toBe(false);
    expect(isRight({ ...order, answer: null }, [2, 0, 1], run)).toBe(true);
    expect(isRight({ ...prints, answer: null }, [0, 2], run)).toBe(true);
  });

  it('stands beside what the very run did, as far as that shows it', () => {
    expect(compare(order, [0, 2, 1], runOf('b\na\nc\n')).map(({ same }) => same)).toEqual([true, true, true]);
    expect(compare(order, [0, 2, 1], runOf('b\n')).map(({ happened }) => happened)).toEqual([2, 0, 1]);
    expect(compare(prints, [1], run)).toEqual([
      { about: 0, answered: false, happened: true, same: false },
      { about: 1, answered: true, happened: false, same: false },
      { about: 2, answered: false, happened: true, same: false },
    ]);
  });

  it('about what is possible is held against all orders, and contradicted where the very run shows what was held to be impossible', () => {
    const outcomes = [['b', 'a'], ['a', 'b'], ['c']].map((lines) => ({ text: words(''), lines }));
    const possible: Prediction = { kind: 'possible', ...asked, choices: outcomes, answer: [0, 1], orders: 2 };
    const seen = runOf('a\nb\n');
    expect(isRight(possible, [1, 0], seen)).toBe(true);
    expect(isRight(possible, [1], seen)).toBe(false);
    expect(contradiction(possible, [0], seen)).toEqual({ byte: 2 });
    expect(contradiction(possible, [1], seen)).toBeNull();
    expect(contradiction(possible, [0, 1, 2], seen)).toBeNull();
  });

  it('is contradicted by the first line that comes otherwise, or by the end', () => {
    expect(contradiction(order, [2, 1, 0], run)).toEqual({ byte: 6 });
    expect(contradiction(order, [0, 2, 1], run)).toEqual({ byte: 2 });
    expect(contradiction(prints, [0], run)).toEqual({ byte: 8 });
    // Nothing that happened speaks against a line that never comes.
    expect(contradiction(prints, [0, 1, 2], run)).toBe('end');
    expect(contradiction(duration, [1], run)).toBe('end');
  });
});

describe('a check', () => {
  /** Three fetches of which two are under way at once, beside the task `main`, which cancels `worker`. */
  function log(): LogWriter {
    const log = new LogWriter();
    const main = log.task('main');
    const [worker] = [log.task('Task-2', { creator: main }), log.task('other', { creator: main })];
    log.named(worker, 'worker').step(main);
    const first = log.operation(ObjectKind.FETCH, 'fetch("a")');
    const second = log.operation(ObjectKind.FETCH, 'fetch("b")');
    log.pass(100).ended(first).resolved(first);
    const third = log.operation(ObjectKind.FETCH, 'fetch("c")');
    log.pass(100).ended(second).ended(third).cancel(worker).done(worker, 2).pass(50).done(main);
    return log;
  }
  const run = runOf('  one\ntwo\n', log(), 1.5);

  it('holds a run against each thing that is asked for', () => {
    expect(checkRun({}, run)).toEqual({ ok: true, failed: null });
    const all = { prints: ['one', ' two'], neverPrints: ['three'], atLeast: 1.5, atMost: 1.5, cancelled: ['worker'] };
    expect(checkRun({ ...all, atOnce: { of: 'fetch', atMost: 2 } }, run).ok).toBe(true);
    expect(checkRun({ prints: ['one', 'three'] }, run)).toEqual({
      ok: false,
      failed: 'prints',
      wanted: 'three',
      found: null,
      at: null,
      logged: true,
    });
    expect(checkRun({ inOrder: ['one', 'two'] }, run).ok).toBe(true);
    expect(checkRun({ inOrder: ['two', 'one'] }, run)).toMatchObject({ failed: 'inOrder', wanted: 'one' });
    expect(checkRun({ neverPrints: ['two'] }, run)).toMatchObject({ failed: 'neverPrints', wanted: 'two' });
    expect(checkRun({ atLeast: 1.6 }, run)).toMatchObject({ failed: 'atLeast', wanted: 1.6, found: 1.5 });
    expect(checkRun({ atMost: 1.4 }, run)).toMatchObject({ failed: 'atMost', wanted: 1.4, found: 1.5 });
    expect(checkRun({ atOnce: { of: 'fetch', atMost: 1 } }, run)).toMatchObject({ failed: 'atOnce', found: 2 });
    expect(checkRun({ atOnce: { of: 'task', atMost: 1 } }, run)).toMatchObject({ found: 2 });
    expect(checkRun({ atOnce: { of: 'fetch', atLeast: 2 } }, run).ok).toBe(true);
    expect(checkRun({ atOnce: { of: 'fetch', atLeast: 3, atMost: 3 } }, run)).toMatchObject({ wanted: 3, found: 2 });
    expect(checkRun({ cancelled: ['other'] }, run)).toMatchObject({ failed: 'cancelled', wanted: 'other' });
  });

  it('says where in the run it was not so', () => {
    expect(checkRun({ neverPrints: ['three', 'two'] }, run)).toMatchObject({ at: { byte: 6 }, logged: true });
    expect(checkRun({ neverPrints: ['two'] }, { ...run, log: [] })).toMatchObject({ at: { byte: 6 }, logged: false });
    expect(checkRun({ inOrder: ['two', ' one'] }, run)).toMatchObject({ at: { byte: 2 } });
    expect(checkRun({ inOrder: ['one', 'three'] }, run)).toMatchObject({ at: null });
    expect(checkRun({ atLeast: 1.6 }, run)).toMatchObject({ at: 'end' });
    expect(checkRun({ atMost: 1.4 }, run)).toMatchObject({ at: 'end' });
    expect(checkRun({ cancelled: ['other'] }, run)).toMatchObject({ at: null });
  });

  it('says by which event, as the timeline counts them, most were under way', () => {
    const timeline = new Timeline();
    run.log.forEach((piece) => {
      timeline.push(piece);
    });
    const started = Array.from({ length: timeline.history.events.end }, (_, event) => event).filter(
      (event) => timeline.history.events.kind(event) === Kind.OPERATION_STARTED,
    );
    expect(started).toHaveLength(3);
    expect(checkRun({ atOnce: { of: 'fetch', atMost: 1 } }, run)).toMatchObject({ at: { event: started[1] } });
    expect(checkRun({ atOnce: { of: 'sleep', atLeast: 1 } }, run)).toMatchObject({ at: null });
  });

  it('does not count what the log has no name for', () => {
    expect(() => checkRun({ atOnce: { of: 'fish', atMost: 1 } }, run)).toThrow('no fish');
  });

  it('takes the time from the log', () => {
    expect(factsOf([log().take()]).seconds).toBeCloseTo(0.25);
  });
});

describe('the record of a run', () => {
  const says = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    ({ type: 'program', event: { type: 'output', stream, text } }) as const;

  it('has what was printed last, and nothing of what went before', () => {
    const record = new RunRecord();
    record.hear({ type: 'begin' });
    record.hear(says('old'));
    record.hear({ type: 'begin' });
    record.hear(says('new '));
    record.hear(says('error', 'stderr'));
    record.hear(says('text'));
    expect(record.run).toMatchObject({ output: 'new text', seconds: 0 });
    record.hear({ type: 'program', event: { type: 'restarted' } });
    record.hear(says('again'));
    expect(record.run?.output).toBe('again');
  });

  it('says of a run that was cut, and of one that says too much, nothing', () => {
    const record = new RunRecord();
    record.hear({ type: 'program', event: { type: 'skipped', bytes: 7 } });
    record.hear(says('rest'));
    expect(record.run).toBeNull();
    record.hear({ type: 'begin' });
    for (let i = 0; i < 9; i++) record.hear(says('x'.repeat(1_000_000)));
    expect(record.run).toBeNull();
  });
});

describe('a run that goes on', () => {
  const asks = (kind: 'order' | 'prints'): Prediction =>
    kind === 'order'
      ? { kind: 'order', ...asked, lines: ['b', 'a'], answer: null }
      : {
          kind: 'prints',
          ...asked,
          choices: ['a', 'b', 'c'].map((line) => ({ text: words(line), line })),
          answer: [0, 2],
        };

  it('has decided a question once all that it is about was printed', () => {
    expect(isDecided(asks('order'), '  a\n')).toBe(false);
    expect(isDecided(asks('order'), '  a\nb\n')).toBe(true);
    expect(isDecided(asks('prints'), 'a\nb\n')).toBe(false);
    expect(isDecided(asks('prints'), 'a\nc\n')).toBe(true);
  });

  it('has decided no question whose answer only its end knows', () => {
    expect(isDecided({ kind: 'duration', ...asked, choices: [1, 2], answer: 0 }, 'a\n')).toBe(false);
    expect(isDecided({ kind: 'prints', ...asked, choices: [], answer: null }, 'a\n')).toBe(false);
  });

  it('does a change for good where nothing is forbidden that it could still do', () => {
    expect(holdsForGood({ prints: ['a'], inOrder: ['a', 'b'], atLeast: 2, cancelled: ['t'] })).toBe(true);
    expect(holdsForGood({ prints: ['a'], neverPrints: ['b'] })).toBe(false);
    expect(holdsForGood({ atMost: 2 })).toBe(false);
    expect(holdsForGood({ atOnce: { of: 'fetch', atMost: 2 } })).toBe(false);
    expect(holdsForGood({ atOnce: { of: 'fetch', atLeast: 2 } })).toBe(true);
  });
});

describe('progress', () => {
  function storeOf(entries = new Map<string, string>()) {
    return {
      entries,
      get: (key: string) => entries.get(key) ?? null,
      set: (key: string, value: string) => entries.set(key, value) === entries,
      remove: (key: string) => void entries.delete(key),
      keys: (prefix: string) => [...entries.keys()].filter((key) => key.startsWith(prefix)),
      watch: () => undefined,
    };
  }
  const tries = ['one', 'two'].map((name) => ({ name, task: words(''), hint: null, solution: '', check: {} }));
  const predict: Prediction = { kind: 'duration', ...asked, choices: [1, 2], answer: 0 };
  const lesson = { id: 'spinner', predict, tries } as unknown as Lesson;

  it('is done once everything is, and outlives the page', () => {
    const store = storeOf();
    const progress = new Progress(store);
    progress.try(lesson, 'one');
    progress.answer(lesson);
    progress.chooseText('spinner', false);
    expect(new Progress(store).of('spinner')).toMatchObject({
      answered: true,
      tries: ['one'],
      done: false,
      text: false,
    });
    progress.try(lesson, 'two');
    progress.try(lesson, 'two');
    expect(new Progress(store).of('spinner')).toMatchObject({ tries: ['one', 'two'], done: true });
  });

  it('is forgotten on demand, and nothing else is', () => {
    const store = storeOf(new Map([['tulip.language', 'ko']]));
    const progress = new Progress(store);
    let changes = 0;
    progress.changes.subscribe(() => changes++);
    progress.visit('spinner');
    progress.forgetAll();
    expect([...store.entries.keys()]).toEqual(['tulip.language']);
    expect(progress.of('spinner').visited).toBe(false);
    expect(changes).toBe(2);
  });

  it('reads what somebody else wrote as nothing', () => {
    const store = storeOf(
      new Map([
        ['tulip.lesson.a', 'no JSON'],
        ['tulip.lesson.b', '{"tries": [7, "x"], "done": "yes"}'],
        ['tulip.lesson.c', 'null'],
      ]),
    );
    const progress = new Progress(store);
    expect(progress.of('a')).toMatchObject({ visited: false, tries: [] });
    expect(progress.of('b')).toMatchObject({ tries: ['x'], done: false });
    expect(progress.of('c').visited).toBe(false);
  });
});
