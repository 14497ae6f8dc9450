/**
 * The panel **Timeline**: the lanes, the chosen moment, why the chosen task does not run, the tasks as a table, and the tree of waits.
 *
 * Says `moment` (bubbling) with a `MomentChosen` whenever the reader goes to another moment.
 */
import type { MomentChosen, Panel, PanelContext } from '../../page/panel.ts';
import type { CommonMessages } from '../../session/messages/common.ts';
import type { SessionEvent } from '../../session/run/run-session.ts';
import type { Place } from '../../session/run/compiler.ts';
import type { Group } from '../../session/timeline/groups.ts';
import { lastPlace, placeOf } from '../../session/timeline/naming.ts';
import { bytesAt, momentOfByte } from '../../session/timeline/output-moments.ts';
import type { Task } from '../../session/timeline/task.ts';
import { Teller } from '../../session/timeline/tell.ts';
import type { Timeline } from '../../session/timeline/timeline.ts';
import { traceOf } from '../../session/timeline/trace-export.ts';
import type { Unit } from '../../session/timeline/viewport.ts';
import { wordsEn } from '../../session/timeline/words.en.ts';
import { wordsKo } from '../../session/timeline/words.ko.ts';
import type { TimelineWords } from '../../session/timeline/words.ts';
import type { OutputPlace, RunPlace } from '../../session/transcript/output-place.ts';
import { saveFile } from '../../shared/save-file.ts';
import { h } from '../dom.ts';
import { inHistory, reasonsOf, type Chosen } from './chosen.ts';
import { Explanation } from './explanation.ts';
import { LaneCanvas, type Choice } from './lane-canvas.ts';
import { LogFeed } from './log-feed.ts';
import { MomentSlider } from './moment-slider.ts';
import { TaskTable } from './task-table.ts';
import { ThreadTable } from './thread-table.ts';
import { Toolbar } from './toolbar.ts';
import { WaitTree } from './wait-tree.ts';
import './timeline.css';

/** How often what is in words is brought up to date while the program runs, ms; less often where that takes more than this part of the time. */
const INTERVAL = 250;
const SHARE = 1 / 10;

