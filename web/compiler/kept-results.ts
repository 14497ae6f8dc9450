/** Results of the last compilations: of what a reader undoes, or runs again after a look at something else. */
import type { Project } from '../../wasm/sdk/project.ts';
import type { CompileResult } from '../session/run/compiler.ts';

/** Of how many projects results are kept. */
const LIMIT = 8;

/** The same for projects of which the same program is made, but for how good its code is. */
export function contentOf({ files, main, checked = false }: Project): string {
  return JSON.stringify([main, files, checked]);
}

export class KeptResults {
  /** By content, the oldest first. */
  readonly #results = new Map<string, CompileResult>();

  /** What `project` asks for, or null. */
  find(project: Project): CompileResult | null {
    const known = this.#results.get(contentOf(project));
    const serves = known !== undefined && (!known.ok || !known.quick || project.quick === true);
    return serves ? known : null;
  }

  /** Keeps the result of what `contentOf` names so, and forgets the oldest where there are too many. */
  keep(content: string, result: CompileResult): void {
    this.#results.delete(content);
    this.#results.set(content, result);
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= LIMIT) break;
      this.#results.delete(oldest);
    }
  }
}
