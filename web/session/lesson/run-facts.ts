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

export class RunFacts implements RecordSink {
  readonly #strings = new Map<number, string>();
  readonly #taskNames = new Map<number, string>();
  readonly #cancelled = new Set<number>();
  /** The kinds of what is under way, by number. */
  readonly #underWay = new Map<number, number>();
  readonly #now = new Map<number, number>();
  readonly #most = new Map<number, number>();
  /** The task that everything begins with: it is not counted. */
  #first = 0;
  #time = 0;

  /** From the first event to the last, on the run's own clock. */
  get seconds(): number {
    return this.#time / 1e9;
  }

  /** How many of a kind were under way at once, at most. Throws where there is no such kind. */
  most(of: string): number {
    const kind = KINDS[of];
    if (kind === undefined) throw new Error(`the event log has no ${of}: only ${Object.keys(KINDS).join(', ')}`);
    return this.#most.get(kind) ?? 0;
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
    this.#most.set(kind, Math.max(now, this.#most.get(kind) ?? 0));
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
