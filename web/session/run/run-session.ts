/**
 * Takes a program from its source to its end: compiles it or fetches the bundled one, runs it, and tells how it goes.
 *
 * At most one run is under way. Every asynchronous step carries the number of the run it belongs to and is forgotten
 * when that run is over, so Stop and a new Run need not wait for anything. The compiler and the runner are asked for
 * only when a run first needs them: a bundled program never loads the compiler.
 */
import { Emitter } from '../../shared/emitter.ts';
import type { Result } from '../../shared/result.ts';
import type { CompiledProblem } from '../share/read-compiled.ts';
import type {
  BundledPrograms,
  ConnectionListener,
  ProgramConnection,
  Run,
  RunListener,
  Runner,
  RunSettings,
} from './ports.ts';
import type { Compiler, Diagnostic, LoadProgress } from './compiler.ts';
import type { Project } from '../../../wasm/sdk/project.ts';
import type { FailureEvent, ProgramEvent, RunCommand } from '../../../wasm/abi/protocol.ts';
import { BlockingWatch, type Blocking } from './blocking-watch.ts';
import { waitsIn } from './deadlock.ts';
import { failureOf, problemAt, unavailable } from './failures.ts';
import { ComputeTime, isQuickEnough, type LastRun } from './quick-code.ts';
import { isBusy, next, READY, type Failure, type RunAction, type RunState } from './run-state.ts';

/** What is to be run: a bundled program as it was shipped, one that its author compiled, or one that is compiled first. */
export type Source =
  | { readonly kind: 'bundled'; readonly id: string }
  | { readonly kind: 'compiled'; readonly program: () => Promise<Result<Uint8Array<ArrayBuffer>, CompiledProblem>> }
  | { readonly kind: 'project'; readonly project: Project };

/** What a session says. */
export type SessionEvent =
  | { readonly type: 'state'; readonly state: RunState }
  /** A run begins: what the last one showed is out of date. */
  | { readonly type: 'begin' }
  /** All messages about the latest source. */
  | { readonly type: 'problems'; readonly problems: readonly Diagnostic[] }
  /** The running program said something. */
  | { readonly type: 'program'; readonly event: ProgramEvent }
  /** The compiler is being downloaded; null when it no longer is. */
  | { readonly type: 'loading'; readonly progress: LoadProgress | null }
  /** A task computes without giving the loop a turn; null when it no longer does. */
  | { readonly type: 'spinning'; readonly task: string | null }
  /** A task keeps the loop from everything else, or has done so for a while. */
  | { readonly type: 'blocking'; readonly blocking: Blocking };

/** The outside world of a session; each is asked for when first needed, and again if that failed. */
export interface SessionPorts {
  compiler(): Promise<Compiler>;
  runner(): Promise<Runner>;
  readonly programs: BundledPrograms;
}

