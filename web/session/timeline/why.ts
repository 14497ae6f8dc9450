/**
 * Why a task is not running: one chain, from the task over whatever it waits for to the end that alone can set it going - a timer, something
 * outside, somebody who holds a lock, a circle of tasks that wait for each other, nobody at all, or the loop, whose next it is.
 */
import { ObjectKind, Outcome } from '../log/format.ts';
import { cancelsOf, type CancelStory } from './cancels.ts';
import type { History } from './history.ts';
import { holdersOf, type Holder } from './locks.ts';
import type { ObjectInfo } from './objects.ts';
import { lastUpTo } from './search.ts';
import { State, type Task, type TaskMoment } from './task.ts';
import { collects, isDone, isOutside, primitiveOf, waitOf, type Wait } from './waits.ts';

/** One link of the chain. */
export type Link =
  | { readonly is: 'waits'; readonly task: Task; readonly at: TaskMoment; readonly wait: Wait }
  | { readonly is: 'cancel'; readonly task: Task; readonly story: CancelStory; readonly wait: Wait | null }
  /** The last thing's first open child, which is no task. */
  | { readonly is: 'on'; readonly wait: Wait }
  | {
      readonly is: 'held';
      readonly wait: Wait;
      readonly by: Task | null;
      readonly holder: Holder;
      readonly others: number;
    }
  | End;

/** How a chain ends. */
export type End =
  | { readonly is: 'not-there' | 'nobody'; readonly task: Task }
  | { readonly is: 'done'; readonly task: Task; readonly outcome: number; readonly description: string }
  | { readonly is: 'running'; readonly task: Task; readonly at: TaskMoment; readonly blockers: number }
  /** `ahead`: how many ready tasks come before it. */
  | { readonly is: 'next'; readonly task: Task; readonly ahead: number; readonly running: Task | undefined }
  /** ns that are left. */
  | { readonly is: 'timer'; readonly left: number }
  | { readonly is: 'outside'; readonly wait: Wait; readonly since: number }
  | { readonly is: 'cycle'; readonly tasks: readonly Task[] }
  /** Some task has to do something about it: set the event, put an item. */
  | { readonly is: 'somebody'; readonly wait: Wait };

/** Objects that are followed from one task to the next; more only where the log is not honest. */
const MAX_OBJECTS = 1000;

/** The chain for a task at a moment; its last link is an `End`. */
export function why(history: History, task: Task, moment: number): Link[] {
  const { state } = history.at(task, moment);
  // A timeout that is over explains nothing of what comes later.
  const stories = cancelsOf(history, task, moment).filter(
    ({ then }) => then !== 'timed-out' || state === State.RUNNING || state === State.DONE,
  );
  const links: Link[] = stories.map((story) => ({
    is: 'cancel',
    task,
    story,
    wait: receiver(history, story, moment),
  }));
  const chain: Task[] = [];
  for (let next: Task | null = task; next !== null;) {
    if (chain.includes(next)) {
      links.push({ is: 'cycle', tasks: chain.slice(chain.indexOf(next)) });
      break;
    }
    chain.push(next);
    next = follow(history, next, moment, links);
  }
  return links;
}

function receiver(history: History, { received }: CancelStory, moment: number): Wait | null {
  if (received === null || received === undefined) return null;
  if (received.object !== 0) return waitOf(history, received.object, moment);
  return { kind: ObjectKind.SLEEP, label: '', length: 0, open: 0, all: 0 };
}

/** Says of one task what it is at; the task that stands behind it, or null where the chain has ended. */
function follow(history: History, task: Task, moment: number, links: Link[]): Task | null {
  const at = history.at(task, moment);
  switch (at.state) {
    case State.NONE:
      links.push({ is: 'not-there', task });
      return null;
    case State.DONE: {
      const description = history.names.text(history.events.c(at.event));
      links.push({ is: 'done', task, outcome: history.events.b(at.event), description });
      return null;
    }
    case State.RUNNING:
      links.push({ is: 'running', task, at, blockers: history.blockers(at.event) });
      return null;
    case State.WAITING:
      links.push({ is: 'waits', task, at, wait: waitOf(history, at.object, moment) });
      return followObject(history, task, at.object, moment, links);
    default:
      links.push({ is: 'next', task, ahead: readyBefore(history, task, moment), running: history.runningAt(moment) });
      return null;
  }
}

