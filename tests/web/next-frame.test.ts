import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atNextFrame } from '../../web/elements/next-frame.ts';

/** Frames that were asked for and have not come. */
let frames: Map<number, () => void>;
let drawn: number;

beforeEach(() => {
  vi.useFakeTimers();
  frames = new Map();
  drawn = 0;
  let last = 0;
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => {
    frames.set(++last, call);
    return last;
  });
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ask = () => {
  atNextFrame(() => drawn++, 1_000);
};
const come = () => {
  for (const call of frames.values()) call();
  frames.clear();
};

it('draws in the frame, and once', () => {
  ask();
  expect(drawn).toBe(0);
  come();
  vi.advanceTimersByTime(5_000);
  expect(drawn).toBe(1);
});

it('draws without one where none comes, as in an embed out of sight, and once', () => {
  ask();
  vi.advanceTimersByTime(999);
  expect(drawn).toBe(0);
  vi.advanceTimersByTime(1);
  come();
  expect(drawn).toBe(1);
});
