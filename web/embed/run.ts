/** What an embed needs once somebody runs or edits its program. */
import { find } from '../elements/dom.ts';
import { PlainEditor } from '../elements/editor/plain.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { makeSession } from '../page/make-session.ts';
import { PANELS } from '../page/panels.ts';
import { RunPresenter, type RunFace } from '../page/run-presenter.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { encodeLink } from '../session/workbench/share-link.ts';
import { deflate } from '../shared/deflate.ts';
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
  readonly #presenter: RunPresenter;
  readonly #run = find(document, '#run', HTMLButtonElement);
  readonly #stop = find(document, '#stop', HTMLButtonElement);
  readonly #edit = find(document, '#edit', HTMLButtonElement);
  readonly #playground = find(document, '#playground', HTMLAnchorElement);
  readonly #panels = find(document, '#panels', HTMLElement);
  #editor: PlainEditor | null = null;

  constructor(parts: EmbedRunParts) {
    this.#parts = parts;
    const { messages, program, siteUrl } = parts;
    this.#session = makeSession({ siteUrl, checksumOf, place: find(document, '#sandbox', HTMLElement) });
    const kinds = PANELS.filter(
      ({ id, embedded }) => embedded === true || (embedded === 'asked' && program.options.panes?.includes(id) === true),
    );
    this.#presenter = new RunPresenter(this.#session, this.#face(), kinds, messages);
    this.#presenter.panels.open(program.options);
    this.#stop.addEventListener('click', () => {
      this.#session.stop();
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
    this.#presenter.run(text === program.text ? program.source : { kind: 'text', text });
  }

  /** Puts an editor in the place of the standing text. */
  edit(): void {
    if (this.#editor !== null) return;
    const place = find(document, '#code', HTMLElement);
    const { height } = place.getBoundingClientRect();
    this.#editor = new PlainEditor(place, {
      edited: () => {
        this.#session.outdateProblems();
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

  #face(): RunFace {
    return {
      panels: {
        pane: this.#panels,
        tools: find(document, '#tools', HTMLElement),
        buttons: find(document, '#panel-buttons', HTMLElement),
      },
      status: find(document, '#status', HTMLElement),
      loading: find(document, '#loading', HTMLElement),
      notices: find(document, 'notice-bar', NoticeBar),
      problems: find(document, 'problem-list', ProblemList),
      begin: () => {
        this.#panels.hidden = false;
      },
      showState: (state) => {
        this.#showState(state);
      },
      showProblems: (problems) => this.#editor?.setProblems(problems),
      bringIntoView: (line) => this.#editor?.bringIntoView(line),
      hasFocus: () => [this.#run, this.#stop].some((button) => button === document.activeElement),
      reveal: (line, column) => {
        this.edit();
        this.#editor?.reveal(line, column);
      },
      mark: (line) => this.#editor?.mark(line),
      retry: () => {
        this.run();
      },
    };
  }

  #showState(state: RunState): void {
    const busy = isBusy(state);
    const focused = document.activeElement;
    this.#run.disabled = busy;
    this.#stop.disabled = !busy;
    if (focused === this.#run && busy) this.#stop.focus();
    if (focused === this.#stop && !busy) this.#run.focus();
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
    }).observe(this.#panels);
  }

  async #updateLink(): Promise<void> {
    const text = this.#editor?.text ?? this.#parts.program.text;
    if (text === this.#parts.program.text) return;
    const link = await encodeLink({ code: text, options: this.#presenter.panels.options() }, { deflate });
    if (link.ok) this.#playground.href = `${this.#parts.siteUrl}#${link.value}`;
  }
}
