/** Leads through a lesson: tells its pane how the runs went, keeps what was done, opens moments of the timeline. */
import { find } from '../elements/dom.ts';
import { LessonPane } from '../elements/lesson/lesson-pane.ts';
import { isDecided, type Contradiction } from '../session/lesson/answer.ts';
import type { CatalogEntry, Lesson } from '../session/lesson/catalog.ts';
import { checkRun, holdsForGood, type FinishedRun } from '../session/lesson/check.ts';
import type { OutputLine } from '../session/lesson/output-lines.ts';
import type { Progress } from '../session/lesson/progress.ts';
import { RunRecord } from '../session/lesson/run-record.ts';
import { LESSON_MESSAGES } from '../session/messages/lesson.ts';
import type { RunSession, SessionEvent } from '../session/run/run-session.ts';
import type { RunState } from '../session/run/run-state.ts';
import type { OutputPlace, RunPlace } from '../session/transcript/output-place.ts';
import type { Look } from './look.ts';

export interface LessonGuideParts {
  readonly catalog: readonly CatalogEntry[];
  readonly progress: Progress;
  readonly session: RunSession;
  readonly look: Pick<Look, 'language' | 'changes'>;
  /** Whether the program on the table is not the lesson's any more. */
  readonly edited: () => boolean;
  /** Opens the timeline at a moment, or at the end. */
  readonly showMoment: (place: RunPlace | null) => void;
  /** Marks a line of the output. */
  readonly showLine: (place: OutputPlace) => void;
  /** Puts a program into the editor as one edit that can be undone. */
  readonly replace: (program: string) => void;
  readonly go: (id: string) => void;
}

/** A program that says nothing for so long, ms, though it goes on, may have shown all that its lesson asks about, as a server has. */
const QUIET = 400;

export class LessonGuide {
  readonly #parts: LessonGuideParts;
  readonly #pane = find(document, 'lesson-pane', LessonPane);
  readonly #record = new RunRecord();
  #lesson: Lesson | null = null;
  /** Of the run that is under way, or was last. */
  #ofEdited = false;
  /** Of the first error of the latest problems. */
  #wrongLine: number | null = null;
  /** Whether it was told how that run did. */
  #told = false;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: LessonGuideParts) {
    this.#parts = parts;
    parts.session.events.subscribe((event) => {
      this.#hear(event);
    });
    parts.look.changes.subscribe(() => {
      this.#speak();
    });
    this.#speak();
    this.#listen();
  }

  /** The lesson of the program on the table, or null. */
  open(lesson: Lesson | null): void {
    const { catalog, progress } = this.#parts;
    this.#lesson = lesson;
    clearTimeout(this.#quiet);
    delete this.#pane.dataset.ran;
    const at = catalog.findIndex(({ id }) => id === lesson?.id);
    const neighbours = { previous: catalog[at - 1] ?? null, next: at < 0 ? null : (catalog[at + 1] ?? null) };
    this.#pane.open(lesson, neighbours, progress.of(lesson?.id ?? ''));
    if (lesson !== null) progress.visit(lesson.id);
  }

  #speak(): void {
    const { language } = this.#parts.look;
    this.#pane.speak(LESSON_MESSAGES[language], language);
  }

  #listen(): void {
    const { progress, replace, showMoment, showLine, go } = this.#parts;
    this.#pane.prediction.addEventListener('answer', () => {
      if (this.#lesson !== null) progress.answer(this.#lesson);
    });
    this.#on('moment', (at: Contradiction) => {
      showMoment(at === 'end' ? null : 'event' in at ? at : { stream: 'stdout', byte: at.byte });
    });
    this.#on('line', ({ byte }: OutputLine) => {
      showLine({ stream: 'stdout', byte });
    });
    this.#on('solution', replace);
    this.#on('go', go);
    this.#on('text', (wanted: boolean) => {
      if (this.#lesson !== null) progress.chooseText(this.#lesson.id, wanted);
    });
  }

  #on(type: string, act: (detail: never) => void): void {
    this.#pane.addEventListener(type, (event) => {
      event.stopPropagation();
      act((event as CustomEvent<never>).detail);
    });
  }

  #hear(event: SessionEvent): void {
    this.#record.hear(event);
    if (event.type === 'begin') this.#begin();
    if (event.type === 'state') this.#turn(event.state.kind);
    if (event.type === 'state' || event.type === 'problems') this.#tellBroken(event);
    if (event.type === 'program' && event.event.type === 'output') this.#waitForQuiet();
  }

  #begin(): void {
    this.#pane.dataset.ran = '';
    this.#told = false;
    this.#wrongLine = null;
    this.#ofEdited = this.#parts.edited();
    if (this.#ofEdited) this.#pane.tries.tell(null, this.#done);
    else this.#pane.prediction.run = null;
  }

  #turn(state: RunState['kind']): void {
    if (state === 'running') return;
    clearTimeout(this.#quiet);
    if (state === 'exited') this.#tell();
    // What a run that was stopped has not shown it may have been about to show: only what is missing is told.
    else if (state === 'stopped' && this.#ofEdited) this.#tell((ok) => !ok);
  }

  /** Where an edited program broke is told with its failure, or once it was found. */
  #tellBroken(event: SessionEvent): void {
    if (event.type === 'problems')
      this.#wrongLine =
        event.problems.find(({ severity, wholeProgram }) => severity === 'error' && !wholeProgram)?.line ?? null;
    const { state } = this.#parts.session;
    const kind = state.kind === 'failed' ? state.failure.kind : null;
    if (!this.#parts.edited() || (kind !== 'source' && kind !== 'program')) return;
    const { tries } = this.#pane;
    if (tries.hidden) return;
    tries.tellBroken(this.#wrongLine);
    this.#pane.showResult();
  }

  #waitForQuiet(): void {
    clearTimeout(this.#quiet);
    if (this.#told) return;
    this.#quiet = setTimeout(() => {
      const [predict, check] = [this.#lesson?.predict ?? null, this.#pane.tries.current?.check];
      if (this.#ofEdited) {
        if (check !== undefined && holdsForGood(check)) this.#tell((ok) => ok);
      } else if (predict !== null && isDecided(predict, this.#record.output)) this.#tell();
    }, QUIET);
  }

  /** Tells how the run did, once; of an edited program only where `wanted` says so. */
  #tell(wanted: (ok: boolean) => boolean = () => true): void {
    const { run } = this.#record;
    if (this.#lesson === null || this.#told) return;
    this.#pane.showTries(true);
    if (run === null) return;
    if (this.#ofEdited) this.#check(run, wanted);
    else {
      this.#told = true;
      this.#pane.prediction.run = run;
      this.#pane.showVerdict();
    }
  }

  #check(run: FinishedRun, wanted: (ok: boolean) => boolean): void {
    const { tries } = this.#pane;
    const { current } = tries;
    if (this.#lesson === null || current === null) return;
    const result = checkRun(current.check, run);
    if (!wanted(result.ok)) return;
    this.#told = true;
    if (result.ok) this.#parts.progress.try(this.#lesson, current.name);
    tries.tell(result, this.#done);
    this.#pane.showResult();
  }

  get #done(): readonly string[] {
    return this.#parts.progress.of(this.#lesson?.id ?? '').tries;
  }
}
