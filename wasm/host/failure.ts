/** Why a program ended, in words, from what the engine threw. */
import { WrongAbi } from '../abi/version.ts';
import type { FailureEvent, FailureReason } from '../abi/protocol.ts';

/** `(module (func (export "trap") unreachable))` */
const TRAP = new WebAssembly.Module(
  Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00],
    ...[0x07, 0x08, 0x01, 0x04, 0x74, 0x72, 0x61, 0x70, 0x00, 0x00, 0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
  ),
);

/**
 * From an import, leaves a program that has ended. By a trap: an exception would meet the program's own `catch (...)`, and it would go on with
 * nobody to hear of it.
 */
export function leaveProgram(): never {
  const { trap } = new WebAssembly.Instance(TRAP).exports as { trap: () => never };
  return trap();
}

/** What engines call the same trap: V8's words and SpiderMonkey's. */
const TRAPS: readonly [RegExp, FailureReason, string][] = [
  [
    /out of bounds|index out of range/i,
    'trap',
    'the program used memory that it does not have: a wild or null pointer, an index out of range',
  ],
  [
    /null function|indirect call|signature/i,
    'trap',
    'the program called a function pointer that points to no such function',
  ],
  [/divide by zero|division by zero/i, 'trap', 'the program divided an integer by zero'],
  [
    /integer overflow|divide result unrepresentable|unrepresentable/i,
    'trap',
    'the program divided or converted to a number that is too large',
  ],
  [/unaligned/i, 'trap', 'the program used an unaligned address'],
];

const STACK_FULL = /call stack|too much recursion|stack overflow/i;
const UNREACHABLE = /unreachable/i;

/** Where in the program the calls were: V8, SpiderMonkey and JavaScriptCore write a frame of WebAssembly alike, `wasm-function[12]:0x1a2b`. */
export function framesOf(error: unknown): number[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return [...stack.matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)].map(([, at = '']) => Number.parseInt(at, 16));
}

/**
 * @param task the task that ran last, as far as the host was told.
 */
export function explainFailure(error: unknown, task: string): FailureEvent {
  const text = error instanceof Error ? error.message : String(error);
  const where = ` (in ${task})`;
  const frames = framesOf(error);
  const failure = (reason: FailureReason, message: string): FailureEvent => ({
    type: 'failure',
    reason,
    message,
    ...(frames.length === 0 ? {} : { frames }),
  });
  if (error instanceof WrongAbi) return failure('outdated', error.message);
  if (STACK_FULL.test(text))
    return failure('stack', `stack overflow: calls nested too deeply, without end perhaps${where}`);
  if (error instanceof WebAssembly.RuntimeError) {
    if (UNREACHABLE.test(text)) {
      return failure(
        'abort',
        `the program aborted: abort(), a failed assertion or check of the standard library (an index out of range, an empty optional), or a path that must not be reached, such as the end of a function that should return a value${where}`,
      );
    }
    for (const [pattern, reason, message] of TRAPS) {
      if (pattern.test(text)) return failure(reason, message + where);
    }
    return failure('trap', `the machine refused an instruction: ${text}${where}`);
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return failure('invalid', `this is not a program that can run here: ${text}`);
  }
  if (error instanceof RangeError && /memory/i.test(text)) {
    return failure('memory', 'out of memory: the browser has none to give to this program');
  }
  return failure('invalid', `the program could not be run: ${text}`);
}
