/** Between what a program printed and the moments at which it did. */
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';

/**
 * The moment that wrote a byte of a stream.
 *
 * @param stream 1 for standard output, 2 for standard error.
 * @param byte its place in all that was written to the stream, from 0.
 * @returns null where it was written before the horizon, or not yet.
 */
export function momentOfByte(history: History, stream: 1 | 2, byte: number): number | null {
  const index = stream - 1;
  if (byte < (history.before.printed[index] ?? 0)) return null;
  const prints = history.prints[index];
  // The counts grow like the events do: the first that is greater wrote it.
  const at = prints === undefined ? 0 : lastUpTo(prints.counts, byte) + 1;
  return prints?.events[at] ?? null;
}

/** How many bytes of a stream had been written by a moment. */
export function bytesAt(history: History, stream: 1 | 2, moment: number): number {
  const index = stream - 1;
  const prints = history.prints[index];
  const at = prints === undefined ? -1 : lastUpTo(prints.events, moment);
  return prints?.counts[at] ?? history.before.printed[index] ?? 0;
}
