/** What a lesson asks before its program runs. Where its output is known, the build finds the answer there; else `answer` is null, and a run has it. */
import type { Words } from './catalog.ts';

interface Asked {
  readonly question: Words;
  /** Shown with the answer. */
  readonly why: Words | null;
}

/** In which order do these lines appear? */
export interface OrderPrediction extends Asked {
  readonly kind: 'order';
  /** Shuffled, for everybody in the same way. */
  readonly lines: readonly string[];
  /** Indices of `lines`, in the order of the output. */
  readonly answer: readonly number[] | null;
}

/** How long does it take? */
export interface DurationPrediction extends Asked {
  readonly kind: 'duration';
  /** Seconds. */
  readonly choices: readonly number[];
  /** An index of `choices`. */
  readonly answer: number | null;
}

/** Which of these lines does it print? */
export interface PrintsPrediction extends Asked {
  readonly kind: 'prints';
  readonly choices: readonly { readonly text: Words; readonly line: string }[];
  /** Indices of `choices`, at least one and not all. */
  readonly answer: readonly number[] | null;
}

/** Which of these can happen, in whatever order the answers to the program's requests come? No run can tell; the build has run all orders. */
export interface PossiblePrediction extends Asked {
  readonly kind: 'possible';
  /** A choice can happen if in some order its lines are printed one after another, whatever is between them. */
  readonly choices: readonly { readonly text: Words; readonly lines: readonly string[] }[];
  /** Indices of `choices`, at least one and not all. */
  readonly answer: readonly number[] | null;
  /** In how many orders the answers can come. */
  readonly orders: number;
}

export type Prediction = OrderPrediction | DurationPrediction | PrintsPrediction | PossiblePrediction;
