/**
 * Time and events for a program: the browser's timers and fetch. Twin: reactor.cpp.
 *
 * A browser rounds the timers of a chain of timers up to 4 ms, and a program's waits are such a chain. A message on a
 * `MessageChannel` breaks it: it arrives at once, and a timer that is set while handling it counts as the first of a chain.
 */
import type { HostModule, ImportsOf } from '../abi/imports.ts';
import type { ProgramMemory } from '../abi/memory.ts';
import type { Clock } from './clock.ts';
import type { Conditions } from './conditions.ts';
import { HttpRequests, type Fetch } from './http.ts';
import type { FinishedOperations } from './operations.ts';

/** What the reactor tells of the program's activity. */
export interface ActivityListener {
  running(task: string): void;
  waiting(): void;
  /** It sleeps so long by a call that blocks the loop. */
  sleeping(milliseconds: number): void;
  /** For the first time the program does something, under the fast clock, that takes the time that it takes. */
  takesRealTime(): void;
}

export interface ReactorSetup {
  readonly memory: ProgramMemory;
  readonly clock: Clock;
  /** Whatever else works for the program adds to it and so wakes it. */
  readonly finished: FinishedOperations;
  readonly baseUrl: string;
  /** In place of the platform's. */
  readonly fetch: Fetch | undefined;
  /** Of the network; null where it is as it is. */
  readonly conditions: Conditions | null;
  readonly listener: ActivityListener;
  /** Whether something is under way outside, apart from requests, that ends by itself. */
  readonly worksOutside: () => boolean;
}

export class Reactor implements HostModule<'reactor'> {
  readonly #setup: ReactorSetup;
  readonly #requests: HttpRequests;
  readonly #turn = new MessageChannel();
  #wake: (() => void) | undefined;
  #stopTimer: () => void = () => undefined;
  #deadline = Infinity;
  #jumps = false;
  #arriving = false;
  #notedRealTime = false;

  constructor(setup: ReactorSetup) {
    this.#setup = setup;
    this.#requests = new HttpRequests({ ...setup, held: this.#look });
    setup.finished.onAdd = this.#look;
    setup.clock.onChange = this.#look;
    this.#turn.port1.onmessage = this.#look;
  }

  readonly imports: ImportsOf<'reactor'> = {
    now: () => this.#setup.clock.now(),
    wait: (until) => {
      const { clock, listener } = this.#setup;
      if (until - clock.now() >= 1) listener.waiting();
      return this.#wait(until);
    },
    block: (milliseconds) => {
      const { clock, listener } = this.#setup;
      listener.sleeping(milliseconds);
      return this.#wait(clock.now() + milliseconds);
    },
    take: () => {
      this.#arrive();
      return this.#setup.finished.take();
    },
    http_start: (request) => {
      this.#noteRealTime();
      this.#requests.start(request);
    },
    http_cancel: (id) => {
      this.#requests.cancel(id);
    },
    http_sizes: (id, sizes) => {
      this.#requests.sizes(id, sizes);
    },
    http_read: (id, to) => {
      this.#requests.read(id, to);
    },
    step: (task, size) => {
      this.#setup.listener.running(size === 0 ? 'main()' : this.#setup.memory.text(task, size));
    },
  };

  /** Whether the program waits here. */
  get waits(): boolean {
    return this.#wake !== undefined;
  }

  /** While it is set, a wait that only time would end is over at once, whatever the clock: for single steps. */
  set jumps(jumps: boolean) {
    this.#jumps = jumps;
    this.#look();
  }

  /** A request of the program is answered from a recording. */
  passOver(request: number): void {
    this.#requests.passOver(request);
  }

  /** Wakes the program no more. An open channel would keep it, with all its memory, for as long as the worker lives. */
  close(): void {
    this.#stopTimer();
    this.#wake = undefined;
    this.#turn.port1.close();
  }

  #noteRealTime(): void {
    const { clock, conditions, listener } = this.#setup;
    if (clock.mode !== 'fast' || conditions !== null || this.#notedRealTime) return;
    this.#notedRealTime = true;
    listener.takesRealTime();
  }

  #wait(until: number): Promise<void> {
    this.#deadline = until;
    return new Promise((resolve) => {
      this.#wake = resolve;
      // Not at once: the browser, too, is to have its turn.
      this.#turn.port2.postMessage(null);
    });
  }

  /** Lets the answers arrive whose time has come. */
  #arrive(): void {
    const { clock } = this.#setup;
    this.#arriving = true;
    while (this.#requests.nextDue < Infinity && clock.delayUntil(this.#requests.nextDue) === 0) this.#requests.arrive();
    this.#arriving = false;
  }

  /** Ends the wait that is under way if its time has come or something has ended, or sees to it that somebody looks again. */
  readonly #look = (): void => {
    this.#stopTimer();
    const { clock, conditions, finished, worksOutside } = this.#setup;
    if (this.#wake === undefined || this.#arriving || (clock.paused && !this.#jumps)) return;
    const requested = this.#requests.pending > 0;
    const works = worksOutside();
    // What an answer takes is computed where the network has conditions: what it really takes is no time of the program's.
    clock.flow(works || (requested && conditions === null));
    const until = Math.min(this.#deadline, this.#requests.nextDue);
    const jumps = this.#jumps || clock.mode === 'fast';
    if (jumps && !works && !requested && until !== Infinity) clock.jump(until);
    this.#arrive();
    const delay = clock.delayUntil(until);
    if (finished.any || delay === 0) this.#end();
    // A timer would take a whole millisecond or more.
    else if (delay !== null && delay < 1) this.#turn.port2.postMessage(null);
    else if (delay !== null) this.#stopTimer = clock.real.after(delay, this.#look);
  };

  #end(): void {
    this.#setup.clock.flow(false);
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
