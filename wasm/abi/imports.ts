/**
 * Every function that a program imports from its host: the one table of them. From it come the types that the host's modules must have
 * (`ImportsOf`), which functions suspend the program, and what is recorded and replayed; a test compares it with what the libraries import that
 * programs are linked with. What each function does: imports.hpp, and for WASI the documents of its preview 1.
 */
import {
  argument,
  HTTP_SIZES_BYTES,
  httpRequestSpans,
  httpResultSize,
  type Arguments,
  type Door,
  type Span,
} from './door.ts';

/** A type of a value of WebAssembly. An address is an `i32`, and so is a `bool`. */
export type ValueType = 'i32' | 'i64' | 'f64';

export interface ImportType {
  readonly params: readonly ValueType[];
  readonly result?: ValueType;
  /** The program waits in it: its host gives a promise of the result. */
  readonly suspends?: true;
  /** Present where runs may differ by it. A door without properties lets nothing out while a run is replayed. */
  readonly door?: Door;
}

/** By module and name. */
export type ImportTable = Readonly<Record<string, Readonly<Record<string, ImportType>>>>;

const i32 = 'i32';
const i64 = 'i64';
const f64 = 'f64';

/** Where all bytes of an operation go whose size was told before: `(operation, address)`. */
const ofOperation = ([id = 0, to = 0]: Arguments, sizes: ReadonlyMap<number, number>): Span => [to, sizes.get(id) ?? 0];

