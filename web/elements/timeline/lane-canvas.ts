/**
 * The lanes of a timeline, on a canvas: only what is in sight is drawn, once a frame and only where something changed.
 *
 * Says `choose` with a lane and a moment, `toggle` with a group, `moment` with a moment or null for "the newest". For screen readers the
 * table of tasks says the same; the keys work here too.
 */
import type { Group } from '../../session/timeline/groups.ts';
import type { History } from '../../session/timeline/history.ts';
import { eventsOf, Lanes, sameLane, type Lane } from '../../session/timeline/lanes.ts';
import { lastUpTo } from '../../session/timeline/search.ts';
import type { Task } from '../../session/timeline/task.ts';
import type { Thread } from '../../session/timeline/threads.ts';
import { Viewport, type Unit } from '../../session/timeline/viewport.ts';
import { h } from '../dom.ts';
import { drawArrows } from './arrows.ts';
import { readColours, type Colours } from './colours.ts';
import { Gestures } from './gestures.ts';
import { wishOf } from './lane-keys.ts';
import { labelOf } from './lane-label.ts';
import { AXIS, LANE, Painter, type Scene } from './painter.ts';

/** What was chosen. */
export interface Choice {
  readonly lane: Lane;
  readonly moment: number;
}

export class LaneCanvas extends HTMLElement {
  readonly lanes = new Lanes();
  readonly view: Viewport;
  /** What a wait is called in a bar. */
  waitLabel: Scene['waitLabel'] = () => '';
  workLabel: Scene['workLabel'] = () => '';
  threadName: (thread: Thread) => string = () => '';
  readonly #canvas = h('canvas');
  readonly #size = h('div', { class: 'lanes-size' });
  readonly #widths = new Map<string, number>();
  #history: History;
  #colours: Colours | null = null;
  #scheduled = false;
  #moment: number | null = null;
  #chosen: Lane | null = null;

