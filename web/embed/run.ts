/** What an embed needs once somebody runs, edits or shares its program. */
import catalog from 'virtual:catalog';
import '../styles/embed-run.css';
import type { Project } from '../../wasm/sdk/project.ts';
import { CodeEditor } from '../elements/code-editor.ts';
import { find, h } from '../elements/dom.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { giveLanguage } from '../page/editor-language.ts';
import { makeSession, type SessionParts } from '../page/make-session.ts';
import { PANELS } from '../page/panels.ts';
import { RunPresenter, type RunFace } from '../page/run-presenter.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import { EMBED } from '../session/messages/embed.ts';
import type { RunSession, Source } from '../session/run/run-session.ts';
import { isBusy, type RunState } from '../session/run/run-state.ts';
import { givenOf, withChange, type Given, type GivenChange } from '../session/workbench/given.ts';
import { isSame } from '../session/workbench/project.ts';
import { readOptions, type LinkOptions } from '../session/workbench/link-options.ts';
import { copyText } from '../shared/clipboard.ts';
import { askedFields } from './asked-fields.ts';
import { openEditor } from './editing.ts';
import { tellHost } from './host-page.ts';
import { keepInSight } from './keep-in-sight.ts';
import { keepText } from './keep-text.ts';
import { PlaygroundLink } from './playground-link.ts';
import { Precompiled } from './precompiled.ts';
import type { EmbeddedProgram } from './program.ts';
import { RunEvents } from './run-events.ts';
import { addRunPlaces } from './run-places.ts';
import { showCode } from './show-code.ts';

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

addRunPlaces();

export class EmbedRun {
  readonly #siteUrl: string;
  readonly #program: EmbeddedProgram;
  readonly #query = new URLSearchParams(location.search);
  /** What the program's link and the embed's address ask for. */
  readonly #options: LinkOptions;
  readonly #messages: CommonMessages;
  readonly #session: RunSession;
  readonly #events: RunEvents;
  readonly #presenter: RunPresenter;
  readonly #run = find(document, '#run', HTMLButtonElement);
  readonly #stop = find(document, '#stop', HTMLButtonElement);
  readonly #edit = find(document, '#edit', HTMLButtonElement);
  readonly #reset = find(document, '#reset', HTMLButtonElement);
  readonly #link: PlaygroundLink;
  readonly #panels = find(document, '#panels', HTMLElement);
  readonly #notices = find(document, 'notice-bar', NoticeBar);
  readonly #files = find(document, '#file', HTMLSelectElement);
  /** Holds the program; seen once somebody edits it. */
  readonly #editor = new CodeEditor();
  #project: Project;
  /** What the program is given to read, and the network that it has. */
  #given: Given;
  /** Null where no compiled program came with the text. */
  readonly #precompiled: Precompiled | null;
  /** Settles when the reader can write; null before that is asked for. */
  #editing: Promise<void> | null = null;

