/** Conditions of the network: what they do to a request, and what a program of the site sees of them. `fetch` is a stub: nothing goes out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNetworkChoice, type NetworkChoice } from '../../wasm/abi/network-conditions.ts';
import type { ProgramEvent, RunOptions } from '../../wasm/abi/protocol.ts';
import { runProgram } from '../../wasm/host/host.ts';
import { delayOf, fateOf } from '../../wasm/reactor/conditions.ts';
import { HeldAnswers } from '../../wasm/reactor/held-answers.ts';

const URLS = Array.from({ length: 1_000 }, (_, i) => `flags/${String(i)}.svg`);

function fates(choice: NetworkChoice, seed: number, earlier = 0): string[] {
  return URLS.map((url) => fateOf({ choice, seed, url, earlier }));
}

describe('what becomes of a request', () => {
  it('depends on the seed, the address and how often it was asked for', () => {
    expect(fates('flaky', 1)).toEqual(fates('flaky', 1));
    expect(fates('flaky', 2)).not.toEqual(fates('flaky', 1));
    expect(fates('flaky', 1, 1)).not.toEqual(fates('flaky', 1));
  });

  it('is as frequent as the numbers say', () => {
    const share = (all: string[], fate: string): number => all.filter((each) => each === fate).length / all.length;
    const seeds = [0, 1, 2, 3].flatMap((seed) => fates({ missing: 0.2, lost: 0.3 }, seed));
    expect(share(seeds, 'missing')).toBeCloseTo(0.2, 1);
    expect(share(seeds, 'lost')).toBeCloseTo(0.3, 1);
    expect(new Set(fates('offline', 0))).toEqual(new Set(['lost']));
    expect(new Set(fates('slow', 0))).toEqual(new Set(['answered']));
  });
});

describe('the delay of an answer', () => {
  it('is the latency and the time of its body', () => {
    expect(delayOf('slow', 0)).toBe(250);
    expect(delayOf('slow', 100_000)).toBe(750);
    expect(delayOf({ latency: 40 }, 100_000)).toBe(40);
    expect(delayOf('offline', 0)).toBe(0);
  });
});

describe('answers that are held back', () => {
  it('come by their moments, then by their numbers, in whatever order they were there', () => {
    const answer = fc.record({ id: fc.nat(1_000), due: fc.nat(5) });
    fc.assert(
      fc.property(fc.uniqueArray(answer, { selector: ({ id }) => id }), fc.nat(1_000), (answers, forgotten) => {
        const held = new HeldAnswers<number>();
        for (const { id, due } of answers) held.hold(id, due, due);
        held.forget(forgotten);
        const expected = answers
          .filter(({ id }) => id !== forgotten)
          .sort((a, b) => a.due - b.due || a.id - b.id)
          .map(({ id, due }) => [id, due]);
        expect(held.nextDue).toBe(expected[0]?.[1] ?? Infinity);
        expect(expected.map(() => held.take())).toEqual(expected);
        expect(held.take()).toBeNull();
      }),
    );
  });
});

describe('a choice from a link', () => {
  it('is a name or numbers within their bounds', () => {
    expect(readNetworkChoice('flaky')).toBe('flaky');
    expect(readNetworkChoice({ latency: 10, lost: 0.5, more: 'x' })).toEqual({ latency: 10, lost: 0.5 });
    for (const garbage of [
      'fast',
      5,
      null,
      [],
      {},
      { latency: -1 },
      { lost: 2 },
      { bytesPerSecond: 1 },
      { latency: '1' },
    ]) {
      expect(readNetworkChoice(garbage)).toBeUndefined();
    }
  });
});

describe('a program under them', () => {
  const program = new Uint8Array(readFileSync(join(import.meta.dirname, '../../build/programs/download.wasm')));
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** Runs it under the fast clock with a network of our own; each answer takes some turns of ours, the later ones fewer. */
  async function run(options: Omit<RunOptions, 'baseUrl'>): Promise<{ events: ProgramEvent[]; asked: number }> {
    let asked = 0;
    vi.stubGlobal('fetch', async (url: URL) => {
      const turns = 25 - (asked++ % 20);
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      const response = new Response('x'.repeat(10_000));
      Object.defineProperty(response, 'url', { value: url.href });
      return response;
    });
    const events: ProgramEvent[] = [];
    const all = { baseUrl: 'https://site.test/', clock: 'fast', ...options } as const;
    await runProgram(program, all, (event) => events.push(event));
    return { events, asked };
  }

  function printed(events: readonly ProgramEvent[]): string {
    return events.map((event) => (event.type === 'output' ? event.text : '')).join('');
  }

  function logOf(events: readonly ProgramEvent[]): number[] {
    return events.flatMap((event) => (event.type === 'log' ? [...event.bytes] : []));
  }

  it('takes the time that they say, whatever the network takes', async () => {
    const { events, asked } = await run({ net: 'slow' });
    expect(asked).toBe(40);
    // 20 times 250 ms and 10,000 bytes at 200,000 a second; then once.
    expect(printed(events)).toContain('one by one: 6.000 s');
    expect(printed(events)).toContain('0.300 s, 20.0 times faster');
    expect(events.some(({ type }) => type === 'clock-note')).toBe(false);
  });

  it('is told that it was they that made a request fail, and asks nobody', async () => {
    const offline = await run({ net: 'offline' });
    expect(offline.asked).toBe(0);
    expect(offline.events.at(-1)).toMatchObject({
      reason: 'exception',
      message: expect.stringContaining(
        'could not fetch https://site.test/flags/cn.svg: no connection by Network: Offline',
      ) as string,
    });
    const missing = await run({ net: { missing: 1 } });
    expect(missing.asked).toBe(0);
    expect(missing.events.at(-1)).toMatchObject({
      message: expect.stringContaining(
        '404 Not Found by Network: Custom, url=https://site.test/flags/cn.svg',
      ) as string,
    });
  });

  it('does the same again with the same seed, and from its decisions without them', async () => {
    const options = { net: 'flaky', seed: 0, log: true, record: true } as const;
    const once = await run(options);
    const again = await run(options);
    expect(again).toEqual(once);
    const decisions = once.events.find((event) => event.type === 'decisions');
    const replayed = await run({ log: true, record: true, ...(decisions && { replay: decisions.bytes }) });
    expect(replayed.asked).toBe(0);
    expect(logOf(replayed.events)).toEqual(logOf(once.events));
    expect(printed(replayed.events)).toBe(printed(once.events));
    expect(replayed.events.at(-1)).toEqual(once.events.at(-1));
  });
});
