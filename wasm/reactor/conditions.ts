/**
 * What the chosen conditions of the network do to a program's requests. Which of them fail is decided by the seed and the address, and when an
 * answer is due by the size of its body: so the same seed makes the same run.
 */
import { numbersOf, type NetworkChoice } from '../abi/network-conditions.ts';
import type { Clock } from './clock.ts';

/** What becomes of a request. */
export type Fate = 'answered' | 'missing' | 'lost';

/** What decides it. Nothing here depends on when the request is made, or on what else is under way. */
export interface FateOf {
  readonly choice: NetworkChoice;
  readonly seed: number;
  /** As the program wrote it, so that it is the same wherever the site lies. */
  readonly url: string;
  /** How many requests of this address there were before: one that is repeated may fare better. */
  readonly earlier: number;
}

export function fateOf({ choice, seed, url, earlier }: FateOf): Fate {
  const { missing = 0, lost = 0 } = numbersOf(choice);
  const drawn = fraction(`${String(seed)}\n${String(earlier)}\n${url}`);
  if (drawn < lost) return 'lost';
  return drawn < lost + missing ? 'missing' : 'answered';
}

/** How long after its start a request has its answer at the earliest, in ms of the program's clock. */
export function delayOf(choice: NetworkChoice, bodyBytes: number): number {
  const { latency = 0, bytesPerSecond = Infinity } = numbersOf(choice);
  return latency + (bodyBytes / bytesPerSecond) * 1_000;
}

/** A request under way. */
export interface Trip {
  readonly fate: Fate;
  /** What failed and which choice of the reader's made it fail, so that nobody looks for a real fault; empty where nothing does. */
  readonly reason: string;
  /** On the program's clock, ms. */
  readonly start: number;
}

/** The conditions in one run. */
export class Conditions {
  readonly #choice: NetworkChoice;
  readonly #seed: number;
  readonly #clock: Clock;
  /** How many requests there were of each address. */
  readonly #requests = new Map<string, number>();
  /** Of requests that were passed over, by their numbers. */
  readonly #passed = new Map<number, number>();

  constructor(choice: NetworkChoice, seed: number, clock: Clock) {
    this.#choice = choice;
    this.#seed = seed;
    this.#clock = clock;
  }

  /** Counts a request that is answered from a recording: it may yet begin. */
  passOver(id: number, url: string): void {
    this.#passed.set(id, this.#count(url));
  }

  begin(id: number, url: string): Trip {
    const earlier = this.#passed.get(id) ?? this.#count(url);
    const fate = fateOf({ choice: this.#choice, seed: this.#seed, url, earlier });
    return { fate, reason: reasonOf(fate, this.#choice), start: this.#clock.now() };
  }

  /** When the answer to a request is due on the program's clock, in whole microseconds. */
  dueOf({ start }: Trip, bodyBytes: number): number {
    return Math.ceil((start + delayOf(this.#choice, bodyBytes)) * 1_000) / 1_000;
  }

  /** How many there were before. */
  #count(url: string): number {
    const earlier = this.#requests.get(url) ?? 0;
    this.#requests.set(url, earlier + 1);
    return earlier;
  }
}

function reasonOf(fate: Fate, choice: NetworkChoice): string {
  if (fate === 'answered') return '';
  const name = typeof choice === 'string' ? choice : 'custom';
  const by = `by Network: ${name.replace(/^./, (first) => first.toUpperCase())}`;
  if (fate === 'missing') return `Not Found ${by}`;
  return choice === 'offline' ? `no connection ${by}` : `connection lost ${by}`;
}

/** A number from 0 to below 1, the same for the same text: FNV-1a, with the finalizer of MurmurHash3 so that similar texts do not give similar numbers. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