  constructor({ messages, siteUrl, program, project }: EmbedRunParts) {
    this.#siteUrl = siteUrl;
    this.#program = program;
    this.#options = readOptions({ ...program.fields, ...askedFields(this.#query) });
    this.#project = project;
    this.#given = givenOf(this.#options);
    this.#link = new PlaygroundLink(siteUrl, program, this.#options);
    this.#messages = messages;
    const { session, compiler } = makeSession({ siteUrl, checksumOf, place: find(document, '#sandbox', HTMLElement) });
    this.#session = session;
    this.#events = new RunEvents(this.#session, tellHost);
    const kinds = PANELS.filter(
      ({ id, embedded, opens }) =>
        embedded === true || this.#options.panes?.includes(id) === true || opens?.(this.#options) === true,
    );
    this.#presenter = new RunPresenter(this.#session, this.#face(), kinds, this.#messages);
    this.#presenter.panels.open(this.#options);
    this.#presenter.panels.read(project);
    this.#prepareEditor(compiler);
    this.#stop.addEventListener('click', () => {
      this.#session.stop();
    });
    const give = (event: Event): void => {
      this.#given = withChange(this.#given, (event as CustomEvent<GivenChange>).detail);
      void this.#updateLink();
    };
    this.#panels.addEventListener('given', give);
    const tools = find(document, '#tools', HTMLElement);
    tools.addEventListener('given', give);
    tools.addEventListener('start', () => {
      this.run();
    });
    this.#precompiled = this.#readPrecompiled();
    this.#precompiled?.follow(project);
    keepInSight(this.#panels);
    void this.#updateLink();
    if (program.id !== null && this.#options.panes?.includes('text') === true) void this.#showLesson(program.id);
  }

  /** Its text and its question. Without them the embed is what it is without being asked for them. */
  async #showLesson(id: string): Promise<void> {
    const { panels } = this.#presenter;
    const { showLesson } = await import('./lesson.ts');
    await showLesson(id, this.#messages.language, {
      session: this.#session,
      edited: () => this.#source.kind !== 'bundled',
      // Where the author left out the timeline there is the output.
      showMoment: (place) => {
        panels.lookAt(this.#options.panes?.includes('timeline') === true ? 'timeline' : 'output', place);
      },
      showLine: (place) => {
        panels.lookAt('output', place);
      },
    });
  }

  /** Runs the program as it stands. */
  run(): void {
    this.#presenter.run(this.#source, this.#project, this.#given);
  }

  /** Runs it unasked, if it is a bundled program that nobody has edited or run. */
  autorun(): void {
    if (this.#source.kind !== 'bundled' || this.#session.state.kind !== 'ready') return;
    this.#events.auto = true;
    this.run();
  }

  /** Stops the program, and says that another one of the page around runs. */
  stopForAnother(): void {
    if (!isBusy(this.#session.state)) return;
    this.#session.stop();
    find(document, '#status', HTMLElement).append(EMBED[this.#messages.language].anotherRuns);
  }

  get #source(): Source {
    const { id, project } = this.#program;
    const asShipped = id !== null && isSame(this.#project, project) && checksumOf(id) !== null;
    if (asShipped) return { kind: 'bundled', id };
    return this.#precompiled?.sourceOf(this.#project) ?? { kind: 'project', project: this.#project };
  }

  #readPrecompiled(): Precompiled | null {
    const { fields, project } = this.#program;
    const { compiled } = fields as { readonly compiled?: unknown };
    if (typeof compiled !== 'string') return null;
    const compile = () => {
      this.#session.stop();
      this.run();
    };
    return new Precompiled({ compiled, project, siteUrl: this.#siteUrl, language: this.#messages.language, compile });
  }

  /** Puts the editor in the place of the standing text. */
  edit(): void {
    if (!this.#readonly) void this.#whenEditing();
  }

  /** Whether the author of the page asked that nobody edits it. */
  get #readonly(): boolean {
    return this.#query.has('readonly');
  }

  /** Shows another file of the program. */
  show(file: string): void {
    this.#editor.show(file);
  }

  /** Back to the program as it came; what can be undone in the editor is that of a program of one file. */
  reset(): void {
    void this.#whenEditing().then(() => {
      this.#editor.replace(this.#program.project);
      this.#editor.focus();
    });
  }

  /** Copies the program as it stands. */
  copy(): void {
    void this.#copy(this.#text, this.#messages.codeCopied, this.#messages.editor);
  }

  /** Copies a link to the program as it stands. */
  share(): void {
    void this.#updateLink().then((fits) => {
      if (fits) void this.#copy(this.#link.href, this.#messages.linkCopied, this.#messages.link);
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
    return this.#project.files[this.#editor.file] ?? '';
  }

  #prepareEditor(compiler: SessionParts['compiler']): void {
    const editor = this.#editor;
    editor.open(this.#project);
    editor.show(this.#files.value);
    giveLanguage({
      editor,
      session: this.#session,
      compiler,
      notices: this.#notices,
      look: { messages: this.#messages },
    });
    editor.addEventListener('edited', (event) => {
      this.#edited((event as CustomEvent<Project>).detail);
    });
    editor.addEventListener('files', () => {
      this.#showFile();
    });
    editor.addEventListener('run', () => {
      this.run();
    });
  }

  async #whenEditing(): Promise<void> {
    this.#editing ??= openEditor(this.#editor, find(document, '#code', HTMLElement), this.#messages, this.#notices);
    await this.#editing;
    this.#edit.hidden = true;
  }

  /** The file that the editor shows. */
  #showFile(): void {
    this.#files.value = this.#editor.file;
    if (this.#editing === null) void showCode(this.#text);
  }

  #edited(edited: Project): void {
    const before = this.#project;
    this.#project = edited;
    const { address, project } = this.#program;
    this.#precompiled?.follow(edited);
    this.#session.edited(this.#presenter.asRun(edited));
    this.#reset.hidden = isSame(edited, project);
    for (const [file, text] of Object.entries(edited.files)) {
      if (text !== before.files[file]) keepText(address, file, text === project.files[file] ? null : text);
    }
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
      showProblems: (problems, words) => {
        this.#editor.showProblems(problems, words);
      },
      change: (edits) => {
        if (this.#readonly) return;
        void this.#whenEditing().then(() => {
          this.#editor.change(edits);
        });
      },
      hasFiles: () => this.#files.options.length > 1,
      bringIntoView: (place) => {
        this.#editor.bringIntoView(place);
      },
      hasFocus: () => [this.#run, this.#stop].some((button) => button === document.activeElement),
      reveal: (place) => {
        if (this.#readonly) return;
        void this.#whenEditing().then(() => {
          this.#editor.reveal(place);
        });
      },
      mark: (place) => {
        this.#editor.mark(place);
      },
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

  /** The link to the playground carries the program as it stands; false where it is too large for one. */
  #updateLink(): Promise<boolean> {
    return this.#link.carry({
      project: this.#project,
      given: this.#given,
      options: () => this.#presenter.panels.options(),
      compiled: this.#precompiled !== null,
    });
  }
}
