/** What a deadlock's message says of lines: the engine names each task, what it waits for and where (engine/core/loop.cpp). */
import type { FailureEvent } from '../../../wasm/abi/protocol.ts';
import type { Diagnostic } from './compiler.ts';

const WAIT = /^ {2}(.+) at ([^:\n]+):(\d+)$/gm;

/** The deadlock as a message about the line of the first task that waits, with those of the others as notes; null where it is none, or has no lines. */
export function waitsIn({ reason, message }: FailureEvent): Diagnostic | null {
  if (reason !== 'deadlock') return null;
  const waits = [...message.matchAll(WAIT)].map(([, words = '', file = '', line]): Diagnostic => ({
    severity: 'note',
    message: words,
    file,
    line: Number(line),
    column: 1,
    notes: [],
  }));
  const [first] = waits;
  const [headline = ''] = message.split('\n', 1);
  return first === undefined ? null : { ...first, severity: 'error', message: headline, notes: waits };
}
