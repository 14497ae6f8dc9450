/** Which lanes there are: a task each, or tasks of one place folded into one where they are many. */
import type { Group } from './groups.ts';
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';
import { State, type Task } from './task.ts';

/** Lanes that fit before a reader loses the overview. */
export const FEW = 12;

export type Lane =
  | { readonly kind: 'task'; readonly task: Task; readonly inGroup: boolean }
  | { readonly kind: 'group'; readonly group: Group; readonly open: boolean };

export class Lanes {
  /** Groups that the reader has unfolded, by what outlives the horizon. */
  readonly #open = new Set<string>();
  #lanes: Lane[] = [];
  #of: History | null = null;
  #tasks = 0;

  /** The lanes, from the top. */
  get all(): readonly Lane[] {
    return this.#lanes;
  }

  /** Takes in what tasks have come. Says whether lanes changed. */
  update(history: History): boolean {
    if (this.#of === history && this.#tasks === history.tasks.length) return false;
    this.#of = history;
    this.#tasks = history.tasks.length;
    this.#lanes = this.#arrange(history);
    return true;
  }

  /** Folds an unfolded group, and the other way round. */
  toggle(group: Group): void {
    const key = keyOf(group);
    if (!this.#open.delete(key)) this.#open.add(key);
    this.#tasks = -1;
  }

  /** Unfolds what a task is folded into. */
  reveal(task: Task): void {
    this.#open.add(keyOf(task.group));
    this.#tasks = -1;
  }

  #arrange(history: History): Lane[] {
    if (history.tasks.length <= FEW) return history.tasks.map((task) => ({ kind: 'task', task, inGroup: false }));
    return history.groups.flatMap((group): Lane[] => {
      const [only] = group.tasks;
      if (group.tasks.length === 1 && only !== undefined) return [{ kind: 'task', task: only, inGroup: false }];
      const open = this.#open.has(keyOf(group));
      const tasks = open ? group.tasks.map((task): Lane => ({ kind: 'task', task, inGroup: true })) : [];
      return [{ kind: 'group', group, open }, ...tasks];
    });
  }
}

function keyOf(group: Group): string {
  return group.site === 0 ? `name ${group.pattern ?? ''}` : `site ${group.site}`;
}

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

/**
 * The stretches of a task's bar between the left and the right end of the axis. What is narrower than `least` is gathered, so that the work
 * grows with the pixels and not with the events.
 *
 * @param end the event up to which there is something to show.
 */
export function stretchesOf(
  history: History,
  task: Task,
  axis: Axis,
  least: number,
  end: number,
  take: (stretch: Stretch) => void,
): void {
  const { events } = task;
  let i = Math.max(-1, lastUpTo(events, axis.eventAt(0)));
  const stretch: Stretch = { from: 0, to: 0, state: 0, event: 0, dense: false };
  while (i < events.length) {
    const event = events[i] ?? -1;
    const from = i < 0 ? 0 : axis.x(event);
    if (from > axis.width) return;
    const next = events[i + 1];
    const to = next === undefined ? axis.x(end) : axis.x(next);
    stretch.event = event;
    stretch.state = i < 0 ? task.base.state : history.stateAfter(event, task);
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
