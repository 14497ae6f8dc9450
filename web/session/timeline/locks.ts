/** Who holds a lock, a semaphore: the primitive's own events, from a moment back. */
import { Kind } from '../log/format.ts';
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';

/** Somebody who holds a primitive. */
export interface Holder {
  /** The task's number. */
  readonly task: number;
  /** Number of the site where it took it; 0 where unknown. */
  readonly site: number;
  /** Since when, ns. */
  readonly since: number;
}

/** Events that are looked at: a semaphore may have been taken a million times since its oldest holder came. */
const MAX_LOOK = 10_000;

/** Who holds a primitive at a moment, the latest first. */
export function holdersOf(history: History, primitive: number, moment: number): Holder[] {
  const list = history.locks.get(primitive) ?? [];
  const { events } = history;
  const holders: Holder[] = [];
  const released = new Map<number, number>();
  const isReleased = (task: number): boolean => {
    const count = released.get(task) ?? 0;
    if (count > 0) released.set(task, count - 1);
    return count > 0;
  };
  const last = lastUpTo(list, moment);
  for (let i = last; i >= 0 && i > last - MAX_LOOK; i--) {
    const event = list[i] ?? 0;
    const task = events.b(event);
    if (events.kind(event) === Kind.RELEASED) released.set(task, (released.get(task) ?? 0) + 1);
    else if (!isReleased(task)) holders.push({ task, site: events.c(event), since: events.time(event) });
  }
  if (last < MAX_LOOK)
    holders.push(...(history.heldBefore.get(primitive) ?? []).filter(({ task }) => !isReleased(task)));
  return holders;
}
