/** Sixty questions "why does this task not run?", with their answers, over logs written as the engine writes them. */
import { describe, expect, it } from 'vitest';
import { ObjectKind } from '../../web/session/log/format.ts';
import { Teller } from '../../web/session/timeline/tell.ts';
import { why, type Link } from '../../web/session/timeline/why.ts';
import { wordsEn } from '../../web/session/timeline/words.en.ts';
import { wordsKo } from '../../web/session/timeline/words.ko.ts';
import { LogWriter } from '../support/log-writer.ts';
import { historyOf, taskOf } from '../support/read-log.ts';

/** Asks about a task at the moment of the call; the answer is a sentence each link. */
type Ask = (task: number, ...answer: readonly string[]) => void;

const SCENARIOS: Readonly<Record<string, (log: LogWriter, ask: Ask) => void>> = {
  'a sleep'(log, ask) {
    const main = log.task('main', { line: 1 });
    ask(main, '`main` is ready: it is its turn next.');
    log.step(main);
    ask(main, '`main` is running since 0 s, line 1.');
    const nap = log.sleeps(3000, 7);
    ask(main, '`main` has waited for sleep(3 s) since 0 s, line 7.', 'A timer ends that in 3 s.');
    log.loopWaits(3000).pass(1200).loopWoken().print(1);
    ask(main, '`main` has waited for sleep(3 s) since 0 s, line 7.', 'A timer ends that in 1.8 s.');
    log.pass(1800).fires(nap, main);
    ask(main, '`main` is ready: it is its turn next.');
    log.step(main).done(main);
    ask(main, '`main` has returned.');
  },
  'tasks in turn'(log, ask) {
    const [a, b, c] = [log.task('a'), log.task('b'), log.task('c')];
    log.ready(a).ready(b).ready(c).pass(1).step(a);
    ask(b, '`b` is ready: it is its turn next, after `a`.');
    ask(c, '`c` is ready; 1 task comes before it.');
    log.pass(2).yields(4).step(b);
    ask(a, '`a` is ready; 1 task comes before it.');
    ask(b, '`b` is running since 3 ms.');
    log.done(b, 1, 'ValueError: no').step(c).pass(80).print(1);
    ask(b, '`b` has failed: ValueError: no.');
    log.loopWaits();
  },
  'a step that keeps the loop busy'(log, ask) {
    const [slow, quick] = [log.task('slow', { line: 3 }), log.task('quick', { line: 4 })];
    log.ready(slow).ready(quick).step(slow).pass(200).print(1);
    const busy = log.events - 1;
    log.yields(9).step(quick).yields(5).step(slow).waits(0, 10).loopWaits(900);
    ask(
      slow,
      '`slow` has waited for something unknown since 200 ms, line 10.',
      'It goes on when somebody ends that wait.',
    );
    asksAt(ask, busy)(slow, '`slow` is running since 0 s, line 3, and lets nobody else run.');
    asksAt(ask, busy)(quick, '`quick` is ready: it is its turn next, after `slow`.');
  },
  'one of several steps that keeps the loop busy, and nobody knows which'(log, ask) {
    const [slow, quick] = [log.task('slow', { line: 3 }), log.task('quick', { line: 4 })];
    log.step(slow).yields(9).untimedStep(quick).untimedStep(slow, { yielded: true }).pass(200).print(1);
    ask(
      slow,
      '`slow` is running since 0 s, line 9. It, or one of the 2 short steps before it, which were not timed one by one, lets nobody else run.',
    );
    log.loopWaits();
  },
  'a task that waits for a task'(log, ask) {
    const main = log.task('main', { line: 20 });
    const child = log.task('child', { creator: main, line: 21 });
    log.ready(child).step(main).waits(child, 22);
    ask(main, '`main` has waited for `child` since 4 ms, line 22.', '`child` is ready: it is its turn next.');
    log.pass(4).step(child);
    const running = '`child` is running since 4 ms, line 21.';
    ask(main, '`main` has waited for `child` since 4 ms, line 22.', running);
    const fetch = log.object(ObjectKind.FETCH, 'fetch("https://a/b")');
    log.waits(fetch, 12).loopWaits();
    ask(
      main,
      '`main` has waited for `child` since 4 ms, line 22.',
      '`child` has waited for fetch `a/b` since 4 ms, line 12.',
      'That is up to the outside: fetch `a/b`, under way since 4 ms.',
    );
    log.pass(96).loopWoken().resolved(fetch).ready(child).step(child).done(child).ready(main);
    ask(main, '`main` is ready: it is its turn next.');
  },
  'a gathering'(log, ask) {
    const main = log.task('main', { line: 30 });
    const children = [1, 2, 3].map((i) => log.task(`get_flag-${i}`, { creator: main, line: 10 }));
    const [one = 0, two = 0, three = 0] = children;
    for (const child of children) log.ready(child);
    log.step(main);
    const gather = log.object(ObjectKind.GATHER);
    for (const child of children) log.edge(gather, child);
    log.waits(gather, 31);
    ask(
      main,
      '`main` has waited for gather (3 of 3 not done) since 0 s, line 31.',
      '`get_flag-1` is ready: it is its turn next.',
    );
    ask(three, '`get_flag-3` is ready; 2 tasks come before it.');
    log.step(one);
    const nap = log.sleeps(50, 12);
    log.step(two).done(two).step(three).waits(log.object(ObjectKind.EXECUTOR), 13).loopWaits(50);
    ask(
      main,
      '`main` has waited for gather (2 of 3 not done) since 0 s, line 31.',
      '`get_flag-1` has waited for sleep(50 ms) since 0 s, line 12.',
      'A timer ends that in 50 ms.',
    );
    log.pass(50).fires(nap, one).step(one).done(one).loopWaits();
    ask(
      main,
      '`main` has waited for gather (1 of 3 not done) since 0 s, line 31.',
      '`get_flag-3` has waited for a call in a worker since 0 s, line 13.',
      'That is up to the outside: a call in a worker, under way since 0 s.',
    );
    log.step(three).done(three);
    ask(
      main,
      '`main` has waited for gather (0 of 3 not done) since 0 s, line 31.',
      '`main` is ready: it is its turn next.',
    );
    log.step(0).resolved(gather).ready(main);
    ask(main, '`main` is ready: it is its turn next.');
  },
  'a lock'(log, ask) {
    const [a, b, c] = [log.task('a', { line: 2 }), log.task('b', { line: 2 }), log.task('c', { line: 2 })];
    const lock = log.object(ObjectKind.LOCK);
    log.step(a).acquired(lock, a, 5);
    const nap = log.sleeps(1000, 6);
    for (const task of [b, c]) {
      log.step(task);
      const wait = log.object(ObjectKind.LOCK);
      log.edge(wait, lock).waits(wait, 5);
    }
    log.loopWaits(1000);
    const held = [
      '`a` holds a lock, taken at line 5.',
      '`a` has waited for sleep(1 s) since 0 s, line 6.',
      'A timer ends that in 1 s.',
    ];
    ask(b, '`b` has waited for a lock since 0 s, line 5.', ...held);
    ask(c, '`c` has waited for a lock since 0 s, line 5.', ...held);
    log.pass(1000).fires(nap, a).step(a).released(lock, a).ready(b).done(a).step(b).acquired(lock, b, 5);
    ask(a, '`a` has returned.');
    ask(
      c,
      '`c` has waited for a lock since 0 s, line 5.',
      '`b` holds a lock, taken at line 5.',
      '`b` is running since 1 s, line 5.',
    );
  },
  'two locks in opposite order'(log, ask) {
    const [a, b] = [log.task('a'), log.task('b')];
    const [one, two] = [log.object(ObjectKind.LOCK), log.object(ObjectKind.LOCK)];
    const main = log.task('main');
    log.step(main).waits(a, 30);
    log.step(a).acquired(one, a, 10).step(b).acquired(two, b, 20);
    for (const [task, lock, line] of [
      [a, two, 11],
      [b, one, 21],
    ] as const) {
      log.step(task);
      const wait = log.object(ObjectKind.LOCK);
      log.edge(wait, lock).waits(wait, line);
    }
    log.turn(2);
    const [waitsA, waitsB] = [
      '`a` has waited for a lock since 0 s, line 11.',
      '`b` has waited for a lock since 0 s, line 21.',
    ];
    const [heldA, heldB] = ['`a` holds a lock, taken at line 10.', '`b` holds a lock, taken at line 20.'];
    ask(a, waitsA, heldB, waitsB, heldA, 'They wait for each other in a circle: `a` → `b`.');
    ask(b, waitsB, heldA, waitsA, heldB, 'They wait for each other in a circle: `b` → `a`.');
    ask(
      main,
      '`main` has waited for `a` since 0 s, line 30.',
      ...[waitsA, heldB, waitsB, heldA, 'They wait for each other in a circle: `a` → `b`.'],
    );
  },
  'tasks that wait for each other'(log, ask) {
    const [a, b, c] = [log.task('a'), log.task('b'), log.task('c')];
    log.step(a).waits(b, 1).step(b).waits(c, 2).step(c).waits(b, 3).turn(2);
    const circle = [
      '`b` has waited for `c` since 0 s, line 2.',
      '`c` has waited for `b` since 0 s, line 3.',
      'They wait for each other in a circle: `b` → `c`.',
    ];
    ask(a, '`a` has waited for `b` since 0 s, line 1.', ...circle);
    ask(b, ...circle);
    ask(
      c,
      '`c` has waited for `b` since 0 s, line 3.',
      circle[0] ?? '',
      'They wait for each other in a circle: `c` → `b`.',
    );
  },
  'an event that nobody sets'(log, ask) {
    const [a, b] = [log.task('a'), log.task('b')];
    const event = log.object(ObjectKind.EVENT);
    log.ready(b).step(a);
    const wait = log.object(ObjectKind.EVENT);
    log.edge(wait, event).waits(wait, 8);
    const waits = '`a` has waited for an event since 0 s, line 8.';
    ask(a, waits, 'It goes on when some task sets the event.');
    log.step(b).done(b).turn(2);
    ask(
      a,
      waits,
      'Nobody will ever end that wait: every task waits, no timer is set and nothing outside is under way.',
    );
    ask(b, '`b` has returned.');
  },
  'a queue'(log, ask) {
    const [consumer, producer] = [log.task('consumer'), log.task('producer')];
    const queue = log.object(ObjectKind.QUEUE_GET);
    log.step(consumer);
    const get = log.object(ObjectKind.QUEUE_GET);
    log.edge(get, queue).waits(get, 6).step(producer);
    const nap = log.sleeps(10, 15);
    log.loopWaits(10);
    const waits = (time: string): string => `\`consumer\` has waited for an item of a queue since ${time}, line 6.`;
    ask(consumer, waits('0 s'), 'It goes on when some task puts an item into the queue.');
    log.pass(10).fires(nap, producer).step(producer).ready(consumer);
    ask(consumer, '`consumer` is ready: it is its turn next, after `producer`.');
    const full = log.object(ObjectKind.QUEUE_PUT);
    const put = log.object(ObjectKind.QUEUE_PUT);
    log.edge(put, full).waits(put, 16);
    ask(
      producer,
      '`producer` has waited for room in a queue since 10 ms, line 16.',
      'It goes on when some task takes an item out of the queue.',
    );
    const join = log.object(ObjectKind.QUEUE_JOIN);
    log.step(consumer).edge(join, log.object(ObjectKind.QUEUE_JOIN)).waits(join, 7).turn(3);
    ask(
      consumer,
      '`consumer` has waited for a queue to be worked off since 10 ms, line 7.',
      'Nobody will ever end that wait: every task waits, no timer is set and nothing outside is under way.',
    );
  },
  'a semaphore, a condition, a barrier'(log, ask) {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => log.task(name));
    const semaphore = log.object(ObjectKind.SEMAPHORE);
    const wait = (task: number, kind: number, primitive: number, line: number): void => {
      log.step(task);
      const object = log.object(kind);
      log.edge(object, primitive).waits(object, line);
    };
    log
      .step(a ?? 0)
      .acquired(semaphore, a ?? 0, 3)
      .sleeps(40, 4);
    log
      .step(b ?? 0)
      .acquired(semaphore, b ?? 0, 3)
      .sleeps(90, 4);
    wait(c ?? 0, ObjectKind.SEMAPHORE, semaphore, 3);
    wait(d ?? 0, ObjectKind.CONDITION, log.object(ObjectKind.CONDITION), 50);
    wait(e ?? 0, ObjectKind.BARRIER, log.object(ObjectKind.BARRIER), 60);
    log.loopWaits(40);
    ask(
      c ?? 0,
      '`c` has waited for a semaphore since 0 s, line 3.',
      '`b` holds a semaphore, taken at line 3, as does one other.',
      '`b` has waited for sleep(90 ms) since 0 s, line 4.',
      'A timer ends that in 90 ms.',
    );
    ask(
      d ?? 0,
      '`d` has waited for a condition since 0 s, line 50.',
      'It goes on when some task notifies the condition.',
    );
    ask(
      e ?? 0,
      '`e` has waited for the others at a barrier since 0 s, line 60.',
      'It goes on when enough tasks have come to the barrier.',
    );
  },
  'a shield, a wait, a task group, a future'(log, ask) {
    const [a, inner, b, c, d] = ['a', 'inner', 'b', 'c', 'd'].map((name) => log.task(name));
    log.ready(inner ?? 0).step(a ?? 0);
    const shield = log.object(ObjectKind.SHIELD);
    log.edge(shield, inner ?? 0).waits(shield, 4);
    log.step(b ?? 0);
    const first = log.object(ObjectKind.WAIT);
    log
      .edge(first, inner ?? 0)
      .edge(first, a ?? 0)
      .waits(first, 5);
    log.step(c ?? 0);
    const group = log.object(ObjectKind.OTHER, 'TaskGroup with a, inner');
    log
      .edge(group, a ?? 0)
      .edge(group, inner ?? 0)
      .waits(group, 6);
    log.step(d ?? 0).waits(log.object(ObjectKind.FUTURE, 'a Future'), 7);
    const ready = '`inner` is ready: it is its turn next.';
    const shielded = '`a` has waited for shield since 0 s, line 4.';
    ask(a ?? 0, shielded, ready);
    ask(b ?? 0, '`b` has waited for wait (2 of 2 not done) since 0 s, line 5.', ready);
    ask(c ?? 0, '`c` has waited for TaskGroup (2 of 2 not done) since 0 s, line 6.', shielded, ready);
    ask(
      d ?? 0,
      '`d` has waited for a future since 0 s, line 7.',
      'It goes on when some task sets the result of the future.',
    );
  },
  'something outside'(log, ask) {
    const [a, b, c] = [log.task('a'), log.task('b'), log.task('c')];
    log.step(a);
    log.waits(log.operation(ObjectKind.FETCH, 'fetch("https://flags/kr.gif")'), 3);
    log.pass(2).step(b).waits(log.object(ObjectKind.STREAM, 'data from a stream'), 4);
    log.step(c).waits(log.object(ObjectKind.TIMER, '', 500e6), 5);
    log.loopWaits(500);
    ask(
      a,
      '`a` has waited for fetch `flags/kr.gif` since 2 ms, line 3.',
      'That is up to the outside: fetch `flags/kr.gif`, under way since 0 s.',
    );
    ask(
      b,
      '`b` has waited for data from a stream since 2 ms, line 4.',
      'That is up to the outside: data from a stream, under way since 2 ms.',
    );
    ask(c, '`c` has waited for a timer since 2 ms, line 5.', 'A timer ends that in 498 ms.');
  },
  'a cancel that ends its task'(log, ask) {
    const [main, spinner] = [log.task('main', { line: 25 }), log.task('spinner', { line: 26 })];
    log.step(spinner);
    const nap = log.sleeps(100, 10);
    log.loopWaits(100).pass(40).step(main).cancel(spinner, 'enough', 28);
    const asked = '`main` asked `spinner` to end, line 28, with the message “enough”.';
    ask(
      spinner,
      `${asked} It has not received that yet.`,
      '`spinner` has waited for sleep(100 ms) since 0 s, line 10.',
      'A timer ends that in 60 ms.',
    );
    log.ready(spinner).done(main).step(spinner).received(spinner);
    const received = 'The wait for sleep(100 ms), line 10 received it.';
    ask(
      spinner,
      `${asked} ${received} It has caught CancelledError and has not ended yet.`,
      '`spinner` is running since 40 ms, line 10.',
    );
    log.done(spinner, 2);
    ask(spinner, `${asked} ${received} It ended by it.`, '`spinner` was cancelled.');
    expect(nap).toBeGreaterThan(0);
  },
  'a cancel that is swallowed, and one that becomes another error'(log, ask) {
    const [main, deaf, angry] = [log.task('main'), log.task('deaf'), log.task('angry')];
    for (const task of [deaf, angry]) {
      log.step(task);
      log.sleeps(100, 5);
    }
    log.step(main).cancel(deaf).ready(deaf).cancel(angry).ready(angry).waits(deaf, 9);
    log.step(deaf).received(deaf).done(deaf).step(angry).received(angry).done(angry, 1, 'KeyError');
    const received = 'The wait for sleep(100 ms), line 5 received it.';
    ask(
      deaf,
      `\`main\` asked \`deaf\` to end. ${received} It swallowed CancelledError and went on.`,
      '`deaf` has returned.',
    );
    ask(
      angry,
      `\`main\` asked \`angry\` to end. ${received} It ended with another exception instead.`,
      '`angry` has failed: KeyError.',
    );
  },
  'a cancel before the first step'(log, ask) {
    const main = log.task('main');
    log.step(main);
    const child = log.task('child', { creator: main, line: 3 });
    log.ready(child).cancel(child, '', 4);
    ask(
      child,
      '`main` asked `child` to end, line 4. It has not received that yet.',
      '`child` is ready: it is its turn next, after `main`.',
    );
    log.waits(child, 5).step(child).received(child).done(child, 2).ready(main);
    ask(
      child,
      '`main` asked `child` to end, line 4. It had not begun and never will. It ended by it.',
      '`child` was cancelled.',
    );
  },
  'a timeout'(log, ask) {
    const main = log.task('main');
    log.step(main);
    const timeout = log.object(ObjectKind.TIMER, '', 20e6);
    log.sleeps(1000, 12);
    log.loopWaits(20).pass(20).loopWoken().fired(timeout).step(0).cancel(main).ready(main).step(main).received(main);
    const story = 'A timeout asked `main` to end. The wait for sleep(1 s), line 12 received it.';
    ask(
      main,
      `${story} It becomes TimeoutError where the block of the timeout ends.`,
      '`main` is running since 20 ms, line 12.',
    );
    log.sleeps(5, 14);
    log.loopWaits(25);
    ask(main, '`main` has waited for sleep(5 ms) since 20 ms, line 14.', 'A timer ends that in 5 ms.');
    log.pass(5).step(main).done(main, 1, 'TimeoutError');
    ask(main, `${story} It ended with another exception instead.`, '`main` has failed: TimeoutError.');
  },
  'a task that is not there yet'(log, ask) {
    const main = log.task('main');
    log.step(main);
    const early = log.events - 1;
    const late = log.task('late');
    asksAt(ask, early)(late, '`late` has not been created yet.');
    ask(late, '`late` is ready: it is its turn next, after `main`.');
  },
};

