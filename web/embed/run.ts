/** What an embed needs once somebody runs, edits or shares its program. */
import catalog from 'virtual:catalog';
import '../styles/embed-run.css';
import type { Project } from '../../wasm/sdk/project.ts';
import { find, h } from '../elements/dom.ts';
import { highlighted } from '../elements/highlighted.ts';
import { PlainEditor } from '../elements/editor/plain.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { makeSession } from '../page/make-session.ts';
import { PANELS } from '../page/panels.ts';
import { RunPresenter, type RunFace } from '../page/run-presenter.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { Diagnostic, Place } from '../session/run/compiler.ts';
import type { RunSession, Source } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { givenOf, sameGiven, withChange, type Given, type GivenChange } from '../session/workbench/given.ts';
import { isSame, withFile } from '../session/workbench/project.ts';
import { encodeLink } from '../session/workbench/encode-link.ts';
import { readOptions, type LinkOptions } from '../session/workbench/link-options.ts';
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
  readonly project: Project;
}

function checksumOf(id: string): string | null {
  return catalog.find((entry) => entry.id === id)?.sha256 ?? null;
}

export class EmbedRun {
  readonly #siteUrl: string;
  readonly #program: EmbeddedProgram;
  /** What the program's link asks for. */
  readonly #options: LinkOptions;
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
  readonly #files = find(document, '#file', HTMLSelectElement);
  #project: Project;
  /** The file that is shown. */
  #file: string;
  /** What the program is given to read, and the network that it has. */
  #given: Given;
  #editor: PlainEditor | null = null;
  #problems: readonly Diagnostic[] = [];

  constructor({ messages, siteUrl, program, project }: EmbedRunParts) {
    this.#siteUrl = siteUrl;
    this.#program = program;
    this.#options = readOptions(program.fields);
    this.#project = project;
    this.#file = this.#files.value;
    this.#given = givenOf(this.#options);
    this.#messages = messages;
    this.#session = makeSession({ siteUrl, checksumOf, place: find(document, '#sandbox', HTMLElement) }).session;
    const kinds = PANELS.filter(
      ({ id, embedded, opens }) =>
        embedded === true ||
        (embedded === 'asked' && (this.#options.panes?.includes(id) === true || opens?.(this.#options) === true)),
    );
    this.#presenter = new RunPresenter(this.#session, this.#face(), kinds, this.#messages);
    this.#presenter.panels.open(this.#options);
    this.#presenter.panels.read(project);
    this.#stop.addEventListener('click', () => {
      this.#session.stop();
    });
    const give = (event: Event): void => {
      this.#given = withChange(this.#given, (event as CustomEvent<GivenChange>).detail);
      void this.#updateLink();
    };
    this.#panels.addEventListener('given', give);
    find(document, '#tools', HTMLElement).addEventListener('given', give);
    this.#keepOutputInSight();
    void this.#updateLink();
  }

  /** Runs the program as it stands. */
  run(): void {
    const { id, project } = this.#program;
    const asShipped = id !== null && isSame(this.#project, project) && checksumOf(id) !== null;
    const source: Source = asShipped ? { kind: 'bundled', id } : { kind: 'project', project: this.#project };
    this.#presenter.run(source, this.#project, this.#given);
  }

  /** Puts an editor in the place of the standing text. */
  edit(): void {
    if (this.#editor !== null) return;
    const place = find(document, '#code', HTMLElement);
    const { height } = place.getBoundingClientRect();
    const events = {
      edited: (text: string) => {
        this.#edited(this.#file, text);
      },
      run: () => {
        this.run();
      },
    };
    this.#editor = new PlainEditor(place, events, () => Promise.resolve(null));
    place.style.height = `${Math.max(height, 160)}px`;
    this.#editor.open(this.#file, this.#text);
    this.#editor.setName(this.#messages.editor);
    this.#editor.focus();
    this.#edit.hidden = true;
  }

  /** Shows another file of the program. */
  show(file: string): void {
    this.#file = this.#files.value = file;
    if (this.#editor !== null) this.#editor.open(file, this.#text);
    else find(document, '#code code', HTMLElement).replaceChildren(highlighted(this.#text));
    this.#editor?.setProblems(this.#problems.filter((problem) => problem.file === file));
  }

  /** Back to the program as it came; undoing in the editor brings the reader's text of the file that is shown back. */
  reset(): void {
    this.edit();
    const shown = this.#file;
    for (const [file, text] of Object.entries(this.#program.project.files)) {
      if (file !== shown) this.#edited(file, text);
    }
    this.#editor?.replace(this.#program.project.files[shown] ?? '');
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

  get #text(): string {
    return this.#project.files[this.#file] ?? '';
  }

  #edited(file: string, text: string): void {
    this.#project = withFile(this.#project, file, text);
    const { address, project } = this.#program;
    this.#session.edited(this.#presenter.asRun(this.#project));
    this.#reset.hidden = isSame(this.#project, project);
    keepText(address, file, text === project.files[file] ? null : text);
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
      showProblems: (problems) => {
        this.#problems = problems;
        this.#editor?.setProblems(problems.filter(({ file }) => file === this.#file));
      },
      change: (edits) => {
        for (const [file, own] of Map.groupBy(edits, (edit) => edit.file ?? this.#file)) {
          if (file !== this.#file) this.show(file);
          this.edit();
          this.#editor?.change(own);
        }
      },
      hasFiles: () => this.#files.options.length > 1,
      bringIntoView: (place) => this.#at(place)?.bringIntoView(place.line),
      hasFocus: () => [this.#run, this.#stop].some((button) => button === document.activeElement),
      reveal: (place) => {
        this.edit();
        this.#at(place)?.reveal(place.line, place.column);
      },
      mark: (place) => {
        if (place === null) this.#editor?.mark(null);
        else this.#at(place)?.mark(place.line);
      },
      retry: () => {
        this.run();
      },
    };
  }

  /** The editor, if there is one, with the file of a place. */
  #at({ file }: Place): PlainEditor | null {
    if (file !== this.#file && Object.hasOwn(this.#project.files, file)) this.show(file);
    return this.#editor;
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

  /** Lets the link to the playground carry the program as it stands; false where it is too large for one. */
  async #updateLink(): Promise<boolean> {
    const project = this.#project;
    const given = this.#given;
    if (isSame(project, this.#program.project) && sameGiven(given, this.#options)) {
      this.#playground.href = this.#siteUrl + this.#program.address;
      return true;
    }
    const link = await encodeLink({ project, options: { ...given, ...this.#presenter.panels.options() } }, { deflate });
    // A later text has a link of its own.
    if (link.ok && project === this.#project && given === this.#given)
      this.#playground.href = `${this.#siteUrl}#${link.value}`;
    return link.ok;
  }
}
