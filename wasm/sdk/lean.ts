/**
 * The lean compiler: clang and the linker without the functions that few programs need, which are two thirds of their bytes.
 *
 * What is taken out of the module is the code of those functions alone; each becomes a trap in its place, so that numbers, types and tables stay as they
 * are. Whoever runs into one puts the rest back, which gives the compiler as it was, byte for byte. Which functions are kept is known from
 * runs of the compiler (`profile/`).
 */
import { joined, readCode, Reader, withCode } from './code-section.ts';

/** The code of a function that was taken out, with its size before it: no locals, `unreachable`, `end`. */
const TRAP = Uint8Array.of(3, 0, 0x00, 0x0b);

/** A module in two parts. */
export interface Divided {
  readonly lean: Uint8Array<ArrayBuffer>;
  /** The code of what was taken out, each with its size before it, in order. */
  readonly rest: Uint8Array<ArrayBuffer>;
}

/** Takes out of a module the code of all functions but those that are `kept`, by their number among the module's own. */
export function takeOut(module: Uint8Array, kept: (index: number) => boolean): Divided {
  const code = readCode(module);
  const taken = code.bodies.map((body, index) => !kept(index) || isTrap(body));
  const bodies = code.bodies.map((body, index) => (taken[index] === true ? TRAP : body));
  return { lean: withCode(module, code, bodies), rest: joined(code.bodies.filter((_, index) => taken[index])) };
}

/** The module that `takeOut` was given. Throws an Error where the two are not of one module. */
export function putBack(lean: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  const code = readCode(lean);
  const reader = new Reader(rest);
  const bodies = code.bodies.map((body) => (isTrap(body) ? reader.sized() : body));
  if (!reader.atEnd) throw new Error('these are not the functions that were taken out of this module');
  return withCode(lean, code, bodies);
}

function isTrap(body: Uint8Array): boolean {
  return body.length === TRAP.length && body.every((byte, at) => byte === TRAP[at]);
}
