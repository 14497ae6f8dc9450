/**
 * Conditions of the network for a program's HTTP requests (`asyncio::fetch`): how far away and how reliable the servers seem to be. Chosen in the
 * page, applied by the host (reactor/conditions.ts says how).
 */

/** The conditions that have a name. */
export type NamedConditions = 'slow' | 'flaky' | 'offline';

/** What is chosen: conditions by name, or numbers of one's own. Absent: the network as it is. */
export type NetworkChoice = NamedConditions | NetworkNumbers;

/** What the conditions do to each request; connections are not shared, so requests do not slow each other down. */
export interface NetworkNumbers {
  /** From the request to the first byte of its answer, ms. */
  readonly latency?: number;
  /** How fast the body comes from then on. As fast as it does where it is not said. */
  readonly bytesPerSecond?: number;
  /** The part of the requests, 0 to 1, that are answered with 404. */
  readonly missing?: number;
  /** The part of the requests, 0 to 1, whose connection is lost. */
  readonly lost?: number;
}

/** The one table of the figures. */
const NAMED_CONDITIONS: Readonly<Record<NamedConditions, NetworkNumbers>> = {
  slow: { latency: 250, bytesPerSecond: 200_000 },
  flaky: { latency: 100, bytesPerSecond: 1_000_000, missing: 0.1, lost: 0.15 },
  offline: { lost: 1 },
};

export function numbersOf(choice: NetworkChoice): NetworkNumbers {
  return typeof choice === 'string' ? NAMED_CONDITIONS[choice] : choice;
}

/** What each number may be at most, from 0. */
const MOST: Readonly<Record<keyof NetworkNumbers, number>> = {
  latency: 60_000,
  bytesPerSecond: Number.MAX_SAFE_INTEGER,
  missing: 1,
  lost: 1,
};
/** Less, and no answer would ever be complete. */
const FEWEST_BYTES = 100;

/** A choice that a stranger made, in a link; undefined where it is none. */
export function readNetworkChoice(value: unknown): NetworkChoice | undefined {
  if (value === 'slow' || value === 'flaky' || value === 'offline') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const numbers: Record<string, number> = {};
  for (const [name, most] of Object.entries(MOST)) {
    const number: unknown = Reflect.get(value, name);
    if (number === undefined) continue;
    const least = name === 'bytesPerSecond' ? FEWEST_BYTES : 0;
    if (typeof number !== 'number' || !(number >= least && number <= most)) return undefined;
    numbers[name] = number;
  }
  return Object.keys(numbers).length === 0 ? undefined : numbers;
}
