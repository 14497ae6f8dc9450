/**
 * What a running program and the page that runs it say to each other. (Tests and benchmarks take the page's place.)
 *
 * One program run produces one stream of events: any number of them, the last exactly one `exit` or `failure`, then nothing. The same stream is read by the
 * playground, the embed, the tests and the benchmarks.
 */
import type { NetworkChoice } from './network-conditions.ts';

export type ProgramEvent =
  | OutputEvent
  | SkippedEvent
  | DisplayEvent
  | ProgressEvent
  | ListeningEvent
  | ReadingEvent
  | TypedEvent
  | InputEndEvent
  | LacksEvent
  | SleepingEvent
  | LogEvent
  | PausedEvent
  | ContinuedEvent
  | RestartedEvent
  | DecisionsEvent
  | DivergedEvent
  | ClockNoteEvent
  | RunningEvent
  | WaitingEvent
  | ExitEvent
  | FailureEvent;

/** Text the program wrote; UTF-8 sequences that were split between writes arrive whole. */
export interface OutputEvent {
  readonly type: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Output that was dropped, in bytes, because the program wrote faster than anyone could read. */
export interface SkippedEvent {
  readonly type: 'skipped';
  readonly bytes: number;
}

/** A picture or other rich item (`asyncio::display`), to be shown where it stands in the output. */
export interface DisplayEvent {
  readonly type: 'display';
  /** MIME type without parameters, lower case, such as `image/svg+xml`. */
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** What a reader who cannot see it should be told; may be empty. */
  readonly alt: string;
}

/** A progress bar (`asyncio::Progress`) was made, moved or closed. */
export interface ProgressEvent {
  readonly type: 'progress';
  /** Names the bar within this run. */
  readonly id: number;
  readonly label: string;
  readonly value: number;
  /** The value at which the work is complete; 0 when the program does not know it. */
  readonly total: number;
  /** The bar takes no further updates. */
  readonly closed: boolean;
}

/** A port of the program (`asyncio::start_server`) begins, or ceases, to take clients: see `SocketCommand`. */
export interface ListeningEvent {
  readonly type: 'listening';
  readonly port: number;
  readonly open: boolean;
}

/** The program reads standard input and stands still, its event loop too, until an `input` command comes. */
export interface ReadingEvent {
  readonly type: 'reading';
}

/** The program has read what was typed for it: to be shown where it stands in the output, as a terminal does. */
export interface TypedEvent {
  readonly type: 'typed';
  readonly text: string;
}

/** The program reads standard input that is at its end: said once in a run. */
export interface InputEndEvent {
  readonly type: 'input-end';
  readonly why: InputEnd;
}

export type InputEnd =
  /** All that there was has been read. */
  | 'used'
  /** None was given, and nobody can type any. */
  | 'none'
  /** It is read in a worker, which has none. */
  | 'worker';

/** The program asked for what a page does not have: said of each once in a run. */
export interface LacksEvent {
  readonly type: 'lacks';
  readonly what: Lacking;
  /** Of the file that it wanted; empty for a thread. */
  readonly name: string;
}

export type Lacking = 'files' | 'threads';

/** The program sleeps, for 100 ms or more, by a call that blocks its event loop. */
export interface SleepingEvent {
  readonly type: 'sleeping';
}

/**
 * A step of a task (or of `main`, before any task) has begun. The program cannot say anything while it computes, so the page
 * measures the time since the last event of this type to tell that the loop gets no turn.
 */
export interface RunningEvent {
  readonly type: 'running';
  /** Name of the task, `main()` where no task runs. */
  readonly task: string;
}

/** The loop has nothing to do before a deadline or an event from outside. */
export interface WaitingEvent {
  readonly type: 'waiting';
}

/** New records of the event log (engine/ports/event_records.hpp), whole, in order: only in a run whose options ask for the log. */
export interface LogEvent {
  readonly type: 'log';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The program pauses, and its time with it. */
export interface PausedEvent {
  readonly type: 'paused';
  /** The number, from 1, of the step that comes next. */
  readonly step: number;
}

export interface ContinuedEvent {
  readonly type: 'continued';
}

/** In answer to `seek`: the program begins anew, and with it everything that this stream tells. */
export interface RestartedEvent {
  readonly type: 'restarted';
}

/** What the outside contributed to the run so far (decisions.ts): before the end of a run whose options ask for it, and in answer to `decisions`. */
export interface DecisionsEvent {
  readonly type: 'decisions';
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** More came from outside than is kept: the decisions end before the run. */
  readonly cut: boolean;
  /** How many steps there were. */
  readonly steps: number;
}

/** A replay met a program that asked for something else than was recorded. A `failure` follows. */
export interface DivergedEvent {
  readonly type: 'diverged';
  /** The number, from 1, of the entry that was expected. */
  readonly decision: number;
  readonly expected: string;
  readonly got: string;
}

/** Under the fast clock the program waits for something real, which takes the time that it takes. */
export interface ClockNoteEvent {
  readonly type: 'clock-note';
  readonly note: 'real-fetch';
}

/** `main` returned, or the program called `exit`. */
export interface ExitEvent {
  readonly type: 'exit';
  /** 0 to 255, as a process would report it. */
  readonly code: number;
}

/** The program ended in a way that it did not choose. */
export interface FailureEvent {
  readonly type: 'failure';
  readonly reason: FailureReason;
  /** One or more readable English sentences: what happened and, where known, in which task. */
  readonly message: string;
  /** Where in the program's file its instructions were, in bytes, the innermost call first; only where the engine tells. */
  readonly frames?: readonly number[];
}

export type FailureReason =
  /** An exception left `main`; the message holds its type and `what()`. */
  | 'exception'
  /** Every task waits and nothing can wake one. */
  | 'deadlock'
  /** A `std::mutex` is locked that is locked already. */
  | 'mutex'
  /** Something is waited for that only another thread could do. */
  | 'never-woken'
  /** A stack is full. */
  | 'stack'
  /** The program used up its memory. */
  | 'memory'
  /** `abort()` or a failed `assert`. */
  | 'abort'
  /** A program that is checked did what it must not: used memory that is gone, for example. */
  | 'check'
  /** The machine refused an instruction: a wild pointer, a division by zero, undefined behaviour. */
  | 'trap'
  /** A replay: the program does not do what was recorded, or the record is damaged. */
  | 'replay'
  /** The program was built for another version of this host. */
  | 'outdated'
  /** The bytes are not a program this host can run. */
  | 'invalid';

/** Connections to one program at once, from the page. */
export const MAX_CLIENTS = 64;
/** Bytes of one connection that may be under way in one direction: sent, and not yet reported as read. */
export const SOCKET_WINDOW = 64 * 1024;

/** What the page may do with a program's ports. It names each connection by a number of its own, never 0, never the same twice. */
export type SocketCommand =
  | { readonly type: 'connect'; readonly id: number; readonly port: number }
  /** No more than `SOCKET_WINDOW` bytes that `socket-room` has not given back. */
  | { readonly type: 'send'; readonly id: number; readonly data: Uint8Array<ArrayBuffer> }
  /** Nothing more will be sent. */
  | { readonly type: 'end'; readonly id: number }
  /** `bytes` bytes of `socket-data` have been read: as many more may come. */
  | { readonly type: 'received'; readonly id: number; readonly bytes: number }
  /** The connection is given up; nothing more is said of it. */
  | { readonly type: 'close'; readonly id: number };

/** What becomes of those connections: `socket-closed` is the last of each. */
export type SocketEvent =
  | { readonly type: 'socket-open'; readonly id: number }
  | { readonly type: 'socket-data'; readonly id: number; readonly data: Uint8Array<ArrayBuffer> }
  /** The program has read `bytes` bytes: as many more may be sent. */
  | { readonly type: 'socket-room'; readonly id: number; readonly bytes: number }
  /** The program will write nothing more. */
  | { readonly type: 'socket-end'; readonly id: number }
  | { readonly type: 'socket-closed'; readonly id: number; readonly reason: SocketEnd };

export type SocketEnd =
  /** Both sides have ended. */
  | 'closed'
  /** Nobody listens on that port, or it has too many clients. */
  | 'refused'
  /** The program gave the connection up. */
  | 'reset';

/** How a run is set up. */
export interface RunOptions {
  /** Absolute address against which `asyncio::fetch` resolves relative ones; ends with `/`. */
  readonly baseUrl: string;
  /** Command line: what `main`'s `argv` holds after the program's name. */
  readonly args?: readonly string[];
  /** All of its standard input. Where it is not said, what is typed is. */
  readonly input?: string;
  /** Whether somebody types when `reading` says so. Where nobody does, and no `input` was given, the input is at its end. */
  readonly typing?: boolean;
  /** `real` where it is not said. */
  readonly clock?: ClockMode;
  /** How the network treats its HTTP requests; as it is where it is not said. */
  readonly net?: NetworkChoice;
  /** Decides which requests fail under `net`: the same ones in each run with the same number. 0 where it is not said. */
  readonly seed?: number;
  /** Whether `log` events are wanted. Without them a program cannot be paused at a step. */
  readonly log?: boolean;
  /** Whether what comes from outside is recorded, for `decisions` and `seek`. */
  readonly record?: boolean;
  /** Decisions of an earlier run, to do the same again; after their end the run goes on by itself. */
  readonly replay?: Uint8Array<ArrayBuffer>;
  /** Where to pause at first: before the step, or the iteration of the loop, with this number, from 1. */
  readonly pauseAt?: { readonly step?: number; readonly turn?: number };
}

/** How a program's time passes: as it does; as fast as the program allows, jumping when all wait; or slower by a factor above 1. */
export type ClockMode = 'real' | 'fast' | number;

/** What the page may ask of a run. */
export type RunCommand =
  /** At the next step, or where it waits. */
  | { readonly type: 'pause' }
  | { readonly type: 'continue' }
  /** Go on to the next step, or to the next iteration of the loop, and pause there. Time jumps where the program waits for it alone. */
  | { readonly type: 'step'; readonly unit: 'step' | 'turn' }
  | { readonly type: 'clock'; readonly clock: ClockMode }
  /** Begin anew, do the same as so far up to this step, and pause there. Only in a run that records. */
  | { readonly type: 'seek'; readonly step: number }
  /** Answered by a `decisions` event. */
  | { readonly type: 'decisions' }
  | InputCommand;

/** For the program's standard input. */
export interface InputCommand {
  readonly type: 'input';
  readonly text: string;
  /** Nothing comes after it. */
  readonly end: boolean;
  /** While the program ran, and so shown by a `typed` event once it is read; false for what was given before. */
  readonly typed: boolean;
}

/** The first message to a program's worker, with the port that carries events back and `SocketCommand`s there. */
export interface StartMessage {
  readonly type: 'start';
  /** A WebAssembly binary. Bytes, not a `WebAssembly.Module`: a module cannot cross into an opaque origin. */
  readonly program: Uint8Array<ArrayBuffer>;
  readonly options: RunOptions;
}
