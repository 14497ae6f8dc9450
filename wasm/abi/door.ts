/**
 * A door: an import by which something of the outside comes into a program, or by which it begins something outside. What records a run stands at
 * each and notes what comes in; what replays it gives that back, and lets nothing out (../host/recorder.ts, replayer.ts).
 */
import type { ProgramMemory } from './memory.ts';

/** The arguments of a call, numbers all of them but for a few that no door looks at. */
export type Arguments = readonly number[];
/** A part of a program's memory: address and size in bytes. */
export type Span = readonly [address: number, size: number];

export interface Door {
  /** What comes in; absent where the call only takes time, or begins or ends something. */
  readonly brings?: {
    /** Names the door in recorded runs, and so in links: a new one has a number that none ever had. 0 and 1 are taken (../host/doors.ts). */
    readonly number: number;
    /** The result: the program's clock in ms, or a whole number. */
    readonly result?: 'time' | 'count';
    /** What is written to the program's memory, by the sizes that were told for operations. */
    readonly writes?: (args: Arguments, sizes: ReadonlyMap<number, number>) => Span;
  };
  /** The number of the operation that the call begins. */
  readonly begins?: (args: Arguments, memory: ProgramMemory) => number;
  /** What the call reads of the program's memory: kept where the operation may have to be begun later. */
  readonly reads?: (args: Arguments, memory: ProgramMemory) => readonly Span[];
  /** The number of the operation that is over, or given up, with the call; 0 for none. */
  readonly ends?: (args: Arguments, result: number) => number;
  /** The number of an operation, and how many bytes a later `writes` has for it. */
  readonly tellsSize?: (args: Arguments, result: number, memory: ProgramMemory) => readonly [number, number];
}

export const argument =
  (place: number) =>
  (args: Arguments): number =>
    args[place] ?? 0;

/** Bytes of a `TulipHttpSizes`, the first of which is the status and no size. */
export const HTTP_SIZES_BYTES = 24;

/** What a result of HTTP has in all, told by a `TulipHttpSizes`. */
export function httpResultSize(sizes: number, memory: ProgramMemory): number {
  let total = 0;
  for (let at = 4; at < HTTP_SIZES_BYTES; at += 4) total += memory.view.getUint32((sizes >>> 0) + at, true);
  return total;
}

/** A `TulipHttpRequest` and the texts that it points to. */
export function httpRequestSpans(request: number, memory: ProgramMemory): Span[] {
  const field = (i: number): number => memory.view.getUint32((request >>> 0) + 4 * i, true);
  return [[request, 36], ...[1, 3, 5, 7].map((i): Span => [field(i), field(i + 1)])];
}
