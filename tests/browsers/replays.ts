/**
 * That a run does the same again from its decisions: the same output and the same event log, byte by byte, on whichever platform they were
 * recorded. The first platform that comes to a program records it for all.
 */
import { inspect } from 'node:util';
import { textOf } from './gtest.ts';
import type { TestResult } from './results.ts';
import type { Seen } from './seen.ts';

export interface Recording {
  readonly platform: string;
  readonly decisions: readonly number[];
  readonly log: readonly number[];
  readonly printed: string;
}

/** Programs that make no event loop, and so have no log. */
const WITHOUT_LOOP = /^(generators\/generator_|threads\/thread$)/;

function logOf(seen: Seen): number[] {
  return seen.events.flatMap((event) => (event.type === 'log' ? event.bytes : []));
}

/** What `seen` recorded; null where the program ended before it could. */
export function recordingOf(platform: string, seen: Seen): Recording | null {
  const decisions = seen.events.find((event) => event.type === 'decisions');
  if (decisions === undefined) return null;
  return { platform, decisions: decisions.bytes, log: logOf(seen), printed: textOf(seen, 'stdout') };
}

/** Whether `seen` did what was recorded. */
export function compareReplay(
  group: string,
  name: string,
  recording: Recording,
  seen: Seen,
  milliseconds: number,
): TestResult {
  const failures: string[] = [];
  const end = seen.events.at(-1);
  if (!(end?.type === 'exit' && end.code === 0)) failures.push(`expected exit code 0, seen ${inspect(end)}`);
  const log = logOf(seen);
  const at = recording.log.findIndex((byte, i) => byte !== log[i]);
  if (at >= 0 || log.length !== recording.log.length) {
    const where = at >= 0 ? `differs at byte ${at}` : 'is longer';
    failures.push(`the event log of ${recording.log.length} bytes, recorded on ${recording.platform}, ${where}`);
  }
  if (recording.log.length === 0 && !WITHOUT_LOOP.test(name)) failures.push('there is no event log');
  if (textOf(seen, 'stdout') !== recording.printed) failures.push('what is printed differs');
  return { group, name, milliseconds, skipped: false, failures };
}

/** Whether `seen`, another program than that of the decisions, was told so at the first of them that does not fit, and ended. */
export function compareStranger(group: string, seen: Seen, milliseconds: number): TestResult {
  const diverged = seen.events.find((event) => event.type === 'diverged');
  const end = seen.events.at(-1);
  const failures: string[] = [];
  if (diverged === undefined || diverged.decision < 1 || diverged.expected === diverged.got) {
    failures.push(`expected to be told where the runs part, seen ${inspect(diverged)}`);
  }
  if (!(end?.type === 'failure' && end.reason === 'replay')) failures.push(`expected a failure, seen ${inspect(end)}`);
  return { group, name: "another program's decisions", milliseconds, skipped: false, failures };
}
