/** The playground as a whole: opens what the address asks for, follows the reader's edits, runs, resets and shares. */
import { CodeEditor } from '../elements/code-editor.ts';
import { find } from '../elements/dom.ts';
import { LessonText } from '../elements/lesson-text.ts';
import { NoticeBar } from '../elements/notice-bar.ts';
import { ProblemList } from '../elements/problem-list.ts';
import { ProgramMenu } from '../elements/program-menu.ts';
import { RunControls } from '../elements/run-controls.ts';
import { ShareDialog } from '../elements/share-dialog.ts';
import '../elements/split-handle.ts';
import { deflate, inflate } from '../shared/deflate.ts';
import type { CatalogEntry, Lesson } from '../session/lesson/catalog.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { decodeLink, encodeLink, isLink } from '../session/workbench/share-link.ts';
import type { Messages } from '../session/messages/page.ts';
import { linkName, type Workbench } from '../session/workbench/workbench.ts';
import { addressOfProgram, askedProgram, linkTo, nameProgram } from './address.ts';
import type { Look } from './look.ts';
import { PANELS } from './panels.ts';
import { RunPresenter, type RunFace } from './run-presenter.ts';
import { SourceTabs } from './source-tabs.ts';

/** Rest after an edit before it is written to the store, ms. */
const SAVE_AFTER = 300;

/** What the playground is made of. */
export interface PlaygroundParts {
  readonly catalog: readonly CatalogEntry[];
  readonly workbench: Workbench;
  readonly session: RunSession;
  readonly look: Look;
  readonly loadLesson: (id: string) => Promise<Lesson>;
  /** Whether this browser can run programs at all. */
  readonly canRun: boolean;
}

