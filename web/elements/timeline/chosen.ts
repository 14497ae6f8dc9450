/** What a reader has chosen among the lanes: a task, a group of tasks, a thread, or nothing. */
import type { Group } from '../../session/timeline/groups.ts';
import type { History } from '../../session/timeline/history.ts';
import type { Task } from '../../session/timeline/task.ts';
import type { Teller } from '../../session/timeline/tell.ts';
import type { Thread } from '../../session/timeline/threads.ts';
import type { Reason } from './explanation.ts';

export type Chosen =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'thread'; readonly thread: Thread }
  | null;

/** The same in a history that went on; null where the horizon has passed it. */
export function inHistory(chosen: Chosen, history: History): Chosen {
  if (chosen?.kind === 'task') {
    const task = history.task(chosen.task.number);
    return task === undefined ? null : { kind: 'task', task };
  }
  if (chosen?.kind !== 'thread') return chosen;
  const thread = history.threads.find(({ worker }) => worker === chosen.thread.worker);
  return thread === undefined ? null : { kind: 'thread', thread };
}

/** Why it does not run, or what it is at. */
export function reasonsOf(chosen: Chosen, teller: Teller, moment: number): readonly Reason[] {
  switch (chosen?.kind) {
    case 'task':
      return teller.why(chosen.task, moment);
    case 'group':
      return [{ text: teller.group(chosen.group, moment), place: null }];
    case 'thread':
      return [{ text: `${teller.thread(chosen.thread)}: ${teller.doing(chosen.thread, moment)}`, place: null }];
    case undefined:
      return [];
  }
}
