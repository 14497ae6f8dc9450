import { describe, expect, it } from 'vitest';
import { BLOCKING_AFTER, BlockingWatch, TICK } from '../../web/session/run/blocking-watch.ts';

/** Ticks for so many milliseconds from `from` on; gives what was said meanwhile. */
function pass(watch: BlockingWatch, from: number, milliseconds: number) {
  const said = [];
  for (let now = from; now <= from + milliseconds; now += TICK) said.push(watch.tick(now));
  return said.filter((blocking) => blocking !== null);
}

describe('a step that blocks the loop', () => {
  it('is told once after a second, and how long it took when it is over', () => {
    const watch = new BlockingWatch();
    watch.heard({ type: 'running', task: 'cruncher' });
    expect(pass(watch, 0, BLOCKING_AFTER - TICK)).toEqual([]);
    expect(pass(watch, BLOCKING_AFTER, 2_000)).toEqual([{ task: 'cruncher', does: 'computes', seconds: null }]);
    expect(watch.heard({ type: 'output', stream: 'stdout', text: 'x' })).toBeNull();
    expect(watch.heard({ type: 'waiting' })).toEqual({ task: 'cruncher', does: 'computes', seconds: 3 });
    expect(pass(watch, 4_000, 5_000)).toEqual([]);
  });

  it('is none where each step is short, where the program waits, or outside of every task', () => {
    const watch = new BlockingWatch();
    for (let second = 0; second < 5; second++) {
      watch.heard({ type: 'running', task: 'Task-1' });
      expect(pass(watch, second * 1_000, 400)).toEqual([]);
    }
    watch.heard({ type: 'waiting' });
    expect(pass(watch, 6_000, 3_000)).toEqual([]);
    watch.heard({ type: 'running', task: 'main()' });
    expect(pass(watch, 10_000, 3_000)).toEqual([]);
  });

  it('is told at once where it waits for input, and computes on afterwards', () => {
    const watch = new BlockingWatch();
    watch.heard({ type: 'running', task: 'asker' });
    expect(watch.heard({ type: 'reading' })).toEqual({ task: 'asker', does: 'reads', seconds: null });
    expect(pass(watch, 0, 4_000)).toEqual([]);
    expect(watch.heard({ type: 'typed', text: 'x\n' })).toEqual({ task: 'asker', does: 'reads', seconds: 4 });
    expect(pass(watch, 4_200, 2_000)).toEqual([{ task: 'asker', does: 'computes', seconds: null }]);
    watch.heard({ type: 'running', task: 'main()' });
    expect(watch.heard({ type: 'reading' })).toBeNull();
  });

  it('is told at once where it sleeps by a call that blocks, once for all its sleeps', () => {
    const watch = new BlockingWatch();
    watch.heard({ type: 'running', task: 'sleeper' });
    expect(watch.heard({ type: 'sleeping' })).toEqual({ task: 'sleeper', does: 'sleeps', seconds: null });
    expect(pass(watch, 0, 1_000)).toEqual([]);
    expect(watch.heard({ type: 'sleeping' })).toBeNull();
    expect(pass(watch, 1_200, 800)).toEqual([]);
    expect(watch.heard({ type: 'waiting' })).toEqual({ task: 'sleeper', does: 'sleeps', seconds: 2 });
  });

  it('is none where the page itself was held up, or the machine asleep', () => {
    const watch = new BlockingWatch();
    watch.tick(0);
    watch.heard({ type: 'running', task: 'Task-1' });
    expect(watch.tick(3_600_000)).toBeNull();
    expect(watch.heard({ type: 'waiting' })).toBeNull();
  });
});
