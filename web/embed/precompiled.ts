/** The program that came compiled with an embed's text: whether Run runs it, and the words that say so. */
import type { Project } from '../../wasm/sdk/project.ts';
import { button, find, h } from '../elements/dom.ts';
import { EMBED } from '../session/messages/embed.ts';
import type { Language } from '../session/messages/language.ts';
import type { Source } from '../session/run/run-session.ts';
import { isSame } from '../session/workbench/project.ts';

export interface PrecompiledParts {
  /** As its author gave it. */
  readonly compiled: string;
  /** What it was compiled of. */
  readonly project: Project;
  readonly siteUrl: string;
  readonly language: Language;
  /** Runs what is compiled of the text in its place. */
  readonly compile: () => void;
}

export class Precompiled {
  readonly #parts: PrecompiledParts;
  readonly #note = h('div', { class: 'notice note', id: 'precompiled' });
  /** The reader would rather have the text compiled. */
  #declined = false;

  constructor(parts: PrecompiledParts) {
    this.#parts = parts;
    const { precompiled, precompiledMeans, compileShown } = EMBED[parts.language];
    const decline = button(compileShown);
    decline.addEventListener('click', () => {
      this.#declined = true;
      this.#note.hidden = true;
      parts.compile();
      // The button that had it is gone.
      find(document, '#stop', HTMLButtonElement).focus();
    });
    this.#note.append(h('p', {}, h('strong', {}, precompiled), ` ${precompiledMeans}`), decline);
    find(document, '#panels', HTMLElement).before(this.#note);
  }

  /** What Run runs while the text is `project`; null where that is to be compiled. */
  sourceOf(project: Project): Source | null {
    return this.#isOf(project) ? { kind: 'compiled', program: () => this.#load() } : null;
  }

  /** The text is `project` now. */
  follow(project: Project): void {
    this.#note.hidden = !this.#isOf(project);
  }

  #isOf(project: Project): boolean {
    return !this.#declined && isSame(project, this.#parts.project);
  }

  async #load() {
    const { compiled, project, siteUrl } = this.#parts;
    const { compiledProgram } = await import('../page/compiled-program.ts');
    return compiledProgram(compiled, project, siteUrl);
  }
}
