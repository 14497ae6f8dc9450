/** What a reader has done of the lessons, kept in this browser and nowhere else. Nothing depends on it but quiet marks. */
import { Emitter } from '../../shared/emitter.ts';
import type { TextStore } from '../workbench/text-store.ts';
import type { Lesson } from './catalog.ts';

const PREFIX = 'tulip.lesson.';

/** What was done of one lesson. */
export interface LessonProgress {
  /** It was opened before. */
  readonly visited: boolean;
  readonly answered: boolean;
  /** Names of the tries that were done. */
  readonly tries: readonly string[];
  /** Everything that the lesson had then was done. */
  readonly done: boolean;
  /** Whether the reader wants its text; null: as it comes, which is at the first visit. */
  readonly text: boolean | null;
}

const NOTHING: LessonProgress = { visited: false, answered: false, tries: [], done: false, text: null };

export class Progress {
  /** Something was done, or all was forgotten. */
  readonly changes = new Emitter<null>();
  readonly #store: TextStore;

  constructor(store: TextStore) {
    this.#store = store;
  }

  of(id: string): LessonProgress {
    return read(this.#store.get(PREFIX + id));
  }

  visit(id: string): void {
    this.#write(id, { visited: true });
  }

  chooseText(id: string, wanted: boolean): void {
    this.#write(id, { text: wanted });
  }

  answer(lesson: Lesson): void {
    this.#do(lesson, { ...this.of(lesson.id), answered: true });
  }

  /** The try of this name is done. */
  try(lesson: Lesson, name: string): void {
    const before = this.of(lesson.id);
    this.#do(lesson, { ...before, tries: [...new Set([...before.tries, name])] });
  }

  forgetAll(): void {
    for (const key of this.#store.keys(PREFIX)) this.#store.remove(key);
    this.changes.emit(null);
  }

  #do({ id, predict, tries }: Lesson, progress: LessonProgress): void {
    const tried = tries.every(({ name }) => progress.tries.includes(name));
    this.#write(id, { ...progress, done: tried && (predict === null || progress.answered) });
  }

  #write(id: string, change: Partial<LessonProgress>): void {
    this.#store.set(PREFIX + id, JSON.stringify({ ...this.of(id), ...change }));
    this.changes.emit(null);
  }
}

/** What is there may be of another Tulip, or nobody's. */
function read(text: string | null): LessonProgress {
  if (text === null) return NOTHING;
  try {
    const { visited, answered, tries, done, text: wanted } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return {
      visited: visited === true,
      answered: answered === true,
      tries: Array.isArray(tries) ? tries.filter((name) => typeof name === 'string') : [],
      done: done === true,
      text: typeof wanted === 'boolean' ? wanted : null,
    };
  } catch {
    return NOTHING;
  }
}
