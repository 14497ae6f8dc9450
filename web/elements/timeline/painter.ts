/** Draws lanes on a canvas: a bar for a task, heaps for a folded group, the axis, and arrows from who woke the chosen task, or cancelled it. */
import { Outcome } from '../../session/log/format.ts';
import type { History } from '../../session/timeline/history.ts';
import type { Group } from '../../session/timeline/groups.ts';
import { duration } from '../../session/timeline/naming.ts';
import { lastUpTo } from '../../session/timeline/search.ts';
import { barOfTask, barOfThread, levelsOf, stretchesOf, type Stretch } from '../../session/timeline/stretches.ts';
import { State, type Task } from '../../session/timeline/task.ts';
import type { Thread } from '../../session/timeline/threads.ts';
import { markDistance, type Viewport } from '../../session/timeline/viewport.ts';
import type { Colours } from './colours.ts';

/** Height of a lane, px. */
export const LANE = 24;
/** Height of the axis, px. */
export const AXIS = 22;

const BAR = 14;
const TOP = (LANE - BAR) / 2;
/** Waiting is a thinner band: fill, outline and hatch are told apart without colour. */
const BAND = 6;
/** A step is seen however short it was, px. */
const LEAST = 2;
/** A stretch that is shorter has no label, px. */
const LABELLED = 40;
/** px between marks of the axis at least. */
const MARKS = 72;

export interface Scene {
  readonly history: History;
  readonly view: Viewport;
  /** Where the bars begin, px. */
  readonly gutter: number;
  readonly width: number;
  readonly height: number;
  /** What a wait is called, short. */
  readonly waitLabel: (object: number) => string;
  /** What a thread is at from an event on, short. */
  readonly workLabel: (thread: Thread, event: number) => string;
}

