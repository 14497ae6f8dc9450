/**
 * A history as Chrome's trace-event JSON, which Perfetto opens: a thread for each task with what it was at, and an arrow for each task that
 * woke another. The native engine writes the same names (`ASYNCIO_TRACE`).
 *
 * Format: "Trace Event Format", the Chromium project; times are microseconds.
 */
import { Kind, ObjectKind } from '../log/format.ts';
import { wakerOf } from './causes.ts';
import type { History } from './history.ts';
import { stateName, taskName } from './naming.ts';
import { State, type Task } from './task.ts';
import { waitOf, type Wait } from './waits.ts';

const PROCESS = 1;

/** Words in a trace are asyncio's, in no reader's language. */
const NOUNS = new Map<number, string>(
  Object.entries(ObjectKind).map(([name, kind]) => [kind, name.toLowerCase().replaceAll('_', ' ')]),
);

/** The text of the JSON, in parts: as a whole it may be longer than a string can be. */
export function* traceOf(history: History): Generator<string> {
  yield `{"displayTimeUnit":"ms","traceEvents":[\n${line({ ph: 'M', pid: PROCESS, name: 'process_name', args: { name: 'asyncio' } })}`;
  for (const task of history.tasks) {
    const lines = [
      { ph: 'M', pid: PROCESS, tid: task.number, name: 'thread_name', args: { name: taskName(history, task) } },
      ...ofTask(history, task),
    ];
    yield lines.map((event) => `,\n${line(event)}`).join('');
  }
  yield '\n]}\n';
}

type TraceEvent = Readonly<Record<string, unknown>>;

function line(event: TraceEvent): string {
  return JSON.stringify(event);
}

function* ofTask(history: History, task: Task): Generator<TraceEvent> {
  const { events } = history;
  const common = { pid: PROCESS, tid: task.number };
  for (const [i, event] of task.events.entries()) {
    const state = history.stateAfter(event, task);
    const ts = events.time(event) / 1000;
    if (state !== State.DONE) {
      const end = task.events[i + 1];
      const dur = (end === undefined ? history.now : events.time(end)) / 1000 - ts;
      yield { ph: 'X', ...common, ts, dur, cat: 'task', ...slice(history, task, event) };
    }
    if (events.kind(event) !== Kind.READY) continue;
    const waker = wakerOf(history, task, event);
    if (waker === undefined) continue;
    const flow = { pid: PROCESS, id: event, cat: 'wake', name: 'wakes', ts };
    yield { ph: 's', ...flow, tid: waker.number };
    yield { ph: 'f', bp: 'e', ...flow, tid: task.number };
  }
  for (const event of task.cancels) {
    const name = events.kind(event) === Kind.CANCEL ? 'cancel' : 'cancel received';
    yield { ph: 'i', ...common, ts: events.time(event) / 1000, s: 't', cat: 'cancel', name };
  }
}

function slice(history: History, task: Task, event: number): { name: string; args: TraceEvent } {
  const at = history.at(task, event);
  const site = history.site(at.site);
  const place = site === null ? {} : { file: site.file, line: site.line, function: site.function };
  if (at.state !== State.WAITING) return { name: stateName(history, at), args: place };
  return { name: `waiting for ${noun(waitOf(history, at.object, event))}`, args: place };
}

function noun({ kind, label }: Wait): string {
  const what = NOUNS.get(kind) ?? 'unknown';
  return label === '' || label.toLowerCase() === what ? what : `${what} ${label}`;
}
