import { describe, expect, it } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { ComputeTime, isQuickEnough } from '../../web/session/run/quick-code.ts';

describe('quick code', () => {
  it('is for a program that has not run, unless a number in it is large', () => {
    const enough = (text: string): boolean => isQuickEnough(projectOf(text), null);
    expect(enough('int main() { asyncio::sleep(100ms); for (int i = 0; i < 10000; ++i); }')).toBe(true);
    for (const far of ['3000000', "2'000'000", '1e7', '1 << 22', '1u<<20'])
      expect(enough(`i < ${far};`), far).toBe(false);
  });

  it('is for a program by how long its last run computed, whatever its numbers', () => {
    const enough = (computed: number, quick: boolean): boolean =>
      isQuickEnough(projectOf('int large = 1000000;'), { computed, quick });
    expect(enough(100, true)).toBe(true);
    expect(enough(300, true)).toBe(false);
    // Better code that took as long would have taken longer as quick code.
    expect(enough(100, false)).toBe(false);
    expect(enough(10, false)).toBe(true);
  });

  it('is not for a program that is checked', () => {
    expect(isQuickEnough({ ...projectOf(''), checked: true }, null)).toBe(false);
  });
});

describe('the time that a run computes', () => {
  it('is the longest stretch without a wait, the one under way included', () => {
    const time = new ComputeTime();
    time.heard({ type: 'running', task: 'a' }, 0);
    time.heard({ type: 'running', task: 'b' }, 20);
    time.heard({ type: 'waiting' }, 30);
    expect(time.until(1_000)).toBe(30);
    time.heard({ type: 'running', task: 'a' }, 1_000);
    expect(time.until(1_010)).toBe(30);
    expect(time.until(1_500)).toBe(500);
    time.heard({ type: 'exit', code: 0 }, 1_600);
    expect(time.until(5_000)).toBe(600);
  });
});
