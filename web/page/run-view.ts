/** Shows how a run goes: status, compiler download, output, problems, the notice about a spinning task. */
import { CodeEditor } from '../elements/code-editor.ts';
import { find } from '../elements/dom.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { OutputConsole } from '../elements/output-console.ts';
import { PortClients } from '../elements/port-clients.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { RunControls } from '../elements/run-controls.ts';
import type { Diagnostic, LoadProgress } from '../session/run/ports.ts';
import type { RunSession, SessionEvent } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { unreachable } from '../shared/unreachable.ts';
import type { Look } from './look.ts';

export class RunView {
  readonly #session: RunSession;
  readonly #look: Look;
  readonly #notices: NoticeBar;
  readonly #retry: () => void;
  readonly #console = find(document, 'output-console', OutputConsole);
  readonly #clients = find(document, 'port-clients', PortClients);
  readonly #problems = find(document, 'problem-list', ProblemList);
  readonly #controls = find(document, 'run-controls', RunControls);
  readonly #editor = find(document, 'code-editor', CodeEditor);
  readonly #status = find(document, '#status', HTMLElement);
  readonly #loading = find(document, '#loading', HTMLElement);

  constructor(session: RunSession, look: Look, notices: NoticeBar, retry: () => void) {
    this.#session = session;
    this.#look = look;
    this.#notices = notices;
    this.#retry = retry;
    this.#clients.connect = (port, listener) => session.connect(port, listener);
    session.events.subscribe((event) => {
      this.#hear(event);
    });
    look.changes.subscribe(() => {
      this.#translate();
    });
    this.#problems.addEventListener('reveal', (event) => {
      const { line, column } = (event as CustomEvent<Diagnostic>).detail;
      this.#editor.reveal(line, column);
    });
    this.#translate();
  }

  #translate(): void {
    const { messages } = this.#look;
    this.#console.messages = messages;
    this.#console.emptyText = messages.emptyOutput;
    this.#clients.messages = messages;
    this.#problems.messages = messages;
    this.#controls.messages = messages;
    this.#showState(this.#session.state);
  }

  #hear(event: SessionEvent): void {
    switch (event.type) {
      case 'begin':
        this.#console.begin();
        this.#clients.begin();
        this.#bringIntoView();
        this.#notices.withdraw('unavailable');
        return;
      case 'state':
        this.#showState(event.state);
        this.#showFailure(event.state);
        return;
      case 'problems':
        this.#problems.problems = event.problems;
        this.#editor.problems = event.problems;
        return;
      case 'program':
        this.#console.receive(event.event);
        this.#clients.receive(event.event);
        return;
      case 'loading':
        this.#showLoading(event.progress);
        return;
      case 'spinning':
        this.#showSpinning(event.task);
        return;
      default:
        unreachable(event);
    }
  }

  /** In one column the output lies below the window when Run is pressed. */
  #bringIntoView(): void {
    if (!matchMedia('(max-width: 900px)').matches) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#status.parentElement?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  #showState(state: RunState): void {
    this.#controls.state = state;
    if (state.kind === 'ready') this.#clients.begin();
    else if (!isBusy(state)) this.#clients.end();
    this.#status.textContent = this.#look.messages.status(state);
    this.#status.dataset.state = state.kind === 'exited' && state.code !== 0 ? 'failed' : state.kind;
  }

  #showFailure(state: RunState): void {
    if (state.kind !== 'failed') return;
    const { messages } = this.#look;
    if (state.failure.kind === 'source') return;
    if (state.failure.kind !== 'unavailable') {
      this.#console.fail(messages.failure(state));
      return;
    }
    this.#notices.show('unavailable', {
      tone: 'alert',
      text: messages.failure(state),
      actions: [{ label: messages.tryAgain, act: this.#retry }],
      closeLabel: messages.close,
    });
  }

  #showLoading(progress: LoadProgress | null): void {
    this.#loading.hidden = progress === null;
    if (progress === null) return;
    const bar = find(this.#loading, 'progress', HTMLProgressElement);
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.loaded;
    bar.setAttribute('aria-label', this.#look.messages.loadingCompiler);
    find(this.#loading, 'span', HTMLElement).textContent = this.#look.messages.megabytes(progress);
  }

  #showSpinning(task: string | null): void {
    if (task === null) {
      this.#notices.withdraw('spinning');
      return;
    }
    const { messages } = this.#look;
    this.#notices.show('spinning', {
      tone: 'alert',
      text: messages.spinning(task),
      actions: [
        {
          label: messages.stopNow,
          act: () => {
            this.#session.stop();
          },
        },
        {
          label: messages.letGoOn,
          act: () => {
            this.#notices.withdraw('spinning');
          },
        },
      ],
    });
  }
}
