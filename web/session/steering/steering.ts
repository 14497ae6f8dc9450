/**
 * How a run is steered: its clock, pauses and steps, and the way back by doing the same again from its decisions.
 *
 *     idle ──run──▶ running ◀──▶ paused          over ──step back──▶ paused, before its last step
 *                      └──▶ over ◀──┘
 *
 * Pure: it hears what the session says and answers with commands; who carries them out is the caller's affair.
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

export class Steering {
  #clock: ClockMode = 'real';
  #phase: Phase = 'idle';
  /** The number of the step that comes next while paused; of the last one when the run is over. */
  #step = 0;
  #decisions: Uint8Array<ArrayBuffer> | null = null;
  #cut = false;
  #realFetch = false;
  /** Asked for the next run alone. */
  #next: RunSettings = {};

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
  get canStepBack(): boolean {
    return this.#step > 1 && (this.#phase === 'paused' || (this.#phase === 'over' && this.decisions !== null));
  }

  /** What the next run is to be like. */
  settings(): RunSettings {
    const settings: RunSettings = { log: true, record: true, clock: this.#clock, ...this.#next };
    this.#next = {};
    return settings;
  }

  /** The next run does what was recorded. */
  replayNext(decisions: Uint8Array<ArrayBuffer>): void {
    this.#next = { replay: decisions };
  }
  /** The next run stands before its first step. */
  pauseNext(): void {
    this.#next = { pauseAt: { step: 1 } };
  }

  chooseClock(clock: ClockMode): SteeringOrder | null {
    this.#clock = clock;
    return this.#lives ? { type: 'command', command: { type: 'clock', clock } } : null;
  }

  pauseOrContinue(): SteeringOrder | null {
    if (!this.#lives) return null;
    return { type: 'command', command: { type: this.#phase === 'paused' ? 'continue' : 'pause' } };
  }

  stepOn(unit: 'step' | 'turn'): SteeringOrder | null {
    return this.#phase === 'paused' ? { type: 'command', command: { type: 'step', unit } } : null;
  }

  stepBack(): SteeringOrder | null {
    return this.canStepBack ? this.goTo(this.#phase === 'paused' ? this.#step - 1 : this.#step) : null;
  }

  /** To the moment before a step, by doing the same again up to there. */
  goTo(step: number): SteeringOrder | null {
    if (step < 1) return null;
    if (this.#phase === 'paused') return { type: 'command', command: { type: 'seek', step } };
    if (this.#phase !== 'over' || this.decisions === null) return null;
    const settings = { log: true, record: true, clock: this.#clock, replay: this.decisions, pauseAt: { step } };
    return { type: 'again', settings };
  }

  /** Takes in what the session says; whether anything changed that is to be shown. */
  hear(event: SessionEvent): boolean {
    if (event.type === 'begin') return this.#begin();
    if (event.type === 'state') {
      if (isBusy(event.state)) this.#phase = 'running';
      else this.#phase = event.state.kind === 'ready' ? 'idle' : 'over';
      return true;
    }
    if (event.type !== 'program') return false;
    switch (event.event.type) {
      case 'paused':
        this.#phase = 'paused';
        this.#step = event.event.step;
        return true;
      case 'continued':
        this.#phase = 'running';
        return true;
      case 'decisions':
        this.#decisions = event.event.bytes;
        this.#cut = event.event.cut;
        this.#step = event.event.steps;
        return true;
      case 'clock-note':
        this.#realFetch = true;
        return true;
      default:
        return false;
    }
  }

  get #lives(): boolean {
    return this.#phase === 'running' || this.#phase === 'paused';
  }

  #begin(): boolean {
    this.#step = 0;
    this.#decisions = null;
    this.#cut = false;
    this.#realFetch = false;
    return true;
  }
}
