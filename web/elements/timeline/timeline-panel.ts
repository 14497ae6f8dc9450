/**
 * The panel **Timeline**: the lanes, the chosen moment, why the chosen task does not run, the tasks as a table, and the tree of waits.
 *
 * Says `moment` (bubbling) with a `MomentChosen` whenever the reader goes to another moment.
 */
import type { MomentChosen, Panel, PanelContext } from '../../page/panel.ts';
import type { CommonMessages } from '../../session/messages/common.ts';
import { MOST_WORKERS } from '../../../wasm/abi/most-workers.ts';
import type { SessionEvent } from '../../session/run/run-session.ts';
import type { Place } from '../../session/run/compiler.ts';
import { LogOnce } from '../../session/log/log-of.ts';
import type { Group } from '../../session/timeline/groups.ts';
import { LogQueue } from '../../session/timeline/log-queue.ts';
import { lastPlace, placeOf } from '../../session/timeline/naming.ts';
import { bytesAt, momentOfByte } from '../../session/timeline/output-moments.ts';
import type { Task } from '../../session/timeline/task.ts';
import { Teller } from '../../session/timeline/tell.ts';
import type { Thread } from '../../session/timeline/threads.ts';
import { Timeline } from '../../session/timeline/timeline.ts';
import { traceOf } from '../../session/timeline/trace-export.ts';
import { treeOfWaits } from '../../session/timeline/tree.ts';
import type { Unit } from '../../session/timeline/viewport.ts';
import { wordsEn } from '../../session/timeline/words.en.ts';
import { wordsKo } from '../../session/timeline/words.ko.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import type { OutputPlace } from '../../session/transcript/output-place.ts';
import { saveFile } from '../../shared/save-file.ts';
import { button, h } from '../dom.ts';
import { LaneCanvas, type Choice } from './lane-canvas.ts';
import { MomentSlider } from './moment-slider.ts';
import { sentence } from './sentence.ts';
import { TaskTable } from './task-table.ts';
import { ThreadTable } from './thread-table.ts';
import { Toolbar } from './toolbar.ts';
import './timeline.css';

/** How often what is in words is brought up to date while the program runs, ms; less often where that takes more than this part of the time. */
const INTERVAL = 250;
const SHARE = 1 / 10;

/** Lines of the tree of waits that are shown: more would take longer to lay out than a reader has patience. */
const TREE_LINES = 500;

/** How long the log is read at a time, ms; as long the page has for everything else. */
const READING = 8;

export class TimelinePanel extends HTMLElement implements Panel {
  readonly #context: PanelContext;
  #timeline = new Timeline(undefined, MOST_WORKERS);
  #words: TimelineWords = wordsEn;
  /** A run that does the same again to go back is shown whole all the while. */
  #once = new LogOnce();
  #queue = new LogQueue();
  #reading: ReturnType<typeof setTimeout> | null = null;
  #moment: number | null = null;
  /** What printed this place is to be shown once the log has been read that far; null: the end. Undefined where nothing is asked for. */
  #wanted: OutputPlace | null | undefined = undefined;
  /** Before which step the program pauses, while that is not shown yet. */
  #paused: number | null = null;
  #task: Task | null = null;
  #group: Group | null = null;
  #thread: Thread | null = null;
  #stale: ReturnType<typeof setTimeout> | null = null;
  /** How long the last refresh took, ms. */
  #cost = 0;
  #shown = true;
  /** What stands there as the reason why. */
  #explained = '';
  readonly #toolbar = new Toolbar();
  readonly #lanes = new LaneCanvas(this.#timeline.history);
  readonly #slider = new MomentSlider();
  readonly #table = new TaskTable();
  readonly #threads = new ThreadTable();
  readonly #empty = h('p', { class: 'empty' });
  readonly #notes = h('p', { class: 'notes', role: 'status' });
  readonly #why = h('div', { class: 'why', 'aria-live': 'polite' });
  readonly #keys = h('p', { class: 'visually-hidden', id: 'timeline-keys' });
  readonly #tree = h('pre', { tabindex: '0' });
  readonly #treeBox = h('details', { class: 'tree' }, h('summary'), this.#tree);
  readonly #body = h('div', { class: 'timeline-body', hidden: '' });

