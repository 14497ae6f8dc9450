/**
 * What a lane shows between the left and the right end of an axis. What is narrower than a pixel or two is gathered, so that the work grows
 * with the pixels and not with the events.
 */
import type { Group } from './groups.ts';
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';
import { State, type Task } from './task.ts';
import { stateOf, type Thread } from './threads.ts';

/** The state in which a lane's tasks were: what a stretch of its bar shows. */
export interface Stretch {
  from: number;
  to: number;
  /** Of `State`; RUNNING also where states change faster than can be shown. */
  state: number;
  /** The event that begins it, or -1. */
  event: number;
  /** Whether it stands for several states. */
  dense: boolean;
}

/** Where an event lies, px from the left. */
export interface Axis {
  readonly width: number;
  x(event: number): number;
  /** The event at or before a place. */
  eventAt(x: number): number;
}

/** What changes its state at some events. */
export interface Bar {
  readonly events: readonly number[];
  /** Its state after its event of an index, or before the first. */
  readonly stateAfter: (index: number) => number;
}

export function barOfTask(history: History, task: Task): Bar {
  const stateAfter = (index: number): number => {
    const event = task.events[index];
    return event === undefined ? task.base.state : history.stateAfter(event, task);
  };
  return { events: task.events, stateAfter };
}

export function barOfThread(thread: Thread): Bar {
  return { events: thread.events, stateAfter: (index) => stateOf(thread, index) };
}

/**
 * The stretches of a bar, from the left. `take` must not keep the object: it is used again.
 *
 * @param least px below which stretches are gathered.
 * @param end the event up to which there is something to show.
 */
export function stretchesOf(
  { events, stateAfter }: Bar,
  axis: Axis,
  least: number,
  end: number,
  take: (stretch: Stretch) => void,
): void {
  let i = Math.max(-1, lastUpTo(events, axis.eventAt(0)));
  const stretch: Stretch = { from: 0, to: 0, state: 0, event: 0, dense: false };
  while (i < events.length) {
    const event = events[i] ?? -1;
    const from = i < 0 ? 0 : axis.x(event);
    if (from > axis.width) return;
    const next = events[i + 1];
    const to = next === undefined ? axis.x(end) : axis.x(next);
    stretch.event = event;
    stretch.state = stateAfter(i);
    stretch.from = Math.max(from, -1);
    stretch.to = Math.min(to, axis.width + 1);
    stretch.dense = false;
    if (next !== undefined && to - from < least && stretch.state !== State.DONE) {
      const last = Math.max(i + 1, lastUpTo(events, axis.eventAt(Math.max(from, 0) + least)));
      stretch.dense = last > i + 1;
      if (stretch.dense) stretch.state = State.RUNNING;
      stretch.to = Math.max(stretch.from + least, Math.min(axis.x(events[last] ?? event), axis.width + 1));
      take(stretch);
      i = last;
      continue;
    }
    take(stretch);
    i++;
  }
}

/** How many tasks of a group were at what, for a stretch of its lane. */
export interface Level {
  from: number;
  to: number;
  running: number;
  ready: number;
  waiting: number;
}

/**
 * The levels of a group's lane, from the left. Where several are gathered a task counts as running: tasks hardly change their state otherwise.
 * `take` must not keep the object.
 */
export function levelsOf(group: Group, axis: Axis, least: number, end: number, take: (level: Level) => void): void {
  const { events } = group;
  const level: Level = { from: 0, to: 0, running: 0, ready: 0, waiting: 0 };
  const emit = (index: number, from: number, to: number, gathered: boolean): void => {
    const counts = group.countsAfter(index);
    level.from = from;
    level.to = Math.min(to, axis.width + 1);
    level.running = gathered ? 1 : counts.running;
    level.ready = counts.ready;
    level.waiting = counts.waiting;
    take(level);
  };
  for (let i = Math.max(0, lastUpTo(events, axis.eventAt(0))); i < events.length;) {
    const from = Math.max(axis.x(events[i] ?? 0), -1);
    if (from > axis.width) return;
    const next = events[i + 1];
    const gathered = next !== undefined && axis.x(next) - from < least;
    const last = gathered ? Math.max(i + 1, lastUpTo(events, axis.eventAt(from + least))) : i;
    const after = axis.x(events[last + 1] ?? end);
    if (gathered) emit(last, from, from + least, true);
    if (!gathered || after > from + least) emit(last, gathered ? from + least : from, after, false);
    i = last + 1;
  }
}
