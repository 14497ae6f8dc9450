/** An embed's link to the playground, which carries what the reader has made of the program. */
import type { Project } from '../../wasm/sdk/project.ts';
import { find } from '../elements/dom.ts';
import { encodeLink } from '../session/workbench/encode-link.ts';
import { sameGiven, type Given } from '../session/workbench/given.ts';
import type { LinkOptions } from '../session/workbench/link-options.ts';
import { isSame } from '../session/workbench/project.ts';
import { deflate } from '../shared/deflate.ts';
import type { EmbeddedProgram } from './program.ts';

/** What the link is to carry. */
export interface Carried {
  readonly project: Project;
  readonly given: Given;
  /** How the panels stand. */
  readonly options: () => LinkOptions;
  /** A compiled program came with the text, which is of no use to the playground. */
  readonly compiled: boolean;
}

/** See the file's head. */
export class PlaygroundLink {
  readonly #siteUrl: string;
  readonly #program: EmbeddedProgram;
  readonly #options: LinkOptions;
  readonly #anchor = find(document, '#playground', HTMLAnchorElement);
  /** What was to be carried last. */
  #last: Carried | null = null;

  /** `siteUrl` ends with a slash; `options` are those of the embed's address. */
  constructor(siteUrl: string, program: EmbeddedProgram, options: LinkOptions) {
    this.#siteUrl = siteUrl;
    this.#program = program;
    this.#options = options;
  }

  /** Its absolute address, as it was made last. */
  get href(): string {
    return this.#anchor.href;
  }

  /** Settles when the link is made; false where the program is too large for one. */
  async carry(carried: Carried): Promise<boolean> {
    this.#last = carried;
    const { project, given } = carried;
    const asItCame = isSame(project, this.#program.project) && sameGiven(given, this.#options);
    if (asItCame && !carried.compiled) {
      this.#anchor.href = this.#siteUrl + this.#program.address;
      return true;
    }
    const options = asItCame ? this.#options : { ...given, ...carried.options() };
    const link = await encodeLink({ project, options }, { deflate });
    // A later text has a link of its own.
    const isLast = this.#last.project === project && this.#last.given === given;
    if (link.ok && isLast) this.#anchor.href = `${this.#siteUrl}#${link.value}`;
    return link.ok;
  }
}
