/** Which lanes there are: a task each, or tasks of one place folded into one where they are many, and under them those of the threads. */
import type { Group } from './groups.ts';
import type { History } from './history.ts';
import type { Task } from './task.ts';
import type { Thread } from './threads.ts';

/** Lanes that fit before a reader loses the overview. */
const FEW = 12;

export type Lane =
  | { readonly kind: 'task'; readonly task: Task; readonly inGroup: boolean }
  | { readonly kind: 'group'; readonly group: Group; readonly open: boolean }
  | { readonly kind: 'thread'; readonly thread: Thread };

export class Lanes {
  /** Groups that the reader has unfolded, by what outlives the horizon. */
  readonly #open = new Set<string>();
  #lanes: Lane[] = [];
  #of: History | null = null;
  #tasks = 0;
  #threads = 0;

  /** The lanes, from the top. */
  get all(): readonly Lane[] {
    return this.#lanes;
  }

  /** Takes in what tasks have come. Says whether lanes changed. */
  update(history: History): boolean {
    const { tasks, threads } = history;
    if (this.#of === history && this.#tasks === tasks.length && this.#threads === threads.length) return false;
    this.#of = history;
    this.#tasks = tasks.length;
    this.#threads = threads.length;
    this.#lanes = [...this.#arrange(history), ...threads.map((thread): Lane => ({ kind: 'thread', thread }))];
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

/** The events at which something changes in a lane. */
export function eventsOf(lane: Lane): readonly number[] {
  if (lane.kind === 'task') return lane.task.events;
  return lane.kind === 'group' ? lane.group.events : lane.thread.events;
}

/** Whether a lane is what another one was before there were others. */
export function sameLane(a: Lane, b: Lane): boolean {
  if (a.kind === 'task') return b.kind === 'task' && a.task.number === b.task.number;
  if (a.kind === 'group') return b.kind === 'group' && a.group === b.group;
  return b.kind === 'thread' && a.thread.worker === b.thread.worker;
}

function keyOf(group: Group): string {
  return group.site === 0 ? `name ${group.pattern ?? ''}` : `site ${group.site}`;
}
