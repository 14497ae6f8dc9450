/** Looking into lists of events, which are in order. */

/** The index of the last entry that is at most `event`; -1 where there is none. */
export function lastUpTo(events: readonly number[], event: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle] ?? 0) <= event) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
