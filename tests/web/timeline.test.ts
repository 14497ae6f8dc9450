import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kind, ObjectKind } from '../../web/session/log/format.ts';
import { causeOf, wakerOf } from '../../web/session/timeline/causes.ts';
import { Lanes } from '../../web/session/timeline/lanes.ts';
import { holdersOf } from '../../web/session/timeline/locks.ts';
import { duration, shortFunction } from '../../web/session/timeline/naming.ts';
import { bytesAt, momentOfByte } from '../../web/session/timeline/output-moments.ts';
import { barOfTask, barOfThread, stretchesOf, type Stretch } from '../../web/session/timeline/stretches.ts';
import type { History } from '../../web/session/timeline/history.ts';
import { State } from '../../web/session/timeline/task.ts';
import { Teller } from '../../web/session/timeline/tell.ts';
import type { Thread } from '../../web/session/timeline/threads.ts';
import { Timeline } from '../../web/session/timeline/timeline.ts';
import { traceOf } from '../../web/session/timeline/trace-export.ts';
import { treeOfWaits } from '../../web/session/timeline/tree.ts';
import { Viewport } from '../../web/session/timeline/viewport.ts';
import { wordsEn } from '../../web/session/timeline/words.en.ts';
import { wordsKo } from '../../web/session/timeline/words.ko.ts';
import type { TimelineWords } from '../../web/session/timeline/words.ts';
import { LogWriter } from '../support/log-writer.ts';
import { historyOf, taskOf } from '../support/read-log.ts';

/** `main` at line 30 gathers tasks of line 10, which fetch. */
function flags(log: LogWriter, count: number): { main: number; children: number[]; fetches: number[] } {
  const main = log.task('main', { line: 30 });
  log.ready(main).step(main);
  const children = Array.from({ length: count }, (_, i) => log.task(`get_flag-${i}`, { creator: main, line: 10 }));
  for (const child of children) log.ready(child);
  const gather = log.object(ObjectKind.GATHER);
  for (const child of children) log.edge(gather, child);
  log.waits(gather, 31);
  const fetches = children.map((child) => {
    log.step(child);
    const fetch = log.operation(ObjectKind.FETCH, 'fetch("https://flags/kr.gif")');
    log.waits(fetch, 12, 'get_flag');
    return fetch;
  });
  return { main, children, fetches };
}

