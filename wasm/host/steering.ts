/** What the page asks of a run under way: where it pauses, and how its time passes. */
import type { RunCommand } from '../abi/protocol.ts';
import type { Clock } from '../reactor/clock.ts';
import type { RunEvents } from './events.ts';
import type { HostModules } from './modules.ts';

export type SteeringCommand = Extract<RunCommand, { type: 'pause' | 'continue' | 'step' | 'clock' }>;

export class Steering {
  readonly #clock: Clock;
  readonly #modules: Pick<HostModules, 'reactor' | 'trace'>;
  readonly #events: RunEvents;

  constructor(clock: Clock, modules: Pick<HostModules, 'reactor' | 'trace'>, events: RunEvents) {
    this.#clock = clock;
    this.#modules = modules;
    this.#events = events;
  }

  hear(command: SteeringCommand): void {
    const { reactor, trace } = this.#modules;
    switch (command.type) {
      case 'pause':
        trace.pauseAtNextStep();
        if (!this.#clock.paused && reactor.waits) this.pauseBefore(trace.steps + 1);
        return;
      case 'continue':
        trace.pauseNowhere();
        this.#continue(false);
        return;
      case 'step':
        if (command.unit === 'turn') trace.pauseAtNextTurn();
        else trace.pauseAtNextStep();
        this.#continue(true);
        return;
      case 'clock':
        this.#clock.mode = command.clock;
        return;
    }
  }

  /** The program stands, and its time with it, before this step. */
  pauseBefore(step: number): void {
    this.#modules.reactor.jumps = false;
    this.#clock.paused = true;
    this.#events.tellInOrder({ type: 'paused', step });
  }

  /** @param stepping only to the next pause: time goes on standing, and waits for time alone are skipped. */
  #continue(stepping: boolean): void {
    if (!this.#clock.paused) return;
    if (!stepping) this.#clock.paused = false;
    this.#modules.reactor.jumps = stepping;
    if (!stepping) this.#events.tell({ type: 'continued' });
    this.#modules.trace.goOn();
  }
}
