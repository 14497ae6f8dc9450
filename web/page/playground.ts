/** The playground as a whole: shows the program on the table, follows the reader's edits, runs, resets and shares. */
import { CodeEditor } from '../elements/code-editor.ts';
import { find } from '../elements/dom.ts';
import { DraftsDialog } from '../elements/drafts-dialog.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { ProgramMenu } from '../elements/program-menu.ts';
import { RunControls } from '../elements/run-controls.ts';
import '../elements/split-handle.ts';
import { projectOf, type Project } from '../../wasm/sdk/project.ts';
import type { CatalogEntry, Lesson } from '../session/lesson/catalog.ts';
import type { Progress } from '../session/lesson/progress.ts';
import type { Messages } from '../session/messages/page.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { excerptOf, type Draft } from '../session/workbench/drafts.ts';
import type { EditorPreferences } from '../session/workbench/editor-preferences.ts';
import type { KnownLinks } from '../session/workbench/known-links.ts';
import { givenOf, type GivenChange } from '../session/workbench/given.ts';
import { linkName } from '../session/workbench/link-name.ts';
import { textOf } from '../session/workbench/project.ts';
import type { Workbench } from '../session/workbench/workbench.ts';
import { askedLink, galleryTitle, goTo, isLessonPage } from './address.ts';
import { Keeping } from './keeping.ts';
import { LessonGuide } from './lesson-guide.ts';
import type { Look } from './look.ts';
import type { SessionParts } from './make-session.ts';
import { Opening } from './opening.ts';
import { PANELS } from './panels.ts';
import { RunPresenter, type RunFace } from './run-presenter.ts';
import type { Sharing } from './sharing.ts';
import { SourceTabs } from './source-tabs.ts';

/** One column; the same condition as in styles/page.css. */
const NARROW = '(max-width: 640px), (max-width: 900px) and (orientation: portrait)';

/** What the playground is made of. */
export interface PlaygroundParts {
  readonly catalog: readonly CatalogEntry[];
  readonly workbench: Workbench;
  readonly links: KnownLinks;
  readonly progress: Progress;
  readonly preferences: EditorPreferences;
  readonly session: RunSession;
  readonly compiler: SessionParts['compiler'];
  readonly look: Look;
  readonly loadLesson: (id: string) => Promise<Lesson>;
}

export class Playground {
  readonly #parts: PlaygroundParts;
  readonly #editor = find(document, 'code-editor', CodeEditor);
  readonly #notices = find(document, 'notice-bar', NoticeBar);
  readonly #menu = find(document, 'program-menu', ProgramMenu);
  readonly #controls = find(document, 'run-controls', RunControls);
  readonly #drafts = find(document, 'drafts-dialog', DraftsDialog);
  readonly #editedMark = find(document, '.edited-mark', HTMLElement);
  readonly #tabs: SourceTabs;
  readonly #presenter: RunPresenter;
  readonly #opening: Opening;
  readonly #guide: LessonGuide;
  readonly #keeping: Keeping;
  #sharing: Sharing | null = null;
  /** Not before a program has been opened or written: what is run until then would be forgotten when that comes. */
  #hasProgram = false;

