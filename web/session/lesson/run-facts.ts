/** What of a run's event log a lesson's checks ask about: how long it took, how much went on at once, which tasks were cancelled. */
import { Kind, ObjectKind } from '../log/format.ts';
import { LogReader, type RecordSink } from '../log/reader.ts';

/** What can be counted by `atOnce`, by the engine's names (`FutureKind`). */
const KINDS: Readonly<Record<string, number | undefined>> = {
  task: ObjectKind.TASK,
  sleep: ObjectKind.SLEEP,
  fetch: ObjectKind.FETCH,
  executor_call: ObjectKind.EXECUTOR,
  stream: ObjectKind.STREAM,
  thread: ObjectKind.THREAD,
};

/** How many were under way at once, at most, and by which event of the log it was so first; null where there were none. */
export interface Most {
  readonly count: number;
  readonly event: number | null;
}

export class RunFacts implements RecordSink {
  readonly #strings = new Map<number, string>();
  readonly #taskNames = new Map<number, string>();
  readonly #cancelled = new Set<number>();
  /** The kinds of what is under way, by number. */
  readonly #underWay = new Map<number, number>();
  readonly #now = new Map<number, number>();
  readonly #most = new Map<number, Most>();
  /** The task that everything begins with: it is not counted. */
  #first = 0;
  #time = 0;
  /** The number of the next event, as the timeline counts: what describes another event has none of its own. */
  #next = 0;

  /** From the first event to the last, on the run's own clock. */
  get seconds(): number {
    return this.#time / 1e9;
  }

  /** Of one kind. Throws where there is no such kind. */
  most(of: string): Most {
    const kind = KINDS[of];
    if (kind === undefined) throw new Error(`the event log has no ${of}: only ${Object.keys(KINDS).join(', ')}`);
    return this.#most.get(kind) ?? { count: 0, event: null };
  }

  /** Whether a task of this name was asked to end. */
  wasCancelled(name: string): boolean {
    return [...this.#cancelled].some((task) => this.#taskNames.get(task) === name);
  }

  string(id: number, text: string): void {
    this.#strings.set(id, text);
  }

  site(): void {
    // Where something happened is no matter here.
  }

  event(kind: number, time: number, a: number, b: number, _c: number, value: number): void {
    this.#time = time;
    this.#happens(kind, a, b, value);
    if (kind !== Kind.OBJECT && kind !== Kind.EDGE) this.#next++;
  }

  #happens(kind: number, a: number, b: number, value: number): void {
    switch (kind) {
      case Kind.TASK_CREATED:
        this.#taskNames.set(a, this.#strings.get(value) ?? '');
        if (this.#first === 0) this.#first = a;
        else this.#begins(a, ObjectKind.TASK);
        return;
      case Kind.TASK_NAMED:
        this.#taskNames.set(a, this.#strings.get(b) ?? '');
        return;
      case Kind.OBJECT:
        if (b !== ObjectKind.TASK) this.#begins(a, b);
        return;
      case Kind.CANCEL:
        this.#cancelled.add(a);
        return;
      case Kind.DONE:
      case Kind.RESOLVED:
      case Kind.FIRED:
      case Kind.OPERATION_ENDED:
        this.#ends(a);
        return;
    }
  }

  #begins(number: number, kind: number): void {
    if (this.#underWay.has(number)) return;
    this.#underWay.set(number, kind);
    const now = (this.#now.get(kind) ?? 0) + 1;
    this.#now.set(kind, now);
    if (now > (this.#most.get(kind)?.count ?? 0)) this.#most.set(kind, { count: now, event: this.#next });
  }

  #ends(number: number): void {
    const kind = this.#underWay.get(number);
    if (kind === undefined) return;
    this.#underWay.delete(number);
    this.#now.set(kind, (this.#now.get(kind) ?? 1) - 1);
  }
}

/** Reads a whole log. */
export function factsOf(log: readonly Uint8Array[]): RunFacts {
  const facts = new RunFacts();
  const reader = new LogReader(facts);
  for (const piece of log) reader.push(piece);
  return facts;
}
