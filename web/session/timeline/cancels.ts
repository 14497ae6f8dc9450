/** What became of each request to cancel a task: who asked, which wait received it, and whether the task ended by it. */
import { Kind, Outcome } from '../log/format.ts';
import { causeOf, type Cause } from './causes.ts';
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';
import { State, type Task } from './task.ts';

export interface CancelStory {
  readonly by: Cause;
  /** Numbers of the site of the request and of the string with its message; 0 where there is none. */
  readonly site: number;
  readonly message: number;
  /** When it was asked, ns. */
  readonly asked: number;
  /** The wait that received it, its object 0 for a `sleep(0)`; null where the task had not begun. Absent where it has not been received yet. */
  readonly received?: { readonly object: number; readonly site: number } | null;
  /**
   * `handling`: the task has caught it and is not done. `swallowed`: it went on as if nothing had been, or ended with a result. `failed`: it
   * ended with another exception. `timed-out`: a timeout asked, and turned it into TimeoutError.
   */
  readonly then: 'pending' | 'handling' | 'cancelled' | 'swallowed' | 'failed' | 'timed-out';
}

/** All requests to cancel a task, up to a moment. */
export function cancelsOf(history: History, task: Task, moment: number): CancelStory[] {
  const known = task.cancels.slice(0, lastUpTo(task.cancels, moment) + 1);
  const { events } = history;
  return known.flatMap((event, i) => {
    if (events.kind(event) !== Kind.CANCEL) return [];
    const receipt = known.find((other, j) => j > i && events.kind(other) === Kind.CANCEL_RECEIVED);
    const nextRequest = known.find(
      (other) => events.kind(other) === Kind.CANCEL && receipt !== undefined && other > receipt,
    );
    const common = {
      by: causeOf(history, event),
      site: events.c(event),
      message: events.b(event),
      asked: events.time(event),
    };
    if (receipt === undefined) return [{ ...common, then: withoutReceipt(history, task, moment) }];
    return [
      {
        ...common,
        received: waitBefore(history, task, receipt),
        then: ofTimeout(common.by, whatCame(history, task, nextRequest ?? moment, nextRequest !== undefined)),
      },
    ];
  });
}

/** The wait out of which CancelledError was thrown: the last one that the task had begun. Null where it had not begun to run. */
function waitBefore({ events }: History, task: Task, receipt: number): { object: number; site: number } | null {
  for (let i = lastUpTo(task.events, receipt); i >= 0; i--) {
    const event = task.events[i] ?? 0;
    if (events.kind(event) === Kind.WAITS) return { object: events.a(event), site: events.b(event) };
    if (events.kind(event) === Kind.YIELDS) return { object: 0, site: events.a(event) };
  }
  return task.base.state === State.WAITING ? task.base : null;
}

function withoutReceipt(history: History, task: Task, moment: number): CancelStory['then'] {
  return history.at(task, moment).state === State.DONE ? whatCame(history, task, moment, false) : 'pending';
}

/** A timeout takes its own cancellation back where its block ends, so that nobody has swallowed anything. */
function ofTimeout(by: Cause, then: CancelStory['then']): CancelStory['then'] {
  return by.by === 'timer' && (then === 'handling' || then === 'swallowed') ? 'timed-out' : then;
}

function whatCame(history: History, task: Task, until: number, again: boolean): CancelStory['then'] {
  if (again) return 'swallowed';
  const { state, event } = history.at(task, until);
  if (state !== State.DONE) return 'handling';
  const outcome = history.events.b(event);
  if (outcome === Outcome.CANCELLED) return 'cancelled';
  return outcome === Outcome.EXCEPTION ? 'failed' : 'swallowed';
}
