/**
 * Shows how the runs of a session go, in the playground and in an embed alike: status, compiler download, problems, panels, and the
 * notices about a task that computes without end and about a file that cannot be had.
 */
import { find } from '../elements/dom.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { ProblemList } from '../elements/problem-list.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Diagnostic, LoadProgress } from '../session/run/compiler.ts';
import type { RunSession, SessionEvent, Source } from '../session/run/run-session.ts';
import type { RunState } from '../session/run/run-state.ts';
import { PanelArea, type PanelPlaces } from './panel-area.ts';
import type { PanelKind } from './panel.ts';

/** What of a page a run is shown in. */
export interface RunFace {
  readonly panels: PanelPlaces;
  readonly status: HTMLElement;
  /** Holds a paragraph, a progress bar and a span. */
  readonly loading: HTMLElement;
  readonly notices: NoticeBar;
  readonly problems: ProblemList;
  /** A run begins. */
  begin(): void;
  /** Run and Stop, and whatever else follows the state. */
  showState(state: RunState): void;
  /** Marks them in the source. */
  showProblems(problems: readonly Diagnostic[]): void;
  /** Puts the editor's cursor at a place, counted from 1. */
  reveal(line: number, column: number): void;
  /** Marks a line of the source; null marks none. */
  mark(line: number | null): void;
  /** Runs the program again that could not be run. */
  retry(): void;
}

export class RunPresenter {
  readonly panels: PanelArea;
  readonly #session: RunSession;
  readonly #face: RunFace;
  #messages: CommonMessages;

  constructor(session: RunSession, face: RunFace, kinds: readonly PanelKind[], messages: CommonMessages) {
    this.#session = session;
    this.#face = face;
    this.#messages = messages;
    this.panels = new PanelArea(kinds, face.panels, {
      session,
      reveal: (line, column) => {
        face.reveal(line, column);
      },
      mark: (line) => {
        face.mark(line);
      },
    });
    face.problems.addEventListener('reveal', (event) => {
      const { line, column } = (event as CustomEvent<Diagnostic>).detail;
      face.reveal(line, column);
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
    this.panels.speak(messages);
    this.#showState(this.#session.state);
  }

  /** Runs `source` as the panels ask for. */
  run(source: Source): void {
    void this.#session.run(source, this.panels.settings());
  }

  #hear(event: SessionEvent): void {
    this.panels.hear(event);
    switch (event.type) {
      case 'begin':
        this.#face.begin();
        this.#face.notices.withdraw('unavailable');
        break;
      case 'state':
        this.#showState(event.state);
        this.#offerRetry(event.state);
        break;
      case 'problems':
        this.#face.problems.problems = event.problems;
        this.#face.showProblems(event.problems);
        break;
      case 'loading':
        this.#showLoading(event.progress);
        break;
      case 'spinning':
        this.#showSpinning(event.task);
        break;
      case 'program':
        // The panels' affair.
        break;
    }
  }

  #showState(state: RunState): void {
    this.#face.showState(state);
    this.#face.status.textContent = this.#messages.status(state);
    this.#face.status.dataset.state = state.kind === 'exited' && state.code !== 0 ? 'failed' : state.kind;
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
    if (progress === null) return;
    const bar = find(loading, 'progress', HTMLProgressElement);
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.loaded;
    bar.setAttribute('aria-label', this.#messages.loadingCompiler);
    find(loading, 'p', HTMLElement).textContent = this.#messages.loadingCompiler;
    find(loading, 'span', HTMLElement).textContent = this.#messages.megabytes(progress);
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
      tone: 'alert',
      text: this.#messages.spinning(task),
      actions: [
        { label: this.#messages.stopNow, act: stop },
        { label: this.#messages.letGoOn, act: letGoOn },
      ],
    });
  }
}
