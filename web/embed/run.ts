/** What an embed needs once somebody runs, edits or shares its program. */
import catalog from 'virtual:catalog';
import '../styles/embed-run.css';
import { find, h } from '../elements/dom.ts';
import { PlainEditor } from '../elements/editor/plain.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { makeSession } from '../page/make-session.ts';
import { PANELS } from '../page/panels.ts';
import { RunPresenter, type RunFace } from '../page/run-presenter.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSession, Source } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { givenOf, sameGiven, type Given } from '../session/workbench/link-options.ts';
import { encodeLink } from '../session/workbench/share-link.ts';
import { copyText } from '../shared/clipboard.ts';
import { deflate } from '../shared/deflate.ts';
import { keepText } from './kept.ts';
import type { EmbeddedProgram } from './program.ts';

/** What it works with. */
export interface EmbedRunParts {
  readonly messages: CommonMessages;
  /** Address of the site, with a slash at its end. */
  readonly siteUrl: string;
  readonly program: EmbeddedProgram;
  /** What the reader has made of the program. */
  readonly text: string;
}

function checksumOf(id: string): string | null {
  return catalog.find((entry) => entry.id === id)?.sha256 ?? null;
}

export class EmbedRun {
  readonly #siteUrl: string;
  readonly #program: EmbeddedProgram;
  readonly #messages: CommonMessages;
  readonly #session: RunSession;
  readonly #presenter: RunPresenter;
  readonly #run = find(document, '#run', HTMLButtonElement);
  readonly #stop = find(document, '#stop', HTMLButtonElement);
  readonly #edit = find(document, '#edit', HTMLButtonElement);
  readonly #reset = find(document, '#reset', HTMLButtonElement);
  readonly #playground = find(document, '#playground', HTMLAnchorElement);
  readonly #panels = find(document, '#panels', HTMLElement);
  readonly #notices = find(document, 'notice-bar', NoticeBar);
  #text: string;
  /** What the program is given to read. */
  #given: Given;
  #editor: PlainEditor | null = null;

  constructor({ messages, siteUrl, program, text }: EmbedRunParts) {
    this.#siteUrl = siteUrl;
    this.#program = program;
    this.#text = text;
    this.#given = givenOf(program.options);
    this.#messages = messages;
    this.#session = makeSession({ siteUrl, checksumOf, place: find(document, '#sandbox', HTMLElement) }).session;
    const kinds = PANELS.filter(
      ({ id, embedded, opens }) =>
        embedded === true ||
        (embedded === 'asked' && (program.options.panes?.includes(id) === true || opens?.(program.options) === true)),
    );
    this.#presenter = new RunPresenter(this.#session, this.#face(), kinds, this.#messages);
    this.#presenter.panels.open(program.options);
    this.#stop.addEventListener('click', () => {
      this.#session.stop();
    });
    this.#panels.addEventListener('given', (event) => {
      this.#given = (event as CustomEvent<Given>).detail;
      void this.#updateLink();
    });
    this.#keepOutputInSight();
    void this.#updateLink();
  }

  /** Runs the program as it stands. */
  run(): void {
    const { id, text } = this.#program;
    const asShipped = id !== null && this.#text === text && checksumOf(id) !== null;
    const source: Source = asShipped ? { kind: 'bundled', id } : { kind: 'text', text: this.#text };
    this.#presenter.run(source, this.#given);
  }

  /** Puts an editor in the place of the standing text. */
  edit(): void {
    if (this.#editor !== null) return;
    const place = find(document, '#code', HTMLElement);
    const { height } = place.getBoundingClientRect();
    this.#editor = new PlainEditor(place, {
      edited: (text) => {
        this.#edited(text);
      },
      run: () => {
        this.run();
      },
    });
    place.style.height = `${Math.max(height, 160)}px`;
    this.#editor.open(this.#text);
    this.#editor.setName(this.#messages.editor);
    this.#editor.focus();
    this.#edit.hidden = true;
  }

  /** Back to the program as it came; undoing in the editor brings the reader's text back. */
  reset(): void {
    this.edit();
    this.#editor?.replace(this.#program.text);
    this.#editor?.focus();
  }

  /** Copies the program as it stands. */
  copy(): void {
    void this.#copy(this.#text, this.#messages.codeCopied, this.#messages.editor);
  }

  /** Copies a link to the program as it stands. */
  share(): void {
    void this.#updateLink().then((fits) => {
      if (fits) void this.#copy(this.#playground.href, this.#messages.linkCopied, this.#messages.link);
      else this.#tell(this.#messages.tooLargeForLink);
    });
  }

  async #copy(text: string, done: string, name: string): Promise<void> {
    if (await copyText(text)) {
      this.#tell(done);
      return;
    }
    const field = h('textarea', { readonly: '', rows: '3', 'aria-label': name, class: 'by-hand' });
    field.value = text;
    this.#tell(this.#messages.copyFailed).append(field);
    field.select();
  }

  #tell(text: string): HTMLElement {
    return this.#notices.show('copy', { tone: 'note', text, closeLabel: this.#messages.close });
  }

  #edited(text: string): void {
    this.#text = text;
    const changed = text !== this.#program.text;
    this.#session.edited(text);
    this.#reset.hidden = !changed;
    keepText(this.#program.address, changed ? text : null);
    void this.#updateLink();
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
      blocking: find(document, '#blocking', HTMLElement),
      notices: this.#notices,
      problems: find(document, 'problem-list', ProblemList),
      begin: () => {
        this.#panels.hidden = false;
      },
      showState: (state) => {
        this.#showState(state);
      },
      showProblems: (problems) => this.#editor?.setProblems(problems),
      change: (edits) => {
        this.edit();
        this.#editor?.change(edits);
      },
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
    this.#run.disabled = busy || !('Suspending' in WebAssembly);
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

  /** Lets the link to the playground carry the program as it stands; false where it is too large for one. */
  async #updateLink(): Promise<boolean> {
    const text = this.#text;
    const given = this.#given;
    if (text === this.#program.text && sameGiven(given, this.#program.options)) {
      this.#playground.href = this.#siteUrl + this.#program.address;
      return true;
    }
    const link = await encodeLink(
      { code: text, options: { ...given, ...this.#presenter.panels.options() } },
      { deflate },
    );
    // A later text has a link of its own.
    if (link.ok && text === this.#text && given === this.#given)
      this.#playground.href = `${this.#siteUrl}#${link.value}`;
    return link.ok;
  }
}