describe('a history', () => {
  it('knows the state of a task at every moment', () => {
    const log = new LogWriter();
    const task = log.task('t', { line: 3 });
    const at = [log.events];
    log.ready(task);
    at.push(log.events);
    log.pass(1).step(task);
    at.push(log.events);
    const timer = log.sleeps(100, 7);
    at.push(log.events);
    log.loopWaits(101).pass(100).loopWoken().fires(timer, task).step(task);
    log.yields(8);
    at.push(log.events);
    log.step(task).done(task, 1, 'ValueError: no');
    const history = historyOf(log);
    const states = [...at, log.events].map((events) => history.at(taskOf(history, task), events - 1));
    expect(states.map(({ state }) => state)).toEqual([
      State.CREATED,
      State.READY,
      State.RUNNING,
      State.WAITING,
      State.READY,
      State.DONE,
    ]);
    expect(states[3]).toMatchObject({ object: timer, since: 1e6 });
    expect(states.map(({ site }) => history.site(site)?.line)).toEqual([3, 3, 3, 7, 8, undefined]);
  });

  it('lets a task wait until the outside has answered, not until the loop began to wait for that', () => {
    const log = new LogWriter();
    const task = log.task('t');
    log.step(task);
    const fetch = log.object(ObjectKind.FETCH);
    // The engine looks at the clock when the loop wakes, after the answer has been taken in.
    log.waits(fetch, 3).loopWaits().resolved(fetch).ready(task).pass(70).loopWoken().step(task);
    const history = historyOf(log);
    const ready = taskOf(history, task).events.find((event) => history.events.kind(event) === Kind.READY) ?? -1;
    expect(history.events.time(ready)).toBe(70e6);
    expect(causeOf(history, ready).by).not.toBe('task');
  });

  it('counts steps and finds them again', () => {
    const log = new LogWriter();
    const task = log.task('t');
    for (let i = 0; i < 5; i++) log.ready(task).step(task).yields();
    const history = historyOf(log);
    expect(history.stepAt(history.last)).toBe(5);
    expect(history.stepAt(0)).toBe(0);
    const third = history.eventOfStep(3) ?? -1;
    expect(history.events.kind(third)).toBe(Kind.STEP);
    expect(history.stepAt(third)).toBe(3);
  });

  it('marks steps that keep the loop busy', () => {
    const log = new LogWriter();
    const slow = log.task('slow', { line: 4 });
    const quick = log.task('quick');
    log.step(slow).pass(50).yields(5).step(quick).pass(10).yields().step(slow).pass(51).yields(6).loopWaits();
    const history = historyOf(log);
    expect(history.blocking.map((step) => history.stepAt(step))).toEqual([3]);
    expect(history.lengthOfStep(history.blocking[0] ?? 0)).toBe(51e6);
  });

  it('tells who woke a task: a task, a timer, an operation, the last of those gathered', () => {
    const log = new LogWriter();
    const { main, children, fetches } = flags(log, 2);
    const [first = 0, second = 0] = children;
    log
      .loopWaits()
      .pass(5)
      .loopWoken()
      .ended(fetches[0] ?? 0)
      .step(0)
      .ready(first);
    const byOperation = log.events - 1;
    log
      .step(first)
      .done(first)
      .ended(fetches[1] ?? 0)
      .step(0)
      .ready(second)
      .step(second)
      .done(second);
    log.step(0).ready(main);
    const byGather = log.events - 1;
    log.step(main);
    const other = log.task('other');
    log.ready(other);
    const byTask = log.events - 1;
    const timer = log.sleeps(5);
    log.loopWaits(10).pass(5).fires(timer, main);
    const byTimer = log.events - 1;
    const history = historyOf(log);
    expect(causeOf(history, byOperation)).toEqual({ by: 'operation', object: fetches[0] });
    expect(causeOf(history, byTask)).toMatchObject({ by: 'task', task: { number: main } });
    expect(causeOf(history, byTimer)).toEqual({ by: 'timer', object: timer });
    expect(wakerOf(history, taskOf(history, main), byGather)?.number).toBe(second);
  });

  it('finds the moment that printed a byte', () => {
    const log = new LogWriter();
    const task = log.task('t');
    log.step(task).print(5).print(2, 2).print(7).yields();
    const history = historyOf(log);
    expect([0, 4, 5, 11, 12].map((byte) => momentOfByte(history, 1, byte))).toEqual([2, 2, 4, 4, null]);
    expect(momentOfByte(history, 2, 1)).toBe(3);
    expect([1, 2, 3, 4].map((moment) => bytesAt(history, 1, moment))).toEqual([0, 5, 5, 12]);
  });

  it('forgets the oldest events, says so, and knows what was alive', () => {
    const log = new LogWriter();
    const holder = log.task('holder', { line: 2 });
    const lock = log.object(ObjectKind.LOCK, 'Lock');
    log.step(holder).acquired(lock, holder, 5);
    const nap = log.sleeps(1e6, 6);
    const waiter = log.task('waiter', { line: 3 });
    log.step(waiter);
    const wait = log.object(ObjectKind.LOCK);
    log.edge(wait, lock).waits(wait, 9).print(10);
    const busy = log.task('busy');
    for (let i = 0; i < 500; i++) log.step(busy).pass(1).yields(20);
    const history = historyOf(log, 100);
    expect(history.events.first).toBeGreaterThan(800);
    expect(history.events.end - history.events.first).toBeLessThanOrEqual(100);
    expect(history.events.end).toBe(log.events);
    expect(history.stepAt(history.last)).toBe(502);
    expect(history.tasks.map(({ name }) => history.names.text(name))).toEqual(['holder', 'waiter', 'busy']);
    expect(history.at(taskOf(history, holder), history.last)).toMatchObject({ state: State.WAITING, object: nap });
    expect(holdersOf(history, lock, history.last)).toMatchObject([{ task: holder }]);
    const teller = new Teller(history, wordsEn);
    expect(teller.why(taskOf(history, waiter), history.last).map(({ text }) => text)).toEqual([
      '`waiter` has waited for a lock since 0 s, line 9.',
      '`holder` holds a lock, taken at line 5.',
      '`holder` has waited for sleep(1000 s) since 0 s, line 6.',
      'A timer ends that in 1000 s.',
    ]);
  });

  it('answers for a thousand tasks at once, however much has happened', () => {
    const timeline = new Timeline();
    const log = new LogWriter();
    const tasks = Array.from({ length: 1000 }, (_, i) => log.task(`t-${i}`, { line: 1 }));
    for (let event = 0; event < 60; event++) for (const task of tasks) log.pass(0.001).step(task).yields(2).ready(task);
    timeline.push(log.take());
    const { history } = timeline;
    expect(history.events.end - history.events.first).toBe(181_000);
    const begun = performance.now();
    const ready = history.tasks.filter((task) => history.at(task, 90_000).state === State.READY);
    expect(performance.now() - begun).toBeLessThan(50);
    expect(ready.length).toBeGreaterThan(990);
  });
});