export const IMPORTS = {
  fctx: {
    switch: { params: [i32, i32, i32], suspends: true },
  },
  reactor: {
    now: { params: [], result: f64, door: { brings: { number: 2, result: 'time' } } },
    wait: { params: [f64], suspends: true, door: {} },
    block: { params: [f64], suspends: true, door: {} },
    take: {
      params: [],
      result: i32,
      door: { brings: { number: 5, result: 'count' }, ends: (_args, result) => result },
    },
    http_start: {
      params: [i32],
      door: {
        begins: ([request = 0], memory) => memory.view.getUint32(request >>> 0, true),
        reads: ([request = 0], memory) => httpRequestSpans(request, memory),
      },
    },
    http_cancel: { params: [i32], door: { ends: argument(0) } },
    http_sizes: {
      params: [i32, i32],
      door: {
        brings: { number: 8, writes: ([, to = 0]) => [to, HTTP_SIZES_BYTES] },
        tellsSize: ([id = 0, to = 0], _result, memory) => [id, httpResultSize(to, memory)],
      },
    },
    http_read: { params: [i32, i32], door: { brings: { number: 9, writes: ofOperation } } },
    step: { params: [i32, i32] },
  },
  network: {
    bind: { params: [i32], result: i32 },
    listen: { params: [i32, i32] },
    connect: { params: [i32], result: i32 },
    accept: { params: [i32], result: i32 },
    read: { params: [i32, i32, i32], result: i32 },
    write: { params: [i32, i32, i32], result: i32 },
    end: { params: [i32] },
    close: { params: [i32] },
    names: { params: [i32, i32] },
    wait: { params: [i32, i32, i32] },
    stop_waiting: { params: [i32, i32] },
  },
  input: {
    take: { params: [i32, i32], result: i32 },
    wait: { params: [], suspends: true, door: {} },
  },
  console: {
    show: { params: [i32, i32, i32, i32, i32, i32] },
    progress: { params: [i32, i32, i32, f64, f64, i32] },
  },
  workers: {
    processors: { params: [], result: i32, door: { brings: { number: 10, result: 'count' } } },
    open: { params: [i32], result: i32 },
    start: {
      params: [i32, i32, i32, i32, i32],
      door: { begins: argument(1), reads: ([, , , call = 0, size = 0]) => [[call, size]] },
    },
    withdraw: {
      params: [i32, i32],
      result: i32,
      // 0 where it was too late.
      door: { brings: { number: 12, result: 'count' }, ends: ([, id = 0], result) => (result === 0 ? 0 : id) },
    },
    abandon: { params: [i32, i32], door: { ends: argument(1) } },
    size: {
      params: [i32],
      result: i32,
      door: { brings: { number: 14, result: 'count' }, tellsSize: ([id = 0], result) => [id, result] },
    },
    read: { params: [i32, i32], door: { brings: { number: 15, writes: ofOperation } } },
    watch: { params: [i32, i32], door: { begins: argument(1) } },
    join: { params: [i32], suspends: true, door: {} },
    next: { params: [i32], result: i32, suspends: true },
    take: { params: [i32] },
    answer: { params: [i32, i32] },
  },
  threads: {
    start: { params: [i32, i32, i32], result: i32, door: { brings: { number: 18, result: 'count' } } },
    stop: { params: [i32], door: {} },
    alive: { params: [i32], result: i32, suspends: true, door: { brings: { number: 20, result: 'count' } } },
    join: { params: [i32], suspends: true, door: {} },
    wait_for_stop: { params: [f64], result: i32, suspends: true },
  },
  trace: {
    begin: { params: [i32], result: i32 },
    buffer: { params: [i32, i32, i32] },
    drain: { params: [i32, i32] },
    pause: { params: [i32], suspends: true },
  },
  program: {
    lacks: { params: [i32, i32, i32] },
    thrown: { params: [i32] },
    fail: { params: [i32, i32, i32, i32, i32] },
  },
  wasi_snapshot_preview1: {
    args_sizes_get: { params: [i32, i32], result: i32 },
    args_get: { params: [i32, i32], result: i32 },
    environ_sizes_get: { params: [i32, i32], result: i32 },
    environ_get: { params: [i32, i32], result: i32 },
    fd_write: { params: [i32, i32, i32, i32], result: i32 },
    fd_read: { params: [i32, i32, i32, i32], result: i32 },
    fd_pwrite: { params: [i32, i32, i32, i64, i32], result: i32 },
    fd_pread: { params: [i32, i32, i32, i64, i32], result: i32 },
    fd_fdstat_get: { params: [i32, i32], result: i32 },
    fd_seek: { params: [i32, i64, i32, i32], result: i32 },
    fd_sync: { params: [i32], result: i32 },
    fd_close: { params: [i32], result: i32 },
    clock_res_get: { params: [i32, i32], result: i32 },
    clock_time_get: {
      params: [i32, i64, i32],
      result: i32,
      door: { brings: { number: 22, result: 'count', writes: ([, , time = 0]) => [time, 8] } },
    },
    random_get: {
      params: [i32, i32],
      result: i32,
      door: { brings: { number: 23, result: 'count', writes: ([to = 0, size = 0]) => [to, size] } },
    },
    proc_exit: { params: [i32] },
  },
} as const satisfies ImportTable;

export type ModuleName = keyof typeof IMPORTS;

type JsValue<V> = V extends 'i64' ? bigint : number;
/** Nobody looks at the answer of a function that has no result. */
type Result<F> = F extends { readonly result: infer V } ? JsValue<V> | (V extends 'i32' ? boolean : never) : unknown;
type JsValues<P extends readonly ValueType[]> = { -readonly [I in keyof P]: JsValue<P[I]> };
type HostFunction<F extends ImportType> = (
  ...args: JsValues<F['params']>
) => F extends { readonly suspends: true } ? Promise<Result<F>> : Result<F>;

/** The functions of a module as the host has them. */
export type ImportsOf<M extends ModuleName> = {
  readonly [N in keyof (typeof IMPORTS)[M]]: (typeof IMPORTS)[M][N] extends ImportType
    ? HostFunction<(typeof IMPORTS)[M][N]>
    : never;
};

/** A part of the host: the functions of one module, and what becomes of them. */
export interface HostModule<M extends ModuleName> {
  readonly imports: ImportsOf<M>;
  /** The run is over or given up: wake the program no more, and keep nothing alive. */
  close?(): void;
}
