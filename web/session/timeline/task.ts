/** A task of the program, and what the log says of it. */
import type { Group } from './groups.ts';

/** States of a task, in the order in which a task goes through them. NONE: it is not there yet. */
export const State = { NONE: 0, CREATED: 1, READY: 2, RUNNING: 3, WAITING: 4, DONE: 5 } as const;

/** A task at some moment. */
export interface TaskMoment {
  /** Of `State`. */
  readonly state: number;
  /** The object that it waits for; 0 for none. */
  readonly object: number;
  /** Number of the site where it waits, gave way, or (where it has not begun) was created; 0 where unknown. */
  readonly site: number;
  /** Since when, ns. */
  readonly since: number;
  /** The event that began this; -1 where it lies before the horizon. */
  readonly event: number;
}

export const NOT_THERE: TaskMoment = { state: State.NONE, object: 0, site: 0, since: 0, event: -1 };

export class Task {
  /** Its number as an object. */
  readonly number: number;
  /** Its place in the order of creation. */
  readonly order: number;
  /** The task that created it; 0 for none. */
  readonly creator: number;
  /** Number of the site where it was created; 0 where unknown. */
  readonly site: number;
  readonly group: Group;
  /** As it was at the horizon. */
  readonly base: TaskMoment;
  /** Number of a string. */
  name: number;
  /** The events that changed its state, in order. */
  readonly events: number[] = [];
  /** The events CANCEL and CANCEL_RECEIVED of it, in order. */
  readonly cancels: number[] = [];
  /** Its state after the last event. */
  state: number;

  constructor(
    known: Pick<Task, 'number' | 'order' | 'creator' | 'site' | 'group' | 'name'> & { readonly base?: TaskMoment },
  ) {
    this.number = known.number;
    this.order = known.order;
    this.creator = known.creator;
    this.site = known.site;
    this.group = known.group;
    this.name = known.name;
    this.base = known.base ?? NOT_THERE;
    this.state = this.base.state;
  }
}
