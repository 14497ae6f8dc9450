/**
 * Where two runs go different ways, found by their event logs. What was printed does not count, and neither do lines, names and times: a program to
 * which a print was added does the same as before, some lines further down.
 */
import { Kind } from './format.ts';
import { LogReader, type RecordSink } from './reader.ts';

/** The first event that differs, counted from 1 among those that are compared, and the line of the program that it belongs to, 0 where none is known. */
export interface Difference {
  readonly event: number;
  readonly line: number;
}

/** Kinds that tell of how a program is written, or what it shows, and not of what it does. */
const LEFT_OUT: ReadonlySet<number> = new Set([Kind.PRINT, Kind.TASK_NAMED]);

/** The words of an event that count: never numbers of strings and sites, of which an edited program has others. */
function wordsThatCount(kind: number, a: number, b: number): readonly number[] {
  switch (kind) {
    case Kind.YIELDS:
    case Kind.LOOP_WAITS:
      return [kind];
    case Kind.TASK_CREATED:
    case Kind.DONE:
    case Kind.EDGE:
    case Kind.ACQUIRED:
    case Kind.OBJECT:
      return [kind, a, b];
    default:
      return [kind, a];
  }
}

/** One event as one text, and where it stands. */
class Events implements RecordSink {
  readonly events: { readonly key: string; readonly line: number }[] = [];
  readonly #lines = new Map<number, number>();
  #line = 0;

  string(): void {
    // Names do not count.
  }
  site(id: number, _file: number, _function: number, line: number): void {
    this.#lines.set(id, line);
  }
  event(kind: number, _time: number, a: number, b: number, c: number): void {
    const site = kind === Kind.YIELDS ? a : kind === Kind.WAITS ? b : kind === Kind.TASK_CREATED ? c : 0;
    this.#line = this.#lines.get(site) ?? this.#line;
    if (!LEFT_OUT.has(kind)) this.events.push({ key: wordsThatCount(kind, a, b).join(), line: this.#line });
  }
}

function eventsOf(log: readonly Uint8Array[]): Events['events'] {
  const events = new Events();
  const reader = new LogReader(events);
  for (const piece of log) reader.push(piece);
  return events.events;
}

/** Null where the second run did what the first did. */
export function firstDifference(first: readonly Uint8Array[], second: readonly Uint8Array[]): Difference | null {
  const before = eventsOf(first);
  const after = eventsOf(second);
  const length = Math.max(before.length, after.length);
  for (let i = 0; i < length; i++) {
    if (before[i]?.key === after[i]?.key) continue;
    return { event: i + 1, line: after[i]?.line ?? after.at(-1)?.line ?? 0 };
  }
  return null;
}
