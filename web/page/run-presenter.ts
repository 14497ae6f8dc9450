/**
 * Shows how the runs of a session go, in the playground and in an embed alike: status, compiler download, problems, panels, and the
 * notices about a task that computes without end and about a file that cannot be had.
 */
import type { Project } from '../../wasm/sdk/project.ts';
import { find, h } from '../elements/dom.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { ProblemList } from '../elements/problem-list.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Diagnostic, LoadProgress, Place, TextEdit } from '../session/run/compiler.ts';
import type { RunSession, SessionEvent, Source } from '../session/run/run-session.ts';
import { TICK, type Blocking } from '../session/run/blocking-watch.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import type { Given } from '../session/workbench/given.ts';
import { PanelArea, type PanelPlaces } from './panel-area.ts';
import type { PanelKind } from './panel.ts';

/** A download from which nothing comes for so long is stalled, ms. */
const STALLED_AFTER = 5_000;

/** What of a page a run is shown in. */
export interface RunFace {
  readonly panels: PanelPlaces;
  readonly status: HTMLElement;
  /** Holds a paragraph, a progress bar and a span. */
  readonly loading: HTMLElement;
  /** Says which task keeps the loop waiting. */
  readonly blocking: HTMLElement;
  readonly notices: NoticeBar;
  readonly problems: ProblemList;
  /** A run begins. */
  begin(): void;
  /** Run and Stop, and whatever else follows the state. */
  showState(state: RunState): void;
  /** Marks them in the source. */
  showProblems(problems: readonly Diagnostic[], messages: CommonMessages): void;
  /** Makes edits of the source as one step that the reader can undo. */
  change(edits: readonly TextEdit[]): void;
  /** Scrolls the source to a place, and leaves cursor and focus where they are. */
  bringIntoView(place: Place): void;
  /** Whether the program has more than one file. */
  hasFiles(): boolean;
  /** Whether the keyboard is at the buttons of the run. */
  hasFocus(): boolean;
  /** Puts the editor's cursor at a place. */
  reveal(place: Place): void;
  /** Marks the line of a place; null marks none. */
  mark(place: Place | null): void;
  /** Runs the program again that could not be run. */
  retry(): void;
}

export class RunPresenter {
  readonly panels: PanelArea;
  readonly #session: RunSession;
  readonly #face: RunFace;
  #messages: CommonMessages;
  #problems: readonly Diagnostic[] = [];
  #paused = false;
  /** The program has come to the end of what it can read. */
  #inputEnded = false;
  #timer: ReturnType<typeof setInterval> | null = null;
  /** Runs while bytes of the compiler are awaited. */
  #stall: ReturnType<typeof setTimeout> | undefined;

  constructor(session: RunSession, face: RunFace, kinds: readonly PanelKind[], messages: CommonMessages) {
    this.#session = session;
    this.#face = face;
    this.#messages = messages;
    this.panels = new PanelArea(kinds, face.panels, {
      session,
      reveal: (place) => {
        face.reveal(place);
      },
      mark: (place) => {
        face.mark(place);
      },
    });
    face.problems.addEventListener('reveal', (event) => {
      const place = placeOf((event as CustomEvent<Diagnostic>).detail);
      if (place !== null) face.reveal(place);
    });
    face.problems.addEventListener('repair', (event) => {
      this.#repair((event as CustomEvent<readonly TextEdit[]>).detail);
    });
    session.events.subscribe((event) => {
      this.#hear(event);
    });
    this.speak(messages);
  }

  /** The reader's language. */
  speak(messages: CommonMessages): void {
    this.#messages = messages;
    this.#face.problems.messages = messages;
    this.#face.showProblems(this.#problems, messages);
    this.panels.speak(messages);
    this.#showState(this.#session.state);
  }

  /** Runs `source`, or, if the panels ask for a check, what is compiled for that of `project`, the same program. */
  run(source: Source, project: Project, given: Given): void {
    const checked: Source = { kind: 'project', project: this.asRun(project) };
    void this.#session.run(this.panels.checks ? checked : source, { ...this.panels.settings(), ...given });
  }

  /** The project as it would be run now. */
  asRun(project: Project): Project {
    return this.panels.checks ? { ...project, checked: true } : project;
  }

