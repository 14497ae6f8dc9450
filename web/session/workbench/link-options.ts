/**
 * What a link may ask for beside its program: how it is to be run and shown.
 *
 * An option comes from a stranger, or from a later Tulip. One that is unknown, or whose value is not understood, is left out: it
 * never changes what the program is. A new option is a field and a row of the table below.
 */
import { readNetworkChoice, type NetworkChoice } from '../../../wasm/abi/network-conditions.ts';
import { splitArguments } from '../run/arguments.ts';

/** The options, as far as they were understood. */
export interface LinkOptions {
  /** All of its standard input; without it, the reader types while it runs. */
  readonly input?: string;
  /** What `main` finds in `argv` after the program's name. Read also as a command line. */
  readonly args?: readonly string[];
  /** Whether it looks for its own mistakes while it runs. */
  readonly check?: boolean;
  /** How time passes for the program: as it does, at once as soon as all wait, or more slowly by a factor. */
  readonly clock?: 'real' | 'fast' | number;
  /** How the network treats its requests; as it is where it is not said. */
  readonly net?: NetworkChoice;
  /** Decides which of its requests fail where the network is flaky. */
  readonly seed?: number;
  /** What the outside contributed to a run, to see that very run again: base64url of deflated bytes. Of this very text. */
  readonly decisions?: string;
  /** Names of the panels that are open at first. */
  readonly panes?: readonly string[];
  /** The interface of programs and page (`ABI`) that the link was made with. */
  readonly runtime?: number;
}

/** Of standard input, in UTF-16 units. */
export const MAX_INPUT = 100_000;
const MAX_ARGUMENTS = 100;
/** Of one argument. */
const MAX_ARGUMENT = 10_000;

/** An argument of C ends at a zero byte, and the field for them is a single line. */
function isArgument(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_ARGUMENT && !/[\0\r\n]/.test(value);
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const READERS: { readonly [Name in keyof LinkOptions]-?: (value: unknown) => LinkOptions[Name] } = {
  input: (value) => (typeof value === 'string' && value.length <= MAX_INPUT ? value : undefined),
  args: (value) => {
    const args: unknown = typeof value === 'string' ? splitArguments(value) : value;
    return Array.isArray(args) && args.length <= MAX_ARGUMENTS && args.every(isArgument) ? args : undefined;
  },
  check: (value) => (value === true ? true : undefined),
  clock: (value) => {
    if (value === 'real' || value === 'fast') return value;
    return typeof value === 'number' && Number.isFinite(value) && value > 1 ? value : undefined;
  },
  net: readNetworkChoice,
  seed: readCount,
  decisions: (value) => (typeof value === 'string' && /^[\w-]*$/.test(value) ? value : undefined),
  panes: (value) => (Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : undefined),
  runtime: readCount,
};

/** The options among the fields of a link. */
export function readOptions(fields: object): LinkOptions {
  const known = Object.entries(READERS).map(([name, read]) => [name, read(Reflect.get(fields, name))] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
