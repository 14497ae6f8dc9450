/** What tasks, groups, places and durations are called, in any language. */
import { Kind } from '../log/format.ts';
import type { Site } from '../log/reader.ts';
import type { Place } from '../run/compiler.ts';
import type { Group } from './groups.ts';
import type { History } from './history.ts';
import { lastUpTo } from './search.ts';
import { State, type Task, type TaskMoment } from './task.ts';
import { wasCancelled } from './why.ts';

/** A task's name as the program gave it. */
export function taskName(history: History, task: Task): string {
  return history.names.text(task.name) || `#${task.number}`;
}

/** What a group's tasks are called together: what their names share, else the function that created them. */
export function groupName(history: History, { pattern, site }: Group): string {
  const shared = pattern?.replace(/[-_ #([]+$/, '') ?? '';
  if (shared !== '' && shared !== 'Task') return shared;
  return shortFunction(history.site(site)?.function ?? '') || 'Task';
}

/** A function's name without what a compiler adds: types, parameters, that it is a lambda's. */
export function shortFunction(pretty: string): string {
  const plain = pretty
    .replaceAll(/\s*\[[^\]]*\]$/g, '')
    .replaceAll(/::\(anonymous class\)::operator\(\)|::\(lambda[^)]*\)(::operator\(\))?|::<lambda[^>]*>/g, '')
    .replaceAll('(anonymous namespace)::', '');
  const parameters = plain.indexOf('(');
  const name = parameters < 0 ? plain : plain.slice(0, parameters);
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** Where a site is in the reader's program; null where that is not known, as where the standard library waits for the program. */
export function placeOf(site: Site | null): Place | null {
  if (site === null || site.line === 0 || LIBRARY.test(site.file)) return null;
  const { file, line, column } = site;
  return { file: file.slice(file.lastIndexOf('/') + 1), line, column: Math.max(1, column) };
}

/** Steps to look back for one of a task: the rest are callbacks. */
const MAX_CALLBACKS = 1_000;

/** Where the task stood at a moment that was the last to run: where it waits, or has begun to wait last. */
export function lastPlace(history: History, moment: number): Site | null {
  const { events, steps } = history;
  const last = lastUpTo(steps, moment);
  for (let i = last; i >= 0 && i > last - MAX_CALLBACKS; i--) {
    const step = steps[i] ?? 0;
    const task = events.kind(step) === Kind.STEP ? history.task(events.a(step)) : undefined;
    if (task === undefined) continue;
    const now = history.at(task, moment);
    return history.site(now.state === State.DONE ? history.at(task, now.event - 1).site : now.site);
  }
  return null;
}

const LIBRARY = /(^|\/)(include|c\+\+|usr)\//;

export type StateName = 'created' | 'ready' | 'running' | 'waiting' | 'done' | 'cancelled';

const NAMES: readonly StateName[] = ['created', 'created', 'ready', 'running', 'waiting', 'done'];

/** The name of a task's state. */
export function stateName(history: History, at: TaskMoment): StateName {
  if (at.state === State.DONE && wasCancelled(history, at)) return 'cancelled';
  return NAMES[at.state] ?? 'created';
}

/** A duration with its unit, and with three digits, or as many as tell it from another that is `apart` ns longer. */
export function duration(ns: number, apart = ns): string {
  const digits = Math.min(15, Math.max(3, Math.ceil(Math.log10(ns / apart)) + 1));
  const shown = (value: number): string => String(Number(value.toPrecision(digits)));
  if (ns >= 0.9995e9) return `${shown(ns / 1e9)} s`;
  if (ns >= 0.9995e6) return `${shown(ns / 1e6)} ms`;
  return ns >= 1 ? `${shown(ns / 1e3)} µs` : '0 s';
}