  constructor(parts: PlaygroundParts) {
    this.#parts = parts;
    const { look, workbench } = parts;
    this.#tabs = new SourceTabs({ ...parts, editor: this.#editor, notices: this.#notices });
    this.#presenter = new RunPresenter(parts.session, this.#face(), PANELS, parts.look.messages);
    this.#opening = new Opening({ ...parts, notices: this.#notices });
    this.#keeping = new Keeping({
      workbench,
      look,
      notices: this.#notices,
      openDraft: (key) => {
        this.#openDraft(key);
      },
      share: () => void this.#shareProgram(),
    });
    this.#guide = new LessonGuide({
      ...parts,
      edited: () => workbench.edited,
      showMoment: (place) => {
        this.#presenter.panels.lookAt('timeline', place);
      },
      showLine: (place) => {
        this.#presenter.panels.lookAt('output', place);
      },
      replace: (program) => {
        this.#replace(projectOf(program), (messages) => messages.wasSolved);
      },
      go: (id) => {
        this.#openDraft(id);
      },
    });
    this.#menu.catalog = parts.catalog;
    this.#menu.progress = (id) => parts.progress.of(id);
    workbench.changes.subscribe(() => {
      this.#showProgram();
    });
    workbench.news.subscribe(() => {
      this.#opening.follow(workbench.program.key);
    });
    look.changes.subscribe(() => {
      this.#translate();
    });
    this.#listen();
    this.#translate();
  }

  /** Opens what the address asks for, unless it is on the table already. */
  openAddress(): Promise<void> {
    return this.#opening.openAddress(() => {
      this.#keeping.saveNow();
    });
  }

  /** Writes the reader's text to the store at once. */
  saveNow(): void {
    this.#keeping.saveNow();
  }

  /** Runs the program on the table. Says whether there is anything that can be run. */
  run(): boolean {
    if (!this.#hasProgram) return false;
    this.#keeping.saveNow();
    this.#opening.acceptLink();
    const { program, source } = this.#parts.workbench;
    this.#presenter.run(source, program.project, givenOf(program.options));
    return true;
  }

  #face(): RunFace {
    const status = find(document, '#status', HTMLElement);
    return {
      panels: {
        pane: find(document, '#panels', HTMLElement),
        tools: find(document, '#tools', HTMLElement),
        buttons: find(document, '#panel-buttons', HTMLElement),
      },
      status,
      loading: find(document, '#loading', HTMLElement),
      blocking: find(document, '#blocking', HTMLElement),
      notices: this.#notices,
      problems: find(document, 'problem-list', ProblemList),
      begin: () => {
        bringIntoView(status.parentElement ?? status);
      },
      showState: (state) => {
        this.#controls.state = state;
      },
      showProblems: (problems, words) => {
        this.#editor.showProblems(problems, words);
      },
      change: (edits) => {
        this.#tabs.showProgram();
        this.#editor.change(edits);
      },
      bringIntoView: (place) => {
        this.#editor.bringIntoView(place);
      },
      hasFiles: () => Object.keys(this.#editor.project.files).length > 1,
      hasFocus: () => this.#controls.hasFocus,
      reveal: (place) => {
        this.#tabs.showProgram();
        this.#editor.reveal(place);
      },
      mark: (place) => {
        this.#editor.mark(place);
      },
      retry: () => {
        this.run();
      },
    };
  }

  #showProgram(): void {
    const { session, workbench } = this.#parts;
    const { options, project } = workbench.program;
    session.forget();
    this.#notices.withdraw('file');
    this.#acceptRun();
    this.#editor.open(project);
    this.#tabs.open(this.#opening.lesson);
    this.#presenter.panels.open(options);
    this.#presenter.panels.read(project);
    this.#showName();
    this.#guide.open(this.#opening.lesson);
    this.#showEdited();
  }

  #showName(): void {
    const { origin } = this.#parts.workbench.program;
    const name = this.#nameOf(this.#parts.workbench.program);
    this.#menu.show(origin.kind === 'bundled' ? origin.id : null, name);
    document.title =
      isLessonPage() || galleryTitle(this.#parts.look.language) !== null
        ? `${name} · Tulip`
        : this.#parts.look.messages.title;
  }

  /** What the reader calls it, or else where it came from. */
  #nameOf({ origin, name }: Pick<Draft, 'origin' | 'name'>): string {
    const { catalog, look } = this.#parts;
    if (name !== '') return name;
    if (origin.kind === 'shared') {
      const isAsked = origin.link === linkName(askedLink());
      return (isAsked ? galleryTitle(look.language) : null) ?? look.messages.sharedProgram;
    }
    if (origin.kind === 'own') return look.messages.ownProgram;
    return catalog.find(({ id }) => id === origin.id)?.title[look.language] ?? origin.id;
  }

  #showEdited(): void {
    this.#editedMark.hidden = !this.#parts.workbench.edited;
    this.#controls.edited = this.#parts.workbench.edited;
  }

  #translate(): void {
    const { look } = this.#parts;
    this.#presenter.speak(look.messages);
    this.#controls.messages = look.messages;
    this.#menu.speak(look.messages, look.language);
    this.#editor.name = look.messages.editor;
    this.#editor.theme = look.theme;
    this.#showName();
  }

  #listen(): void {
    const { session, workbench } = this.#parts;
    this.#editor.addEventListener('edited', (event) => {
      const project = (event as CustomEvent<Project>).detail;
      workbench.edit(project);
      session.edited(this.#presenter.asRun(project));
      this.#presenter.panels.read(project);
      this.#acceptRun();
      this.#showEdited();
      this.#keeping.saveSoon();
    });
    const run = () => {
      this.run();
    };
    this.#editor.addEventListener('run', run);
    this.#controls.addEventListener('run', run);
    this.#controls.addEventListener('stop', () => {
      session.stop();
    });
    this.#controls.addEventListener('reset', () => {
      this.#replace(workbench.program.original, (messages) => messages.wasReset);
    });
    this.#controls.addEventListener('share', () => void this.#shareProgram());
    this.#menu.addEventListener('choose', (event) => {
      this.#openDraft((event as CustomEvent<string>).detail);
    });
    const give = (event: Event): void => {
      workbench.give((event as CustomEvent<GivenChange>).detail);
      this.#keeping.saveSoon();
    };
    const tools = find(document, '#tools', HTMLElement);
    find(document, '#panels', HTMLElement).addEventListener('given', give);
    tools.addEventListener('given', give);
    tools.addEventListener('start', (event) => {
      if (!this.run()) event.preventDefault();
    });
    find(document, '#new', HTMLButtonElement).addEventListener('click', () => {
      this.#openDraft(`+${Date.now().toString(36)}`);
    });
    find(document, '#drafts', HTMLButtonElement).addEventListener('click', () => {
      this.#showDrafts();
    });
    this.#drafts.addEventListener('open', (event) => {
      this.#openDraft((event as CustomEvent<string>).detail);
    });
    addEventListener('hashchange', () => void this.openAddress());
    addEventListener('popstate', () => void this.openAddress());
  }

  /** Puts the draft under `key` on the table, or the program that it would be a draft of, as a step that Back undoes. */
  #openDraft(key: string): void {
    const { catalog, workbench } = this.#parts;
    const id = key.replace(/~\d+$/, '');
    goTo(key, catalog.some((entry) => entry.id === id) ? id : null);
    void this.openAddress().then(() => {
      workbench.remember();
    });
  }

  /** Undone in the editor, or where files would come and go, by a notice. */
  #replace(project: Project, told: (messages: Messages) => string): void {
    const { look } = this.#parts;
    const before = this.#editor.project;
    this.#tabs.showProgram();
    if (this.#editor.replace(project)) return;
    const act = () => {
      this.#notices.withdraw('file');
      this.#editor.replace(before);
    };
    this.#notices.show('file', {
      tone: 'note',
      text: told(look.messages),
      actions: [{ label: look.messages.undo, act }],
      closeLabel: look.messages.close,
    });
  }

  #showDrafts(): void {
    const { look, workbench } = this.#parts;
    this.#keeping.saveNow();
    const rows = workbench.drafts.list().map((draft) => ({
      ...draft,
      name: this.#nameOf(draft),
      excerpt: excerptOf(textOf(draft.project)),
      current: draft.key === workbench.program.key,
      rename: (name: string) => {
        workbench.rename(draft.key, name);
        this.#showName();
        return this.#nameOf(workbench.drafts.read(draft.key) ?? draft);
      },
      delete: () => workbench.delete(draft.key),
    }));
    this.#drafts.show(look.messages, look.language, rows);
  }

  #acceptRun(): void {
    this.#hasProgram = true;
    this.#controls.hasProgram = true;
  }

  async #shareProgram(): Promise<void> {
    const { look, workbench } = this.#parts;
    try {
      const { Sharing } = await import('./sharing.ts');
      this.#sharing ??= new Sharing({
        ...this.#parts,
        nameOf: () => this.#nameOf(workbench.program),
        options: () => this.#presenter.panels.options(),
      });
    } catch {
      const { close, panelUnavailable } = look.messages;
      this.#notices.show('share', { tone: 'alert', text: panelUnavailable, closeLabel: close });
      return;
    }
    await this.#sharing.share();
  }
}

/** In one column the output lies below the window when Run is pressed. */
function bringIntoView(output: HTMLElement): void {
  if (!matchMedia(NARROW).matches) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  output.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
