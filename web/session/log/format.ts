/**
 * The event log's records, as `engine/core/event_log.hpp` writes them: little-endian words of 32 bits. The first word of a record holds its
 * kind in bits 0 to 5, `SAID_AGAIN`, `YIELDED_BEFORE` and, in bits 8 to 31, the nanoseconds since the record before.
 */

/** Kinds of records. */
export const Kind = {
  TIME: 1,
  STRING: 2,
  SITE: 3,
  TASK_CREATED: 4,
  TASK_NAMED: 5,
  STEP: 6,
  YIELDS: 7,
  OBJECT: 8,
  WAITS: 9,
  READY: 10,
  DONE: 11,
  CANCEL: 12,
  CANCEL_RECEIVED: 13,
  EDGE: 14,
  FIRED: 15,
  OPERATION_STARTED: 16,
  OPERATION_ENDED: 17,
  ACQUIRED: 18,
  RELEASED: 19,
  PRINT: 20,
  LOOP_WAITS: 21,
  LOOP_WOKEN: 22,
  LOST: 23,
  TURN: 24,
  LOOP_CLOSED: 25,
  RESOLVED: 26,
  /** A step at whose beginning nobody looked at the clock; its task stands where other records have the time. */
  UNTIMED_STEP: 27,
  /** So many untimed steps, where other records have the time, of the tasks that are next by the order of the last iteration: see step-order.ts. */
  STEPS: 28,
} as const;

/** Before this record the running task gave way, where the last YIELDS said: in place of another one. */
export const YIELDED_BEFORE = 1 << 7;

/** A record STEPS that still counts while the program pauses: it is said again with all of them. */
export const SAID_AGAIN = 1 << 6;

/** A record STEPS counts no more. */
export const MOST_COUNTED_STEPS = 511;

/** Kinds after which the next iteration can have the steps of this one. Steps of callbacks cannot. */
export const KEEPS_ORDER: ReadonlySet<number> = new Set([
  ...[Kind.TIME, Kind.STRING, Kind.SITE, Kind.TURN],
  ...[Kind.STEP, Kind.UNTIMED_STEP, Kind.STEPS, Kind.YIELDS],
]);

/** Words after the first, by kind; a STRING's text comes on top. */
const WORDS: readonly (number | undefined)[] = [
  ...[undefined, 2, 2, 5, 4, 2, 1, 1, 5, 2, 1, 3, 3, 1],
  ...[2, 1, 1, 2, 3, 2, 2, 2, 0, 1, 1, 0, 1, 0, 0],
];

/** How many words follow the first word of a record; undefined where this reader does not know the kind. */
export function wordsOf(kind: number): number | undefined {
  return WORDS[kind];
}

/** What an object is: OBJECT's second word. Kinds from LOCK to BARRIER are a wait in the queue of a primitive, or the primitive itself. */
export const ObjectKind = {
  UNKNOWN: 0,
  TASK: 1,
  FUTURE: 2,
  /** Its value is how long it sleeps, ns. */
  SLEEP: 3,
  GATHER: 4,
  WAIT: 5,
  LOCK: 6,
  EVENT: 7,
  CONDITION: 8,
  SEMAPHORE: 9,
  QUEUE_GET: 10,
  QUEUE_PUT: 11,
  QUEUE_JOIN: 12,
  BARRIER: 13,
  SHIELD: 14,
  /** Its value is the deadline, ns. */
  TIMER: 15,
  FETCH: 16,
  EXECUTOR: 17,
  STREAM: 18,
  THREAD: 19,
  AS_COMPLETED: 20,
  OTHER: 21,
} as const;

/** How a task ended: DONE's second word. */
export const Outcome = { RESULT: 0, EXCEPTION: 1, CANCELLED: 2 } as const;
