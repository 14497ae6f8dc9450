/** What stands at the left of a lane. */
import type { Group } from '../../session/timeline/groups.ts';
import type { History } from '../../session/timeline/history.ts';
import type { Lane } from '../../session/timeline/lanes.ts';
import { groupName, placeOf, taskName } from '../../session/timeline/naming.ts';
import type { Thread } from '../../session/timeline/threads.ts';

export interface LaneLabel {
  readonly text: string;
  /** Pixels from the left. */
  readonly indent: number;
  readonly strong: boolean;
}

export function labelOf(
  lane: Lane,
  history: History,
  chosen: boolean,
  threadName: (thread: Thread) => string,
): LaneLabel {
  switch (lane.kind) {
    case 'task':
      return { text: taskName(history, lane.task), indent: lane.inGroup ? 22 : 8, strong: chosen };
    case 'thread':
      return { text: threadName(lane.thread), indent: 8, strong: chosen };
    case 'group':
      return { text: `${lane.open ? '▾' : '▸'} ${nameOf(history, lane.group)}`, indent: -2, strong: true };
  }
}

function nameOf(history: History, group: Group): string {
  const place = placeOf(history.site(group.site));
  return `${group.tasks.length} × ${groupName(history, group)}${place === null ? '' : `:${place.line}`}`;
}