function followObject(history: History, task: Task, first: number, moment: number, links: Link[]): Task | null {
  let object = history.objects.get(first);
  for (let i = 0; i < MAX_OBJECTS; i++) {
    if (i > 0 && object.kind === ObjectKind.TASK)
      return history.task(object.number) ?? end(history, task, object, moment, links);
    if (i > 0) links.push({ is: 'on', wait: waitOf(history, object.number, moment) });
    const behind = object.kind === ObjectKind.TASK ? history.task(object.number) : undefined;
    if (behind !== undefined) return behind;
    const primitive = primitiveOf(history, object, moment);
    if (primitive !== null) return followPrimitive(history, task, object, primitive, moment, links);
    const child = openChild(history, object, moment);
    if (child === undefined) return end(history, task, object, moment, links);
    object = history.objects.get(child);
  }
  return null;
}

function openChild(history: History, object: ObjectInfo, moment: number): number | undefined {
  for (const child of history.objects.edges(object.number, moment)) if (!isDone(history, child, moment)) return child;
  return undefined;
}

/** Who holds what a task stands in the queue of. */
function followPrimitive(
  history: History,
  task: Task,
  wait: ObjectInfo,
  primitive: ObjectInfo,
  moment: number,
  links: Link[],
): Task | null {
  const [holder, ...others] = holdersOf(history, primitive.number, moment);
  if (holder === undefined) return end(history, task, wait, moment, links);
  const by = history.task(holder.task) ?? null;
  links.push({ is: 'held', wait: waitOf(history, wait.number, moment), by, holder, others: others.length });
  return by;
}

function end(history: History, task: Task, object: ObjectInfo, moment: number, links: Link[]): null {
  const now = history.events.time(moment);
  const wait = waitOf(history, object.number, moment);
  if (object.kind === ObjectKind.SLEEP) links.push({ is: 'timer', left: object.since + object.value - now });
  else if (object.kind === ObjectKind.TIMER) links.push({ is: 'timer', left: object.value - now });
  else if (isOutside(object.kind)) links.push({ is: 'outside', wait, since: object.since });
  // All that it waited for is done: its own wake-up comes next.
  else if (collects(object.kind) && wait.all > 0)
    links.push({ is: 'next', task, ahead: 0, running: history.runningAt(moment) });
  else if (nothingCanMove(history, moment)) links.push({ is: 'nobody', task });
  else links.push({ is: 'somebody', wait });
  return null;
}

/** How many ready tasks run before this one: those that were ready earlier. */
function readyBefore(history: History, task: Task, moment: number): number {
  const since = history.at(task, moment).event;
  let ahead = 0;
  for (const other of history.tasks) {
    const { state, event } = history.at(other, moment);
    if ((state === State.READY || state === State.CREATED) && event < since) ahead++;
  }
  return ahead;
}

/**
 * Whether all tasks wait, and nothing will ever wake one. The loop itself knows best: it goes to wait where a timer is set or anything outside
 * may come, and gives up where not.
 */
function nothingCanMove(history: History, moment: number): boolean {
  const { operations } = history;
  if ((operations.counts[lastUpTo(operations.events, moment)] ?? 0) > 0) return false;
  const waiting = (task: Task): boolean => {
    const { state, object } = history.at(task, moment);
    if (state !== State.WAITING) return state === State.NONE || state === State.DONE;
    const { kind } = history.objects.get(object);
    return kind !== ObjectKind.SLEEP && kind !== ObjectKind.TIMER && !isOutside(kind);
  };
  return !loopWaits(history, moment) && history.tasks.every(waiting);
}

/** Whether the loop goes to wait between the steps before and after a moment. */
function loopWaits({ loopWaits, steps }: History, moment: number): boolean {
  const index = lastUpTo(steps, moment);
  const wait = loopWaits[lastUpTo(loopWaits, steps[index] ?? -1) + 1];
  return wait !== undefined && wait < (steps[index + 1] ?? Infinity);
}

/** Whether a task was asked to end and did. */
export function wasCancelled(history: History, { state, event }: TaskMoment): boolean {
  return state === State.DONE && history.events.b(event) === Outcome.CANCELLED;
}