describe('lanes', () => {
  it('fold by where tasks were created, when there are many', () => {
    const log = new LogWriter();
    flags(log, 20);
    const history = historyOf(log);
    const lanes = new Lanes();
    lanes.update(history);
    expect(lanes.all.map((lane) => lane.kind)).toEqual(['task', 'group', 'thread']);
    const teller = new Teller(history, wordsEn);
    const group = taskOf(history, 2).group;
    expect(teller.group(group, history.last)).toBe('`get_flag` at line 10, 20 tasks: 20 waiting for fetch');
    lanes.toggle(group);
    lanes.update(history);
    expect(lanes.all).toHaveLength(23);
    expect(new Teller(history, wordsKo).group(group, history.last)).toBe(
      '10행의 `get_flag`, 태스크 20개: fetch 대기 중 20',
    );
  });

  it('stay open where they are few', () => {
    const log = new LogWriter();
    flags(log, 11);
    const lanes = new Lanes();
    lanes.update(historyOf(log));
    expect(lanes.all.every((lane) => lane.kind !== 'group')).toBe(true);
  });

  it('draw no more stretches than there are pixels, and leave out no state that is wide enough', () => {
    const log = new LogWriter();
    const task = log.task('t');
    for (let i = 0; i < 5000; i++) log.ready(task).step(task).pass(0.01).yields();
    log.step(task);
    const nap = log.sleeps(100);
    log.loopWaits(200).pass(100).fires(nap, task);
    const history = historyOf(log);
    const view = new Viewport(history);
    view.width = 400;
    view.showAll();
    const stretches: Stretch[] = [];
    const bar = barOfTask(history, taskOf(history, task));
    stretchesOf(bar, view, 1, history.last, (stretch) => stretches.push({ ...stretch }));
    expect(stretches.length).toBeLessThan(410);
    const nap_ = stretches.find(({ state }) => state === State.WAITING);
    expect(nap_?.from).toBeCloseTo(view.x(history.last) / 3, -1);
    for (const [i, { from }] of stretches.entries())
      expect(from).toBeGreaterThanOrEqual((stretches[i - 1]?.from ?? -1) - 1e-6);
  });
});

