/** Puts what a history answers into words. */
import type { Place } from '../run/compiler.ts';
import { Kind, ObjectKind, Outcome } from '../log/format.ts';
import { causeOf, type Cause } from './causes.ts';
import type { Group } from './groups.ts';
import type { History } from './history.ts';
import { duration, groupName, placeOf, stateName, taskName, type StateName } from './naming.ts';
import { State, type Task } from './task.ts';
import { CLOSED, doingAt, IDLE, type Thread } from './threads.ts';
import { waitOf, type Wait } from './waits.ts';
import { why, type Link } from './why.ts';
import type { Doer, DoingWords, EventWords, TimelineWords } from './words.ts';

/** A task as a row of the table. */
export interface TaskRow {
  readonly task: Task;
  readonly name: string;
  readonly state: StateName;
  /** Empty where it waits for nothing. */
  readonly waitingFor: string;
  /** 0 where it is not known. */
  readonly place: Place | null;
}

export class Teller {
  readonly #history: History;
  readonly #words: TimelineWords;

  constructor(history: History, words: TimelineWords) {
    this.#history = history;
    this.#words = words;
  }

  /** Why a task does not run at a moment, a sentence each link; with the place that it names. */
  why(task: Task, moment: number): { readonly text: string; readonly place: Place | null }[] {
    return why(this.#history, task, moment).map((link) => ({ text: this.#link(link), place: this.#placeOf(link) }));
  }

  row(task: Task, moment: number): TaskRow {
    const at = this.#history.at(task, moment);
    return {
      task,
      name: taskName(this.#history, task),
      state: stateName(this.#history, at),
      waitingFor: at.state === State.WAITING ? this.wait(at.object, moment) : '',
      place: placeOf(this.#history.site(at.site)),
    };
  }

  /** What a wait for an object is called. */
  wait(object: number, moment: number): string {
    return this.#wait(waitOf(this.#history, object, moment));
  }

  /** The same in a word or two, where there is little room. */
  shortWait(object: number): string {
    const { kind, length, label } = waitOf(this.#history, object, -1);
    const itself = kind === ObjectKind.TASK || kind === ObjectKind.OTHER;
    const shown = length > 0 ? duration(length) : '';
    return this.#words.wait({ kind, label: itself ? label : '', length: shown, open: 0, all: 0 }).replaceAll('`', '');
  }

  /** A group in one line: "`get_flag` at line 10, 20 tasks: 3 running, 17 waiting for fetch". */
  group(group: Group, moment: number): string {
    const history = this.#history;
    const name = groupName(history, group);
    const title = this.#words.group(name, placeOf(history.site(group.site)), group.tasks.length);
    const counts = this.#counts(group, moment);
    return counts === '' ? title : `${title}: ${counts}`;
  }

  /** What a thread is called. */
  thread({ worker }: Thread): string {
    return this.#words.thread(worker);
  }

  /** What a thread does at a moment, and since when. */
  doing(thread: Thread, moment: number): string {
    const { what, since } = doingAt(thread, moment);
    const said = this.#words.does(this.#doing(thread, what));
    return since < 0 ? said : this.#words.since(said, duration(this.#history.events.time(since)));
  }

  /** The name of the task whose step or call a thread is at; empty where it is none's. */
  workOf(thread: Thread, event: number): string {
    const doing = this.#doing(thread, doingAt(thread, event).what);
    return 'name' in doing ? doing.name : '';
  }

  /** What happened at a moment, and when. */
  event(moment: number): string {
    const { events } = this.#history;
    if (moment < events.first) return '';
    return this.#words.event(this.#event(moment));
  }

  /** The number of the step at a moment, and its time. */
  step(moment: number): string {
    return this.#words.step(this.#history.stepAt(moment), duration(this.#history.events.time(moment)));
  }

  #counts(group: Group, moment: number): string {
    const tally = new Map<string, [StateName, number, string]>();
    for (const task of group.tasks) {
      const at = this.#history.at(task, moment);
      if (at.state === State.NONE) continue;
      const state = stateName(this.#history, at);
      // What they wait for without what differs from task to task.
      const what = state === 'waiting' ? this.#words.wait(bare(waitOf(this.#history, at.object, moment))) : '';
      const entry = tally.get(state + what);
      if (entry === undefined) tally.set(state + what, [state, 1, what]);
      else entry[1]++;
    }
    return this.#words.counts([...tally.values()].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  }

  #wait(wait: Wait): string {
    const label = wait.kind === ObjectKind.FETCH ? shortAddress(wait.label) : wait.label;
    return this.#words.wait({ ...wait, label, length: wait.length > 0 ? duration(wait.length) : '' });
  }

  #doing({ worker }: Thread, what: number): DoingWords {
    if (what === IDLE) return { is: worker === 0 ? 'waits' : 'free' };
    if (what === CLOSED) return { is: 'closed' };
    const task = this.#history.task(what);
    const name = task === undefined ? '' : taskName(this.#history, task);
    if (worker > 0) return { is: 'call', name };
    return name === '' ? { is: 'callback' } : { is: 'task', name };
  }

  #doer(cause: Cause): Doer {
    return cause.by === 'task' ? { by: 'task', name: taskName(this.#history, cause.task) } : { by: cause.by };
  }

  #placeOf(link: Link): Place | null {
    const site = (number: number): Place | null => placeOf(this.#history.site(number));
    switch (link.is) {
      case 'waits':
      case 'running':
        return site(link.at.site);
      case 'held':
        return site(link.holder.site);
      case 'cancel':
        return site(link.story.site);
      default:
        return null;
    }
  }

  #link(link: Link): string {
    const words = this.#words;
    const name = (task: Task): string => taskName(this.#history, task);
    switch (link.is) {
      case 'waits':
        return words.waits(name(link.task), this.#wait(link.wait), this.#placeOf(link), duration(link.at.since));
      case 'cancel':
        return this.#cancel(link);
      case 'on':
        return words.on(this.#wait(link.wait));
      case 'held': {
        const holder = link.by === null ? `#${link.holder.task}` : name(link.by);
        return words.held(this.#wait(link.wait), holder, this.#placeOf(link), link.others);
      }
      case 'timer':
        return words.timer(link.left > 0 ? duration(link.left) : null);
      case 'outside':
        return words.outside(this.#wait(link.wait), duration(link.since));
      case 'cycle':
        return words.cycle(link.tasks.map(name));
      case 'nobody':
        return words.nobody(name(link.task));
      case 'somebody':
        return words.somebody({ ...link.wait, length: '' });
      case 'next':
        return words.next(name(link.task), link.ahead, link.running === undefined ? null : name(link.running));
      case 'running':
        return words.running(name(link.task), this.#placeOf(link), duration(link.at.since), link.blockers);
      case 'done':
        return words.ended(name(link.task), howEnded(link.outcome), link.description);
      case 'not-there':
        return words.notThere(name(link.task));
    }
  }

  #cancel({ task, story, wait }: Extract<Link, { is: 'cancel' }>): string {
    const words = this.#words;
    const place = placeOf(this.#history.site(story.site));
    const asked = words.askedToEnd(
      taskName(this.#history, task),
      this.#doer(story.by),
      place,
      this.#history.names.text(story.message),
    );
    const site =
      story.received === null || story.received === undefined ? null : placeOf(this.#history.site(story.received.site));
    const received =
      story.received === undefined ? [] : [words.receivedBy(wait === null ? null : this.#wait(wait), site)];
    return [asked, ...received, words.afterCancel[story.then]].join(' ');
  }

  #event(moment: number): EventWords {
    const history = this.#history;
    const { events } = history;
    const kind = events.kind(moment);
    const about = IS[kind];
    const subject = history.task(events.a(moment));
    const task = subject === undefined ? '' : taskName(history, subject);
    if (kind === Kind.STEP) return subject === undefined ? { is: 'callback' } : { is: 'runs', task };
    if (kind === Kind.WAITS || kind === Kind.YIELDS) {
      const step = history.steps[history.stepAt(moment) - history.before.steps - 1];
      const running = step === undefined || events.kind(step) !== Kind.STEP ? undefined : history.task(events.a(step));
      const name = running === undefined ? '' : taskName(history, running);
      return kind === Kind.YIELDS
        ? { is: 'yields', task: name }
        : { is: 'waits', task: name, wait: this.wait(events.a(moment), moment) };
    }
    if (kind === Kind.ACQUIRED || kind === Kind.RELEASED) {
      const holder = history.task(events.b(moment));
      return {
        is: kind === Kind.ACQUIRED ? 'acquires' : 'releases',
        task: holder === undefined ? `#${events.b(moment)}` : taskName(history, holder),
      };
    }
    if (kind === Kind.DONE) return { is: 'done', task, how: howEnded(events.b(moment)) };
    if (kind === Kind.CANCEL) return { is: 'cancel', task, by: this.#doer(causeOf(history, moment)) };
    if (kind === Kind.PRINT) return { is: 'print', bytes: events.b(moment) };
    if (kind === Kind.OPERATION_STARTED) return { is: 'started', what: this.wait(events.a(moment), moment) };
    if (kind === Kind.OPERATION_ENDED)
      return { is: ENDS[events.b(moment)] ?? 'answered', what: this.wait(events.a(moment), moment) };
    if (about === 'created' || about === 'ready' || about === 'received') return { is: about, task };
    return { is: about ?? 'other' };
  }
}

const ENDS = ['answered', 'broke', 'given-up'] as const;

const ORDER: readonly StateName[] = ['running', 'ready', 'created', 'waiting', 'done', 'cancelled'];

const IS: Readonly<
  Record<
    number,
    'created' | 'ready' | 'received' | 'fired' | 'loop-waits' | 'loop-woken' | 'turn' | 'closed' | 'resolved'
  >
> = {
  [Kind.TASK_CREATED]: 'created',
  [Kind.READY]: 'ready',
  [Kind.CANCEL_RECEIVED]: 'received',
  [Kind.FIRED]: 'fired',
  [Kind.LOOP_WAITS]: 'loop-waits',
  [Kind.LOOP_WOKEN]: 'loop-woken',
  [Kind.TURN]: 'turn',
  [Kind.RESOLVED]: 'resolved',
  [Kind.LOOP_CLOSED]: 'closed',
};

function howEnded(outcome: number): 'done' | 'failed' | 'cancelled' {
  if (outcome === Outcome.CANCELLED) return 'cancelled';
  return outcome === Outcome.EXCEPTION ? 'failed' : 'done';
}

/** An address without its scheme, and without the folders that its file is in: `host/…/file`. */
function shortAddress(address: string): string {
  const [host = '', ...path] = address.replace(/^\w+:\/\//, '').split('/');
  const file = path.at(-1) ?? '';
  if (path.length === 0) return host;
  return path.length === 1 ? `${host}/${file}` : `${host}/…/${file}`;
}

/** Without label, length and counts: what several waits have in common. */
function bare(wait: Wait): { kind: number; label: string; length: string; open: number; all: number } {
  const label = wait.kind === ObjectKind.TASK ? '…' : '';
  return { kind: wait.kind, label, length: '', open: 0, all: 0 };
}
