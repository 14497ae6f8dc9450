/**
 * How a run is steered: its clock, pauses and steps, and the way back by doing the same again from its decisions.
 *
 *     idle ──run──▶ running ◀──▶ paused          over ──step back──▶ paused, before its last step
 *                      └──▶ over ◀──┘
 *
 * What is asked for while a step or the way back is still under way is done as soon as that has arrived; what cannot be done is refused with a
 * reason. Pure: it hears what the session says and answers with commands; who carries them out is the caller's affair.
 */
import type { ClockMode, RunCommand } from '../../../wasm/abi/protocol.ts';
import type { RunSettings } from '../run/ports.ts';
import type { SessionEvent } from '../run/run-session.ts';
import { isBusy } from '../run/run-state.ts';

export type Phase = 'idle' | 'running' | 'paused' | 'over';

/** A factor that a reader can still follow. */
export const USUAL_FACTOR = 10;
/** Bounds of what a reader may ask for. */
export const FACTORS = { min: 2, max: 1_000 } as const;

/** What is to be done: tell the run something, or begin it again. */
export type SteeringOrder =
  | { readonly type: 'command'; readonly command: RunCommand }
  | { readonly type: 'again'; readonly settings: RunSettings };

/**
 * Why something cannot be done: nothing runs; the program is running and not paused; nothing lies before its first step; or what it
 * got from outside is not known, because the run was stopped or it was too much.
 */
export type Refusal = 'nothing' | 'runs' | 'first' | 'unknown';

export type StepUnit = 'step' | 'turn';

/** What ends in a pause and has not come to it yet. */
type Flight =
  | { readonly to: 'start' | 'step' }
  /** `restarted`: a pause that is told of before that is still an old one. */
  | { readonly to: 'seek'; readonly step: number; restarted: boolean };

type Wish =
  | { readonly type: 'step'; readonly unit: StepUnit }
  /** A step's number; null for the furthest that the run has come. */
  | { readonly type: 'seek'; readonly step: number | null }
  | { readonly type: 'continue' };

export class Steering {
  #clock: ClockMode = 'real';
  #phase: Phase = 'idle';
  /** The number of the step that comes next while paused; of the last one when the run is over. */
  #step = 0;
  /** The greatest of these. */
  #furthest = 0;
  #decisions: Uint8Array<ArrayBuffer> | null = null;
  #cut = false;
  #realFetch = false;
  /** Whether the run, when it is over, shows less than it did the first time: it was stopped on its way there. */
  #partial = false;
  /** Asked for the next run alone. */
  #next: RunSettings = {};
  #flight: Flight | null = null;
  /** To be done, in this order, when the flight has arrived. */
  #wishes: Wish[] = [];
  #pausing = false;

  get phase(): Phase {
    return this.#phase;
  }
  get step(): number {
    return this.#step;
  }
  get clock(): ClockMode {
    return this.#clock;
  }
  /** Of the last run, once it is over; null where there is none, or more came from outside than is kept. */
  get decisions(): Uint8Array<ArrayBuffer> | null {
    return this.#cut ? null : this.#decisions;
  }
  /** Under the fast clock the run waits for something real. */
  get realFetch(): boolean {
    return this.#realFetch;
  }
  /** The run was asked to pause and has not come to its next step yet. */
  get pausing(): boolean {
    return this.#pausing;
  }
  /** A step was begun that has not come to its end: the program computes, or waits for something outside. */
  get stepping(): boolean {
    return this.#flight?.to === 'step';
  }

  /** The run does the same again, up to where it is to stand. */
  get seeking(): boolean {
    return this.#flight?.to === 'seek';
  }

