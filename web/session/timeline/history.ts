/**
 * What happened, from the horizon on: the events, and indices over them that answer "how was it at this moment" by a search for an event
 * instead of by running through all. Moments are numbers of events: "at moment 7" means after event 7. A recorder fills it.
 */
import { EventColumns } from '../log/event-columns.ts';
import { Kind } from '../log/format.ts';
import type { Site } from '../log/reader.ts';
import type { Group } from './groups.ts';
import type { Holder } from './locks.ts';
import { Names } from './names.ts';
import { Objects } from './objects.ts';
import { lastUpTo } from './search.ts';
import { State, type Task, type TaskMoment } from './task.ts';
import { LoopThread, type Thread, type Workers } from './threads.ts';

/** What came before the horizon. */
export interface Before {
  readonly events: number;
  readonly steps: number;
  /** Bytes that were written to the streams 1 and 2. */
  readonly printed: readonly [number, number];
}

/** Numbers of events with a count after each. */
export interface Counted {
  readonly events: number[];
  readonly counts: number[];
}

export class History {
  readonly before: Before;
  readonly names = new Names();
  readonly objects = new Objects();
  readonly events: EventColumns;
  /** In the order of their creation. */
  readonly tasks: Task[] = [];
  readonly groups: Group[] = [];
  /** Events of kind STEP. */
  readonly steps: number[] = [];
  readonly loopWaits: number[] = [];
  readonly loop: LoopThread;
  readonly workers: Workers;
  /** Events of kind ACQUIRED and RELEASED, by the primitive. */
  readonly locks = new Map<number, number[]>();
  /** Who held a primitive at the horizon. */
  readonly heldBefore = new Map<number, readonly Holder[]>();
  /** Operations of the outside that are under way. */
  readonly operations: Counted = { events: [], counts: [] };
  /** Events of kind PRINT by stream, with the bytes written since the beginning of the run. */
  readonly prints: readonly [Counted, Counted] = [
    { events: [], counts: [] },
    { events: [], counts: [] },
  ];
  /** Steps that computed for longer than `BLOCKING`, by their events STEP. */
  readonly blocking: number[] = [];
  readonly byNumber = new Map<number, Task>();
  /** Events that never reached the log, as the log says itself. */
  lost = 0;

  /** @param workers those that there can be. */
  constructor(workers: Workers, before: Before = { events: 0, steps: 0, printed: [0, 0] }) {
    this.before = before;
    this.workers = workers;
    this.events = new EventColumns(before.events);
    this.loop = new LoopThread(this.events);
  }

  /** The loop's thread, where a loop has run, and the workers that were needed. */
  get threads(): readonly Thread[] {
    return [...(this.loop.events.length > 0 ? [this.loop] : []), ...this.workers.all];
  }

  /** The last moment; one before the first where nothing has happened. */
  get last(): number {
    return this.events.end - 1;
  }

  /** The time of the last event, ns. */
  get now(): number {
    return this.events.time(this.last);
  }

  task(number: number): Task | undefined {
    return this.byNumber.get(number);
  }

  site(number: number): Site | null {
    return this.names.site(number);
  }

  /** How a task was at a moment. */
  at(task: Task, moment: number): TaskMoment {
    const index = lastUpTo(task.events, moment);
    const event = task.events[index];
    if (event === undefined) return task.base;
    const { events } = this;
    const waits = events.kind(event) === Kind.WAITS;
    return {
      state: this.stateAfter(event, task),
      object: waits ? events.a(event) : 0,
      site: this.#siteAt(task, index),
      since: events.time(event),
      event,
    };
  }

  /** The state of a task after one of its events. */
  stateAfter(event: number, task: Task): number {
    switch (this.events.kind(event)) {
      case Kind.TASK_CREATED:
        return State.CREATED;
      case Kind.READY:
      case Kind.YIELDS:
        return State.READY;
      case Kind.STEP:
        return this.events.a(event) === task.number ? State.RUNNING : State.WAITING;
      case Kind.DONE:
        return State.DONE;
      default:
        return State.WAITING;
    }
  }

  /** The number of the last step that had begun by a moment, from 1; 0 where none had. */
  stepAt(moment: number): number {
    return this.before.steps + lastUpTo(this.steps, moment) + 1;
  }

  /** The event STEP of a step by its number; undefined where it is not kept. */
  eventOfStep(step: number): number | undefined {
    return this.steps[step - 1 - this.before.steps];
  }

  /** The task whose step it was at a moment; undefined for a callback, and where the loop waited. */
  runningAt(moment: number): Task | undefined {
    const step = this.steps[lastUpTo(this.steps, moment)];
    const isStep = step !== undefined && this.events.kind(step) === Kind.STEP;
    const task = isStep ? this.task(this.events.a(step)) : undefined;
    return task !== undefined && this.at(task, moment).state === State.RUNNING ? task : undefined;
  }

  /** How long the step that begins with an event took, ns; up to now for the last one. */
  lengthOfStep(step: number): number {
    const task = this.task(this.events.a(step));
    const next = task?.events[lastUpTo(task.events, step) + 1] ?? this.last;
    return this.events.time(next) - this.events.time(step);
  }

  /**
   * Where a step kept the others waiting noticeably: 1, or of how many steps one did so, which end with this one and were not timed one by one;
   * else 0.
   */
  blockers(step: number): number {
    if (!this.blocking.includes(step)) return 0;
    const last = lastUpTo(this.steps, step);
    let first = last;
    while (first > 0 && this.events.b(this.steps[first] ?? 0) === 1) first--;
    return last - first + 1;
  }

  /** Where a task stood: the site of its last wait, or of its creation. */
  #siteAt(task: Task, index: number): number {
    const { events } = this;
    for (let i = index; i >= 0; i--) {
      const event = task.events[i] ?? 0;
      const kind = events.kind(event);
      if (kind === Kind.DONE) return 0;
      if (kind === Kind.WAITS) return events.b(event);
      if (kind === Kind.YIELDS) return events.a(event);
      if (kind === Kind.TASK_CREATED) return task.site;
    }
    return task.base.site;
  }
}
