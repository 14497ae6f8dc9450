/** Tasks that were created at one place: what folds into one lane. */
import { State, type Task } from './task.ts';

/** How many tasks of a group were in which state. */
export interface Counts {
  readonly running: number;
  readonly ready: number;
  readonly waiting: number;
}

export class Group {
  /** Number of the site where its tasks were created; 0 where unknown. */
  readonly site: number;
  /** What the names of its tasks have in common: digits are `#`. Null where they have nothing. */
  pattern: string | null;
  readonly tasks: Task[] = [];
  /** The events that changed the state of one of its tasks, in order. */
  readonly events: number[] = [];
  /** The most tasks that ever lived at a time. */
  peak = 0;
  /** After each event: twice the number of ready tasks, plus one where one runs. */
  readonly #ready: number[] = [];
  readonly #waiting: number[] = [];
  #now = { running: 0, ready: 0, waiting: 0 };

  constructor(site: number, pattern: string) {
    this.site = site;
    this.pattern = pattern;
  }

  /** Takes a task in; it counts where it lives already. */
  add(task: Task, pattern: string): void {
    if (this.pattern !== pattern) this.pattern = null;
    this.tasks.push(task);
    this.#count(task.state, 1);
  }

  /** One of its tasks went from a state to another. */
  change(from: number, to: number, event: number): void {
    this.#count(from, -1);
    this.#count(to, 1);
    const { running, ready, waiting } = this.#now;
    this.peak = Math.max(this.peak, running + ready + waiting);
    this.events.push(event);
    this.#ready.push(2 * ready + Math.min(running, 1));
    this.#waiting.push(waiting);
  }

  /** After its `index`-th event. */
  countsAfter(index: number): Counts {
    const ready = this.#ready[index] ?? 0;
    return { running: ready & 1, ready: ready >>> 1, waiting: this.#waiting[index] ?? 0 };
  }

  #count(state: number, by: number): void {
    if (state === State.RUNNING) this.#now.running += by;
    else if (state === State.CREATED || state === State.READY) this.#now.ready += by;
    else if (state === State.WAITING) this.#now.waiting += by;
  }
}

/** What names that differ in numbers alone have in common. */
export function patternOf(name: string): string {
  return name.replaceAll(/\d+/g, '#');
}
