/** The host with a bundled program: what only the host decides. What programs do in it is tested in tests/browsers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgramEvent, RunOptions } from '../../wasm/abi/protocol.ts';
import { ABI } from '../../wasm/abi/version.ts';
import { createSuspender, type Suspender } from '../../wasm/fcontext/fcontext.ts';
import { runProgram, type Surroundings } from '../../wasm/host/host.ts';
import { Clock, type RealTime } from '../../wasm/reactor/clock.ts';

const programs = join(import.meta.dirname, '../../build/programs');
const spinner = new Uint8Array(readFileSync(join(programs, 'spinner.wasm')));

async function run(
  program: Uint8Array<ArrayBuffer>,
  surroundings: Surroundings = {},
  options: Omit<RunOptions, 'baseUrl'> = {},
): Promise<ProgramEvent[]> {
  const events: ProgramEvent[] = [];
  await runProgram(program, { baseUrl: 'https://site.test/', ...options }, (event) => events.push(event), surroundings);
  return events;
}

describe('a clock that is handed in', () => {
  it('is the only one: a slow program of three seconds takes no time of ours', async () => {
    let time = 0;
    const real: RealTime = {
      now: () => time,
      after: (milliseconds, listener) => {
        const timer = setImmediate(() => {
          time += milliseconds;
          listener();
        });
        return () => {
          clearImmediate(timer);
        };
      },
    };
    const events = await run(spinner, { clock: new Clock(1_000, real) });
    expect(events.at(-1)).toEqual({ type: 'exit', code: 0 });
    expect(time).toBeCloseTo(3_000_000, -3);
  });
});

describe('the number of the interface', () => {
  it('tells a program that was built for another one', async () => {
    const other = spinner.slice();
    const name = Buffer.from(other.buffer).indexOf('tulip_abi');
    other[name + 'tulip_abi'.length] = 200;
    const message = `the program was built for version 200 of the interface to its host, which is at version ${ABI}: build it anew, after reloading the page`;
    expect(await run(other)).toEqual([{ type: 'failure', reason: 'outdated', message }]);
  });

  it('is asked of whatever is to be run', async () => {
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(await run(empty)).toMatchObject([{ type: 'failure', reason: 'outdated' }]);
    expect(await run(new Uint8Array([1, 2, 3]))).toMatchObject([{ type: 'failure', reason: 'invalid' }]);
  });
});

function isExitOrOfReplay(event: ProgramEvent): boolean {
  return event.type === 'exit' ? event.code === 0 : event.type === 'failure' && event.reason === 'replay';
}

describe('a recorded run of a stranger', () => {
  const program = readFileSync(join(programs, 'gather.wasm'));
  /** Compiled once for all runs. */
  const module = WebAssembly.compile(program);
  const replay = (decisions: Uint8Array<ArrayBuffer>): Promise<ProgramEvent[]> =>
    run(new Uint8Array(), { module }, { clock: 'fast', replay: decisions });

  it('that goes another way leaves its program by a trap, which C++ cannot catch', async () => {
    const inner = createSuspender();
    let left: Promise<unknown> | undefined;
    const suspender: Suspender = {
      asLinked: true,
      switch: inner.switch,
      suspending: inner.suspending,
      run: (exports) => (left = inner.run(exports)),
    };
    const nothingKnown = Uint8Array.of(1, 99);
    const events = await run(new Uint8Array(), { module, suspender }, { clock: 'fast', replay: nothingKnown });
    expect(events.at(-1)).toMatchObject({ type: 'failure', reason: 'replay' });
    await expect(left).rejects.toBeInstanceOf(WebAssembly.RuntimeError);
  });

  it('ends like any other, whatever was done to its decisions', async () => {
    const told = (await run(new Uint8Array(), { module }, { clock: 'fast', record: true })).at(-2);
    if (told?.type !== 'decisions') throw new Error('there are no decisions');
    const { bytes } = told;
    expect((await replay(bytes)).at(-1)).toEqual({ type: 'exit', code: 0 });

    const place = fc.nat(bytes.length - 1);
    const mutated = fc.oneof(
      fc
        .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 20 }))
        .map(([at, inserted]) => Uint8Array.from([...bytes.slice(0, at), ...inserted, ...bytes.slice(at)])),
      fc.tuple(place, fc.nat(255)).map(([at, byte]) => bytes.with(at, byte)),
      fc.tuple(place, place).map(([from, to]) => Uint8Array.from([...bytes.slice(0, from), ...bytes.slice(to)])),
      fc.uint8Array({ minLength: 1 }).map((garbage) => Uint8Array.from([1, ...garbage])),
    );
    await fc.assert(
      fc.asyncProperty(mutated, async (decisions) => {
        const events = await replay(decisions);
        const ends = events.filter(({ type }) => type === 'exit' || type === 'failure');
        expect(ends).toEqual([events.at(-1)]);
        // The host itself has not failed, nor the program crashed.
        expect(ends).toSatisfy((all: ProgramEvent[]) => all.every(isExitOrOfReplay));
      }),
    );
  });
});
