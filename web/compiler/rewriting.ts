/**
 * For browsers that cannot suspend WebAssembly: what was compiled is rewritten (wasm/sdk/asyncify.ts), by a package that is loaded for the first
 * program.
 */
import type Binaryen from 'binaryen';
import { asyncified } from '../../wasm/sdk/asyncify.ts';
import { programMessage } from './diagnostics.ts';
import type { CompileResult } from '../session/run/compiler.ts';

type Package = typeof Binaryen;

export class Rewriting {
  readonly #load: () => Promise<Package>;
  #package: Promise<Package> | null = null;

  constructor(load: () => Promise<Package>) {
    this.#load = load;
  }

  /** The result with its program rewritten. Never rejects. */
  async rewrite(result: CompileResult): Promise<CompileResult> {
    if (!result.ok) return result;
    try {
      return { ...result, program: asyncified(await (this.#package ??= this.#load()), result.program, false) };
    } catch (error) {
      this.#package = null;
      const message = `the program could not be made ready for this browser: ${String(error)}`;
      return { ok: false, reason: 'crash', diagnostics: [...result.diagnostics, programMessage('error', message)] };
    }
  }
}
