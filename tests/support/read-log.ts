/** From a log that a test wrote to what the page makes of it. */
import type { History } from '../../web/session/timeline/history.ts';
import type { Task } from '../../web/session/timeline/task.ts';
import { Timeline } from '../../web/session/timeline/timeline.ts';
import type { LogWriter } from './log-writer.ts';

export function historyOf(log: LogWriter, kept?: number): History {
  const timeline = new Timeline(kept);
  timeline.push(log.take());
  if (timeline.problem !== null) throw new Error(JSON.stringify(timeline.problem));
  return timeline.history;
}

export function taskOf(history: History, number: number): Task {
  const task = history.task(number);
  if (task === undefined) throw new Error(`there is no task ${number}`);
  return task;
}
