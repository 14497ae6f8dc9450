/** When the language service is loaded: with the reader's first typing, or with a compiler that is there already. */
import type { LanguageService, LanguageSource } from '../session/language/language.ts';
import { isMetered } from '../shared/metered.ts';
import type { PageCompiler } from './make-session.ts';

export class LanguageLoader implements LanguageSource {
  readonly #compiler: () => Promise<PageCompiler>;
  readonly #failed: () => void;
  readonly #spared: () => void;
  #service: LanguageService | null = null;
  /** The download has failed once: only a run tries it again. */
  #gaveUp = false;
  #saidSpared = false;

  /** Each is called at most once: `failed` when the download fails, `spared` when it is left to a run, as the connection is metered. */
  constructor(compiler: () => Promise<PageCompiler>, failed: () => void, spared: () => void) {
    this.#compiler = compiler;
    this.#failed = failed;
    this.#spared = spared;
  }

  get service(): LanguageService | null {
    return this.#service;
  }

  async start(download: boolean): Promise<LanguageService | null> {
    if (this.#service !== null) return this.#service;
    try {
      const compiler = await this.#compiler();
      if (compiler.assets === null && download && this.#mayDownload()) await compiler.load();
      const loaded = compiler.assets;
      if (loaded === null) return null;
      const { makeLanguage } = await import('../compiler/language/make-language.ts');
      return (this.#service ??= makeLanguage(() => compiler.assets ?? loaded));
    } catch (error) {
      // Else the reader has stopped it, or the browser cannot have it, as a run will say.
      const problem = error instanceof Error && 'problem' in error ? error.problem : null;
      if (problem !== null && !this.#gaveUp) {
        this.#gaveUp = true;
        this.#failed();
      }
      return null;
    }
  }

  #mayDownload(): boolean {
    if (!isMetered()) return !this.#gaveUp;
    if (!this.#saidSpared) this.#spared();
    this.#saidSpared = true;
    return false;
  }
}
