/**
 * What a page costs its reader before anything is done with it, by Lighthouse's measures, taken directly: when its largest content is
 * painted, for how long tasks block it, and how far things move. The score of each is by Lighthouse's curves.
 */
import type { Browser } from '@playwright/test';
import type { Row } from '../../tools/bench.ts';
import { compare, median, rounded } from './row.ts';

/** Time in which a page does all that it does by itself, ms. */
const WATCHED = 6_000;

interface Curve {
  /** Has the score 0.9. */
  readonly good: number;
  /** Has the score 0.5. */
  readonly median: number;
}

/** How a page is opened, and the curves that belong to that. */
interface Preset {
  readonly mobile: boolean;
  /** By how much the processor is slowed down. */
  readonly slower: number;
  readonly paint: Curve;
  readonly blocking: Curve;
}

/**
 * The numbers are those of Lighthouse 12.8 (`core/audits/metrics/`, and `core/config/default-config.js` for the weights). Its speed
 * index and its first paint, a fifth of its score, are left out, and the network is this machine's own.
 */
const PRESETS: Readonly<Record<string, Preset>> = {
  desktop: {
    mobile: false,
    slower: 1,
    paint: { good: 1200, median: 2400 },
    blocking: { good: 150, median: 350 },
  },
  mobile: {
    mobile: true,
    slower: 4,
    paint: { good: 2500, median: 4000 },
    blocking: { good: 200, median: 600 },
  },
};
const SHIFT: Curve = { good: 0.1, median: 0.25 };
const WEIGHTS = { paint: 25, blocking: 30, shift: 25 };

const PAGES = { page: '/?lang=en', lesson: '/learn/task/?lang=en', embed: '/embed/?demo=spinner&lang=en' };

interface Seen {
  /** Of the largest content, ms. */
  readonly paint: number;
  /** What tasks took beyond 50 ms each, after the first paint, ms. */
  readonly blocking: number;
  readonly shift: number;
}

/** Approximates the error function to seven places (Abramowitz and Stegun, 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - y * Math.exp(-x * x));
}

/** The score, 0 to 1: what part of a log-normal distribution is worse. */
function score(value: number, { good, median }: Curve): number {
  if (value <= 0) return 1;
  const deviations = (0.9061938024368232 * Math.log(value / median)) / -Math.log(good / median);
  return (1 - erf(deviations)) / 2;
}

async function look(browser: Browser, url: string, { mobile, slower }: Preset): Promise<Seen> {
  const viewport = mobile ? { width: 412, height: 823 } : { width: 1350, height: 940 };
  const context = await browser.newContext({ viewport, isMobile: mobile, hasTouch: mobile, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(() => {
      const seen = { paint: 0, first: Infinity, shift: 0, tasks: [] as { start: number; length: number }[] };
      Object.assign(globalThis, { seen });
      const look = (type: string, see: (entry: PerformanceEntry) => void): void => {
        new PerformanceObserver((list) => {
          list.getEntries().forEach(see);
        }).observe({ type, buffered: true });
      };
      look('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime));
      look('paint', ({ name, startTime }) => {
        if (name === 'first-contentful-paint') seen.first = startTime;
      });
      look('layout-shift', (entry) => (seen.shift += (entry as PerformanceEntry & { value: number }).value));
      look('longtask', ({ startTime, duration }) => seen.tasks.push({ start: startTime, length: duration }));
    });
    await page.goto(url);
    await page.waitForTimeout(WATCHED);
    return await page.evaluate(() => {
      const { seen } = globalThis as unknown as {
        seen: { paint: number; first: number; shift: number; tasks: { start: number; length: number }[] };
      };
      const blocking = seen.tasks
        .map(({ start, length }) => start + length - Math.max(start, seen.first))
        .reduce((sum, length) => sum + Math.max(0, length - 50), 0);
      return { paint: seen.paint, blocking, shift: seen.shift };
    });
  } finally {
    await context.close();
  }
}

function scoreOf({ paint, blocking, shift }: Seen, preset: Preset): number {
  const sum =
    WEIGHTS.paint * score(paint, preset.paint) +
    WEIGHTS.blocking * score(blocking, preset.blocking) +
    WEIGHTS.shift * score(shift, SHIFT);
  return (100 * sum) / (WEIGHTS.paint + WEIGHTS.blocking + WEIGHTS.shift);
}

/** Per page and preset its score, 100 at best, and for how long it is blocked. */
export async function firstViewRows(browser: Browser, address: string, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [form, preset] of Object.entries(PRESETS)) {
    for (const [name, path] of Object.entries(PAGES)) {
      const blocked: number[] = [];
      const once = async (): Promise<number> => {
        const seen = await look(browser, address + path, preset);
        blocked.push(seen.blocking);
        return scoreOf(seen, preset);
      };
      rows.push(...(await compare(`first-view/${name}/${form}`, 'of 100', rounds, once)));
      rows.push({ bench: `first-view/${name}/${form}/blocked`, unit: 'ms', ours: rounded(median(blocked)) });
    }
  }
  return rows;
}
