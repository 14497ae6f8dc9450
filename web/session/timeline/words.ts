/** What the timeline says, in each language. Names between backticks are shown as code. */
import type { Place } from '../run/compiler.ts';
import type { CancelStory } from './cancels.ts';
import type { StateName } from './naming.ts';

/** What a wait is called: `fetch`, `gather (3 of 20 not done)`. */
export interface WaitWords {
  readonly kind: number;
  readonly label: string;
  /** Empty, or how long. */
  readonly length: string;
  readonly open: number;
  readonly all: number;
}

/** Who did something: a task's name, or what else. */
export type Doer =
  { readonly by: 'task'; readonly name: string } | { readonly by: 'timer' | 'operation' | 'callback' | 'unknown' };

export interface TimelineWords {
  readonly timeline: string;
  readonly tasks: string;
  /** The table of the loop's thread and the workers. */
  readonly threads: string;
  readonly doing: string;
  /** 0 is the loop's. */
  readonly thread: (worker: number) => string;
  readonly moment: string;
  readonly now: string;
  readonly followNow: string;
  readonly name: string;
  readonly state: string;
  readonly waitingFor: string;
  readonly line: string;
  readonly why: string;
  readonly whyOf: (task: string) => string;
  readonly more: (left: number) => string;
  /** Stands for the lines of a text that are not shown. */
  readonly moreLines: (left: number) => string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly all: string;
  readonly byTime: string;
  readonly bySteps: string;
  readonly axis: string;
  readonly treeOfWaits: string;
  readonly exportTrace: string;
  readonly empty: string;
  readonly keys: string;
  readonly legend: Readonly<Record<'running' | 'ready' | 'waiting' | 'blocking', string>>;
  readonly states: Readonly<Record<StateName, string>>;
  /** Events that are no longer kept, or never came. */
  readonly horizon: (events: number) => string;
  readonly lost: (events: number) => string;
  readonly unreadable: string;

  readonly wait: (wait: WaitWords) => string;
  readonly atLine: (place: Place) => string;
  /** "`get_flag` at line 10, 20 tasks". */
  readonly group: (name: string, place: Place | null, tasks: number) => string;
  readonly counts: (parts: readonly (readonly [StateName, number, string])[]) => string;
  readonly blocked: (name: string | null, length: string) => string;

  // The chain of Why; `place` is null where it is not known.
  readonly waits: (task: string, wait: string, place: Place | null, time: string) => string;
  readonly on: (wait: string) => string;
  readonly held: (wait: string, holder: string, place: Place | null, others: number) => string;
  /** Null where the timer is due. */
  readonly timer: (left: string | null) => string;
  readonly outside: (wait: string, time: string) => string;
  readonly cycle: (tasks: readonly string[]) => string;
  readonly nobody: (task: string) => string;
  readonly somebody: (wait: WaitWords) => string;
  readonly next: (task: string, ahead: number, running: string | null) => string;
  readonly running: (task: string, place: Place | null, time: string, blockers: number) => string;
  readonly ended: (task: string, how: StateName | 'failed', description: string) => string;
  readonly notThere: (task: string) => string;
  readonly askedToEnd: (task: string, by: Doer, place: Place | null, message: string) => string;
  readonly receivedBy: (wait: string | null, place: Place | null) => string;
  readonly afterCancel: Readonly<Record<CancelStory['then'], string>>;

  /** What a thread does. */
  readonly does: (what: DoingWords) => string;
  readonly since: (what: string, time: string) => string;

  // The tree of waits.
  readonly seeAbove: (task: string) => string;
  readonly holds: (task: string) => string;

  // What an event is, for the slider.
  readonly event: (what: EventWords) => string;
  readonly step: (step: number, time: string) => string;
}

/** Of a step or a call with the name of its task, which is empty for a call of none. */
export type DoingWords =
  { readonly is: 'task' | 'call'; readonly name: string } | { readonly is: 'callback' | 'waits' | 'free' | 'closed' };

export type EventWords =
  | {
      readonly is: 'created' | 'ready' | 'runs' | 'yields' | 'received' | 'acquires' | 'releases';
      readonly task: string;
    }
  | { readonly is: 'cancel'; readonly task: string; readonly by: Doer }
  | { readonly is: 'waits'; readonly task: string; readonly wait: string }
  | { readonly is: 'done'; readonly task: string; readonly how: StateName | 'failed' }
  | { readonly is: 'print'; readonly bytes: number }
  | { readonly is: 'started' | 'answered' | 'broke' | 'given-up'; readonly what: string }
  | { readonly is: 'fired' | 'callback' | 'loop-waits' | 'loop-woken' | 'turn' | 'closed' | 'resolved' | 'other' };