export class Playground {
  readonly #parts: PlaygroundParts;
  readonly #editor = find(document, 'code-editor', CodeEditor);
  readonly #lessonText = find(document, 'lesson-text', LessonText);
  readonly #notices = find(document, 'notice-bar', NoticeBar);
  readonly #menu = find(document, 'program-menu', ProgramMenu);
  readonly #controls = find(document, 'run-controls', RunControls);
  readonly #share = find(document, 'share-dialog', ShareDialog);
  readonly #presenter: RunPresenter;
  readonly #editedMark = find(document, '.edited-mark', HTMLElement);
  readonly #tabs = new SourceTabs();
  #lesson: Lesson | null = null;
  /** Not before a program has been opened or written: what is run until then would be forgotten when that comes. */
  #hasProgram = false;
  /** The address that the program on the table was opened by. */
  #opened: string | null = null;
  #saveTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: PlaygroundParts) {
    this.#parts = parts;
    this.#presenter = new RunPresenter(parts.session, this.#face(), PANELS, this.#messages);
    this.#menu.catalog = parts.catalog;
    parts.workbench.changes.subscribe(() => {
      this.#showProgram();
    });
    parts.look.changes.subscribe(() => {
      this.#translate();
    });
    this.#listen();
    this.#translate();
  }

  /** What the page says; where nothing can be run the output says that, and not that Run should be pressed. */
  get #messages(): Messages {
    const { canRun, look } = this.#parts;
    return canRun ? look.messages : { ...look.messages, emptyOutput: look.messages.noJspi };
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
      notices: this.#notices,
      problems: find(document, 'problem-list', ProblemList),
      begin: () => {
        bringIntoView(status.parentElement ?? status);
      },
      showState: (state) => {
        this.#controls.state = state;
      },
      showProblems: (problems) => {
        this.#editor.problems = problems;
      },
      reveal: (line, column) => {
        this.#editor.reveal(line, column);
      },
      retry: () => {
        this.#run();
      },
    };
  }

  /** Opens what the address asks for, unless it is on the table already. */
  async openAddress(): Promise<void> {
    const address = addressOfProgram();
    if (address === this.#opened) return;
    this.#opened = address;
    this.saveNow();
    this.#notices.withdraw('link');
    if (isLink(location.hash)) await this.#openLink(location.hash);
    else await this.#openAsked(askedProgram());
  }

  /** Writes the reader's text to the store at once. */
  saveNow(): void {
    if (this.#saveTimer === null) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = null;
    this.#parts.workbench.save();
  }

  async #openLink(fragment: string): Promise<void> {
    const { look, workbench } = this.#parts;
    const shared = await decodeLink(fragment, { inflate });
    if (location.hash !== fragment) return;
    if (shared.ok) {
      workbench.openShared(linkName(fragment), shared.value.code, shared.value.options);
      this.#notices.show('link', { tone: 'note', text: look.messages.sharedBanner, closeLabel: look.messages.close });
      return;
    }
    if (workbench.program.text === '') await this.#openLast();
    const { messages } = look;
    const text = `${messages.linkProblem[shared.error]} ${messages.damagedBanner}`;
    this.#notices.show('link', { tone: 'alert', text, closeLabel: messages.close });
  }

  async #openAsked(id: string | null): Promise<void> {
    const { catalog, look } = this.#parts;
    if (id === null) {
      await this.#openLast();
    } else if (catalog.some((entry) => entry.id === id)) {
      await this.#openBundled(id);
    } else {
      await this.#openLast();
      const { messages } = look;
      this.#notices.show('link', { tone: 'alert', text: messages.unknownProgram(id), closeLabel: messages.close });
    }
  }

  /** What the reader last worked on, or the first program. */
  async #openLast(): Promise<void> {
    const { catalog, workbench } = this.#parts;
    const { last } = workbench;
    if (last?.kind === 'shared' && workbench.reopenShared(last.link)) return;
    const known = catalog.find((entry) => last?.kind === 'bundled' && entry.id === last.id) ?? catalog[0];
    if (known !== undefined) await this.#openBundled(known.id);
  }

  async #openBundled(id: string): Promise<void> {
    const { loadLesson, look, workbench } = this.#parts;
    const address = this.#opened;
    try {
      const lesson = await loadLesson(id);
      if (address !== this.#opened) return;
      this.#notices.withdraw('lesson');
      this.#lesson = lesson;
      workbench.openBundled(id, lesson.program);
    } catch {
      const { messages } = look;
      const act = () => void this.#openBundled(id);
      this.#notices.show('lesson', {
        tone: 'alert',
        text: messages.lessonUnavailable,
        actions: [{ label: messages.tryAgain, act }],
      });
    }
  }

  #showProgram(): void {
    const { session, workbench } = this.#parts;
    const { options, origin, text } = workbench.program;
    session.forget();
    this.#acceptRun();
    if (origin.kind === 'shared') this.#lesson = null;
    this.#editor.open(text);
    this.#menu.current = origin.kind === 'bundled' ? origin.id : null;
    this.#tabs.open(this.#lesson?.original ?? null);
    this.#presenter.panels.open(options);
    this.#showLesson();
    this.#showEdited();
  }

  #showLesson(): void {
    this.#lessonText.text = this.#lesson?.text[this.#parts.look.language] ?? null;
  }

  #showEdited(): void {
    this.#editedMark.hidden = !this.#parts.workbench.edited;
    this.#controls.edited = this.#parts.workbench.edited;
  }

  #translate(): void {
    const { canRun, look } = this.#parts;
    this.#presenter.speak(this.#messages);
    this.#controls.messages = look.messages;
    this.#menu.speak(look.messages, look.language);
    this.#editor.name = look.messages.editor;
    this.#editor.theme = look.theme;
    this.#showLesson();
    if (canRun) return;
    this.#notices.show('browser', { tone: 'note', text: `${look.messages.noJspi} ${look.messages.noJspiBrowsers}` });
    this.#controls.forbidRun('notice-browser');
  }

  #listen(): void {
    const { session, workbench } = this.#parts;
    this.#editor.addEventListener('edited', (event) => {
      workbench.edit((event as CustomEvent<string>).detail);
      this.#acceptRun();
      this.#showEdited();
      this.#saveTimer ??= setTimeout(() => {
        this.saveNow();
      }, SAVE_AFTER);
    });
    const run = () => {
      this.#run();
    };
    this.#editor.addEventListener('run', run);
    this.#controls.addEventListener('run', run);
    this.#controls.addEventListener('stop', () => {
      session.stop();
    });
    this.#controls.addEventListener('reset', () => {
      this.#tabs.showProgram();
      this.#editor.replace(workbench.program.original);
    });
    this.#controls.addEventListener('share', () => void this.#shareProgram());
    this.#menu.addEventListener('choose', (event) => {
      nameProgram((event as CustomEvent<string>).detail);
      void this.openAddress().then(() => {
        workbench.remember();
      });
    });
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#run();
    });
    addEventListener('hashchange', () => void this.openAddress());
    addEventListener('popstate', () => void this.openAddress());
    addEventListener('pagehide', () => {
      this.saveNow();
    });
    document.addEventListener('visibilitychange', () => {
      this.saveNow();
    });
  }

  #acceptRun(): void {
    this.#hasProgram = true;
    this.#controls.hasProgram = true;
  }

  #run(): void {
    if (!this.#parts.canRun || !this.#hasProgram) return;
    this.saveNow();
    this.#presenter.run(this.#parts.workbench.source);
  }

  async #shareProgram(): Promise<void> {
    const { look, workbench } = this.#parts;
    const link = await encodeLink(
      { code: workbench.program.text, options: this.#presenter.panels.options() },
      { deflate },
    );
    if (link.ok) await this.#share.share(look.messages, linkTo(link.value));
    else this.#share.refuse(look.messages);
  }
}

/** In one column the output lies below the window when Run is pressed. */
function bringIntoView(output: HTMLElement): void {
  if (!matchMedia('(max-width: 900px)').matches) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  output.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
