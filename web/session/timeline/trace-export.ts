/**
 * A history as Chrome's trace-event JSON, which Perfetto opens: a thread for each task with what it was at, and an arrow for each task that
 * woke another. The native engine writes the same names (`ASYNCIO_TRACE`).
 *
 * Format: "Trace Event Format", the Chromium project; times are microseconds.
 */
import { Kind, ObjectKind } from '../log/format.ts';
import { causeOf, wakerOf } from './causes.ts';
import type { History } from './history.ts';
import { taskName } from './naming.ts';
import { State, type Task } from './task.ts';
import { waitOf, type Wait } from './waits.ts';

const PROCESS = 1;

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
    if (state === State.DONE) {
      const exception = history.names.text(events.c(event));
      yield {
        ph: 'i',
        ...common,
        ts,
        s: 't',
        name: ENDS[events.b(event)] ?? 'done',
        args: exception === '' ? {} : { exception },
      };
      continue;
    }
    const end = task.events[i + 1];
    const dur = (end === undefined ? history.now : events.time(end)) / 1000 - ts;
    yield { ph: 'X', ...common, ts, dur, ...slice(history, task, event) };
    const waker = events.kind(event) === Kind.READY ? wakerOf(history, task, event) : undefined;
    if (waker !== undefined) yield* arrow(waker, task, event, ts);
  }
  for (const event of task.cancels) {
    const ts = events.time(event) / 1000;
    const asked = events.kind(event) === Kind.CANCEL;
    yield { ph: 'i', ...common, ts, s: 't', name: asked ? 'is asked to cancel' : 'gets CancelledError' };
    const cause = asked ? causeOf(history, event) : null;
    if (cause?.by === 'task') yield* arrow(cause.task, task, event, ts);
  }
}

const ENDS = ['done', 'failed', 'cancelled'];

function* arrow(from: Task, to: Task, id: number, ts: number): Generator<TraceEvent> {
  const common = { bp: 'e', pid: PROCESS, ts, id, name: 'wakes', cat: 'wakes' };
  yield { ph: 's', tid: from.number, ...common };
  yield { ph: 'f', tid: to.number, ...common };
}

function slice(history: History, task: Task, event: number): { name: string; args: TraceEvent } {
  const at = history.at(task, event);
  const site = history.site(at.site);
  const args = site === null ? {} : { line: `${site.file}:${site.line} in ${site.function}` };
  if (at.state === State.RUNNING) return { name: 'runs', args };
  if (at.state !== State.WAITING) return { name: at.state === State.CREATED ? 'created' : 'ready', args };
  return { name: `waits for ${noun(waitOf(history, at.object, event))}`, args };
}

/** As `name_of` in engine/native/trace_events.cpp: the words of asyncio, in no reader's language. */
const NOUNS = [
  ...[
    'something',
    'task',
    'a Future',
    'sleep',
    'gather',
    'wait',
    'Lock',
    'Event',
    'Condition',
    'Semaphore',
    'Queue.get',
  ],
  ...[
    'Queue.put',
    'Queue.join',
    'Barrier',
    'shield',
    'timeout',
    'fetch',
    'a call in an executor',
    'a stream',
    'a thread',
  ],
  ...['as_completed', 'something'],
];

function noun({ kind, label, length }: Wait): string {
  if (kind === ObjectKind.SLEEP) return `sleep(${length / 1e9})`;
  if (kind === ObjectKind.FETCH && label !== '') return `fetch("${label}")`;
  return label === '' ? (NOUNS[kind] ?? 'something') : label;
}
