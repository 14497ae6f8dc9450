/** Writes what the log says into a history. */
import { Kind, ObjectKind } from '../log/format.ts';
import type { RecordSink } from '../log/reader.ts';
import { Group, patternOf } from './groups.ts';
import { History, type Before, type Counted } from './history.ts';
import { NEVER } from './objects.ts';
import { NOT_THERE, State, Task, type TaskMoment } from './task.ts';
import type { Workers } from './threads.ts';

/** A step that computes for longer keeps everybody else waiting noticeably, ns. */
export const BLOCKING = 50e6;

/** A piece of a log has no more. */
const MAX_LOST_STEPS = 65_536;

export class Recorder implements RecordSink {
  readonly history: History;
  readonly #groups = new Map<number | string, Group>();
  readonly #printed: [number, number];
  #running: Task | null = null;
  #underWay = 0;
  /** The event STEP of the step that goes on, or -1. */
  #step = -1;
  /** The event by which its task waits or gives way, or -1. */
  #left = -1;

  constructor(workers: Workers, before?: Before) {
    this.history = new History(workers, before);
    this.#printed = [...this.history.before.printed];
  }

  string(id: number, text: string): void {
    this.history.names.addString(id, text);
  }

  site(id: number, file: number, functionName: number, line: number, column: number): void {
    this.history.names.addSite(id, { file, function: functionName, line, column });
  }

  event(kind: number, time: number, a: number, b: number, c: number, value: number): void {
    const { events, objects } = this.history;
    // What describes a wait belongs to the event that follows: nobody wants to stop between them.
    if (kind === Kind.OBJECT) objects.describe(a, b, c, value, time);
    else if (kind === Kind.EDGE) objects.connect(a, b, events.end);
    else this.#happens(events.push(kind, time, a, b, c), kind, a, b, c, value);
  }

