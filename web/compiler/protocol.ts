/** The messages that carry the compiler's port (`session/run/compiler.ts`) between the page and its worker: plain data on both sides. */
import type { Manifest } from '../../wasm/sdk/manifest.ts';
import type { Project } from '../../wasm/sdk/project.ts';
import type { CompileResult, FailurePlace, LoadProgress } from '../session/run/compiler.ts';
import type { DownloadProblem } from '../shared/download-error.ts';

/** The compiler cannot be had: network, storage or an unsupported browser. */
export class CompilerUnavailableError extends Error {
  override readonly name = 'CompilerUnavailableError';
  /** What was wrong with the download; null where it was something else, which the message tells. */
  readonly problem: DownloadProblem | null;

  constructor(message: string, problem: DownloadProblem | null = null) {
    super(message);
    this.problem = problem;
  }
}

// ---- Between client and worker ------------------------------------------------------------------------------------

/** Page to worker. Each request carries a number that its answer repeats. */
export type Request = LoadRequest | CompileRequest | LocateRequest;

/** To a worker that is new, in a browser that cannot suspend WebAssembly: programs are to be rewritten. */
export interface RewriteMessage {
  readonly type: 'rewrite';
  /** Absolute address of the package that does it. */
  readonly binaryenUrl: string;
}

export interface LoadRequest {
  readonly type: 'load';
  readonly id: number;
  /** Absolute address of the SDK folder, with a slash at its end. */
  readonly sdkUrl: string;
  /** What an earlier worker loaded: then nothing is fetched, but for the rest of the compiler where it is wanted. */
  readonly assets: CompilerAssets | null;
  /** Whether the whole compiler is wanted: the lean one lacks what a program needs. */
  readonly whole: boolean;
  /** As in a CompileRequest. */
  readonly quickNext: boolean;
}

export interface CompileRequest {
  readonly type: 'compile';
  readonly id: number;
  readonly project: Project;
  /** Whether quick code is likely to be asked for next, for which the tools are prepared then. */
  readonly quickNext: boolean;
}

export interface LocateRequest {
  readonly type: 'locate';
  readonly id: number;
  readonly project: Project;
  readonly frames: readonly number[];
}

/** Worker to page. `progress` may precede `loaded`; every request gets exactly one other answer. */
export type Answer =
  ProgressAnswer | LoadedAnswer | CompiledAnswer | IncompleteAnswer | LocatedAnswer | UnavailableAnswer;

export interface ProgressAnswer {
  readonly type: 'progress';
  readonly id: number;
  readonly progress: LoadProgress;
}

export interface LoadedAnswer {
  readonly type: 'loaded';
  readonly id: number;
  readonly assets: CompilerAssets;
}

/**
 * A loaded compiler, in a form that can be handed to the next worker: its compiled module keeps what the browser has
 * optimized in it so far, so that a replaced worker is warm at once.
 */
export interface CompilerAssets {
  readonly manifest: Manifest;
  readonly llvm: WebAssembly.Module;
  /** Whether that is the whole compiler and not the lean one. */
  readonly whole: boolean;
  /** All files of the SDK by name, compressed as they were loaded, which takes a third of the memory: the compiler is lean there. */
  readonly packed: ReadonlyMap<string, Blob>;
}

export interface CompiledAnswer {
  readonly type: 'compiled';
  readonly id: number;
  readonly result: CompileResult;
}

/** To a compilation, or to what is located: the compiler is lean, and ran into a function that it lacks. */
export interface IncompleteAnswer {
  readonly type: 'incomplete';
  readonly id: number;
}

export interface LocatedAnswer {
  readonly type: 'located';
  readonly id: number;
  readonly place: FailurePlace;
}

export interface UnavailableAnswer {
  readonly type: 'unavailable';
  readonly id: number;
  readonly problem: DownloadProblem | null;
  readonly message: string;
}