interface Question {
  readonly scenario: string;
  readonly log: LogWriter;
  readonly task: number;
  readonly moment: number;
  readonly answer: readonly string[];
}

const askedAt = new WeakMap<Ask, (moment: number) => Ask>();

/** Asks about an earlier moment. */
function asksAt(ask: Ask, moment: number): Ask {
  const at = askedAt.get(ask);
  if (at === undefined) throw new Error('this is no question');
  return at(moment);
}

const questions = Object.entries(SCENARIOS).flatMap(([scenario, write]) => {
  const log = new LogWriter();
  const asked: Question[] = [];
  const at =
    (moment?: number): Ask =>
    (task, ...answer) => {
      asked.push({ scenario, log, task, moment: moment ?? log.events - 1, answer });
    };
  const ask = at();
  askedAt.set(ask, at);
  write(log, ask);
  const history = historyOf(log);
  return asked.map((question) => ({ ...question, history }));
});

describe('why', () => {
  it('is asked sixty times', () => {
    expect(questions.length).toBeGreaterThanOrEqual(60);
  });

  it.each(questions.map((question, i) => [`${i + 1}: ${question.scenario}`, question] as const))(
    '%s',
    (_, { history, task, moment, answer }) => {
      const sentences = new Teller(history, wordsEn).why(taskOf(history, task), moment).map(({ text }) => text);
      expect(sentences).toEqual(answer);
    },
  );

  it('ends each chain with what alone can set the task going', () => {
    const ends: readonly Link['is'][] = [
      ...(['running', 'done', 'next', 'timer', 'outside'] as const),
      ...(['cycle', 'nobody', 'somebody', 'not-there'] as const),
    ];
    const last = questions.map(({ history, task, moment }) => why(history, taskOf(history, task), moment).at(-1)?.is);
    expect(new Set(last)).toEqual(new Set(ends));
  });

  it('says all of it in Korean too', () => {
    for (const { history, task, moment, answer } of questions) {
      const sentences = new Teller(history, wordsKo).why(taskOf(history, task), moment).map(({ text }) => text);
      expect(sentences).toHaveLength(answer.length);
      for (const sentence of sentences) expect(sentence).toMatch(/[가-힣].*\.$/s);
      expect(sentences.join()).not.toMatch(/undefined|\(이\)|\(가\)/);
    }
  });
});
