/**
 * What computes: the thread of the loop, which does one thing at a time, and the workers beside it.
 *
 * The log says when a call is handed over and when its end is known, not by which worker it is made: the first that is free takes it, as in the
 * host's pools. A call for which none is free, or whose executor makes as many already as it may, waits for one.
 */
import { Kind } from '../log/format.ts';
import type { EventColumns } from '../log/event-columns.ts';
import { lastUpTo } from './search.ts';
import { State } from './task.ts';

/** What a thread does that has nothing to do. */
export const IDLE = 0;
/** What is no task's: a step, or a call that a callback handed over. */
export const CALLBACK = -1;
/** Of a loop that has been closed. */
export const CLOSED = -2;

/** One of them: at any moment it does one thing. */
export interface Thread {
  /** 0 for that of the loop; the workers are counted from 1. */
  readonly worker: number;
  /** The events by which it began something else, in order. */
  readonly events: readonly number[];
  /** What it does after its event of an index, or before the first: the number of the task whose step or call it is, or one of the above. */
  doing(index: number): number;
}

/** What a thread does at a moment, and since which event; -1 where that lies before the horizon. */
export function doingAt(thread: Thread, moment: number): { readonly what: number; readonly since: number } {
  const index = lastUpTo(thread.events, moment);
  return { what: thread.doing(index), since: thread.events[index] ?? -1 };
}

/** The state in which its lane is drawn after its event of an index. The loop waits; of a worker that is free there is nothing to see. */
export function stateOf(thread: Thread, index: number): number {
  const what = thread.doing(index);
  if (what === IDLE) return thread.worker === 0 && index >= 0 ? State.WAITING : State.NONE;
  return what === CLOSED ? State.NONE : State.RUNNING;
}

/** The thread on which the loop and every task runs. */
export class LoopThread implements Thread {
  readonly worker = 0;
  /** Events of kind STEP, LOOP_WAITS and LOOP_CLOSED. */
  readonly events: number[] = [];
  readonly #columns: EventColumns;

  constructor(columns: EventColumns) {
    this.#columns = columns;
  }

  doing(index: number): number {
    const event = this.events[index];
    const kind = event === undefined ? Kind.LOOP_WAITS : this.#columns.kind(event);
    if (event !== undefined && kind === Kind.STEP) return this.#columns.a(event) || CALLBACK;
    return kind === Kind.LOOP_CLOSED ? CLOSED : IDLE;
  }
}

/** A call, the number of the task that handed it over, and its executor: `CallState::kind_value` (engine/include/asyncio/executor.hpp). */
interface Call {
  readonly object: number;
  readonly task: number;
  readonly executor: number;
}

/** How many calls an executor makes at a time. */
function mostOf(executor: number): number {
  return executor === 0 ? Infinity : executor % 65_536;
}

class Worker implements Thread {
  readonly worker: number;
  readonly events: number[] = [];
  readonly #tasks: number[] = [];
  readonly #before: number;
  /** What it makes after the last event. */
  call: Call | null;

  /** @param call what it made at the horizon. */
  constructor(worker: number, call: Call | null) {
    this.worker = worker;
    this.call = call;
    this.#before = callerOf(call);
  }

  doing(index: number): number {
    return this.#tasks[index] ?? this.#before;
  }

  turnTo(call: Call | null, event: number): void {
    this.call = call;
    this.events.push(event);
    this.#tasks.push(callerOf(call));
  }
}

function callerOf(call: Call | null): number {
  return call === null ? IDLE : call.task || CALLBACK;
}

export class Workers {
  readonly all: Worker[] = [];
  readonly #most: number;
  /** Calls for which no worker is free, in order. */
  #queue: Call[] = [];

  /** @param most how many workers there can be, of all executors together. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Workers that go on with what these make and have before them. */
  successor(): Workers {
    const next = new Workers(this.#most);
    next.all.push(...this.all.map(({ worker, call }) => new Worker(worker, call)));
    next.#queue = [...this.#queue];
    return next;
  }

  /** The objects of the calls that have not ended. */
  get calls(): readonly number[] {
    const made = this.all.flatMap(({ call }) => call ?? []);
    return [...made, ...this.#queue].map(({ object }) => object);
  }

  begin(call: Call, event: number): void {
    const worker = this.#mayBegin(call) ? this.#free() : undefined;
    if (worker === undefined) this.#queue.push(call);
    else worker.turnTo(call, event);
  }

  end(object: number, event: number): void {
    const worker = this.all.find(({ call }) => call?.object === object);
    if (worker === undefined) {
      this.#queue = this.#queue.filter((call) => call.object !== object);
      return;
    }
    worker.call = null;
    const next = this.#queue.findIndex((call) => this.#mayBegin(call));
    const [call = null] = next < 0 ? [] : this.#queue.splice(next, 1);
    worker.turnTo(call, event);
  }

  /** A worker without a call: a new one where there may be more. */
  #free(): Worker | undefined {
    const free = this.all.find(({ call }) => call === null);
    if (free !== undefined || this.all.length === this.#most) return free;
    const worker = new Worker(this.all.length + 1, null);
    this.all.push(worker);
    return worker;
  }

  /** Whether the executor of a call has room for it. */
  #mayBegin({ executor }: Call): boolean {
    return this.all.filter(({ call }) => call?.executor === executor).length < mostOf(executor);
  }
}
