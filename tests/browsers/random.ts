/**
 * The random programs of tests/conformance/random, recorded on the platform that comes to them first and replayed on all: equal event logs and equal
 * traces, byte by byte. Several programs are one run, as most of what a short run takes is its beginning.
 */
import { join } from 'node:path';
import { ask, root, UserError } from '../../tools/process.ts';
import { findPython } from '../conformance/find-python.ts';

const PROGRAMS = 300;
const PROGRAMS_IN_A_RUN = 20;

/** One run of several programs. */
export interface RandomRun {
  readonly name: string;
  readonly args: readonly string[];
}

/** Empty, and it is said, where there is no Python to make them. */
export function randomRuns(): RandomRun[] {
  const { python, reason } = findPython();
  if (python === undefined) {
    console.log(`SKIPPED: ${reason}, so no random programs are replayed.`);
    return [];
  }
  const generator = join(root, 'tests/conformance/random/generate.py');
  const programs = ask(python, ['-B', generator, '0', String(PROGRAMS)]).split('\n');
  if (programs.length !== PROGRAMS)
    throw new UserError('tests/conformance/random/generate.py made no random programs.');
  return Array.from({ length: PROGRAMS / PROGRAMS_IN_A_RUN }, (_, i) => {
    const first = i * PROGRAMS_IN_A_RUN;
    const text = programs.slice(first, first + PROGRAMS_IN_A_RUN).join('\n');
    return { name: `seeds ${first} to ${first + PROGRAMS_IN_A_RUN - 1}`, args: ['--outside', text] };
  });
}
