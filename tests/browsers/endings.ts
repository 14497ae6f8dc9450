/** How the host tells each way in which a program can end: the expectations for programs/endings.cpp. */
import { isDeepStrictEqual, inspect } from 'node:util';
import type { FailureReason } from '../../wasm/abi/protocol.ts';
import { Kind } from '../../web/session/log/format.ts';
import { LogReader } from '../../web/session/log/reader.ts';
import { textOf } from './gtest.ts';
import type { TestResult } from './results.ts';
import type { Seen, SeenEvent } from './seen.ts';

export interface Ending {
  /** A sentence: what a program does and what is said of it. */
  readonly says: string;
  /** The argument of the program. */
  readonly way: string;
  /** Its standard input; none where it is not said. */
  readonly input?: string;
  readonly exit?: number;
  readonly failure?: readonly [FailureReason, RegExp];
  readonly stdout?: string;
  readonly stderr?: RegExp;
  /** What it showed, in order: every event that is neither text on stderr nor a sign of life. */
  readonly shows?: readonly SeenEvent[];
  /** Fills a gigabyte, which takes long where a machine is slow to hand it out: tried on one platform unless all are asked for. */
  readonly fills?: true;
  /** What its event log says that it printed, in order: the stream, 1 or 2, and the number of bytes. */
  readonly logs?: readonly (readonly [stream: number, bytes: number])[];
}

const text = (written: string): SeenEvent => ({ type: 'output', stream: 'stdout', text: written });
const bar = (value: number, closed: boolean): SeenEvent => ({
  type: 'progress',
  id: 1,
  label: 'steps',
  value,
  total: 2,
  closed,
});

