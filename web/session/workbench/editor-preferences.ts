/** What the reader has chosen for writing, kept. An embed, which should weigh little, does without. */
import type { TextStore } from './text-store.ts';

const IDLE_KEY = 'tulip.compiler-when-idle';
const SCALE_KEY = 'tulip.code-scale';
const WRAP_KEY = 'tulip.word-wrap';
const COMPACT_KEY = 'tulip.compact';
const BESIDE_KEY = 'tulip.beside';

/** The sizes of code to choose from, by the usual one. */
export const CODE_SCALES: readonly number[] = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];

export class EditorPreferences {
  readonly #store: TextStore;

  constructor(store: TextStore) {
    this.#store = store;
  }

  /** Whether the compiler is to be downloaded before it is needed. */
  get compilerWhenIdle(): boolean {
    return this.#store.get(IDLE_KEY) === 'yes';
  }

  set compilerWhenIdle(wanted: boolean) {
    this.#choose(IDLE_KEY, wanted);
  }

  /** One of `CODE_SCALES`. */
  get codeScale(): number {
    const kept = Number(this.#store.get(SCALE_KEY));
    return CODE_SCALES.includes(kept) ? kept : 1;
  }

  set codeScale(scale: number) {
    this.#store.set(SCALE_KEY, String(scale));
  }

  /** Whether long lines of code go on below; null: as the width of the window has it. */
  get wordWrap(): boolean | null {
    const kept = this.#store.get(WRAP_KEY);
    return kept === 'yes' || kept === 'no' ? kept === 'yes' : null;
  }

  chooseWordWrap(wanted: boolean): void {
    this.#store.set(WRAP_KEY, wanted ? 'yes' : 'no');
  }

  /** Whether the page shows more of program and output, and less around them. */
  get compact(): boolean {
    return this.#store.get(COMPACT_KEY) === 'yes';
  }

  set compact(wanted: boolean) {
    this.#choose(COMPACT_KEY, wanted);
  }

  /** Whether the Python original stands beside the program, or below it where there is no room. */
  get beside(): boolean {
    return this.#store.get(BESIDE_KEY) === 'yes';
  }

  set beside(wanted: boolean) {
    this.#choose(BESIDE_KEY, wanted);
  }

  #choose(key: string, wanted: boolean): void {
    if (wanted) this.#store.set(key, 'yes');
    else this.#store.remove(key);
  }
}