export class TimelinePanel extends HTMLElement implements Panel {
  readonly #context: PanelContext;
  readonly #feed = new LogFeed(() => {
    this.#hasRead();
  });
  #words: TimelineWords = wordsEn;
  #moment: number | null = null;
  /** To be shown once the log has been read that far; null: the end. Undefined where nothing is asked for. */
  #wanted: RunPlace | null | undefined = undefined;
  /** Before which step the program pauses, while that is not shown yet. */
  #paused: number | null = null;
  #chosen: Chosen = null;
  #stale: ReturnType<typeof setTimeout> | null = null;
  /** How long the last refresh took, ms. */
  #cost = 0;
  #shown = true;
  readonly #toolbar = new Toolbar();
  readonly #lanes = new LaneCanvas(this.#feed.timeline.history);
  readonly #slider = new MomentSlider();
  readonly #table = new TaskTable();
  readonly #threads = new ThreadTable();
  readonly #empty = h('p', { class: 'empty' });
  readonly #notes = h('p', { class: 'notes', role: 'status' });
  readonly #why = new Explanation();
  readonly #keys = h('p', { class: 'visually-hidden', id: 'timeline-keys' });
  readonly #tree = new WaitTree();
  readonly #body = h('div', { class: 'timeline-body', hidden: '' });

  constructor(context: PanelContext) {
    super();
    this.#context = context;
    this.#lanes.setAttribute('aria-describedby', this.#keys.id);
    this.#lanes.waitLabel = (object) => this.#teller.shortWait(object);
    this.#lanes.workLabel = (thread, event) => this.#teller.workOf(thread, event);
    this.#lanes.threadName = (thread) => this.#teller.thread(thread);
    const parts = [this.#keys, this.#notes, this.#toolbar, this.#lanes, this.#slider, this.#why.element, this.#table];
    this.#body.append(...parts, this.#threads, this.#tree.element);
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
    this.#tree.words = words;
    this.#toolbar.words = words;
    this.#slider.words = words;
    this.#table.words = words;
    this.#threads.words = words;
    this.#lanes.draw();
    this.#show();
  }

  begin(): void {
    this.#context.mark(null);
    this.#feed.begin();
    this.#moment = null;
    this.#paused = null;
    this.#wanted = undefined;
    this.#chosen = null;
    this.#table.clear();
    this.#lanes.view.showAll();
    this.#refresh();
  }

  hear(event: SessionEvent): void {
    this.#feed.hear(event);
    if (event.type !== 'program') return;
    if (event.event.type === 'paused') {
      this.#paused = event.event.step;
      if (!this.#feed.waits) this.#arrive();
    } else if (event.event.type === 'continued') {
      this.#paused = null;
      this.#showMoment(null, false);
    }
  }

  #hasRead(): void {
    if (!this.#feed.waits) this.#arrive();
    this.#showWanted();
    this.#lanes.history = this.timeline.history;
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
    const { history } = this.timeline;
    const at = this.#at;
    const step = history.stepAt(at);
    const printed = [bytesAt(history, 1, at), bytesAt(history, 2, at)] as const;
    const detail = { moment, step, printed, bring };
    this.dispatchEvent(new CustomEvent<MomentChosen>('moment', { detail, bubbles: true }));
  }

  /** Goes there and marks the line that ran. */
  #showMoment(moment: number | null, bring: boolean): void {
    this.#goTo(moment, bring);
    this.#context.mark(moment === null ? null : placeOf(lastPlace(this.timeline.history, moment)));
  }

  /** The program pauses, and everything up to there is known: that is the moment to be seen, unless the reader looks at one in its last step. */
  #arrive(): void {
    if (this.#paused === null) return;
    const step = this.#paused;
    this.#paused = null;
    const { history } = this.timeline;
    if (this.#moment !== null && history.stepAt(this.#moment) === step - 1) return;
    const next = history.eventOfStep(step);
    this.#showMoment((next ?? history.events.end) - 1, false);
  }

  lookAt(place: RunPlace | null): void {
    this.#wanted = place;
    this.#showWanted();
  }

  #showWanted(): void {
    const place = this.#wanted;
    if (place === undefined || this.#feed.waits) return;
    this.#wanted = undefined;
    const { last } = this.timeline.history;
    if (place === null) this.#showMoment(last, false);
    else if ('event' in place) this.#showMoment(Math.min(place.event, last), false);
    else this.#goToOutput(place);
  }

  /** To the moment that printed a line of the output, and to the task that did. */
  #goToOutput({ stream, byte }: OutputPlace): void {
    const { history } = this.timeline;
    const moment = momentOfByte(history, stream === 'stdout' ? 1 : 2, byte);
    if (moment === null) return;
    const task = history.runningAt(moment);
    this.#choose(task === undefined ? null : { kind: 'task', task });
    this.#goTo(moment, false);
    this.#revealTask();
  }

  /** What happened, for code that asks questions of its own. */
  get timeline(): Timeline {
    return this.#feed.timeline;
  }

  get #teller(): Teller {
    return new Teller(this.timeline.history, this.#words);
  }

  get #at(): number {
    return this.#moment ?? this.timeline.history.last;
  }

  #listen(): void {
    const heard = (element: HTMLElement, name: string, take: (detail: never) => void): void => {
      element.addEventListener(name, (event) => {
        event.stopPropagation();
        take((event as CustomEvent<never>).detail);
      });
    };
    heard(this.#lanes, 'choose', ({ lane, moment }: Choice) => {
      this.#chosen = lane;
      this.#goTo(moment, false);
      this.#revealTask();
    });
    heard(this.#lanes, 'toggle', (group: Group) => {
      this.#chosen = { kind: 'group', group };
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
      this.#choose({ kind: 'task', task });
      this.#show();
      this.#revealTask();
      this.#why.element.scrollIntoView({ block: 'nearest' });
    });
    for (const element of [this.#table, this.#why.element]) {
      heard(element, 'reveal', (place: Place) => {
        this.#context.reveal({ ...place, column: 1 });
      });
    }
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
    this.#tree.element.addEventListener('toggle', () => {
      this.#tree.show(this.timeline.history, this.#teller, this.#words, this.#at);
    });
  }

  /** Chooses, and shows the lane of a task. */
  #choose(chosen: Chosen): void {
    this.#chosen = chosen;
    if (chosen?.kind === 'task') this.#lanes.choose(chosen.task);
  }

  /** Marks the line where the chosen task stands at the chosen moment. */
  #revealTask(): void {
    if (this.#chosen?.kind !== 'task') return;
    const { history } = this.timeline;
    this.#context.mark(placeOf(history.site(history.at(this.#chosen.task, this.#at).site)));
  }

  #refresh(): void {
    if (this.#stale !== null) clearTimeout(this.#stale);
    this.#stale = null;
    const { history } = this.timeline;
    this.#lanes.history = history;
    // The horizon may have passed the chosen moment, and the chosen task.
    if (this.#moment !== null && this.#moment < history.events.first) this.#moment = history.events.first;
    this.#chosen = inHistory(this.#chosen, history);
    if (this.#shown) this.#show();
  }

  #show(): void {
    const { history, problem } = this.timeline;
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
    this.#why.show(reasonsOf(this.#chosen, teller, this.#at), words);
    this.#tree.show(history, teller, words, this.#at);
  }

  #export(): void {
    saveFile('trace.json', new Blob([...traceOf(this.timeline.history)], { type: 'application/json' }));
  }
}

customElements.define('timeline-panel', TimelinePanel);
