/**
 * The history of a run that may be without end, in bounded memory.
 *
 * Two histories are written: the one that is shown, and from half of its events on its successor, which begins with what was alive then. When
 * the first is full the second takes its place. So nothing is ever copied or searched in order to forget: the latest `KEPT / 2` events are
 * always there, and up to `KEPT` are. At most 1.5 * `KEPT` events are in memory, 75 bytes each with their indices (about 120 MB), and half a
 * million tasks.
 */
import { Kind } from '../log/format.ts';
import { LogReader, type LogProblem, type RecordSink } from '../log/reader.ts';
import type { History } from './history.ts';
import { holdersOf } from './locks.ts';
import { Recorder } from './recorder.ts';
import { State, type Task } from './task.ts';
import { Workers } from './threads.ts';

/** Events that a history holds at most. */
export const KEPT = 1 << 20;
/** Tasks that a history holds at most. */
const KEPT_TASKS = 1 << 18;

/** The latest primitives and what they were called outlive the horizon, as far as there are not more. */
const MAX_PRIMITIVES = 65_536;

export class Timeline {
  #recorder: Recorder;
  #next: Recorder | null = null;
  readonly #kept: number;
  readonly #reader = new LogReader({
    string: (...record) => {
      this.#each((recorder) => {
        recorder.string(...record);
      });
    },
    site: (...record) => {
      this.#each((recorder) => {
        recorder.site(...record);
      });
    },
    event: (...record) => {
      this.#recorder.event(...record);
      this.#next?.event(...record);
      this.#turnOver();
    },
  } satisfies RecordSink);

  /**
   * @param kept how many events to hold at most.
   * @param workers how many calls can be made at a time beside the loop.
   */
  constructor(kept = KEPT, workers = Infinity) {
    this.#kept = kept;
    this.#recorder = new Recorder(new Workers(workers));
  }

  /** What there is to be seen. Another object after the horizon has moved. */
  get history(): History {
    return this.#recorder.history;
  }

  /** Why the log cannot be read on; null while all is well. */
  get problem(): LogProblem | null {
    return this.#reader.problem;
  }

  /** Takes more of the log. */
  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  /** Takes more of the log of which nobody has time to see the events. */
  skim(bytes: Uint8Array): void {
    this.#reader.skim(bytes);
  }

  #each(tell: (recorder: Recorder) => void): void {
    tell(this.#recorder);
    if (this.#next !== null) tell(this.#next);
  }

  #turnOver(): void {
    const full = fullness(this.#recorder.history, this.#kept);
    if (this.#next === null) {
      if (full >= 0.5) this.#next = successor(this.#recorder);
    } else if (full >= 1) {
      this.#recorder = this.#next;
      this.#next = null;
    }
  }
}

function fullness(history: History, kept: number): number {
  return Math.max((history.events.end - history.events.first) / kept, history.tasks.length / KEPT_TASKS);
}

/** A recorder that goes on from here, and knows what is alive: tasks, what they wait for, who holds what. */
function successor(recorder: Recorder): Recorder {
  const old = recorder.history;
  const before = {
    events: old.events.end,
    steps: old.before.steps + old.steps.length,
    printed: recorder.printed,
  };
  const next = new Recorder(old.workers.successor(), before);
  const live = old.tasks.filter((task) => task.state !== State.DONE);
  const objects = new Adoption(old, next.history);
  for (const call of old.workers.calls) objects.adopt(call);
  for (const task of live) objects.adopt(old.at(task, old.last).object);
  for (const primitive of new Set([...old.heldBefore.keys(), ...old.locks.keys()])) objects.hold(primitive);
  for (const { number } of [...old.objects.primitives()].slice(-MAX_PRIMITIVES)) objects.adopt(number);
  next.history.names.adopt(old.names, wordsThatMayComeAgain(old, live));
  for (const task of live) {
    const { number, creator, site, name } = task;
    next.adopt({ number, creator, site, name }, { ...old.at(task, old.last), event: -1 });
  }
  next.adoptOperations(old.operations.counts.at(-1) ?? 0);
  return next;
}

/** The log seldom says a string twice: all but the names of tasks that are gone may be meant again. */
function wordsThatMayComeAgain({ events, objects }: History, live: readonly Task[]): Set<number> {
  const words = objects.labels();
  for (const task of live) words.add(task.name);
  for (let event = events.first; event < events.end; event++) {
    const kind = events.kind(event);
    if (kind === Kind.DONE) words.add(events.c(event));
    else if (kind === Kind.CANCEL) words.add(events.b(event));
  }
  return words;
}

/** Takes objects over, with all that they wait for. */
class Adoption {
  readonly #from: History;
  readonly #to: History;
  readonly #seen = new Set<number>([0]);

  constructor(from: History, to: History) {
    this.#from = from;
    this.#to = to;
  }

  adopt(number: number): void {
    const open = [number];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#seen.has(next)) continue;
      this.#seen.add(next);
      const { kind, label, value, since, resolved } = this.#from.objects.get(next);
      const horizon = this.#to.before.events - 1;
      this.#to.objects.describe(next, kind, label, value, since);
      if (resolved <= horizon) this.#to.objects.resolve(next, horizon);
      for (const edge of this.#from.objects.edges(next, horizon)) {
        this.#to.objects.connect(next, edge, horizon);
        open.push(edge);
      }
    }
  }

  hold(primitive: number): void {
    const holders = holdersOf(this.#from, primitive, this.#from.last);
    if (holders.length === 0) return;
    this.adopt(primitive);
    this.#to.heldBefore.set(primitive, holders);
  }
}
