/** When the language service is loaded: with the reader's first typing, or with a compiler that is there already. */
import type { CompilerAssets } from '../compiler/protocol.ts';
import type { LanguageService, LanguageSource } from '../session/language/language.ts';

/** As much of the page's compiler as is used. */
export interface LoadableCompiler {
  /** What has been loaded; null before that. */
  readonly assets: CompilerAssets | null;
  load(): Promise<unknown>;
}

/** What the service is made of, and who hears when it cannot be had. */
export interface LanguageParts {
  readonly compiler: () => Promise<LoadableCompiler>;
  /** Loads what makes it. */
  readonly maker: () => Promise<(assets: CompilerAssets) => LanguageService>;
  /** Called at most once, when the download fails. */
  readonly failed: () => void;
}

/** What browsers that know of metered connections say. */
interface Connection {
  readonly saveData?: boolean;
}

export class LanguageLoader implements LanguageSource {
  readonly #parts: LanguageParts;
  #service: LanguageService | null = null;
  /** The download has failed once: only a run tries it again. */
  #gaveUp = false;

  constructor(parts: LanguageParts) {
    this.#parts = parts;
  }

  get service(): LanguageService | null {
    return this.#service;
  }

  async start(download: boolean): Promise<LanguageService | null> {
    if (this.#service !== null) return this.#service;
    try {
      const compiler = await this.#parts.compiler();
      if (compiler.assets === null && download && this.#mayDownload()) await compiler.load();
      if (compiler.assets === null) return null;
      const make = await this.#parts.maker();
      return (this.#service ??= make(compiler.assets));
    } catch (error) {
      // Else the reader has stopped it, or the browser cannot have it, as a run will say.
      const problem = error instanceof Error && 'problem' in error ? error.problem : null;
      if (problem !== null && !this.#gaveUp) {
        this.#gaveUp = true;
        this.#parts.failed();
      }
      return null;
    }
  }

  #mayDownload(): boolean {
    const { connection } = navigator as { readonly connection?: Connection };
    return !this.#gaveUp && connection?.saveData !== true;
  }
}
