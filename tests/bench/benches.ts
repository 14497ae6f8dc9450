/** What is measured of the engine, where, and against whom. The site's own rows are in site.ts. */

/** Whom we are measured against, by the place of the measurement. */
export interface Peers {
  readonly native: 'boost.fiber' | 'boost.asio' | 'boost.coroutine2' | 'libuv' | 'cpython';
  /** `javascript` is the language's own means: promises, timers, generators. */
  readonly chromium: 'pyodide' | 'javascript' | 'asyncify';
  /** Ourselves over JSPI, against ourselves over the stack-switching proposal ("WasmFX"), which Node has behind a flag. */
  readonly node: 'jspi';
}
export type Place = keyof Peers;

/** The peers at each place of a measurement; it is not taken where none are named. */
export type PeersByPlace = Readonly<{ [P in Place]?: readonly Peers[P][] }>;

export interface Bench extends PeersByPlace {
  /** The beginning of its rows' names, which go on with the place and the count: `step/native/100`. */
  readonly name: string;
  readonly unit: 'ns' | 'ms';
  /** A row for each; absent where there is nothing to count. */
  readonly counts?: readonly number[];
  /** Samples of each side, where more are needed than elsewhere. */
  readonly rounds?: number;
}

export const BENCHES: readonly Bench[] = [
  {
    // One step of a task: sleep(0), by COUNT tasks in turn.
    name: 'step',
    unit: 'ns',
    counts: [2, 100, 1000, 10_000],
    native: ['boost.fiber', 'boost.asio', 'cpython'],
    chromium: ['pyodide', 'javascript', 'asyncify'],
  },
  {
    // Creating a task and awaiting its end.
    name: 'spawn',
    unit: 'ns',
    native: ['boost.fiber', 'boost.asio', 'cpython'],
    chromium: ['pyodide', 'javascript', 'asyncify'],
  },
  {
    // Each task of a gathering of COUNT, which return at once.
    name: 'gather',
    unit: 'ns',
    counts: [100_000],
    native: ['boost.fiber', 'boost.asio', 'cpython'],
    chromium: ['pyodide', 'javascript'],
  },
  {
    // Each timer of COUNT that are set, their deadlines out of order, and fire.
    name: 'timers',
    unit: 'ns',
    counts: [100_000],
    native: ['libuv', 'boost.asio', 'cpython'],
    chromium: ['pyodide', 'javascript'],
  },
  {
    // One item to another task by a queue, and back by another queue.
    name: 'queue',
    unit: 'ns',
    native: ['boost.fiber', 'boost.asio', 'cpython'],
    chromium: ['pyodide', 'javascript'],
  },
  {
    // The next value of a generator.
    name: 'generator',
    unit: 'ns',
    native: ['boost.coroutine2', 'cpython'],
    chromium: ['pyodide', 'javascript'],
  },
  {
    name: 'async-generator',
    unit: 'ns',
    native: ['cpython'],
    chromium: ['pyodide', 'javascript'],
  },
  {
    // From one stack to the next of COUNT, below tasks and loop.
    name: 'switch',
    unit: 'ns',
    counts: [2, 100, 1000],
    node: ['jspi'],
  },
  {
    // From the last deadline of COUNT tasks that sleep to the end of all.
    name: 'sleepers',
    unit: 'ms',
    counts: [10_000],
    chromium: ['pyodide', 'javascript'],
  },
  {
    // COUNT fetches of small files at once; in JavaScript Promise.all over plain fetch.
    name: 'fetch',
    unit: 'ms',
    counts: [200],
    rounds: 9,
    chromium: ['javascript'],
  },
];
