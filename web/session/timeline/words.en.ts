import { MAIN } from '../../../wasm/sdk/project.ts';
import type { Place } from '../run/compiler.ts';
import { ObjectKind } from '../log/format.ts';
import type { Doer, TimelineWords, WaitWords } from './words.ts';

const NOUNS: Readonly<Record<number, string>> = {
  [ObjectKind.UNKNOWN]: 'something unknown',
  [ObjectKind.FUTURE]: 'a future',
  [ObjectKind.SLEEP]: 'sleep',
  [ObjectKind.GATHER]: 'gather',
  [ObjectKind.WAIT]: 'wait',
  [ObjectKind.LOCK]: 'a lock',
  [ObjectKind.EVENT]: 'an event',
  [ObjectKind.CONDITION]: 'a condition',
  [ObjectKind.SEMAPHORE]: 'a semaphore',
  [ObjectKind.QUEUE_GET]: 'an item of a queue',
  [ObjectKind.QUEUE_PUT]: 'room in a queue',
  [ObjectKind.QUEUE_JOIN]: 'a queue to be worked off',
  [ObjectKind.BARRIER]: 'the others at a barrier',
  [ObjectKind.SHIELD]: 'shield',
  [ObjectKind.TIMER]: 'a timer',
  [ObjectKind.FETCH]: 'fetch',
  [ObjectKind.EXECUTOR]: 'a call in a worker',
  [ObjectKind.STREAM]: 'a stream',
  [ObjectKind.THREAD]: 'a thread',
  [ObjectKind.AS_COMPLETED]: 'as_completed',
  [ObjectKind.OTHER]: 'something',
};

const DEEDS: Readonly<Record<number, string>> = {
  [ObjectKind.EVENT]: 'some task sets the event',
  [ObjectKind.CONDITION]: 'some task notifies the condition',
  [ObjectKind.QUEUE_GET]: 'some task puts an item into the queue',
  [ObjectKind.QUEUE_PUT]: 'some task takes an item out of the queue',
  [ObjectKind.QUEUE_JOIN]: 'every item of the queue is done',
  [ObjectKind.BARRIER]: 'enough tasks have come to the barrier',
  [ObjectKind.LOCK]: 'the lock is handed on',
  [ObjectKind.SEMAPHORE]: 'some task releases the semaphore',
  [ObjectKind.FUTURE]: 'some task sets the result of the future',
};

function wait({ kind, label, length, open, all }: WaitWords): string {
  if (kind === ObjectKind.TASK) return `\`${label}\``;
  if (kind === ObjectKind.SLEEP && length !== '') return `sleep(${length})`;
  const itself = kind === ObjectKind.OTHER || kind === ObjectKind.FUTURE || kind === ObjectKind.STREAM;
  const noun = itself && label !== '' ? label : (NOUNS[kind] ?? 'something');
  if (all > 0) return `${noun} (${open} of ${all} not done)`;
  return itself || label === '' ? noun : `${noun} \`${label}\``;
}

const line = ({ file, line }: Place): string => (file === MAIN ? `line ${line}` : `line ${line} of ${file}`);
const at = (place: Place | null): string => (place === null ? '' : `, ${line(place)}`);

function alsoHeld(others: number): string {
  if (others === 0) return '';
  return others === 1 ? ', as does one other' : `, as do ${others} others`;
}

function doer(by: Doer): string {
  switch (by.by) {
    case 'task':
      return `\`${by.name}\``;
    case 'timer':
      return 'A timeout';
    case 'operation':
      return 'The end of something outside';
    case 'callback':
      return 'A callback';
    case 'unknown':
      return 'Somebody';
  }
}

const HOW = {
  created: 'is there',
  ready: 'is ready',
  running: 'runs',
  waiting: 'waits',
  done: 'has returned',
  cancelled: 'was cancelled',
  failed: 'has failed',
} as const;