export class RunSession {
  readonly events = new Emitter<SessionEvent>();
  readonly #ports: SessionPorts;
  #state: RunState = READY;
  /** Counts runs; what belongs to an earlier number is no longer listened to. */
  #run = 0;
  /** The program under way, if it has come that far. */
  #running: Run | null = null;
  /** The compiler at work for the current run, so that Stop can end it. */
  #compiling: Compiler | null = null;
  /** What was asked of the run before its program has started. */
  #early: RunCommand[] = [];
  /** Once it has been asked for: who only reads downloads nothing. */
  #compiler: Compiler | null = null;
  #watch = new BlockingWatch();
  #problems: readonly Diagnostic[] = [];
  /** The program of the last run. */
  #last: Uint8Array<ArrayBuffer> | null = null;
  /** What it was compiled of, quick if it is; null where it was not compiled here. */
  #lastProject: Project | null = null;
  /** How the last run of the program on the table went, as far as its speed goes. */
  #lastRun: LastRun | null = null;
  #computeTime = new ComputeTime();
  /** What it was given to read, and the network that it had. */
  #lastGiven: Pick<RunSettings, 'args' | 'input' | 'typing' | 'net' | 'seed'> = {};
  /** Counts what makes the problems out of date. */
  #edition = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  get state(): RunState {
    return this.#state;
  }

  /** Runs `source`; a no-op while a run is under way. Settles when the program has started or will not. */
  async run(source: Source, settings: RunSettings = {}): Promise<void> {
    if (isBusy(this.#state)) return;
    await this.#begin(source, settings, source.kind === 'project' ? 'compile' : 'start');
  }

  async #begin(source: Source, settings: RunSettings, type: 'start' | 'compile' | 'recompile'): Promise<void> {
    const run = ++this.#run;
    this.#lastProject = null;
    const { args, input, typing, net, seed } = settings;
    this.#lastGiven = {
      ...(args !== undefined && { args }),
      ...(input !== undefined && { input }),
      ...(typing !== undefined && { typing }),
      ...(net !== undefined && { net }),
      ...(seed !== undefined && { seed }),
    };
    this.events.emit({ type: 'begin' });
    this.#tellProblems([]);
    this.#act({ type });
    // The sandbox comes up meanwhile.
    void this.#prepareRunner();
    const program =
      source.kind === 'project' ? await this.#compile(run, source.project) : await this.#fetch(run, source);
    if (program !== null && run === this.#run) await this.#start(run, program, settings);
  }

  /** Whether a program has run that can be run again. */
  get hasRun(): boolean {
    return this.#last !== null;
  }

  /**
   * Runs the last program once more, as one that does the same again: what the last run showed is not forgotten, and a `restarted` event of the
   * program says that it begins anew. A no-op while a run is under way.
   */
  async again(settings: RunSettings): Promise<void> {
    if (isBusy(this.#state) || this.#last === null) return;
    const run = ++this.#run;
    this.events.emit({ type: 'program', event: { type: 'restarted' } });
    await this.#start(run, this.#last, { ...this.#lastGiven, ...settings });
  }

  /** Opens a connection to a port of the running program; null where none runs. */
  connect(port: number, listener: ConnectionListener): ProgramConnection | null {
    return this.#running?.connect(port, listener) ?? null;
  }

  /**
   * Pauses the running program, goes on, sets its clock or begins it anew: see RunCommand. One that is still being compiled or fetched hears of it
   * when it starts.
   */
  control(command: RunCommand): void {
    if (this.#running !== null) this.#running.control(command);
    else if (isBusy(this.#state)) this.#early.push(command);
  }

  /** Ends whatever is under way, at once. */
  stop(): void {
    if (!isBusy(this.#state)) return;
    this.#abandon();
    this.#act({ type: 'stop' });
  }

  /** To be called every `TICK` while a program runs; `now` in milliseconds. */
  tick(now: number): void {
    if (this.#running !== null) this.#tellBlocking(this.#watch.tick(now));
  }

  /**
   * The program has changed: what the compiler said of it is out of date. A run is likely to follow: its sandbox is made ahead, and the program
   * compiled, if the compiler has been asked for.
   */
  edited(project: Project): void {
    this.#edition++;
    void this.prepare();
    if (this.#problems.length > 0) this.#tellProblems([]);
    this.#compiler?.compileAhead(this.#quicklyIfEnough(project));
  }

  /** Ends whatever is under way and forgets how the last run went: another program is on the table. */
  forget(): void {
    this.#abandon();
    this.#last = null;
    this.#lastRun = null;
    this.#tellProblems([]);
    this.#act({ type: 'forget' });
  }

  /** Makes ready what the next run needs but its program; a no-op while a run is under way, to which the processors belong. */
  async prepare(): Promise<void> {
    if (!isBusy(this.#state)) await this.#prepareRunner();
  }

  /** Failing is no news: the run that needs it tries again and says so. */
  async #prepareRunner(): Promise<void> {
    try {
      const runner = await this.#ports.runner();
      // A program may have been quicker to come than the runner, and has started.
      if (this.#running === null) runner.prepare();
    } catch {
      // See above.
    }
  }

  /** Downloads the compiler ahead of need. Failing is no news: the run that needs it tries again and says so. */
  async preload(): Promise<void> {
    try {
      const compiler = (this.#compiler = await this.#ports.compiler());
      await this.#reporting((onProgress) => compiler.load(onProgress));
    } catch {
      this.events.emit({ type: 'loading', progress: null });
    }
  }

  async #fetch(run: number, source: Exclude<Source, { kind: 'project' }>): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      if (source.kind === 'bundled') return await this.#ports.programs.bytes(source.id);
      const program = await source.program();
      if (program.ok) return program.value;
      this.#fail(run, { kind: 'compiled', problem: program.error });
      return null;
    } catch (error) {
      this.#fail(run, unavailable('program', error));
      return null;
    }
  }

  async #compile(run: number, project: Project): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const compiler = await this.#ports.compiler();
      if (run !== this.#run) return null;
      this.#compiling = this.#compiler = compiler;
      await this.#reporting((onProgress) => compiler.load(onProgress));
      if (run !== this.#run) return null;
      const wanted = this.#quicklyIfEnough(project);
      const result = await this.#reporting((onProgress) => compiler.compile(wanted, onProgress));
      if (run !== this.#run) return null;
      this.#compiling = null;
      this.#tellProblems(result.diagnostics);
      if (result.ok) {
        this.#lastProject = { ...project, quick: result.quick };
        return result.program;
      }
      this.#fail(run, failureOf(result.reason, result.diagnostics));
    } catch (error) {
      this.#compiling = null;
      this.#fail(run, unavailable('compiler', error));
    }
    return null;
  }

  #quicklyIfEnough(project: Project): Project {
    return isQuickEnough(project, this.#lastRun) ? { ...project, quick: true } : project;
  }

  /** Tells of what is downloaded meanwhile. */
  async #reporting<T>(work: (onProgress: (progress: LoadProgress) => void) => Promise<T>): Promise<T> {
    try {
      return await work((progress) => {
        this.events.emit({ type: 'loading', progress });
      });
    } finally {
      this.events.emit({ type: 'loading', progress: null });
    }
  }

  async #start(run: number, program: Uint8Array<ArrayBuffer>, settings: RunSettings): Promise<void> {
    let runner: Runner;
    try {
      runner = await this.#ports.runner();
    } catch (error) {
      this.#fail(run, unavailable('program', error));
      return;
    }
    if (run !== this.#run) return;
    this.#act({ type: 'start' });
    this.#last = program;
    const listener: RunListener = {
      event: (event) => {
        if (run === this.#run) this.#hear(run, event, settings);
      },
      spinning: (task) => {
        if (run === this.#run) this.events.emit({ type: 'spinning', task });
      },
      yielded: () => {
        if (run === this.#run) this.events.emit({ type: 'spinning', task: null });
      },
      broke: (message) => {
        this.#fail(run, { kind: 'runner', message });
      },
    };
    this.#watch = new BlockingWatch();
    this.#computeTime = new ComputeTime();
    // The runner gives the bytes away.
    this.#running = runner.start(program.slice(), listener, settings);
    for (const command of this.#early.splice(0)) this.#running.control(command);
  }

  #hear(run: number, event: ProgramEvent, settings: RunSettings): void {
    this.#computeTime.heard(event, Date.now());
    if (this.#wantsSmallerFrames(event)) {
      this.#runBetter(settings);
      return;
    }
    this.#tellBlocking(this.#watch.heard(event));
    this.events.emit({ type: 'program', event });
    if (event.type === 'exit') {
      this.#act({ type: 'exit', code: event.code });
      this.#abandon();
    } else if (event.type === 'failure') {
      this.#fail(run, { kind: 'program', reason: event.reason, message: event.message });
      void this.#locate(event);
    }
  }

  /** A stack that is too small for quick code may be large enough for better. */
  #wantsSmallerFrames(event: ProgramEvent): boolean {
    return event.type === 'failure' && event.reason === 'stack' && this.#lastProject?.quick === true;
  }

  /** Runs the program under way from its beginning, in better code, which it has from now on. */
  #runBetter(settings: RunSettings): void {
    const project = this.#lastProject;
    if (project === null) return;
    this.#abandon();
    this.#lastRun = { computed: Infinity, quick: true };
    void this.#begin({ kind: 'project', project: { ...project, quick: false } }, settings, 'recompile');
  }

  /** Adds to the problems where the program failed. */
  async #locate(event: FailureEvent): Promise<void> {
    const waits = waitsIn(event);
    if (waits !== null) {
      this.#tellProblems([waits, ...this.#problems]);
      return;
    }
    const project = this.#lastProject;
    if (project === null || event.frames === undefined) return;
    const edition = this.#edition;
    const place = await (await this.#ports.compiler()).locate(project, event.frames);
    const problem = problemAt(place, event);
    if (problem !== null && edition === this.#edition) this.#tellProblems([problem, ...this.#problems]);
  }

  #fail(run: number, failure: Failure): void {
    if (run !== this.#run) return;
    this.#act({ type: 'fail', failure });
    this.#abandon();
  }

  #tellBlocking(blocking: Blocking | null): void {
    if (blocking !== null) this.events.emit({ type: 'blocking', blocking });
  }

  #tellProblems(problems: readonly Diagnostic[]): void {
    this.#edition++;
    this.#problems = problems;
    this.events.emit({ type: 'problems', problems });
  }

  /** Lets go of the run under way: nothing of it will be heard from now on. */
  #abandon(): void {
    this.#run++;
    if (this.#running !== null) {
      const quick = this.#lastProject?.quick === true;
      this.#lastRun = { computed: this.#computeTime.until(Date.now()), quick };
    }
    this.#running?.stop();
    this.#running = null;
    this.#early = [];
    this.#compiling?.cancel();
    this.#compiling = null;
    this.events.emit({ type: 'spinning', task: null });
  }

  #act(action: RunAction): void {
    const state = next(this.#state, action);
    if (state === this.#state) return;
    this.#state = state;
    this.events.emit({ type: 'state', state });
  }
}