  constructor(context: PanelContext) {
    super();
    this.#context = context;
    this.#lanes.setAttribute('aria-describedby', this.#keys.id);
    this.#lanes.waitLabel = (object) => this.#teller.shortWait(object);
    this.#lanes.workLabel = (thread, event) => this.#teller.workOf(thread, event);
    this.#lanes.threadName = (thread) => this.#teller.thread(thread);
    const parts = [this.#keys, this.#notes, this.#toolbar, this.#lanes, this.#slider, this.#why, this.#table];
    this.#body.append(...parts, this.#threads, this.#treeBox);
    this.append(this.#empty, this.#body);
    this.#listen();
  }

  connectedCallback(): void {
    // The theme is an attribute of the page or the system's choice; a canvas hears of neither.
    new MutationObserver(() => {
      this.#lanes.recolour();
    }).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.closest('.panels')?.addEventListener('output-place', (event) => {
      this.#goToOutput((event as CustomEvent<OutputPlace>).detail);
    });
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', () => {
        this.#lanes.recolour();
      });
  }

  speak(messages: CommonMessages): void {
    this.#words = messages.language === 'ko' ? wordsKo : wordsEn;
    const words = this.#words;
    this.#empty.textContent = words.empty;
    this.#lanes.setAttribute('aria-label', words.timeline);
    this.#keys.textContent = words.keys;
    this.#treeBox.firstElementChild?.replaceChildren(words.treeOfWaits);
    this.#toolbar.words = words;
    this.#slider.words = words;
    this.#table.words = words;
    this.#threads.words = words;
    this.#lanes.draw();
    this.#show();
  }

  begin(): void {
    this.#context.mark(null);
    this.#timeline = new Timeline(undefined, MOST_WORKERS);
    this.#once = new LogOnce();
    this.#queue = new LogQueue();
    this.#moment = null;
    this.#paused = null;
    this.#wanted = undefined;
    this.#choose(null);
    this.#table.clear();
    this.#lanes.view.showAll();
    this.#refresh();
  }