export const wordsEn: TimelineWords = {
  timeline: 'Timeline',
  tasks: 'Tasks',
  threads: 'Threads',
  doing: 'Doing',
  thread: (worker) => (worker === 0 ? 'the loop' : `worker ${worker}`),
  moment: 'Moment',
  now: 'now',
  followNow: 'Follow',
  name: 'Name',
  state: 'State',
  waitingFor: 'Waiting for',
  line: 'Line',
  why: 'Why',
  whyOf: (task) => `Why: ${task}`,
  moreLines: (left) => `… ${left.toLocaleString('en')} more lines`,
  more: (left) => `Show more (${left} left)`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Show all',
  byTime: 'Time',
  bySteps: 'Events',
  axis: 'Axis',
  treeOfWaits: 'Tree of waits',
  exportTrace: 'Save trace',
  empty: 'Run the program to see its tasks here.',
  keys: 'Up and Down choose a lane, Left and Right go from event to event, Enter unfolds a lane or explains it, plus and minus zoom, 0 shows all. The tables Tasks and Threads say the same in words.',
  legend: { running: 'runs', ready: 'ready', waiting: 'waits', blocking: 'blocks the loop' },
  states: {
    created: 'created',
    ready: 'ready',
    running: 'running',
    waiting: 'waiting',
    done: 'done',
    cancelled: 'cancelled',
  },
  horizon: (events) => `The first ${events.toLocaleString('en')} events are no longer kept.`,
  lost: (events) => `${events.toLocaleString('en')} events were lost before they reached the page.`,
  unreadable: 'The rest of the log cannot be read: it was written by another version of Tulip.',

  wait,
  atLine: line,
  group: (name, place, tasks) =>
    `\`${name}\`${place === null ? '' : ` at ${line(place)}`}, ${tasks} ${tasks === 1 ? 'task' : 'tasks'}`,
  counts: (parts) =>
    parts
      .map(([state, count, what]) => `${count} ${wordsEn.states[state]}${what === '' ? '' : ` for ${what}`}`)
      .join(', '),
  blocked: (name, length) => `${name === null ? 'A callback' : `\`${name}\``} kept the loop busy for ${length}`,

  waits: (task, what, place, time) => `\`${task}\` has waited for ${what} since ${time}${at(place)}.`,
  on: (what) => `What is missing is ${what}.`,
  held: (what, holder, place, others) =>
    `\`${holder}\` holds ${what}${place === null ? '' : `, taken at ${line(place)}`}${alsoHeld(others)}.`,
  timer: (left) => (left === null ? 'The timer that ends that is due.' : `A timer ends that in ${left}.`),
  outside: (what, time) => `That is up to the outside: ${what}, under way since ${time}.`,
  cycle: (tasks) => `They wait for each other in a circle: ${tasks.map((task) => `\`${task}\``).join(' → ')}.`,
  nobody: () => 'Nobody will ever end that wait: every task waits, no timer is set and nothing outside is under way.',
  somebody: ({ kind }) => `It goes on when ${DEEDS[kind] ?? 'somebody ends that wait'}.`,
  next: (task, ahead, running) => {
    if (ahead > 0) return `\`${task}\` is ready; ${ahead} ${ahead === 1 ? 'task comes' : 'tasks come'} before it.`;
    return running === null
      ? `\`${task}\` is ready: it is its turn next.`
      : `\`${task}\` is ready: it is its turn next, after \`${running}\`.`;
  },
  running: (task, place, time, blockers) => {
    const since = `\`${task}\` is running since ${time}${at(place)}`;
    if (blockers === 0) return `${since}.`;
    return blockers === 1
      ? `${since}, and lets nobody else run.`
      : `${since}. It, or one of the ${blockers - 1} short steps before it, which were not timed one by one, lets nobody else run.`;
  },
  ended: (task, how, description) => `\`${task}\` ${HOW[how]}${description === '' ? '' : `: ${description}`}.`,
  notThere: (task) => `\`${task}\` has not been created yet.`,
  askedToEnd: (task, by, place, message) =>
    `${doer(by)} asked \`${task}\` to end${at(place)}${message === '' ? '' : `, with the message “${message}”`}.`,
  receivedBy: (what, place) =>
    what === null ? 'It had not begun and never will.' : `The wait for ${what}${at(place)} received it.`,
  afterCancel: {
    pending: 'It has not received that yet.',
    handling: 'It has caught CancelledError and has not ended yet.',
    cancelled: 'It ended by it.',
    swallowed: 'It swallowed CancelledError and went on.',
    'timed-out': 'It becomes TimeoutError where the block of the timeout ends.',
    failed: 'It ended with another exception instead.',
  },

  does: (what) => {
    switch (what.is) {
      case 'task':
        return `running a step of \`${what.name}\``;
      case 'call':
        return what.name === '' ? 'making a call' : `making a call of \`${what.name}\``;
      case 'callback':
        return 'running a callback';
      case 'waits':
        return 'waiting: no task is ready';
      case 'free':
        return 'free';
      case 'closed':
        return 'closed';
    }
  },
  since: (what, time) => `${what}, since ${time}`,

  seeAbove: (task) => `${task} (see above)`,
  holds: (task) => `held by ${task}`,

  event: (what) => {
    switch (what.is) {
      case 'created':
        return `\`${what.task}\` is created`;
      case 'ready':
        return `\`${what.task}\` is ready`;
      case 'runs':
        return `\`${what.task}\` runs`;
      case 'yields':
        return `\`${what.task}\` gives way`;
      case 'acquires':
        return `\`${what.task}\` takes a lock`;
      case 'releases':
        return `\`${what.task}\` releases a lock`;
      case 'received':
        return `\`${what.task}\` receives CancelledError`;
      case 'cancel':
        return `${doer(what.by)} cancels \`${what.task}\``;
      case 'waits':
        return `\`${what.task}\` waits for ${what.wait}`;
      case 'done':
        return `\`${what.task}\` ${HOW[what.how]}`;
      case 'print':
        return `${what.bytes} bytes are printed`;
      case 'started':
        return `${what.what} begins`;
      case 'answered':
        return `${what.what} has ended`;
      case 'broke':
        return `${what.what} has failed`;
      case 'given-up':
        return `${what.what} is given up`;
      case 'fired':
        return 'a timer is due';
      case 'callback':
        return 'a callback runs';
      case 'loop-waits':
        return 'the loop waits';
      case 'loop-woken':
        return 'the loop wakes';
      case 'turn':
        return 'a turn of the loop begins';
      case 'closed':
        return 'the loop is closed';
      case 'resolved':
        return 'something that is waited for is done';
      case 'other':
        return 'bookkeeping';
    }
  },
  step: (step, time) => `step ${step}, ${time}`,
};
