import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kind, ObjectKind } from '../../web/session/log/format.ts';
import { LogReader, MAX_STRING, type RecordSink } from '../../web/session/log/reader.ts';
import { LogQueue, MAX_PIECES, MAX_WAITING } from '../../web/session/timeline/log-queue.ts';
import { momentOfByte } from '../../web/session/timeline/output-moments.ts';
import { Timeline } from '../../web/session/timeline/timeline.ts';
import { LogWriter } from '../support/log-writer.ts';

class Heard implements RecordSink {
  readonly all: unknown[] = [];
  string(...record: unknown[]): void {
    this.all.push(['string', ...record]);
  }
  site(...record: unknown[]): void {
    this.all.push(['site', ...record]);
  }
  event(...record: unknown[]): void {
    this.all.push(['event', ...record]);
  }
}

function read(...pieces: readonly Uint8Array[]): { heard: unknown[]; reader: LogReader } {
  const heard = new Heard();
  const reader = new LogReader(heard);
  for (const piece of pieces) reader.push(piece);
  return { heard: heard.all, reader };
}

function smallLog(): Uint8Array {
  const log = new LogWriter();
  const task = log.task('나비🦋', { line: 12, of: 'main' });
  log
    .pass(5000)
    .step(task)
    .object(ObjectKind.TIMER, 'timeout', 2 ** 40 + 7);
  log.print(3).done(task, 1, 'TimeoutError');
  return log.take();
}

/** An iteration in which tasks run and give way, and the beginning of the next. */
function roundsOf(...tasks: number[]): LogWriter {
  const log = new LogWriter().turn(1);
  for (const task of tasks) log.step(task).yields(7);
  return log.turn(2);
}

function eventsOf(log: Uint8Array): unknown[][] {
  return (read(log).heard as unknown[][]).filter(([type]) => type === 'event');
}