  #happens(event: number, kind: number, a: number, b: number, c: number, value: number): void {
    const { objects } = this.history;
    switch (kind) {
      case Kind.TASK_CREATED:
        this.#create(event, a, b, c, value);
        return;
      case Kind.TASK_NAMED:
        this.#name(a, b);
        return;
      case Kind.RESOLVED:
        objects.resolve(a, event);
        return;
      case Kind.OPERATION_STARTED:
      case Kind.OPERATION_ENDED:
        this.#operation(event, kind, a);
        return;
      case Kind.ACQUIRED:
      case Kind.RELEASED:
        this.#lock(event, a);
        return;
      case Kind.PRINT:
        this.#print(event, a, b);
        return;
      case Kind.LOST:
        this.history.lost += a;
        // The steps among them are counted, so that those that follow keep their numbers.
        for (let step = 0; step < Math.min(b, MAX_LOST_STEPS); step++) this.history.steps.push(event);
        return;
      default:
        this.#schedule(event, kind, a);
    }
  }

  /** What makes tasks run and wait. */
  #schedule(event: number, kind: number, a: number): void {
    switch (kind) {
      case Kind.STEP:
        this.history.steps.push(event);
        this.history.loop.events.push(event);
        this.#stepEnds(event);
        this.#step = event;
        this.#begin(event, a);
        return;
      case Kind.WAITS:
        this.#leave(event, State.WAITING);
        this.#left = event;
        return;
      case Kind.YIELDS:
        this.#leave(event, State.READY);
        this.#left = event;
        return;
      case Kind.READY:
        this.#change(this.history.task(a), State.READY, event);
        return;
      case Kind.DONE:
        this.#done(event, a);
        return;
      case Kind.CANCEL:
      case Kind.CANCEL_RECEIVED:
        this.history.task(a)?.cancels.push(event);
        return;
      case Kind.FIRED:
        this.history.objects.resolve(a, event);
        return;
      case Kind.LOOP_WOKEN:
        this.#wake(event);
        return;
      case Kind.LOOP_WAITS:
        this.history.loopWaits.push(event);
        this.history.loop.events.push(event);
        this.#stepEnds(event);
        this.#leave(event, State.WAITING);
        return;
      case Kind.LOOP_CLOSED:
        this.history.loop.events.push(event);
        return;
    }
  }

  #create(event: number, number: number, creator: number, site: number, name: number): void {
    const { history } = this;
    if (number === 0 || history.byNumber.has(number)) return;
    history.objects.describe(number, ObjectKind.TASK, name, 0, history.events.time(event));
    const task = this.#admit({ number, creator, site, name, base: NOT_THERE });
    this.#change(task, State.CREATED, event);
  }

  /** A task that lived already at the horizon. */
  adopt(known: Pick<Task, 'number' | 'creator' | 'site' | 'name'>, base: TaskMoment): void {
    this.history.objects.describe(known.number, ObjectKind.TASK, known.name, 0, base.since);
    const task = this.#admit({ ...known, base });
    if (base.state === State.RUNNING) this.#running = task;
  }

  /** How many operations were under way at the horizon. */
  adoptOperations(count: number): void {
    this.#underWay = count;
  }

  /** Bytes that were written so far to both streams. */
  get printed(): readonly [number, number] {
    return this.#printed;
  }

  #admit(known: Pick<Task, 'number' | 'creator' | 'site' | 'name' | 'base'>): Task {
    const { history } = this;
    const pattern = patternOf(history.names.text(known.name));
    const key = known.site === 0 ? pattern : known.site;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = new Group(known.site, pattern);
      this.#groups.set(key, group);
      history.groups.push(group);
    }
    const task = new Task({ ...known, order: history.tasks.length, group });
    group.add(task, pattern);
    history.tasks.push(task);
    history.byNumber.set(known.number, task);
    return task;
  }

  #name(number: number, name: number): void {
    const task = this.history.task(number);
    if (task !== undefined) task.name = name;
  }

  #begin(event: number, number: number): void {
    this.#leave(event, State.WAITING);
    const task = this.history.task(number);
    if (task === undefined) return;
    this.#change(task, State.RUNNING, event);
    this.#running = task;
  }

  /** The running task no longer runs. (Where its step ends without a word, it waits for something unknown.) */
  #leave(event: number, state: number): void {
    if (this.#running !== null) this.#change(this.#running, state, event);
    this.#running = null;
  }

  #done(event: number, number: number): void {
    const task = this.history.task(number);
    if (task === this.#running) this.#running = null;
    this.#change(task, State.DONE, event);
    this.history.objects.resolve(number, event);
  }

  #change(task: Task | undefined, state: number, event: number): void {
    if (task === undefined || task.state === State.DONE) return;
    task.group.change(task.state, state, event);
    task.state = state;
    task.events.push(event);
  }

  /**
   * The engine looks at the clock when a step begins and when the loop waits, not when a task waits: it has run until now, and so it is this
   * time at which it began to wait.
   */
  #stepEnds(event: number): void {
    const { events, blocking } = this.history;
    if (this.#left >= 0) events.moveTo(this.#left, event);
    this.#left = -1;
    if (this.#step >= 0 && events.time(event) - events.time(this.#step) > BLOCKING) blocking.push(this.#step);
    this.#step = -1;
  }

  /** What came from outside while the loop waited came when it woke: nobody looked at the clock before. */
  #wake(event: number): void {
    const { events, loopWaits } = this.history;
    const wait = loopWaits.at(-1);
    if (wait !== undefined && event - wait > 1) events.moveTo(wait + 1, event);
  }

  #operation(event: number, kind: number, object: number): void {
    const { objects, operations, workers } = this.history;
    const { kind: of, resolved, value } = objects.get(object);
    const inWorker = of === ObjectKind.EXECUTOR;
    if (kind === Kind.OPERATION_STARTED) {
      this.#underWay++;
      if (inWorker) workers.begin({ object, task: this.#running?.number ?? 0, executor: value }, event);
    } else {
      if (resolved === NEVER) this.#underWay = Math.max(0, this.#underWay - 1);
      if (inWorker) workers.end(object, event);
      objects.resolve(object, event);
    }
    operations.events.push(event);
    operations.counts.push(this.#underWay);
  }

  #lock(event: number, primitive: number): void {
    const { locks } = this.history;
    const events = locks.get(primitive);
    if (events === undefined) locks.set(primitive, [event]);
    else events.push(event);
  }

  #print(event: number, stream: number, bytes: number): void {
    const index = stream === 2 ? 1 : 0;
    const prints: Counted = this.history.prints[index];
    this.#printed[index] += bytes;
    prints.events.push(event);
    prints.counts.push(this.#printed[index]);
  }
}
