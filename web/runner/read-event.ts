/**
 * Checks what comes out of the sandbox before the page believes it.
 *
 * The host is ours, but a program that broke out of it would speak through the same port: nothing with an unknown
 * type, a missing field or a field of another type gets past here, and nothing but the known fields.
 */
import type { DisplayEvent, FailureReason, OutputEvent, ProgramEvent, ProgressEvent } from '../../wasm/abi/protocol.ts';

const REASONS: Readonly<Record<FailureReason, true>> = {
  exception: true,
  deadlock: true,
  mutex: true,
  'never-woken': true,
  stack: true,
  memory: true,
  abort: true,
  replay: true,
  check: true,
  trap: true,
  outdated: true,
  invalid: true,
};

/** Characters of a name or a message that are kept: they are shown whole, in places made for a line or two. */
const MAX_NAME = 200;
const MAX_MESSAGE = 20_000;

/** Of the calls that led to a failure. */
const MAX_FRAMES = 64;

const LARGEST_PORT = 65_535;
/** Steps are counted in 32 bits. */
const MAX_STEP = 0xffffffff;
/** Of the event log or the decisions, in one message: far above what the host sends. */
const MAX_BYTES = 64 * 1024 * 1024;

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown, limit: number): string | null {
  return typeof value === 'string' ? value.slice(0, limit) : null;
}

/** A copy in memory of the page's own: a view of shared or transferred memory could change under the reader. */
function copy(value: unknown): Uint8Array<ArrayBuffer> | null {
  return value instanceof Uint8Array && value.length <= MAX_BYTES ? new Uint8Array(value) : null;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A whole number within bounds. */
export function whole(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function isReason(value: unknown): value is FailureReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value);
}

type Kind = ProgramEvent['type'];

/** One for each kind of event, so that a kind that is added to the protocol and not here does not compile. */
const READERS: { readonly [K in Kind]: (value: Fields) => Extract<ProgramEvent, { readonly type: K }> | null } = {
  output: readOutput,
  skipped: (value) => {
    const bytes = count(value.bytes);
    return bytes === null ? null : { type: 'skipped', bytes };
  },
  display: readDisplay,
  progress: readProgress,
  listening: (value) => {
    const port = whole(value.port, 1, LARGEST_PORT);
    return port === null || typeof value.open !== 'boolean' ? null : { type: 'listening', port, open: value.open };
  },
  reading: () => ({ type: 'reading' }),
  typed: (value) => (typeof value.text === 'string' ? { type: 'typed', text: value.text } : null),
  'input-end': ({ why }) => (why === 'used' || why === 'none' || why === 'worker' ? { type: 'input-end', why } : null),
  lacks: ({ what, name }) => {
    const named = text(name, MAX_NAME);
    return named === null || (what !== 'files' && what !== 'threads') ? null : { type: 'lacks', what, name: named };
  },
  sleeping: () => ({ type: 'sleeping' }),
  log: (value) => {
    const bytes = copy(value.bytes);
    return bytes === null ? null : { type: 'log', bytes };
  },
  paused: (value) => {
    const step = whole(value.step, 0, MAX_STEP);
    return step === null ? null : { type: 'paused', step };
  },
  continued: () => ({ type: 'continued' }),
  restarted: () => ({ type: 'restarted' }),
  decisions: (value) => {
    const bytes = copy(value.bytes);
    const steps = whole(value.steps, 0, MAX_STEP);
    if (bytes === null || steps === null || typeof value.cut !== 'boolean') return null;
    return { type: 'decisions', bytes, cut: value.cut, steps };
  },
  diverged: (value) => {
    const decision = count(value.decision);
    const expected = text(value.expected, MAX_NAME);
    const got = text(value.got, MAX_NAME);
    return decision === null || expected === null || got === null
      ? null
      : { type: 'diverged', decision, expected, got };
  },
  'clock-note': (value) => (value.note === 'real-fetch' ? { type: 'clock-note', note: 'real-fetch' } : null),
  running: (value) => {
    const task = text(value.task, MAX_NAME);
    return task === null ? null : { type: 'running', task };
  },
  waiting: () => ({ type: 'waiting' }),
  exit: (value) => {
    const code = count(value.code);
    return code === null || !Number.isInteger(code) || code > 255 ? null : { type: 'exit', code };
  },
  failure: (value) => {
    const message = text(value.message, MAX_MESSAGE);
    if (message === null || !isReason(value.reason)) return null;
    const frames = readFrames(value.frames);
    return { type: 'failure', reason: value.reason, message, ...(frames.length === 0 ? {} : { frames }) };
  },
};

/** The event, rebuilt from its known fields, or null for anything that is none. */
export function readEvent(value: unknown): ProgramEvent | null {
  if (!isFields(value) || typeof value.type !== 'string' || !Object.hasOwn(READERS, value.type)) return null;
  return READERS[value.type as Kind](value);
}

/** What is no place in a program is left out. */
function readFrames(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_FRAMES).flatMap((at: unknown) => count(at) ?? []);
}

function readOutput(value: Fields): OutputEvent | null {
  const { stream } = value;
  if (typeof value.text !== 'string' || (stream !== 'stdout' && stream !== 'stderr')) return null;
  return { type: 'output', stream, text: value.text };
}

function readDisplay(value: Fields): DisplayEvent | null {
  const mime = text(value.mime, MAX_NAME);
  const alt = text(value.alt, MAX_MESSAGE);
  const data = copy(value.data);
  return mime === null || alt === null || data === null ? null : { type: 'display', mime, alt, data };
}

function readProgress(value: Fields): ProgressEvent | null {
  const id = count(value.id);
  const label = text(value.label, MAX_NAME);
  const at = count(value.value);
  const total = count(value.total);
  if (id === null || label === null || at === null || total === null || typeof value.closed !== 'boolean') return null;
  return { type: 'progress', id, label, value: at, total, closed: value.closed };
}
