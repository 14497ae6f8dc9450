/** How a run has failed: what is told of it, as a state and as a problem with its line. */
import type { DownloadProblem } from '../../shared/download-error.ts';
import { wordsOf } from '../../shared/errors.ts';
import type { FailureEvent } from '../../../wasm/abi/protocol.ts';
import { explainReport } from './check-reports.ts';
import type { CompileFailureReason, Diagnostic, Explanation, FailurePlace } from './compiler.ts';
import type { Failure } from './run-state.ts';

/** What is said of each place behind that of a failure. */
const CALLED_FROM_HERE: Explanation = {
  id: 'called-from-here',
  sentence: { en: 'called from here', ko: '여기서 호출했습니다' },
  edits: [],
};

/** What is told of the place where a program failed, with the calls that led there; null where no place is known. */
export function problemAt({ places, check }: FailurePlace, { message, reason }: FailureEvent): Diagnostic | null {
  const [first, ...callers] = places;
  if (first === undefined) return null;
  const notes = callers.map((place): Diagnostic => ({
    severity: 'note',
    message: CALLED_FROM_HERE.sentence.en,
    explanation: CALLED_FROM_HERE,
    ...place,
    notes: [],
  }));
  const explanation = check?.explanation ?? (reason === 'check' ? explainReport(message) : undefined);
  const why = { message: check?.words ?? message, ...(explanation && { explanation }) };
  return { severity: 'error', ...why, ...first, notes };
}

/** What a run needs cannot be had. */
export function unavailable(what: 'program' | 'compiler', error: unknown): Failure {
  const problem = (error as { readonly problem?: DownloadProblem | null } | null)?.problem ?? null;
  return { kind: 'unavailable', what, problem, message: wordsOf(error) };
}

/** Why a program was not compiled, of which the compiler says `problems`. */
export function failureOf(reason: CompileFailureReason, problems: readonly Diagnostic[]): Failure {
  if (reason === 'timeout' || reason === 'crash') return { kind: 'compiler', reason };
  return { kind: 'source', errors: problems.filter((problem) => problem.severity === 'error').length };
}
