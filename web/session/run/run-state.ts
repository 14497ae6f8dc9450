/**
 * Where a run stands, and the only ways it may move on.
 *
 *     ready ──▶ compiling ──▶ running ──▶ exited | failed | stopped
 *       └─────────(bundled)──────▲            └──▶ compiling | running   (the next run)
 *
 * A run whose code turns out not to do goes back from running to compiling, for better code.
 *
 * Pure: `next` is handed what happened and gives the new state. What no longer fits, such as the result of a
 * compilation that the reader stopped, leaves the state as it is, so that late news can never revive a run.
 */
import type { DownloadProblem } from '../../shared/download-error.ts';
import type { CompiledProblem } from '../share/read-compiled.ts';
import type { FailureReason as ProgramFailure } from '../../../wasm/abi/protocol.ts';

/** Why a run ended without the program's own will. */
export type Failure =
  /** The compiler refused the source; the Problems list says why. */
  | { readonly kind: 'source'; readonly errors: number }
  /** The compiler took too long or broke. */
  | { readonly kind: 'compiler'; readonly reason: 'timeout' | 'crash' }
  /** The program ended badly; `message` is the host's, in English. */
  | { readonly kind: 'program'; readonly reason: ProgramFailure; readonly message: string }
  /** A file of the site that the run needs cannot be had. Trying again may help. */
  | {
      readonly kind: 'unavailable';
      readonly what: 'program' | 'compiler';
      /** What was wrong with the download; null where it was something else. */
      readonly problem: DownloadProblem | null;
      /** What else is known, in English; may be empty. */
      readonly message: string;
    }
  /** The compiled program that came with the source is not run. */
  | { readonly kind: 'compiled'; readonly problem: CompiledProblem }
  /** The sandbox could not be started or broke. */
  | { readonly kind: 'runner'; readonly message: string };

export type RunState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'compiling' }
  | { readonly kind: 'running' }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** What may happen to a run. */
export type RunAction =
  | { readonly type: 'compile' }
  /** The running program is compiled to better code, and begins anew. */
  | { readonly type: 'recompile' }
  | { readonly type: 'start' }
  | { readonly type: 'exit'; readonly code: number }
  | { readonly type: 'fail'; readonly failure: Failure }
  | { readonly type: 'stop' }
  /** Another program was opened: nothing of the last run counts any more. */
  | { readonly type: 'forget' };

/** The state before the first run. */
export const READY: RunState = { kind: 'ready' };

/** Something is under way that Stop would end. */
export function isBusy(state: RunState): boolean {
  return state.kind === 'compiling' || state.kind === 'running';
}

/** The state after `action`. */
export function next(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'compile':
      return isBusy(state) ? state : { kind: 'compiling' };
    case 'recompile':
      return state.kind === 'running' ? { kind: 'compiling' } : state;
    case 'start':
      return state.kind === 'running' ? state : { kind: 'running' };
    case 'exit':
      return state.kind === 'running' ? { kind: 'exited', code: action.code } : state;
    case 'fail':
      return isBusy(state) ? { kind: 'failed', failure: action.failure } : state;
    case 'stop':
      return isBusy(state) ? { kind: 'stopped' } : state;
    case 'forget':
      return READY;
  }
}
