/** What readers do with the tries of lessons besides the solutions: other ways that are right, and wrong ones that look like it. */
export interface Attempt {
  readonly lesson: string;
  readonly try: string;
  readonly does: string;
  readonly right: boolean;
  /** The program that is changed. */
  readonly of: 'solution' | 'program';
  /** Each text, which the program has once, and what takes its place. */
  readonly edits: readonly (readonly [string, string])[];
}

export const ATTEMPTS: readonly Attempt[] = [
  {
    lesson: 'threads',
    try: 'look',
    does: 'reads a page only, and looks for nothing',
    right: false,
    of: 'program',
    edits: [['page <= 3; ++page) {\n    println("deaf', 'page <= 1; ++page) {\n    println("deaf']],
  },
  {
    lesson: 'send',
    try: 'third',
    does: 'prints nothing for the second number',
    right: true,
    of: 'solution',
    edits: [['  println("main: send gives {}", generator.send(20));', '  generator.send(20);']],
  },
  {
    lesson: 'event-loop',
    try: 'between',
    does: 'prints in the task, past the queue',
    right: false,
    of: 'solution',
    edits: [
      [
        'loop.call_soon([] { println("callback: while the task sleeps"); });',
        'println("callback: while the task sleeps");',
      ],
    ],
  },
  {
    lesson: 'task',
    try: 'wait-first',
    does: 'asks for no result',
    right: false,
    of: 'solution',
    edits: [['      println("main: {}", task.result());\n', '']],
  },
  {
    lesson: 'spinner-blocking',
    try: 'to-thread',
    does: 'lets the slow function sleep without blocking',
    right: false,
    of: 'program',
    edits: [['std::this_thread::sleep_for(3s)', 'asyncio::sleep(3s)']],
  },
  {
    lesson: 'concurrency',
    try: 'one-worker',
    does: 'counts on the loop',
    right: false,
    of: 'program',
    edits: [["return asyncio::to_thread(count_primes, 200'000);", "return count_primes(200'000);"]],
  },
  {
    lesson: 'download',
    try: 'five-at-once',
    does: 'asks for one after another',
    right: false,
    of: 'solution',
    edits: [['slots(5)', 'slots(1)']],
  },
  {
    lesson: 'two-steps',
    try: 'stop-at-error',
    does: 'tells the error where it was, and ends nothing',
    right: false,
    of: 'program',
    edits: [
      ['"{}: no flag, status {}", country, error', '"stopped: status {}", error'],
      ['    asyncio::println("all done");\n', ''],
    ],
  },
  {
    lesson: 'blocking-cost',
    try: 'a-thousand',
    does: 'lets a semaphore hold the others back',
    right: true,
    of: 'program',
    edits: [
      [
        '  std::vector<asyncio::Task<>> tasks;',
        '  asyncio::Semaphore places(1000);\n  std::vector<asyncio::Task<>> tasks;',
      ],
      ['create_task([] { asyncio::sleep(1s); })', 'create_task([&] { places.run([] { asyncio::sleep(1s); }); })'],
    ],
  },
  {
    lesson: 'http-server',
    try: 'not-found',
    does: 'does not find the page without a word',
    right: false,
    of: 'solution',
    edits: [['!request.starts_with("GET / ") && ', '']],
  },
];
