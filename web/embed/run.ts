/** What an embed needs once somebody runs or edits its program. */
import { find } from '../elements/dom.ts';
import { PlainEditor } from '../elements/editor/plain.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { OutputConsole } from '../elements/output-console.ts';
import { PortClients } from '../elements/port-clients.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { makeRunner } from '../runner/client.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Compiler, Diagnostic, LoadProgress, Runner } from '../session/run/ports.ts';
import { RunSession, type SessionEvent } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { encodeLink } from '../session/workbench/share-link.ts';
import { makeBundledPrograms } from '../shared/bundled-programs.ts';
import { unreachable } from '../shared/unreachable.ts';
import { checksumOf, type EmbeddedProgram } from './program.ts';

/** What it works with. */
export interface EmbedRunParts {
  readonly messages: CommonMessages;
  /** Address of the site, with a slash at its end. */
  readonly siteUrl: string;
  readonly program: EmbeddedProgram;
}

export class EmbedRun {
  readonly #parts: EmbedRunParts;
  readonly #session: RunSession;
  readonly #run = find(document, '#run', HTMLButtonElement);
  readonly #stop = find(document, '#stop', HTMLButtonElement);
  readonly #edit = find(document, '#edit', HTMLButtonElement);
  readonly #status = find(document, '#status', HTMLElement);
  readonly #loading = find(document, '#loading', HTMLElement);
  readonly #playground = find(document, '#playground', HTMLAnchorElement);
  readonly #notices = find(document, 'notice-bar', NoticeBar);
  readonly #problems = find(document, 'problem-list', ProblemList);
  readonly #console = find(document, 'output-console', OutputConsole);
  readonly #clients = find(document, 'port-clients', PortClients);
  #editor: PlainEditor | null = null;

  constructor(parts: EmbedRunParts) {
    this.#parts = parts;
    this.#session = makeSession(parts.siteUrl);
    this.#console.messages = parts.messages;
    this.#problems.messages = parts.messages;
    this.#clients.messages = parts.messages;
    this.#clients.connect = (port, listener) => this.#session.connect(port, listener);
    this.#session.events.subscribe((event) => {
      this.#hear(event);
    });
    this.#stop.addEventListener('click', () => {
      this.#session.stop();
    });
    this.#problems.addEventListener('reveal', (event) => {
      const { line, column } = (event as CustomEvent<Diagnostic>).detail;
      this.edit();
      this.#editor?.reveal(line, column);
    });
    this.#keepOutputInSight();
    // The link to the playground carries what the reader made of the program.
    this.#playground.addEventListener('pointerdown', () => void this.#updateLink());
    this.#playground.addEventListener('focus', () => void this.#updateLink());
  }

  /** Runs the program as it stands. */
  run(): void {
    const { program } = this.#parts;
    const text = this.#editor?.text ?? program.text;
    void this.#session.run(text === program.text ? program.source : { kind: 'text', text });
  }

  /** Puts an editor in the place of the standing text. */
  edit(): void {
    if (this.#editor !== null) return;
    const place = find(document, '#code', HTMLElement);
    const { height } = place.getBoundingClientRect();
    this.#editor = new PlainEditor(place, {
      edited: () => {
        this.#edit.disabled = true;
      },
      run: () => {
        this.run();
      },
    });
    place.style.height = `${Math.max(height, 160)}px`;
    this.#editor.open(this.#parts.program.text);
    this.#editor.setName(this.#parts.messages.editor);
    this.#editor.focus();
    this.#edit.hidden = true;
  }

  /** In a frame of fixed height the output lies below the edge: the end of it stays in sight, unless the reader scrolls away. */
  #keepOutputInSight(): void {
    const page = document.documentElement;
    let following = true;
    addEventListener('scroll', () => {
      following = page.scrollHeight - page.scrollTop - page.clientHeight < 40;
    });
    new ResizeObserver(() => {
      if (following) page.scrollTop = page.scrollHeight;
    }).observe(this.#console);
  }

  async #updateLink(): Promise<void> {
    const text = this.#editor?.text ?? this.#parts.program.text;
    if (text === this.#parts.program.text) return;
    const link = await encodeLink({ code: text });
    if (link.ok) this.#playground.href = `${this.#parts.siteUrl}#${link.value}`;
  }

  #hear(event: SessionEvent): void {
    switch (event.type) {
      case 'begin':
        this.#console.hidden = false;
        this.#console.begin();
        this.#clients.begin();
        return;
      case 'state':
        this.#showState(event.state);
        return;
      case 'problems':
        this.#problems.problems = event.problems;
        this.#editor?.setProblems(event.problems);
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

  #showState(state: RunState): void {
    const busy = isBusy(state);
    if (!busy) this.#clients.end();
    const focused = document.activeElement;
    this.#run.disabled = busy;
    this.#stop.disabled = !busy;
    if (focused === this.#run && busy) this.#stop.focus();
    if (focused === this.#stop && !busy) this.#run.focus();
    this.#status.textContent = this.#parts.messages.status(state);
    this.#status.dataset.state = state.kind === 'exited' && state.code !== 0 ? 'failed' : state.kind;
    if (state.kind === 'failed' && state.failure.kind !== 'source') {
      this.#console.fail(this.#parts.messages.failure(state));
    }
  }

  #showLoading(progress: LoadProgress | null): void {
    this.#loading.hidden = progress === null;
    if (progress === null) return;
    const { messages } = this.#parts;
    const bar = find(this.#loading, 'progress', HTMLProgressElement);
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.loaded;
    bar.setAttribute('aria-label', messages.loadingCompiler);
    find(this.#loading, 'p', HTMLElement).textContent = messages.loadingCompiler;
    find(this.#loading, 'span', HTMLElement).textContent = messages.megabytes(progress);
  }

  #showSpinning(task: string | null): void {
    const kind = 'spinning';
    this.#notices.withdraw(kind);
    if (task === null) return;
    const { messages } = this.#parts;
    const stop = () => {
      this.#session.stop();
    };
    const letGoOn = () => {
      this.#notices.withdraw(kind);
    };
    const actions = [
      { label: messages.stopNow, act: stop },
      { label: messages.letGoOn, act: letGoOn },
    ];
    this.#notices.show(kind, { tone: 'alert', text: messages.spinning(task), actions });
  }
}

function makeSession(siteUrl: string): RunSession {
  let compiler: Compiler | null = null;
  let runner: Runner | null = null;
  return new RunSession({
    programs: makeBundledPrograms(siteUrl, checksumOf),
    async compiler() {
      const { makeCompiler } = await import('../compiler/client.ts');
      return (compiler ??= makeCompiler(`${siteUrl}sdk/`));
    },
    async runner() {
      const { default: scripts } = await import('virtual:sandbox');
      return (runner ??= makeRunner({
        scripts,
        baseUrl: siteUrl,
        place: find(document, '#sandbox', HTMLElement),
      }));
    },
  });
}
