/**
 * What a running program says to whoever runs it.
 *
 * One program run produces one stream of events: any number of `output`, `skipped`, `display`, `progress`,
 * `listening`, `running` and `waiting`, then exactly one `exit` or `failure`, then nothing. The same stream is read by the
 * playground, the embed, the tests and the benchmarks.
 */
export type ProgramEvent =
  | OutputEvent
  | SkippedEvent
  | DisplayEvent
  | ProgressEvent
  | ListeningEvent
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

/**
 * A step of a task (or of `main`, before any task) has begun. The program cannot say anything while it computes, so
 * whoever runs it measures the time since the last event of this type to tell that the loop gets no turn.
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
}

export type FailureReason =
  /** An exception left `main`; the message holds its type and `what()`. */
  | 'exception'
  /** Every task waits and nothing can wake one. */
  | 'deadlock'
  /** A stack is full. */
  | 'stack'
  /** The program used up its memory. */
  | 'memory'
  /** `abort()` or a failed `assert`. */
  | 'abort'
  /** The machine refused an instruction: a wild pointer, a division by zero, undefined behaviour. */
  | 'trap'
  /** The bytes are not a program this host can run. */
  | 'invalid'
  /** The browser cannot run programs (no JavaScript Promise Integration). */
  | 'unsupported';

/** Connections to one program at once, from whoever runs it. */
export const MAX_CLIENTS = 64;
/** Bytes of one connection that may be under way in one direction: sent, and not yet reported as read. */
export const SOCKET_WINDOW = 64 * 1024;

/** What whoever runs a program may do with its ports. Connections are named by the one who opens them, never by 0, never the same. */
export type SocketCommand =
  | { readonly type: 'connect'; readonly id: number; readonly port: number }
  /** No more than `SOCKET_WINDOW` bytes that `socket-room` has not given back. */
  | { readonly type: 'send'; readonly id: number; readonly data: Uint8Array<ArrayBuffer> }
  /** Nothing more will be sent. */
  | { readonly type: 'end'; readonly id: number }
  /** So many bytes of `socket-data` have been read: as many more may come. */
  | { readonly type: 'received'; readonly id: number; readonly bytes: number }
  /** The connection is given up; nothing more is said of it. */
  | { readonly type: 'close'; readonly id: number };

/** What becomes of those connections: `socket-closed` is the last of each. */
export type SocketEvent =
  | { readonly type: 'socket-open'; readonly id: number }
  | { readonly type: 'socket-data'; readonly id: number; readonly data: Uint8Array<ArrayBuffer> }
  /** The program has read so many bytes: as many more may be sent. */
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
}

/** The first message to a program's worker, with the port that carries events back and `SocketCommand`s there. */
export interface StartMessage {
  readonly type: 'start';
  /** A WebAssembly binary. Bytes, not a `WebAssembly.Module`: a module cannot cross into an opaque origin. */
  readonly program: Uint8Array<ArrayBuffer>;
  readonly options: RunOptions;
}
