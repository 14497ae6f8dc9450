/**
 * The event log of a program on its way to the page, and where the program pauses. Twin: event_sink.cpp.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { RunOptions } from '../abi/protocol.ts';

/** A number of a step or an iteration that never comes. */
const NEVER = 0xffffffff;

export interface TraceListener {
  log(bytes: Uint8Array<ArrayBuffer>): void;
  /** The program stands before this step until `goOn`. */
  paused(step: number): void;
}

export class Trace implements HostModule<'trace'> {
  readonly #memory: ProgramMemory;
  readonly #wanted: boolean;
  readonly #listener: TraceListener;
  /** Addresses in the program; 0 before it has told them. */
  #pausePoints = 0;
  #records = 0;
  #recordsEnd = 0;
  #counts = 0;
  /** Of a log that is gone. */
  #counted = { steps: 0, turns: 0 };
  #pauseAt: { step: number; turn: number };
  #resume: (() => void) | undefined;

  constructor(memory: ProgramMemory, { log, pauseAt }: RunOptions, listener: TraceListener) {
    this.#memory = memory;
    this.#wanted = log === true;
    this.#listener = listener;
    this.#pauseAt = { step: pauseAt?.step ?? NEVER, turn: pauseAt?.turn ?? NEVER };
  }

  readonly imports: ImportsOf<'trace'> = {
    begin: (points) => {
      if (!this.#wanted) return 0;
      this.#pausePoints = points >>> 0;
      this.#setPausePoints();
      return 1;
    },
    buffer: (first, end, counts) => {
      // All zero when the log is gone.
      if (counts === 0) this.#counted = { steps: this.steps, turns: this.turns };
      if (first === 0) this.#pausePoints = 0;
      this.#records = first >>> 0;
      this.#recordsEnd = end >>> 0;
      this.#counts = counts >>> 0;
    },
    drain: (records, size) => {
      if (size > 0) this.#listener.log(this.#memory.slice(records, size));
    },
    pause: (step) =>
      new Promise<void>((resolve) => {
        this.pauseAt(NEVER, NEVER);
        this.#resume = resolve;
        this.#listener.paused(step >>> 0);
      }),
  };

  /** The numbers of the last step and of the last iteration of the loop; 0 before the first. */
  get steps(): number {
    return this.#counts === 0 ? this.#counted.steps : this.#memory.view.getUint32(this.#counts, true);
  }
  get turns(): number {
    return this.#counts === 0 ? this.#counted.turns : this.#memory.view.getUint32(this.#counts + 4, true);
  }

  /** Whether the program stands before a step. */
  get pauses(): boolean {
    return this.#resume !== undefined;
  }

  pauseAt(step: number, turn: number): void {
    this.#pauseAt = { step, turn };
    this.#setPausePoints();
  }
  pauseAtNextStep(): void {
    this.pauseAt(this.steps + 1, NEVER);
  }
  pauseAtNextTurn(): void {
    this.pauseAt(NEVER, this.turns + 1);
  }
  pauseNowhere(): void {
    this.pauseAt(NEVER, NEVER);
  }

  /** Ends a pause. */
  goOn(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  /** What the program has not handed over yet, at its end. */
  flush(): void {
    if (this.#records === 0) return;
    const end = this.#memory.view.getUint32(this.#recordsEnd, true);
    if (end > this.#records) this.#listener.log(this.#memory.slice(this.#records, end - this.#records));
    this.#records = 0;
  }

  #setPausePoints(): void {
    if (this.#pausePoints === 0) return;
    this.#memory.view.setUint32(this.#pausePoints, this.#pauseAt.step, true);
    this.#memory.view.setUint32(this.#pausePoints + 4, this.#pauseAt.turn, true);
  }
}