export const endings: readonly Ending[] = [
  { says: 'main returns its exit code', way: 'return-3', exit: 3 },
  { says: 'exit() ends the program', way: 'exit-7', exit: 7 },
  {
    says: 'exit() in a task ends the program after what it printed',
    way: 'exit-in-task',
    exit: 9,
    stdout: 'leaving\n',
  },
  { says: 'output without a line end is not lost', way: 'unflushed', exit: 0, stdout: 'no line end, nor here' },
  {
    says: 'the event log tells of each byte, by whatever means it was written, also before the loop ran',
    way: 'prints-in-every-way',
    exit: 0,
    stdout: 'before\ncout1\nprint 1\n',
    logs: [
      [1, 7],
      [1, 6],
      [1, 8],
      [2, 9],
    ],
  },
  {
    says: 'standard input is read by all means of C and C++, from one stream',
    way: 'reads',
    input: 'Kim Lee\n3 4\nthe rest\nof it',
    exit: 0,
    shows: [
      text('Name? '),
      { type: 'input-end', why: 'used' },
      text('Hello Kim Lee, 7, the rest|of it|\n'),
      { type: 'exit', code: 0 },
    ],
  },
  {
    says: 'standard input that nobody gives is at its end',
    way: 'reads-once',
    exit: 1,
    shows: [
      { type: 'input-end', why: 'none' },
      { type: 'exit', code: 1 },
    ],
  },
  {
    says: 'a worker has no standard input',
    way: 'reads-in-worker',
    input: 'Kim\n',
    exit: 1,
    shows: [
      { type: 'input-end', why: 'worker' },
      { type: 'exit', code: 1 },
    ],
  },
  {
    says: 'a file cannot be opened, which is told once',
    way: 'opens-files',
    exit: 0,
    shows: [
      { type: 'lacks', what: 'files', name: 'data.txt' },
      { type: 'exit', code: 0 },
    ],
  },
  {
    says: 'a thread cannot be started, which is told; one that is waited for nevertheless ends the program',
    way: 'starts-threads',
    failure: ['never-woken', /./],
  },
  {
    says: 'a future that only another thread could set is told',
    way: 'waits-for-promise',
    failure: ['never-woken', /std::future.*asyncio::Future/],
  },
  {
    says: 'a mutex that a task holds while it waits is told when another locks it',
    way: 'locks-twice',
    failure: ['mutex', /std::mutex.*asyncio::Lock/],
  },
  { says: 'a mutex that is free can be locked, a recursive one at any time', way: 'locks-well', exit: 0 },
  {
    says: 'what a program has printed is shown while it sleeps, and the sleep is told',
    way: 'sleeps-in-task',
    exit: 0,
    shows: [text('no line end'), { type: 'sleeping' }, { type: 'exit', code: 0 }],
  },
  {
    says: 'what a program has printed is shown while it waits, without a line end, too',
    way: 'prints-no-line-end',
    exit: 0,
    shows: [
      text('.'),
      { type: 'display', mime: 'text/plain', data: [...Buffer.from('shown')], alt: '' },
      { type: 'exit', code: 0 },
    ],
  },
  {
    says: 'an exception that leaves main is told with its type and what()',
    way: 'exception',
    failure: ['exception', /^uncaught exception: std::out_of_range: main's$/],
  },
  {
    says: 'so is one that a task threw',
    way: 'exception-in-task',
    failure: ['exception', /^uncaught exception: std::runtime_error: the task's$/],
  },
  {
    says: 'an exception of a fundamental type is told with its value',
    way: 'exception-of-no-class',
    failure: ['exception', /^uncaught exception: int: 42$/],
  },
  {
    says: "an exception of the program's own class is told by its name",
    way: 'exception-of-own-class',
    failure: ['exception', /Oops/],
  },
  {
    says: 'an exception in a thread is told and ends nothing but the thread',
    way: 'exception-in-thread',
    exit: 0,
    stderr: /^Exception in thread Thread-1: std::runtime_error: the thread's\n$/,
  },
  {
    says: 'a division by zero in a thread ends that thread alone',
    way: 'divide-in-thread',
    exit: 0,
    stderr: /^Exception in thread Thread-1: .*divided an integer by zero/,
  },
  { says: 'exit() in a thread ends the program', way: 'exit-in-thread', exit: 5, stdout: 'leaving\n' },
  {
    says: 'one thread too many is told',
    way: 'too-many-threads',
    failure: ['exception', /can't start new thread/],
  },
  {
    says: 'an exception that nobody looks at is reported and ends nothing',
    way: 'exception-unseen',
    exit: 0,
    stderr: /^loner: Task exception was never retrieved: std::runtime_error: unseen\n$/,
  },
  {
    says: 'an exception that would leave a noexcept function is told',
    way: 'exception-in-noexcept',
    failure: ['exception', /noexcept, or a destructor$/],
  },
  {
    says: 'a cancelled main is told with the message',
    way: 'cancelled',
    failure: ['exception', /CancelledError: enough$/],
  },
  {
    says: 'a deadlock names the tasks and what they wait for',
    way: 'deadlock',
    failure: ['deadlock', /every task waits[^]*\n {2}main waits for a Future at endings\.cpp:\d+$/],
  },
  { says: 'abort() is told', way: 'abort', failure: ['abort', /aborted.*\(in main\(\)\)$/] },
  { says: 'abort() in a task is told with its name', way: 'abort-in-task', failure: ['abort', /\(in worker\)$/] },
  { says: 'a path that must not be reached is told', way: 'unreachable', failure: ['abort', /must not be reached/] },
  {
    says: 'a division by zero is told',
    way: 'divide',
    failure: ['trap', /divided an integer by zero \(in main\(\)\)$/],
  },
  {
    says: 'a division by zero in a task is told with its name',
    way: 'divide-in-task',
    failure: ['trap', /\(in worker\)$/],
  },
  { says: 'a wild pointer is told', way: 'wild-pointer', failure: ['trap', /memory that it does not have/] },
  { says: 'a call of a null function is told', way: 'null-function', failure: ['trap', /function pointer/] },
  {
    says: 'an allocation of 4 GB is out of memory',
    way: 'four-gigabytes',
    failure: ['memory', /^out of memory: .* 1 GB .*bad_alloc/],
  },
  { says: 'an allocation of 4 GB can be caught', way: 'four-gigabytes-caught', exit: 0, stdout: 'caught\n' },
  {
    says: 'allocating without end is out of memory',
    way: 'more-and-more',
    failure: ['memory', /^out of memory/],
    fills: true,
  },
  {
    says: 'so is allocating without end in a task',
    way: 'more-and-more-in-task',
    failure: ['memory', /^out of memory/],
    fills: true,
  },
  { says: 'endless recursion is a stack overflow', way: 'recursion', failure: ['stack', /stack overflow/] },
  {
    says: 'endless recursion in a task is a stack overflow with its name',
    way: 'recursion-in-task',
    failure: ['stack', /stack overflow.*worker/],
  },
  { says: 'endless recursion with arrays is a stack overflow', way: 'arrays', failure: ['stack', /stack overflow/] },
  {
    says: 'endless recursion with arrays in a task is a stack overflow with its name',
    way: 'arrays-in-task',
    failure: ['stack', /stack overflow in worker/],
  },
  { says: 'arrays that fit into the stack of a task do no harm', way: 'arrays-that-fit', exit: 0 },
  {
    says: 'arrays a little too large for the stack of a task are a stack overflow',
    way: 'arrays-too-large-by-little',
    failure: ['stack', /stack overflow in worker/],
  },
  {
    says: 'a picture stands where it was shown',
    way: 'display',
    exit: 0,
    shows: [
      text('before\n'),
      { type: 'display', mime: 'image/svg+xml', data: [...Buffer.from('<svg/>')], alt: 'A drawing' },
      text('after\n'),
      { type: 'exit', code: 0 },
    ],
  },
  {
    says: 'a progress bar is shown from its beginning to its end',
    way: 'progress',
    exit: 0,
    shows: [bar(0, false), bar(1, false), bar(2, false), bar(2, true), { type: 'exit', code: 0 }],
  },
  {
    says: 'a call in a worker that hangs keeps no program from its end',
    way: 'hanging-worker',
    exit: 0,
    stdout: 'in the worker\ndone\n',
  },
  { says: 'exit() in a worker ends the program', way: 'exit-in-worker', exit: 6, stdout: 'leaving\n' },
  {
    says: 'more tasks that wait at once than there are stacks are refused, and the program goes on',
    way: 'too-many-stacks',
    exit: 0,
    stdout:
      '101 refused: too many tasks wait at once: this platform carries 12000 stacks; ' +
      'use a Semaphore or a worker pool to bound them\n',
  },
];

function printsIn(seen: Seen): [number, number][] {
  const prints: [number, number][] = [];
  const nothing = (): void => undefined;
  const event = (kind: number, _time: number, stream: number, bytes: number): void => {
    if (kind === Kind.PRINT) prints.push([stream, bytes]);
  };
  const reader = new LogReader({ string: nothing, site: nothing, event });
  for (const said of seen.events) if (said.type === 'log') reader.push(new Uint8Array(said.bytes));
  return prints;
}

/** What of a run is not as expected. */
export function judge(group: string, ending: Ending, seen: Seen, milliseconds: number): TestResult {
  const failures: string[] = [];
  const end = seen.events.at(-1);
  const shown = seen.events.filter(
    (event) => !['running', 'waiting'].includes(event.type) && !(event.type === 'output' && event.stream === 'stderr'),
  );
  if (ending.exit !== undefined && !(end?.type === 'exit' && end.code === ending.exit)) {
    failures.push(`expected exit code ${ending.exit}, seen ${inspect(end)}`);
  }
  if (ending.failure !== undefined) {
    const [reason, message] = ending.failure;
    if (!(end?.type === 'failure' && end.reason === reason && message.test(end.message))) {
      failures.push(`expected failure ${reason} with ${String(message)}, seen ${inspect(end)}`);
    }
  }
  if (ending.stdout !== undefined && textOf(seen, 'stdout') !== ending.stdout) {
    failures.push(`expected output ${inspect(ending.stdout)}, seen ${inspect(textOf(seen, 'stdout'))}`);
  }
  if (ending.stderr !== undefined && !ending.stderr.test(textOf(seen, 'stderr'))) {
    failures.push(`expected ${String(ending.stderr)} on stderr, seen ${inspect(textOf(seen, 'stderr'))}`);
  }
  if (ending.shows !== undefined && !isDeepStrictEqual(shown, ending.shows)) {
    failures.push(`expected ${inspect(ending.shows)}, seen ${inspect(shown)}`);
  }
  if (ending.logs !== undefined && !isDeepStrictEqual(printsIn(seen), ending.logs)) {
    failures.push(`expected prints ${inspect(ending.logs)} in the log, seen ${inspect(printsIn(seen))}`);
  }
  return { group, name: ending.says, milliseconds, skipped: false, failures };
}
