/** Standard input, with a program that writes what it reads. How C++ reads it is tested in tests/browsers. */
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import type { ProgramEvent, RunOptions } from '../../wasm/abi/protocol.ts';
import { ABI } from '../../wasm/abi/version.ts';
import { ProgramRun } from '../../wasm/host/host.ts';

/** Reads up to eight bytes at a time; an iovec and the number of bytes written lie below them. */
const COPIES = `(module
  (import "input" "take" (func $take (param i32 i32) (result i32)))
  (import "input" "wait" (func $wait))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "start") (local $count i32)
    (i32.store (i32.const 0) (i32.const 16))
    (loop $again
      (local.set $count (call $take (i32.const 16) (i32.const 8)))
      (if (i32.gt_s (local.get $count) (i32.const 0)) (then
        (i32.store (i32.const 4) (local.get $count))
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
        (br $again)))
      (if (i32.lt_s (local.get $count) (i32.const 0)) (then (call $wait) (br $again))))))`;

const module = binaryen.parseText(COPIES);
module.addCustomSection('tulip_abi', new Uint8Array(Uint32Array.of(ABI).buffer));
const program = new Uint8Array(module.emitBinary());

/** Runs it and types a line of `lines` whenever it asks for one, then the end. */
async function run(options: Partial<RunOptions>, lines: readonly string[] = []): Promise<ProgramEvent[]> {
  const events: ProgramEvent[] = [];
  const left = [...lines];
  const run = new ProgramRun(program, { baseUrl: 'https://site.test/', ...options }, (event) => {
    events.push(event);
    if (event.type !== 'reading') return;
    const line = left.shift();
    run.control({ type: 'input', text: line ?? '', end: line === undefined, typed: true });
  });
  await run.done;
  return events;
}

const output = (text: string): ProgramEvent => ({ type: 'output', stream: 'stdout', text });
const END: ProgramEvent = { type: 'input-end', why: 'used' };
const EXIT: ProgramEvent = { type: 'exit', code: 0 };

describe('standard input', () => {
  it('that was given is all there is', async () => {
    expect(await run({ input: 'one\ntwo\n', typing: true })).toEqual([output('one\ntwo\n'), END, EXIT]);
    expect(await run({ input: '', typing: true })).toEqual([END, EXIT]);
  });

  it('is waited for where somebody types, and what was typed is told of when it is read', async () => {
    expect(await run({ typing: true }, ['가\n', 'longer than eight\n'])).toEqual([
      { type: 'reading' },
      { type: 'typed', text: '가\n' },
      output('가\n'),
      { type: 'reading' },
      { type: 'typed', text: 'longer than eight\n' },
      ...['longer t', 'han eigh', 't\n'].map(output),
      { type: 'reading' },
      END,
      EXIT,
    ]);
  });

  it('is at its end where nobody does', async () => {
    expect(await run({})).toEqual([{ type: 'input-end', why: 'none' }, EXIT]);
  });
});

describe('a replay', () => {
  const shown = (events: readonly ProgramEvent[]): ProgramEvent[] =>
    events.filter(({ type }) => type === 'output' || type === 'typed' || type === 'exit');
  const decisionsOf = (events: readonly ProgramEvent[]): Uint8Array<ArrayBuffer> => {
    const event = events.find(({ type }) => type === 'decisions');
    return event?.type === 'decisions' ? event.bytes : new Uint8Array();
  };

  it.each([
    ['typed', { typing: true }],
    ['given', { input: 'one\ntwo\n' }],
  ])('reads what was %s, whatever it is given itself, and asks nobody', async (_how, options) => {
    const first = await run({ ...options, record: true }, ['one\n', 'two\n']);
    const replay = decisionsOf(first);
    for (const clock of ['real', 'fast'] as const) {
      const again = await run({ clock, replay, typing: true, input: 'another' });
      expect(shown(again)).toEqual(shown(first));
      expect(again.some(({ type }) => type === 'reading')).toBe(false);
      expect(decisionsOf(again)).toEqual(replay);
    }
  });

  it('goes on with what is typed where the recording ends', async () => {
    const stopped = new Promise<Uint8Array<ArrayBuffer>>((resolve) => {
      let asked = 0;
      const run: ProgramRun = new ProgramRun(program, { baseUrl: '', typing: true, record: true }, ({ type }) => {
        if (type !== 'reading') return;
        if (++asked === 1) run.control({ type: 'input', text: 'one\n', end: false, typed: true });
        else resolve(run.decisions ?? new Uint8Array());
      });
    });
    const events = await run({ typing: true, replay: await stopped }, ['two\n']);
    expect(shown(events)).toEqual([
      { type: 'typed', text: 'one\n' },
      output('one\n'),
      { type: 'typed', text: 'two\n' },
      output('two\n'),
      EXIT,
    ]);
  });
});