describe('the threads', () => {
  /** Three calls handed over at 1 ms, two by a task and one by another, which end at 5, 7 and 9 ms, while the loop waits. */
  function threeCalls(): LogWriter {
    const log = new LogWriter();
    const [main, other] = [log.task('main'), log.task('other')];
    const call = (): number => log.operation(ObjectKind.EXECUTOR, 'a call in an executor');
    log.step(main).pass(1);
    const calls = [call(), call()];
    log.waits(calls[0] ?? 0).step(other);
    calls.push(call());
    const gather = log.object(ObjectKind.GATHER);
    log.waits(gather).loopWaits().pass(4);
    for (const call of calls) log.loopWoken().ended(call).step(0).pass(1).loopWaits().pass(1);
    return log;
  }
  const stretches = (history: History, thread: Thread): string[] => {
    const { events } = history;
    const ms = (event: number): string => String((events.time(event) - events.time(events.first)) / 1e6);
    const told = thread.events.map((event, i) => `${ms(event)}: ${String(thread.doing(i))}`);
    return [String(thread.worker), ...told];
  };

  it('are the loop, which does one thing at a time, and as many workers as calls are made at once', () => {
    const log = threeCalls();
    const history = historyOf(log);
    const [loop, ...workers] = history.threads;
    // Two tasks, then nothing; the ends of the calls are taken in by callbacks.
    expect(loop && stretches(history, loop)).toEqual([
      '0',
      '0: 1',
      '1: 2',
      '1: 0',
      '5: -1',
      '6: 0',
      '7: -1',
      '8: 0',
      '9: -1',
      '10: 0',
    ]);
    expect(workers.map((worker) => stretches(history, worker))).toEqual([
      ['1', '1: 1', '5: 0'],
      ['2', '1: 1', '7: 0'],
      ['3', '1: 2', '9: 0'],
    ]);
  });

  it('let a call wait where there are no more workers, also past the horizon', () => {
    const log = threeCalls();
    const timeline = new Timeline(undefined, 2);
    timeline.push(log.take());
    const { history } = timeline;
    expect(history.threads.slice(1).map((worker) => stretches(history, worker))).toEqual([
      ['1', '1: 1', '5: 2', '9: 0'],
      ['2', '1: 1', '7: 0'],
    ]);
    const few = new Timeline(24, 2);
    const other = threeCalls();
    const idler = other.task('idler');
    for (let i = 0; i < 30; i++) other.step(idler).yields();
    few.push(other.take());
    expect(few.history.before.events).toBeGreaterThan(0);
    expect(few.history.threads.map(({ worker }) => worker)).toEqual([0, 1, 2]);
  });

  it('are as many as the executors of the program have', () => {
    const one = 65_536 + 1;
    const two = 2 * 65_536 + 2;
    const log = new LogWriter();
    const main = log.task('main');
    const call = (executor: number): number => log.operation(ObjectKind.EXECUTOR, 'a call in an executor', executor);
    log.step(main);
    const [first, second] = [call(one), call(one)];
    log.waits(first).loopWaits().pass(4).loopWoken().ended(first).step(main).pass(1);
    // The other executor's calls do not wait for those of the first, but the third of them waits for its own.
    const others = [call(two), call(two), call(two)];
    log.waits(second).loopWaits().pass(2).loopWoken();
    for (const ended of [others[0] ?? 0, second]) log.ended(ended);
    const timeline = new Timeline(undefined, 4);
    timeline.push(log.take());
    const { history } = timeline;
    expect(history.threads.slice(1).map((worker) => stretches(history, worker))).toEqual([
      ['1', '0: 1', '4: 1', '7: 0'],
      ['2', '5: 1', '7: 1'],
      ['3', '5: 1'],
    ]);
  });

  it('are told of in words, in both languages, and drawn', () => {
    const log = threeCalls();
    const history = historyOf(log);
    const told = (words: TimelineWords): string[] => {
      const teller = new Teller(history, words);
      const moment = history.events.end - 8;
      return history.threads.map((thread) => `${teller.thread(thread)}: ${teller.doing(thread, moment)}`);
    };
    expect(told(wordsEn)).toEqual([
      'the loop: waiting: no task is ready, since 6 ms',
      'worker 1: free, since 5 ms',
      'worker 2: making a call of `main`, since 1 ms',
      'worker 3: making a call of `other`, since 1 ms',
    ]);
    expect(told(wordsKo).slice(0, 3)).toEqual([
      '루프: 6 ms부터 준비된 태스크가 없어 대기 중',
      '워커 1: 5 ms부터 쉬는 중',
      '워커 2: 1 ms부터 `main`의 호출을 처리하는 중',
    ]);
    const view = new Viewport(history);
    view.width = 400;
    view.showAll();
    const drawn: number[] = [];
    const [, worker] = history.threads;
    if (worker !== undefined) stretchesOf(barOfThread(worker), view, 1, history.last, ({ state }) => drawn.push(state));
    expect(drawn).toEqual([State.NONE, State.RUNNING, State.NONE]);
  });
});

describe('the viewport', () => {
  it('keeps what is under the pointer there while it zooms, and never leaves the history', () => {
    const log = new LogWriter();
    const task = log.task('t');
    for (let i = 0; i < 50; i++) log.pass(1).step(task).yields();
    const history = historyOf(log);
    const action = fc.oneof(
      fc.record({ zoom: fc.double({ min: 0.2, max: 5, noNaN: true }), x: fc.nat({ max: 500 }) }),
      fc.record({ pan: fc.integer({ min: -900, max: 900 }) }),
    );
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const view = new Viewport(history);
        view.width = 500;
        view.showAll();
        for (const step of actions) {
          if ('pan' in step) view.pan(step.pan);
          else view.zoom(step.zoom, step.x);
          expect(view.from).toBeGreaterThanOrEqual(0);
          expect(view.to).toBeGreaterThan(view.from);
          expect(view.to).toBeLessThanOrEqual(history.now * 1.1);
        }
      }),
    );
  });
});

