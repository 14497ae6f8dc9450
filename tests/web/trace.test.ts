import { describe, expect, it } from 'vitest';
import { ProgramMemory } from '../../wasm/abi/memory.ts';
import { Trace } from '../../wasm/trace/trace.ts';

/** Addresses in the program's memory. */
const [POINTS, END, COUNTS, RECORDS] = [16, 32, 48, 64];

function traceOf(memory: WebAssembly.Memory, log: (bytes: Uint8Array) => void): Trace {
  const programMemory = new ProgramMemory();
  programMemory.attach(memory);
  const trace = new Trace(
    programMemory,
    { baseUrl: 'https://site.test/', log: true },
    { log, paused: () => undefined },
  );
  trace.imports.begin(POINTS);
  trace.imports.buffer(RECORDS, END, COUNTS);
  new Uint32Array(memory.buffer).set([7, 3], COUNTS / 4);
  return trace;
}

describe('the way of the event log to the page', () => {
  it('takes what a program that ended has not handed over', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const pieces: Uint8Array[] = [];
    const trace = traceOf(memory, (bytes) => pieces.push(bytes));
    new Uint32Array(memory.buffer).set([6, 1, 6, 2], RECORDS / 4);
    new Uint32Array(memory.buffer)[END / 4] = RECORDS + 16;
    trace.flush();
    expect(pieces.map(({ length }) => length)).toEqual([16]);
    expect([trace.steps, trace.turns]).toEqual([7, 3]);
  });

  it('touches nothing of a log that is gone, and remembers how far the program came', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const pieces: Uint8Array[] = [];
    const trace = traceOf(memory, (bytes) => pieces.push(bytes));
    trace.imports.buffer(0, 0, 0);
    // What else is at these places from now on.
    new Uint8Array(memory.buffer).fill(0xee);
    trace.pauseAtNextStep();
    trace.flush();
    expect(pieces).toEqual([]);
    expect([trace.steps, trace.turns]).toEqual([7, 3]);
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 0xee)).toBe(true);
  });
});