  #hear(event: SessionEvent): void {
    this.panels.hear(event);
    switch (event.type) {
      case 'begin':
        this.#face.begin();
        this.#inputEnded = false;
        this.#showBlocking(null);
        this.#face.notices.withdraw('unavailable');
        break;
      case 'state':
        this.#paused = false;
        this.#showState(event.state);
        if (event.state.kind === 'ready') this.#showBlocking(null);
        this.#tick(isBusy(event.state));
        this.#offerRetry(event.state);
        this.#leadToError(event.state);
        break;
      case 'problems':
        this.#face.problems.show(event.problems, this.#face.hasFiles());
        this.#problems = event.problems;
        this.#face.showProblems(event.problems, this.#messages);
        this.#leadToFailure(this.#session.state);
        break;
      case 'loading':
        this.#showLoading(event.progress);
        break;
      case 'spinning':
        this.#showSpinning(event.task);
        break;
      case 'blocking':
        this.#showBlocking(event.blocking);
        break;
      case 'program':
        if (event.event.type === 'input-end') this.#inputEnded = true;
        if (event.event.type === 'restarted') this.#inputEnded = false;
        // All else is the panels' affair.
        if (event.event.type === 'paused' || event.event.type === 'continued') {
          this.#paused = event.event.type === 'paused';
          this.#showState(this.#session.state);
        }
        break;
    }
  }

  #showState(state: RunState): void {
    this.#face.showState(state);
    this.#face.status.replaceChildren(...this.#statusOf(state));
    const failed = state.kind === 'exited' && state.code !== 0;
    this.#face.status.dataset.state = failed ? 'failed' : this.#paused ? 'paused' : state.kind;
  }

  /** Why a run failed stands whole in the output or in a notice: of that the status shows no more than that it failed, and says it all. */
  #statusOf(state: RunState): (Node | string)[] {
    if (this.#paused) return [this.#messages.paused];
    const status = this.#messages.status(state);
    if (state.kind !== 'failed' || state.failure.kind === 'source' || state.failure.kind === 'compiler')
      return [status];
    const [short = ''] = status.split(':', 1);
    return [short, h('span', { class: 'visually-hidden' }, status.slice(short.length))];
  }

  #tick(on: boolean): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = on
      ? setInterval(() => {
          this.#session.tick(performance.now());
        }, TICK)
      : null;
  }

  /** The first error is shown where it is, and the focus goes there if Run was pressed by keyboard. */
  #leadToError(state: RunState): void {
    const error = this.#problems.find(({ severity }) => severity === 'error');
    if (state.kind !== 'failed' || state.failure.kind !== 'source' || error === undefined) return;
    this.#bringIntoView(error);
    if (this.#face.hasFocus()) this.#face.problems.focusFirst();
  }

  /** Where a program failed is found out after the end. */
  #leadToFailure(state: RunState): void {
    const error = this.#problems.find(({ severity }) => severity === 'error');
    if (state.kind === 'failed' && state.failure.kind === 'program' && error) this.#bringIntoView(error);
  }

  #bringIntoView(error: Diagnostic): void {
    const place = placeOf(error);
    if (place !== null) this.#face.bringIntoView(place);
  }

  /** The problems are out of date then, and the cursor goes to what has changed. */
  #repair(edits: readonly TextEdit[]): void {
    this.#face.change(edits);
    const place = edits[0] && placeOf(edits[0]);
    if (place) this.#face.reveal(place);
  }

  #offerRetry(state: RunState): void {
    if (state.kind !== 'failed' || state.failure.kind !== 'unavailable') return;
    const act = () => {
      this.#face.retry();
    };
    this.#face.notices.show('unavailable', {
      tone: 'alert',
      text: this.#messages.failure(state),
      actions: [{ label: this.#messages.tryAgain, act }],
      closeLabel: this.#messages.close,
    });
  }

  #showLoading(progress: LoadProgress | null): void {
    const { loading } = this.#face;
    loading.hidden = progress === null;
    clearTimeout(this.#stall);
    if (progress === null) return;
    if (progress.loaded < progress.total) {
      this.#stall = setTimeout(() => {
        find(loading, 'p', HTMLElement).textContent = this.#messages.loadingStalled;
      }, STALLED_AFTER);
    }
    const bar = find(loading, 'progress', HTMLProgressElement);
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.loaded;
    bar.setAttribute('aria-label', this.#messages.loadingCompiler);
    find(loading, 'p', HTMLElement).textContent = this.#messages.loadingCompiler;
    find(loading, 'span', HTMLElement).textContent = this.#messages.megabytes(progress);
  }

  #showBlocking(blocking: Blocking | null): void {
    this.#face.blocking.hidden = blocking === null;
    this.#face.blocking.textContent = blocking === null ? '' : this.#messages.blocking(blocking);
  }

  #showSpinning(task: string | null): void {
    const { notices } = this.#face;
    notices.withdraw('spinning');
    if (task === null) return;
    const stop = () => {
      this.#session.stop();
    };
    const letGoOn = () => {
      notices.withdraw('spinning');
    };
    notices.show('spinning', {
      tone: 'warning',
      text: this.#messages.spinning(task) + (this.#inputEnded ? ` ${this.#messages.input.spinsAtEnd}` : ''),
      actions: [
        { label: this.#messages.stopNow, act: stop },
        { label: this.#messages.letGoOn, act: letGoOn },
      ],
    });
  }
}

/** Where a message or an edit is; null for what concerns the program as a whole. */
function placeOf({ file, line, column }: Diagnostic | TextEdit): Place | null {
  return file === undefined ? null : { file, line, column };
}
