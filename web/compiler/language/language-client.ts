/**
 * The language service of a page: two workers, so that no completion waits for what is said of the program as a whole. (Monaco asks where a
 * name is defined as soon as Ctrl is down over one, with Ctrl+Space too.)
 */
import type { Project } from '../../../wasm/sdk/project.ts';
import type {
  Completions,
  Described,
  LanguageService,
  OutlineEntry,
  Signature,
  Spot,
} from '../../session/language/language.ts';
import type { Diagnostic, Place } from '../../session/run/compiler.ts';
import type { CompilerAssets } from '../protocol.ts';
import { LanguageWorker, type LanguagePort } from './language-worker.ts';

export class LanguageClient implements LanguageService {
  readonly #create: () => LanguagePort;
  readonly #assets: () => CompilerAssets;
  /** Answers what is asked while a line is written. */
  readonly #asking: LanguageWorker;
  /** Reads whole programs. */
  #reading: LanguageWorker | null = null;

  /** Starts the first worker. `assets` is what the page's compiler has loaded: nothing is fetched twice. */
  constructor(create: () => LanguagePort, assets: () => CompilerAssets) {
    this.#create = create;
    this.#assets = assets;
    this.#asking = new LanguageWorker(create, assets);
  }

  complete(cursor: Spot): Promise<Completions | null> {
    return this.#asking.ask({ type: 'complete', spot: cursor });
  }

  signatures(cursor: Spot): Promise<readonly Signature[] | null> {
    return this.#asking.ask({ type: 'signatures', spot: cursor });
  }

  describe(end: Spot): Promise<Described | null> {
    return this.#asking.ask({ type: 'describe', spot: end });
  }

  define(end: Spot): Promise<Place | null> {
    return this.#reader().ask({ type: 'define', spot: end });
  }

  outline(project: Project, file: string): Promise<readonly OutlineEntry[] | null> {
    return this.#reader().ask({ type: 'outline', project, file });
  }

  check(project: Project, file: string): Promise<readonly Diagnostic[] | null> {
    return this.#reader().ask({ type: 'check', project, file });
  }

  abandonCheck(): void {
    this.#reading?.abandon('check');
  }

  #reader(): LanguageWorker {
    this.#reading ??= new LanguageWorker(this.#create, this.#assets);
    return this.#reading;
  }
}