export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #scene: Scene;
  readonly #colours: Colours;
  readonly #widths: Map<string, number>;

  /** @param widths remembers how wide texts are from frame to frame. */
  constructor(context: CanvasRenderingContext2D, scene: Scene, colours: Colours, widths: Map<string, number>) {
    this.#context = context;
    this.#scene = scene;
    this.#colours = colours;
    this.#widths = widths;
  }

  clear(): void {
    const { width, height } = this.#scene;
    this.#context.fillStyle = this.#colours.surface;
    this.#context.fillRect(0, 0, width, height);
  }

  /** The bar of a task, its lane beginning at `top`. */
  task(task: Task, top: number): void {
    const { history, view } = this.#scene;
    this.#withinBars(() => {
      stretchesOf(barOfTask(history, task), view, LEAST, history.last, (stretch) => {
        this.#stretch(stretch, top + TOP);
        if (stretch.state === State.WAITING) this.#waitLabel(task, stretch, top + TOP);
      });
    });
  }

  /** What a thread does, its lane beginning at `top`. */
  thread(thread: Thread, top: number): void {
    const { history, view, width, workLabel } = this.#scene;
    // Between those who take turns and what they take turns on.
    if (thread.worker === 0) this.#fill(this.#colours.line, 0, top, width, 1);
    this.#withinBars(() => {
      stretchesOf(barOfThread(thread), view, LEAST, history.last, (stretch) => {
        this.#stretch(stretch, top + TOP);
        if (stretch.state !== State.RUNNING || stretch.dense || stretch.to - stretch.from < LABELLED) return;
        const label = workLabel(thread, stretch.event);
        const start = this.#scene.gutter + Math.max(0, stretch.from) + 6;
        const fits = start + this.#width(label) + 6 <= this.#scene.gutter + stretch.to;
        if (fits) this.#text(label, start, top + LANE / 2, this.#colours.surface);
      });
    });
  }

  /** The tasks of a folded group, heaped. */
  group(group: Group, top: number): void {
    const context = this.#context;
    const { gutter, view, history } = this.#scene;
    const height = LANE - 6;
    const bottom = top + LANE - 3;
    const unit = height / Math.max(1, group.peak);
    this.#withinBars(() => {
      levelsOf(group, view, LEAST, history.last, ({ from, to, running, ready, waiting }) => {
        const x = gutter + from;
        const width = Math.max(to - from, LEAST);
        const run = running > 0 ? Math.max(3, unit) : 0;
        const readyHeight = ready * unit;
        const waitHeight = Math.min(waiting * unit, height - Math.min(run, height));
        if (waiting > 0) this.#fill(this.#colours.hatch, x, bottom - run - readyHeight - waitHeight, width, waitHeight);
        if (ready > 0) {
          this.#fill(this.#colours.accentSoft, x, bottom - run - readyHeight, width, readyHeight);
          this.#fill(this.#colours.accent, x, bottom - run - readyHeight, width, 1);
        }
        if (run > 0) this.#fill(this.#colours.accent, x, bottom - run, width, run);
      });
      context.fillStyle = this.#colours.line;
      context.fillRect(gutter, bottom, this.#scene.width, 1);
    });
  }

  /** Steps that kept the loop busy, below the bars of the lanes in sight. */
  blocking(topOf: (task: Task) => number | undefined): void {
    const { history, view, gutter } = this.#scene;
    const first = lastUpTo(history.blocking, view.eventAt(0));
    const context = this.#context;
    this.#withinBars(() => {
      context.fillStyle = this.#colours.ink;
      for (const step of history.blocking.slice(Math.max(0, first), Math.max(0, first) + 1000)) {
        const task = history.task(history.events.a(step));
        const top = task === undefined ? undefined : topOf(task);
        if (task === undefined || top === undefined) continue;
        const end = task.events[lastUpTo(task.events, step) + 1] ?? history.last;
        const x = gutter + view.x(step);
        const width = Math.max(3, view.x(end) - view.x(step));
        context.fillRect(x, top + LANE - 4, width, 3);
        const length = duration(history.lengthOfStep(step));
        if (this.#width(length) + 8 < width) this.#text(length, x + 4, top + LANE / 2, this.#colours.surface);
      }
    });
  }

  /** Distances in time or in events, with thin lines down. */
  axis(): void {
    const { view, gutter, width, height } = this.#scene;
    const context = this.#context;
    const span = view.to - view.from;
    let distance = markDistance((span * MARKS) / Math.max(1, view.width));
    if (view.unit === 'events') distance = Math.max(1, distance);
    this.#fill(this.#colours.surface, 0, 0, width, AXIS);
    context.textAlign = 'left';
    for (let mark = Math.ceil(view.from / distance) * distance; mark <= view.to; mark += distance) {
      const x = Math.round(gutter + ((mark - view.from) / span) * view.width);
      this.#fill(this.#colours.line, x, 0, 1, height);
      const label = view.unit === 'time' ? duration(mark, distance) : String(mark);
      if (x + this.#width(label) + 4 < width) this.#text(label, x + 4, AXIS / 2, this.#colours.soft);
    }
    this.#fill(this.#colours.line, 0, AXIS - 1, width, 1);
  }

  /** Where the chosen moment is. */
  moment(event: number): void {
    const { view, gutter, height } = this.#scene;
    const x = view.x(event);
    if (x >= 0 && x <= view.width) this.#fill(this.#colours.ink, Math.round(gutter + x) - 0.5, 0, 1.5, height);
  }

  /** From one lane to another at an event; `given` says that it was a cancel. */
  arrow(event: number, from: number, to: number, given: boolean): void {
    const { view, gutter } = this.#scene;
    const x = Math.round(gutter + view.x(event)) + 0.5;
    const context = this.#context;
    const end = to + LANE / 2 + (from < to ? -BAR / 2 - 1 : BAR / 2 + 1);
    const back = from < to ? -6 : 6;
    context.strokeStyle = context.fillStyle = given ? this.#colours.bad : this.#colours.ink;
    context.lineWidth = 1.25;
    context.setLineDash(given ? [4, 3] : []);
    context.beginPath();
    context.moveTo(x, from + LANE / 2);
    context.lineTo(x, end + back);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(x, end);
    context.lineTo(x - 4, end + back);
    context.lineTo(x + 4, end + back);
    context.fill();
  }

  /** The chosen lane. */
  highlight(top: number): void {
    this.#fill(this.#colours.accentSoft, 0, top, this.#scene.width, LANE);
  }

  /** Names, left of the bars. */
  labels(
    labels: readonly {
      readonly text: string;
      readonly top: number;
      readonly indent: number;
      readonly strong: boolean;
    }[],
  ): void {
    const { gutter, height } = this.#scene;
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(0, AXIS, gutter - 6, height);
    context.clip();
    for (const { text, top, indent, strong } of labels) {
      this.#text(text, 10 + indent, top + LANE / 2, strong ? this.#colours.ink : this.#colours.soft);
    }
    context.restore();
    this.#fill(this.#colours.line, gutter - 1, AXIS, 1, height);
  }

  #stretch({ from, to, state, event, dense }: Stretch, top: number): void {
    const x = this.#scene.gutter + from;
    const width = Math.max(to - from, LEAST);
    const { accent, accentSoft, hatch } = this.#colours;
    if (state === State.RUNNING) {
      this.#fill(accent, x, top, width, BAR);
      if (dense) this.#fill(accentSoft, x, top, width, BAR / 3);
    } else if (state === State.WAITING) {
      this.#fill(hatch, x, top + (BAR - BAND) / 2, width, BAND);
    } else if (state === State.READY || state === State.CREATED) {
      this.#fill(accent, x, top + 2, width, BAR - 4);
      if (width > 2) this.#fill(this.#colours.surface, x + 1, top + 3, width - 2, BAR - 6);
    } else if (state === State.DONE) this.#end(event, x, top);
  }

  #waitLabel(task: Task, { from, to, event }: Stretch, top: number): void {
    if (to - from < LABELLED || event < 0) return;
    const { gutter, history, waitLabel } = this.#scene;
    const label = waitLabel(history.at(task, event).object);
    // Where the bar has begun left of what is in sight its label stays in sight.
    const start = gutter + Math.max(from, 0) + 6;
    const text = this.#width(label);
    if (start + text + 6 > gutter + to) return;
    this.#fill(this.#colours.surface, start - 3, top, text + 6, BAR);
    this.#text(label, start, top + BAR / 2, this.#colours.soft);
  }

  /** How a task ended: a stroke, a ring where it was cancelled, a cross where it failed. */
  #end(event: number, x: number, top: number): void {
    const outcome = this.#scene.history.events.b(event);
    const context = this.#context;
    if (outcome === Outcome.RESULT) {
      this.#fill(this.#colours.ink, x - 1, top, 2, BAR);
      return;
    }
    const [left, middle, right] = [x + 1, top + BAR / 2, x + 9];
    context.strokeStyle = this.#colours.bad;
    context.lineWidth = 1.5;
    context.beginPath();
    if (outcome === Outcome.CANCELLED) context.arc(x + 5, middle, 4, 0, 2 * Math.PI);
    else {
      context.moveTo(left, middle - 4);
      context.lineTo(right, middle + 4);
      context.moveTo(right, middle - 4);
      context.lineTo(left, middle + 4);
    }
    context.stroke();
  }

  #withinBars(draw: () => void): void {
    const { gutter, width, height } = this.#scene;
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(gutter, AXIS, width - gutter, height - AXIS);
    context.clip();
    draw();
    context.restore();
  }

  #fill(style: string | CanvasPattern, x: number, y: number, width: number, height: number): void {
    this.#context.fillStyle = style;
    this.#context.fillRect(x, y, width, height);
  }

  #text(text: string, x: number, y: number, colour: string): void {
    this.#context.fillStyle = colour;
    this.#context.fillText(text, x, y);
  }

  #width(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    const { width } = this.#context.measureText(text);
    if (this.#widths.size > 5000) this.#widths.clear();
    this.#widths.set(text, width);
    return width;
  }
}
