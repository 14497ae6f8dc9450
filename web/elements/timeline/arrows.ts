/** The arrows that lead to the chosen task: who woke it, and who cancelled it. */
import { Kind } from '../../session/log/format.ts';
import { causeOf, wakerOf } from '../../session/timeline/causes.ts';
import type { History } from '../../session/timeline/history.ts';
import { lastUpTo } from '../../session/timeline/search.ts';
import type { Task } from '../../session/timeline/task.ts';
import type { Viewport } from '../../session/timeline/viewport.ts';
import type { Painter } from './painter.ts';

/** Wake-ups that are drawn of a task. */
const MAX_ARROWS = 200;

/** Draws them as far as both lanes are in sight: `topOf` says where. */
export function drawArrows(
  painter: Painter,
  history: History,
  view: Viewport,
  task: Task,
  topOf: (task: Task) => number | undefined,
): void {
  const to = topOf(task);
  if (to === undefined) return;
  const last = view.eventAt(view.width);
  const from = Math.max(0, lastUpTo(task.events, view.eventAt(0)));
  for (const event of task.events.slice(from, from + 3 * MAX_ARROWS)) {
    if (event > last) break;
    if (history.events.kind(event) !== Kind.READY) continue;
    const waker = wakerOf(history, task, event);
    const top = waker === undefined ? undefined : topOf(waker);
    if (top !== undefined && top !== to) painter.arrow(event, top, to, false);
  }
  for (const event of task.cancels) {
    if (history.events.kind(event) !== Kind.CANCEL || event > last) continue;
    const cause = causeOf(history, event);
    const top = cause.by === 'task' ? topOf(cause.task) : undefined;
    if (top !== undefined && top !== to) painter.arrow(event, top, to, true);
  }
}
