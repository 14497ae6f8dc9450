/** Who brought an event about: the task that ran, or what the loop took in just before. */
import { Kind } from '../log/format.ts';
import type { History } from './history.ts';
import { collects, isDone } from './waits.ts';
import type { Task } from './task.ts';

export type Cause =
  | { readonly by: 'task'; readonly task: Task }
  /** A timer that was due, or something outside that ended; by its object, 0 where it is not known. */
  | { readonly by: 'timer' | 'operation'; readonly object: number }
  | { readonly by: 'callback' }
  | { readonly by: 'unknown' };

const UNKNOWN: Cause = { by: 'unknown' };
const CALLBACK: Cause = { by: 'callback' };

/** Events to look back at most: a callback that wakes more has done so long before. */
const MAX_LOOK = 20_000;

/** Who did what an event says. */
export function causeOf(history: History, event: number): Cause {
  const { events } = history;
  const first = Math.max(events.first, event - MAX_LOOK);
  for (let i = event - 1; i >= first; i--) {
    switch (events.kind(i)) {
      case Kind.FIRED:
        return { by: 'timer', object: events.a(i) };
      case Kind.OPERATION_ENDED:
        return { by: 'operation', object: events.a(i) };
      case Kind.LOOP_WAITS:
      case Kind.LOOP_WOKEN:
      case Kind.TURN:
        // Nothing has run since: the loop took it in from the outside.
        return { by: 'operation', object: 0 };
      case Kind.STEP:
        return events.a(i) === 0 ? ofCallback(history, i) : ofTask(history, events.a(i));
    }
  }
  return UNKNOWN;
}

/** The task to which a wake-up can be traced: the one that ran, or whose end completed what the woken one waited for. */
export function wakerOf(history: History, task: Task, ready: number): Task | undefined {
  const cause = causeOf(history, ready);
  if (cause.by === 'task') return cause.task;
  const { object } = history.at(task, ready - 1);
  if (cause.by !== 'callback' || !collects(history.objects.get(object).kind)) return undefined;
  let last: Task | undefined;
  let lastEnd = -1;
  for (const child of history.objects.edges(object, ready)) {
    const end = history.objects.get(child).resolved;
    if (!isDone(history, child, ready) || end <= lastEnd) continue;
    lastEnd = end;
    last = history.task(child);
  }
  return last;
}

function ofTask(history: History, number: number): Cause {
  const task = history.task(number);
  return task === undefined ? UNKNOWN : { by: 'task', task };
}

/** The step of a callback: of the timer or the operation told of just before, if one was. */
function ofCallback(history: History, step: number): Cause {
  const { events } = history;
  const before = events.kind(step - 1) === Kind.RESOLVED ? step - 2 : step - 1;
  const object = events.a(before);
  if (events.kind(before) === Kind.FIRED) return { by: 'timer', object };
  if (events.kind(before) === Kind.OPERATION_ENDED) return { by: 'operation', object };
  return CALLBACK;
}