describe('the tree of waits', () => {
  it('is linear where tasks are shared: a diamond of 36 tasks', () => {
    const log = new LogWriter();
    // CPython issue 156860: 18 layers of two, each of which gathers both of the next.
    const layers = Array.from({ length: 18 }, (_, i) => [
      log.task(`a${i}`, { line: 1 }),
      log.task(`b${i}`, { line: 1 }),
    ]);
    let edges = 0;
    for (const [i, layer] of layers.entries())
      for (const task of layer) {
        log.step(task);
        const below = layers[i + 1];
        if (below === undefined) {
          log.sleeps(1000, 3);
          continue;
        }
        const gather = log.object(ObjectKind.GATHER);
        for (const child of below) log.edge(gather, child);
        edges += 2;
        log.waits(gather, 2);
      }
    const history = historyOf(log);
    const lines = treeOfWaits(history, new Teller(history, wordsEn), wordsEn, history.last);
    expect(lines.length).toBeLessThanOrEqual(36 + edges);
    expect(lines.slice(0, 3)).toEqual([
      'a0  waiting: gather (2 of 2 not done), line 2',
      '  a1  waiting: gather (2 of 2 not done), line 2',
      '    a2  waiting: gather (2 of 2 not done), line 2',
    ]);
    expect(lines.filter((line) => line.endsWith('(see above)'))).toHaveLength(34);
    for (const name of layers.flatMap((_, i) => [`a${i}`, `b${i}`]))
      expect(lines.filter((line) => line.trim().startsWith(`${name}  `))).toHaveLength(1);
  });

  it('takes 10,000 tasks in a chain, and a circle', () => {
    const log = new LogWriter();
    const tasks = Array.from({ length: 10_000 }, (_, i) => log.task(`t${i}`));
    for (const [i, task] of tasks.entries()) log.step(task).waits(tasks[(i + 1) % tasks.length] ?? 0);
    const history = historyOf(log);
    const lines = treeOfWaits(history, new Teller(history, wordsEn), wordsEn, history.last);
    expect(lines).toHaveLength(10_001);
    expect(lines.at(-1)).toContain('t0 (see above)');
  });
});

describe('the exported trace', () => {
  it('is JSON with a thread for each task and an arrow for each wake-up', () => {
    const log = new LogWriter();
    const { main, children } = flags(log, 2);
    for (const child of children) log.step(child).done(child);
    log.cancel(main, '', 40).received(main);
    const history = historyOf(log);
    const trace = JSON.parse([...traceOf(history)].join('')) as { traceEvents: Record<string, unknown>[] };
    const named = (name: string): unknown[] => trace.traceEvents.filter((event) => event.name === name);
    expect(named('thread_name')).toHaveLength(3);
    expect(named('waits for fetch("https://flags/kr.gif")')).toHaveLength(2);
    expect(named('wakes').length % 2).toBe(0);
    expect(named('wakes').length).toBeGreaterThan(0);
    expect(named('is asked to cancel')).toMatchObject([{ tid: main, ph: 'i' }]);
  });
});

describe('names', () => {
  it.each([
    ['auto main()::(anonymous class)::operator()() const', 'main'],
    ['std::string get_flag(std::string_view)', 'get_flag'],
    ['T twice(T) [T = int]', 'twice'],
    ['main', 'main'],
    ['', ''],
  ])('%s is %s', (pretty, short) => {
    expect(shortFunction(pretty)).toBe(short);
  });

  it.each([
    [0, '0 s'],
    [999, '0.999 µs'],
    [1_234_567, '1.23 ms'],
    [999_600_000, '1 s'],
    [3.2e9, '3.2 s'],
  ])('%d ns is %s', (ns, text) => {
    expect(duration(ns)).toBe(text);
  });

  it('tells neighbouring times apart, however close they are', () => {
    const texts = [0, 2_000, 4_000, 6_000].map((past) => duration(5_400_000 + past, 2_000));
    expect(texts).toEqual(['5.4 ms', '5.402 ms', '5.404 ms', '5.406 ms']);
    expect(duration(0, 2_000)).toBe('0 s');
    expect(duration(3e9, 1e9)).toBe('3 s');
  });
});