  constructor(history: History) {
    super();
    this.#history = history;
    this.view = new Viewport(history);
    this.className = 'lanes';
    this.tabIndex = 0;
    this.setAttribute('role', 'application');
    this.#size.append(this.#canvas);
    this.append(this.#size);
    this.addEventListener('scroll', () => {
      this.draw();
    });
    this.addEventListener('keydown', (event) => {
      if (this.#press(event)) event.preventDefault();
    });
    new Gestures(this, {
      pan: (pixels) => {
        this.view.pan(pixels);
        this.draw();
      },
      zoom: (factor, x) => {
        this.zoom(factor, x);
      },
      press: (x, y) => {
        this.#pick(x, y);
      },
    });
  }

  connectedCallback(): void {
    const resized = new ResizeObserver(() => {
      this.draw();
    });
    resized.observe(this);
  }

  /** There is more to see, or another history. */
  set history(history: History) {
    this.#history = history;
    this.view.update(history);
    this.draw();
  }

  /** The chosen moment; null for the newest. */
  set moment(moment: number | null) {
    this.#moment = moment;
    if (moment !== null) this.view.reveal(moment);
    this.draw();
  }

  /** The chosen lane. */
  get chosen(): Lane | null {
    return this.#chosen;
  }

  /** Chooses a task's lane, unfolds what hides it, and scrolls to it. */
  choose(task: Task): void {
    this.lanes.update(this.#history);
    if (!this.lanes.all.some((lane) => lane.kind === 'task' && lane.task === task)) this.lanes.reveal(task);
    this.#arrange();
    const index = this.lanes.all.findIndex((lane) => lane.kind === 'task' && lane.task === task);
    this.#choose(index);
  }

  set unit(unit: Unit) {
    this.view.unit = unit;
    this.draw();
  }

  /** Shows less or more of the axis; around the middle unless told otherwise. */
  zoom(factor: number, x = this.#gutter + this.view.width / 2): void {
    this.view.zoom(factor, Math.max(0, x - this.#gutter));
    this.draw();
  }

  showAll(): void {
    this.view.showAll();
    this.draw();
  }

  /** The theme has changed. */
  recolour(): void {
    this.#colours = null;
    this.draw();
  }

  /** Draws at the next frame. */
  draw(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  get #gutter(): number {
    return this.clientWidth < 480 ? 104 : 176;
  }

  /** Lays the lanes out anew where tasks came or groups were folded. */
  #arrange(): void {
    if (!this.lanes.update(this.#history)) return;
    this.#size.style.height = `${AXIS + this.lanes.all.length * LANE + 4}px`;
    if (this.#chosen === null) return;
    const chosen = this.#chosen;
    this.#chosen = this.lanes.all.find((lane) => sameLane(lane, chosen)) ?? null;
  }

  #draw(): void {
    this.#arrange();
    const { clientWidth: width, clientHeight: height } = this;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null || width === 0) return;
    this.#resize(width, height);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const colours = (this.#colours ??= readColours(this, context));
    context.font = `12px ${colours.font}`;
    context.textBaseline = 'middle';
    this.view.width = Math.max(1, width - this.#gutter);
    if (this.view.showsAll) this.view.showAll();
    const { view, waitLabel, workLabel } = this;
    const scene: Scene = { history: this.#history, view, gutter: this.#gutter, width, height, waitLabel, workLabel };
    this.#paint(new Painter(context, scene, colours, this.#widths), height);
  }

  #paint(painter: Painter, height: number): void {
    painter.clear();
    const first = Math.floor(this.scrollTop / LANE);
    const visible = this.lanes.all.slice(first, first + Math.ceil((height - AXIS) / LANE) + 1);
    const tops = new Map<Task | Group | Thread, number>();
    const labels = visible.map((lane, i) => {
      const top = AXIS + (first + i) * LANE - this.scrollTop;
      tops.set(subjectOf(lane), top);
      if (lane === this.#chosen) painter.highlight(top);
      return { top, ...labelOf(lane, this.#history, lane === this.#chosen, this.threadName) };
    });
    painter.axis();
    for (const [of, top] of tops) {
      if ('number' in of) painter.task(of, top);
      else if ('worker' in of) painter.thread(of, top);
      else painter.group(of, top);
    }
    const topOf = (task: Task): number | undefined => tops.get(task) ?? tops.get(task.group);
    painter.blocking(topOf);
    painter.labels(labels);
    if (this.#chosen?.kind === 'task') drawArrows(painter, this.#history, this.view, this.#chosen.task, topOf);
    if (this.#moment !== null) painter.moment(this.#moment);
  }

  #resize(width: number, height: number): void {
    const [deviceWidth, deviceHeight] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.#canvas.width === deviceWidth && this.#canvas.height === deviceHeight) return;
    this.#canvas.width = deviceWidth;
    this.#canvas.height = deviceHeight;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    this.#colours = null;
  }

  #pick(x: number, y: number): void {
    const lane = this.lanes.all[Math.floor((y - AXIS + this.scrollTop) / LANE)];
    if (lane === undefined || y < AXIS) return;
    this.#chosen = lane;
    if (lane.kind === 'group' && x < this.#gutter) {
      this.#toggle(lane.group);
      return;
    }
    const moment = x < this.#gutter ? this.#history.last : this.view.eventAt(x - this.#gutter);
    this.#say(lane, Math.max(this.#history.events.first, Math.min(moment, this.#history.last)));
  }

  #say(lane: Lane, moment: number): void {
    this.draw();
    this.dispatchEvent(new CustomEvent<Choice>('choose', { detail: { lane, moment } }));
  }

  #toggle(group: Group): void {
    this.lanes.toggle(group);
    this.#arrange();
    this.draw();
    this.dispatchEvent(new CustomEvent<Group>('toggle', { detail: group }));
  }

  #choose(index: number): void {
    const lane = this.lanes.all[index];
    if (lane === undefined) return;
    this.#chosen = lane;
    const top = index * LANE;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (top + LANE + AXIS > this.scrollTop + this.clientHeight)
      this.scrollTop = top + LANE + AXIS - this.clientHeight;
    this.draw();
  }

  /** A key; says whether it meant something here. */
  #press(event: KeyboardEvent): boolean {
    const wish = wishOf(event);
    switch (wish?.to) {
      case undefined:
        return false;
      case 'lane':
        return this.#goBy(wish.by);
      case 'zoom':
        this.zoom(wish.factor, this.#moment === null ? undefined : this.#gutter + this.view.x(this.#moment));
        return true;
      case 'all':
        this.showAll();
        return true;
      case 'event':
        return this.#go(wish.by);
      case 'first':
        return this.#goTo(this.#history.events.first);
      case 'last':
        return this.#goTo(this.#history.last);
      case 'enter':
        return this.#enter();
      case 'newest':
        if (this.#moment === null) return false;
        this.dispatchEvent(new CustomEvent('moment', { detail: null }));
        return true;
    }
  }

  /** To the lane so many below. */
  #goBy(lanes: number): boolean {
    const index = this.#chosen === null ? -1 : this.lanes.all.indexOf(this.#chosen);
    this.#choose(Math.max(0, Math.min(index + lanes, this.lanes.all.length - 1)));
    if (this.#chosen !== null) this.#say(this.#chosen, this.#at);
    return true;
  }

  get #at(): number {
    return this.#moment ?? this.#history.last;
  }

  /** To the event before or after, of the chosen lane where one is chosen. */
  #go(by: 1 | -1): boolean {
    const lane = this.#chosen;
    if (lane === null) return this.#goTo(this.#at + by);
    const events = eventsOf(lane);
    const next = events[by === 1 ? lastUpTo(events, this.#at) + 1 : lastUpTo(events, this.#at - 1)];
    return next === undefined || this.#goTo(next);
  }

  #goTo(moment: number): boolean {
    const { events, last } = this.#history;
    const within = Math.max(events.first, Math.min(moment, last));
    if (this.#chosen !== null) this.#say(this.#chosen, within);
    else this.dispatchEvent(new CustomEvent('moment', { detail: within }));
    return true;
  }

  #enter(): boolean {
    if (this.#chosen === null) return false;
    if (this.#chosen.kind === 'group') this.#toggle(this.#chosen.group);
    else this.#say(this.#chosen, this.#at);
    return true;
  }
}

function subjectOf(lane: Lane): Task | Group | Thread {
  if (lane.kind === 'task') return lane.task;
  return lane.kind === 'group' ? lane.group : lane.thread;
}

customElements.define('lane-canvas', LaneCanvas);