  /** Why no pause, step or step back can be asked for now; null where it can. */
  get pauseRefusal(): Refusal | null {
    return this.#lives ? null : 'nothing';
  }
  get stepRefusal(): Refusal | null {
    return this.#phase === 'running' && this.#flight === null ? 'runs' : null;
  }
  get backRefusal(): Refusal | null {
    if (this.#phase === 'idle') return 'nothing';
    if (this.#phase === 'running') return 'runs';
    if (this.#phase === 'over' && this.decisions === null) return 'unknown';
    return this.#before < 1 ? 'first' : null;
  }

  /** What the next run is to be like. */
  settings(): RunSettings {
    const settings: RunSettings = { log: true, record: true, clock: this.#clock, ...this.#next };
    if (this.#next.pauseAt !== undefined) this.#flight = { to: 'start' };
    this.#next = {};
    return settings;
  }

  /** The next run does what was recorded. */
  replayNext(decisions: Uint8Array<ArrayBuffer>): void {
    this.#next = { replay: decisions };
  }
  /** The next run stands before its first step, or its first iteration of the loop. */
  pauseNext(unit: StepUnit): void {
    this.#next = { pauseAt: { [unit]: 1 } };
  }
  /** The next run did not come about. */
  forgetNext(): void {
    this.#next = {};
  }

  chooseClock(clock: ClockMode): SteeringOrder | null {
    this.#clock = clock;
    return this.#lives ? command({ type: 'clock', clock }) : null;
  }

  pauseOrContinue(): SteeringOrder | null {
    if (this.#phase === 'paused')
      return this.#flight?.to === 'seek' ? this.#later({ type: 'continue' }) : this.#continue();
    if (this.#phase !== 'running') return null;
    this.#pausing = true;
    return command({ type: 'pause' });
  }

  stepOn(unit: StepUnit): SteeringOrder | null {
    if (this.#flight !== null) return this.#later({ type: 'step', unit });
    return this.#phase === 'paused' ? this.#stepOn(unit) : null;
  }

  stepBack(): SteeringOrder | null {
    return this.backRefusal === null ? this.goTo(this.#before) : null;
  }

  /** To the moment before a step, by doing the same again up to there; null: as far as the run has come. */
  goTo(step: number | null): SteeringOrder | null {
    if (this.#flight?.to === 'seek') {
      this.#wishes = [];
      return this.#later({ type: 'seek', step });
    }
    return this.#phase === 'running' ? null : this.#seek(step);
  }

  /** Takes in what the session says; whether anything changed that is to be shown. Afterwards something may be `due`. */
  hear(event: SessionEvent): boolean {
    if (event.type === 'begin') return this.#begin();
    if (event.type === 'state') {
      if (isBusy(event.state)) this.#phase = this.#flight?.to === 'seek' ? 'paused' : 'running';
      else this.#end(event.state.kind);
      return true;
    }
    if (event.type !== 'program') return false;
    switch (event.event.type) {
      case 'paused':
        return this.#paused(event.event.step);
      case 'restarted':
        if (this.#flight?.to === 'seek') this.#flight.restarted = true;
        return false;
      case 'continued':
        this.#phase = 'running';
        return true;
      case 'decisions':
        this.#decisions = event.event.bytes;
        this.#cut = event.event.cut;
        this.#step = event.event.steps;
        this.#furthest = Math.max(this.#furthest, this.#step);
        return true;
      case 'clock-note':
        this.#realFetch = true;
        return true;
      default:
        return false;
    }
  }

  /** What was asked for earlier and can be done now. */
  due(): SteeringOrder | null {
    if (this.#flight !== null || this.#phase !== 'paused') return null;
    const wish = this.#wishes.shift();
    switch (wish?.type) {
      case undefined:
        return null;
      case 'step':
        return this.#stepOn(wish.unit);
      case 'seek':
        return this.#seek(wish.step);
      case 'continue':
        return this.#continue();
    }
  }

  get #lives(): boolean {
    return this.#phase === 'running' || this.#phase === 'paused';
  }

  /** The step before the one where the run stands, or will stand when all is done that was asked for. */
  get #before(): number {
    const wish = this.#wishes.at(-1);
    if (wish?.type === 'seek') return (wish.step ?? this.#furthest) - 1;
    if (this.#flight?.to === 'seek') return this.#flight.step - 1;
    return this.#phase === 'over' || this.#flight?.to === 'step' ? this.#step : this.#step - 1;
  }

  #later(wish: Wish): null {
    this.#wishes.push(wish);
    return null;
  }

  #continue(): SteeringOrder {
    this.#flight = null;
    this.#wishes = [];
    return command({ type: 'continue' });
  }

  #stepOn(unit: StepUnit): SteeringOrder {
    this.#flight = { to: 'step' };
    return command({ type: 'step', unit });
  }

  #seek(wanted: number | null): SteeringOrder | null {
    const { decisions } = this;
    const over = this.#phase === 'over';
    if (over && decisions === null) return null;
    const step = wanted ?? Infinity;
    // Where the decisions reach to the end of the run, to go on is to come there.
    if (decisions !== null && step > this.#furthest) {
      if (!over) return this.#continue();
      return this.#partial ? this.#again(decisions, {}) : null;
    }
    const target = Math.max(1, Math.min(step, this.#furthest));
    if (!over && this.#flight === null && target === this.#step) return null;
    this.#wishes = [];
    this.#flight = { to: 'seek', step: target, restarted: false };
    if (!over) return command({ type: 'seek', step: target });
    return decisions && this.#again(decisions, { pauseAt: { step: target } });
  }

  #again(decisions: Uint8Array<ArrayBuffer>, pause: RunSettings): SteeringOrder {
    this.#partial = true;
    const settings = { log: true, record: true, clock: this.#clock, replay: decisions, ...pause };
    return { type: 'again', settings };
  }

  #begin(): boolean {
    this.#step = 0;
    this.#furthest = 0;
    this.#decisions = null;
    this.#cut = false;
    this.#realFetch = false;
    this.#partial = false;
    this.#wishes = [];
    if (this.#flight?.to !== 'start') this.#flight = null;
    return true;
  }

  #paused(step: number): boolean {
    if (this.#flight?.to === 'seek' && !this.#flight.restarted) return false;
    this.#phase = 'paused';
    this.#step = step;
    this.#furthest = Math.max(this.#furthest, step);
    this.#flight = null;
    this.#pausing = false;
    return true;
  }

  #end(how: string): void {
    this.#phase = how === 'ready' ? 'idle' : 'over';
    if (how !== 'stopped') this.#partial = false;
    this.#flight = null;
    this.#wishes = [];
    this.#pausing = false;
  }
}

function command(command: RunCommand): SteeringOrder {
  return { type: 'command', command };
}