describe('the reader of event logs', () => {
  it('takes names, sites, times beyond 24 bits and values beyond 32', () => {
    expect(read(smallLog()).heard).toEqual([
      ['string', 1, '/main.cpp'],
      ['string', 2, 'main'],
      ['site', 1, 1, 2, 12, 3],
      ['string', 3, '나비🦋'],
      ['event', Kind.TASK_CREATED, 0, 1, 0, 1, 3],
      ['event', Kind.STEP, 5e9, 1, 0, 0, 0],
      ['string', 4, 'timeout'],
      ['event', Kind.OBJECT, 5e9, 2, ObjectKind.TIMER, 4, 2 ** 40 + 7],
      ['event', Kind.PRINT, 5e9, 1, 3, 0, 0],
      ['string', 5, 'TimeoutError'],
      ['event', Kind.DONE, 5e9, 1, 1, 5, 0],
    ]);
  });

  it('takes a step without a time, and one before which a task gave way where the last one did', () => {
    const log = new LogWriter();
    log.step(1).yields(7).pass(3).step(2).untimedStep(1, { yielded: true }).untimedStep(0);
    const events = read(log.take()).heard.filter((each) => (each as unknown[])[0] === 'event');
    expect(events).toEqual([
      ['event', Kind.STEP, 0, 1, 0, 0, 0],
      ['event', Kind.YIELDS, 0, 1, 0, 0, 0],
      ['event', Kind.STEP, 3e6, 2, 0, 0, 0],
      ['event', Kind.YIELDS, 3e6, 1, 0, 0, 0],
      ['event', Kind.STEP, 3e6, 1, 1, 0, 0],
      ['event', Kind.STEP, 3e6, 0, 1, 0, 0],
    ]);
  });

  it('takes steps that are counted in the order of the iteration before, and the iterations between them', () => {
    const log = roundsOf(1, 2, 3).steps(7).pass(2).step(2);
    const events = eventsOf(log.take()).slice(7);
    const [turn, step, late] = [Kind.TURN, Kind.STEP, 2e6];
    expect(events.filter(([, kind]) => kind !== Kind.YIELDS)).toEqual([
      ['event', turn, 0, 2, 0, 0, 0],
      ...[1, 2, 3].map((task) => ['event', step, 0, task, 1, 0, 0]),
      ['event', turn, 0, 3, 0, 0, 0],
      ...[1, 2, 3].map((task) => ['event', step, 0, task, 1, 0, 0]),
      ['event', turn, 0, 4, 0, 0, 0],
      ['event', step, 0, 1, 1, 0, 0],
      ['event', step, late, 2, 0, 0, 0],
    ]);
    expect(events.filter(([, kind]) => kind === Kind.YIELDS)).toHaveLength(6);
  });

  it('tells steps that are counted in a pause once, though they are said again', () => {
    const rounds = (): LogWriter => roundsOf(1, 2);
    const paused = rounds().steps(2, { again: true }).steps(3, { again: true }).steps(5).step(0);
    expect(eventsOf(paused.take())).toEqual(eventsOf(rounds().steps(5).step(0).take()));
  });

  it('does not believe a count of steps that the engine never writes', () => {
    expect(read(roundsOf(1).steps(512).take()).reader.problem).toEqual({ type: 'too-many-steps', steps: 512 });
  });

  it('reads the same however the bytes are cut', () => {
    const log = smallLog();
    const whole = read(log).heard;
    const cuts = fc.array(fc.nat({ max: log.length }), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, (at) => {
        const ends = [0, ...at.toSorted((a, b) => a - b), log.length];
        const pieces = ends.slice(1).map((end, i) => log.subarray(ends[i], end));
        expect(read(...pieces).heard).toEqual(whole);
      }),
    );
  });

  it('passes over what there is no time for, and loses no name, no task and no count', () => {
    const log = new LogWriter();
    const busy = log.task('busy', { line: 3 });
    for (let i = 0; i < 100; i++) log.pass(1).ready(busy).step(busy).print(2).yields();
    const other = log.task('other');
    const skimmed = log.take();
    log.step(other).done(busy);
    const timeline = new Timeline();
    timeline.skim(skimmed);
    timeline.push(log.take());
    const { history } = timeline;
    expect(history.lost).toBe(300);
    expect(history.tasks.map(({ name }) => history.names.text(name))).toEqual(['busy', 'other']);
    expect(history.stepAt(history.last)).toBe(101);
    expect(history.runningAt(history.last)?.number).toBe(other);
    expect(momentOfByte(history, 1, 199)).not.toBeNull();
    expect(history.now).toBe(100e6);
  });

  it('lets the oldest pieces go when too many wait', () => {
    const piece = (): Uint8Array => {
      const log = new LogWriter();
      for (let i = 0; i < 5000; i++) log.step(1);
      return log.take();
    };
    const queue = new LogQueue();
    const one = piece();
    const count = Math.ceil(MAX_WAITING / one.length) + 3;
    for (let i = 0; i < count; i++) queue.push(one);
    const timeline = new Timeline();
    queue.read(timeline, () => timeline.history.steps.length >= 5 * 5000);
    expect(timeline.history.lost).toBe(3 * 5000);
    expect(timeline.history.stepAt(timeline.history.last)).toBe(5 * 5000);
    expect(queue.waits).toBe(true);
  });

  it('lets the oldest pieces go when they are many, however small', () => {
    const queue = new LogQueue();
    const step = new LogWriter().step(1).take();
    for (let i = 0; i < MAX_PIECES + 3; i++) queue.push(step);
    const timeline = new Timeline();
    queue.read(timeline, () => false);
    expect(timeline.history.lost).toBe(3);
    expect(timeline.history.stepAt(timeline.history.last)).toBe(MAX_PIECES + 3);
    expect(queue.waits).toBe(false);
  });

  it('stops at a record that it does not know, and says so', () => {
    const log = smallLog();
    const { heard, reader } = read(log, Uint8Array.of(63, 0, 0, 0), log);
    expect(reader.problem).toEqual({ type: 'unknown-record', kind: 63 });
    expect(heard).toEqual(read(log).heard);
  });

  it('does not believe the length of a string', () => {
    const record = new Uint8Array(new Uint32Array([Kind.STRING, 1, 0xfffffff0]).buffer);
    expect(read(record).reader.problem).toEqual({ type: 'long-string', bytes: 0xfffffff0 });
    expect(MAX_STRING).toBeLessThan(0xfffffff0);
  });

  it('never throws, whatever the bytes', () => {
    const words = fc.array(fc.oneof(fc.nat({ max: 40 }), fc.integer({ min: 0, max: 0xffffffff })), { maxLength: 300 });
    fc.assert(
      fc.property(words, fc.boolean(), (list, small) => {
        const timeline = new Timeline(small ? 16 : undefined);
        timeline.push(new Uint8Array(Uint32Array.from(list).buffer));
        const { history } = timeline;
        for (let moment = history.events.first; moment <= history.last; moment++)
          for (const task of history.tasks) history.at(task, moment);
      }),
      { numRuns: 300 },
    );
  });
});
