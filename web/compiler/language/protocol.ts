/** The messages between the page and the language worker: plain data. */
import type { Project } from '../../../wasm/sdk/project.ts';
import type { Completions, Described, OutlineEntry, Signature, Spot } from '../../session/language/language.ts';
import type { Diagnostic, Place } from '../../session/run/compiler.ts';
import type { CompilerAssets } from '../protocol.ts';

/** What may be asked, and what is answered. */
export interface Questions {
  readonly complete: { readonly asked: { readonly spot: Spot }; readonly answer: Completions };
  readonly signatures: { readonly asked: { readonly spot: Spot }; readonly answer: readonly Signature[] };
  readonly describe: { readonly asked: { readonly spot: Spot }; readonly answer: Described | null };
  readonly define: { readonly asked: { readonly spot: Spot }; readonly answer: Place | null };
  readonly outline: {
    readonly asked: { readonly project: Project; readonly file: string };
    readonly answer: readonly OutlineEntry[];
  };
  readonly check: {
    readonly asked: { readonly project: Project; readonly file: string };
    readonly answer: readonly Diagnostic[];
  };
}

export type Kind = keyof Questions;

export type Question = { readonly [K in Kind]: { readonly type: K } & Questions[K]['asked'] }[Kind];

/** Page to worker: `load` first, then one question at a time. */
export type Request = LoadRequest | Question;

export interface LoadRequest {
  readonly type: 'load';
  readonly assets: CompilerAssets;
}

/** Worker to page, one for each request; `broken` in place of what the compiler failed to say. */
export type Answer =
  | { readonly type: 'loaded' }
  | { readonly type: 'answer'; readonly answer: Questions[Kind]['answer'] }
  | { readonly type: 'broken' };