  hear(event: SessionEvent): void {
    const log = this.#once.take(event);
    if (log !== null) {
      this.#queue.push(log);
      if (this.#reading === null) this.#readLater(0);
    }
    if (event.type !== 'program') return;
    if (event.event.type === 'paused') {
      this.#paused = event.event.step;
      if (!this.#queue.waits) this.#arrive();
    } else if (event.event.type === 'continued') {
      this.#paused = null;
      this.#showMoment(null, false);
    }
  }

  #readLater(delay: number): void {
    this.#reading = setTimeout(() => {
      this.#read();
    }, delay);
  }

  /** Reads for a part of a frame, so that a program that tells very much leaves the page time for its reader. */
  #read(): void {
    this.#reading = null;
    const begun = performance.now();
    this.#queue.read(this.#timeline, () => performance.now() - begun > READING);
    if (this.#queue.waits) this.#readLater(READING);
    else this.#arrive();
    this.#showWanted();
    this.#lanes.history = this.#timeline.history;
    this.#stale ??= setTimeout(
      () => {
        const begun = performance.now();
        this.#refresh();
        this.#cost = performance.now() - begun;
      },
      Math.max(INTERVAL, this.#cost / SHARE),
    );
  }

  end(): void {
    this.#paused = null;
    this.#refresh();
  }

  show(open: boolean): void {
    this.#shown = open;
    if (open) this.#refresh();
  }

  /** Shows a moment; null follows the newest. `bring`: a program that stands still is to come there, too. */
  #goTo(moment: number | null, bring: boolean): void {
    this.#moment = moment;
    this.#lanes.moment = moment;
    this.#show();
    const { history } = this.#timeline;
    const at = this.#at;
    const step = history.stepAt(at);
    const printed = [bytesAt(history, 1, at), bytesAt(history, 2, at)] as const;
    const detail = { moment, step, printed, bring };
    this.dispatchEvent(new CustomEvent<MomentChosen>('moment', { detail, bubbles: true }));
  }

  /** Goes there and marks the line that ran. */
  #showMoment(moment: number | null, bring: boolean): void {
    this.#goTo(moment, bring);
    this.#context.mark(moment === null ? null : placeOf(lastPlace(this.#timeline.history, moment)));
  }

  /** The program pauses, and everything up to there is known: that is the moment to be seen, unless the reader looks at one in its last step. */
  #arrive(): void {
    if (this.#paused === null) return;
    const step = this.#paused;
    this.#paused = null;
    const { history } = this.#timeline;
    if (this.#moment !== null && history.stepAt(this.#moment) === step - 1) return;
    const next = history.eventOfStep(step);
    this.#showMoment((next ?? history.events.end) - 1, false);
  }

  lookAt(place: OutputPlace | null): void {
    this.#wanted = place;
    this.#showWanted();
  }

  #showWanted(): void {
    const place = this.#wanted;
    if (place === undefined || this.#queue.waits) return;
    this.#wanted = undefined;
    if (place === null) this.#showMoment(this.#timeline.history.last, false);
    else this.#goToOutput(place);
  }

  /** To the moment that printed a line of the output, and to the task that did. */
  #goToOutput({ stream, byte }: OutputPlace): void {
    const { history } = this.#timeline;
    const moment = momentOfByte(history, stream === 'stdout' ? 1 : 2, byte);
    if (moment === null) return;
    this.#choose(history.runningAt(moment) ?? null);
    if (this.#task !== null) this.#lanes.choose(this.#task);
    this.#goTo(moment, false);
    this.#revealTask();
  }

  /** What happened, for code that asks questions of its own. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  get #teller(): Teller {
    return new Teller(this.#timeline.history, this.#words);
  }

  get #at(): number {
    return this.#moment ?? this.#timeline.history.last;
  }

  #listen(): void {
    const heard = (element: HTMLElement, name: string, take: (detail: never) => void): void => {
      element.addEventListener(name, (event) => {
        event.stopPropagation();
        take((event as CustomEvent<never>).detail);
      });
    };
    heard(this.#lanes, 'choose', ({ lane, moment }: Choice) => {
      this.#choose(lane.kind === 'task' ? lane.task : null);
      if (lane.kind === 'group') this.#group = lane.group;
      if (lane.kind === 'thread') this.#thread = lane.thread;
      this.#goTo(moment, false);
      this.#revealTask();
    });
    heard(this.#lanes, 'toggle', (group: Group) => {
      this.#choose(null);
      this.#group = group;
      this.#show();
    });
    for (const element of [this.#lanes, this.#slider]) {
      heard(element, 'moment', (moment: number | null) => {
        this.#showMoment(moment, false);
      });
    }
    heard(this.#slider, 'settle', (moment: number | null) => {
      this.#showMoment(moment, true);
    });
    heard(this.#table, 'why', (task: Task) => {
      this.#choose(task);
      this.#lanes.choose(task);
      this.#show();
      this.#revealTask();
      this.#why.scrollIntoView({ block: 'nearest' });
    });
    heard(this.#table, 'reveal', (place: Place) => {
      this.#context.reveal({ ...place, column: 1 });
    });
    heard(this.#toolbar, 'zoom', (factor: number) => {
      if (factor === 0) this.#lanes.showAll();
      else this.#lanes.zoom(factor);
    });
    heard(this.#toolbar, 'unit', (unit: Unit) => {
      this.#lanes.unit = unit;
    });
    heard(this.#toolbar, 'export', () => {
      this.#export();
    });
    this.#treeBox.addEventListener('toggle', () => {
      this.#showTree();
    });
  }

  /** Chooses a task and nothing else, or nothing. */
  #choose(task: Task | null): void {
    this.#task = task;
    this.#group = null;
    this.#thread = null;
  }

  /** Marks the line where the chosen task stands at the chosen moment. */
  #revealTask(): void {
    if (this.#task === null) return;
    const { history } = this.#timeline;
    this.#context.mark(placeOf(history.site(history.at(this.#task, this.#at).site)));
  }

  #refresh(): void {
    if (this.#stale !== null) clearTimeout(this.#stale);
    this.#stale = null;
    const { history } = this.#timeline;
    this.#lanes.history = history;
    // The horizon may have passed the chosen moment, and the chosen task.
    if (this.#moment !== null && this.#moment < history.events.first) this.#moment = history.events.first;
    if (this.#task !== null) this.#task = history.task(this.#task.number) ?? null;
    const worker = this.#thread?.worker;
    this.#thread = history.threads.find((thread) => thread.worker === worker) ?? null;
    if (this.#shown) this.#show();
  }

  #show(): void {
    const { history, problem } = this.#timeline;
    const words = this.#words;
    const nothing = history.last < history.events.first && problem === null;
    this.#empty.hidden = !nothing;
    this.#body.hidden = nothing;
    if (nothing) return;
    const notes = [
      ...(history.before.events > 0 ? [words.horizon(history.before.events)] : []),
      ...(history.lost > 0 ? [words.lost(history.lost)] : []),
      ...(problem === null ? [] : [words.unreadable]),
    ];
    const note = notes.join(' ');
    if (this.#notes.textContent !== note) this.#notes.textContent = note;
    const teller = this.#teller;
    this.#slider.show(history.events.first, history.last, this.#moment, teller);
    this.#table.show(history, this.#at, teller);
    this.#threads.show(history, this.#at, teller);
    this.#explain(teller);
    this.#showTree();
  }

  /** Why the chosen task does not run, or what the chosen group or thread is at. */
  #explain(teller: Teller): void {
    const links = this.#links(teller, this.#at);
    const text = links.map((link) => link.text).join('\n');
    if (this.#explained === text) return;
    this.#explained = text;
    const items = links.map(({ text, place }) => {
      // The line that a sentence names is the way there.
      const line = place === null ? '' : this.#words.atLine(place);
      const at = text.indexOf(line);
      if (place === null || at < 0) return h('li', {}, ...sentence(text));
      const [before, after] = [text.slice(0, at), text.slice(at + line.length)];
      return h('li', {}, ...sentence(before), this.#lineButton(place), ...sentence(after));
    });
    this.#why.replaceChildren(...(items.length === 0 ? [] : [h('ol', {}, ...items)]));
  }

  #links(teller: Teller, moment: number): readonly { readonly text: string; readonly place: Place | null }[] {
    if (this.#task !== null) return teller.why(this.#task, moment);
    if (this.#group !== null) return [{ text: teller.group(this.#group, moment), place: null }];
    if (this.#thread === null) return [];
    return [{ text: `${teller.thread(this.#thread)}: ${teller.doing(this.#thread, moment)}`, place: null }];
  }

  #lineButton(place: Place): HTMLButtonElement {
    const go = button(this.#words.atLine(place), { class: 'link' });
    go.addEventListener('click', () => {
      this.#context.reveal({ ...place, column: 1 });
    });
    return go;
  }

  #showTree(): void {
    if (!this.#treeBox.open) return;
    const lines = treeOfWaits(this.#timeline.history, this.#teller, this.#words, this.#at);
    const left = lines.length - TREE_LINES;
    const text = [...lines.slice(0, TREE_LINES), ...(left > 0 ? [this.#words.moreLines(left)] : [])].join('\n');
    if (this.#tree.textContent !== text) this.#tree.textContent = text;
  }

  #export(): void {
    saveFile('trace.json', new Blob([...traceOf(this.#timeline.history)], { type: 'application/json' }));
  }
}

customElements.define('timeline-panel', TimelinePanel);
