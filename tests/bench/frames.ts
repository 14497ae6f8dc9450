/** How evenly the timeline is drawn while it is scrolled and zoomed, with 10,000 live tasks and 1,000,000 events. */
import type { Browser, Page } from '@playwright/test';
import { LogWriter } from '../support/log-writer.ts';

const TASKS = 10_000;
const EVENTS = 1_000_000;
/** Places where tasks are created: groups of lanes. */
const GROUPS = 4;
/** ms of a frame at 60 Hz. */
const SCREEN = 1000 / 60;
/** Frames of a sample. */
const FRAMES = 300;

/** Tasks of four places, each of which works and sleeps in turn; some keep the loop busy. */
function largeLog(): Uint8Array {
  const log = new LogWriter();
  const main = log.task('main', { line: 40 });
  log.step(main);
  const tasks = Array.from({ length: TASKS }, (_, i) =>
    log.task(`worker-${i}`, { creator: main, line: 10 + (i % GROUPS) }),
  );
  for (const task of tasks) log.ready(task);
  log.waits(tasks[0] ?? 0, 41);
  const timers = new Map<number, number>();
  for (let i = 0; log.events < EVENTS; i = (i + 7919) % TASKS) {
    const task = tasks[i] ?? 0;
    const timer = timers.get(task);
    log.pass(0.02);
    if (timer !== undefined) log.fired(timer).ready(task);
    log.step(task);
    timers.set(task, log.sleeps(200, 20));
    if (i === 5) log.loopWaits(log.now / 1e6 + 60).pass(60);
  }
  return log.take();
}

/** Opens the playground with the timeline of such a run. */
export async function openTimeline(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })).newPage();
  const log = Buffer.from(largeLog());
  await page.route('**/large.log', (route) => route.fulfill({ body: log, contentType: 'application/octet-stream' }));
  await page.goto(`${address}/?demo=spinner&lang=en`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Timeline' }).click();
  await page.locator('timeline-panel').waitFor();
  await page.evaluate(async (piece) => {
    const bytes = new Uint8Array(await (await fetch('large.log')).arrayBuffer());
    const panel = document.querySelector<HTMLElement & { hear(event: unknown): void; end(): void }>('timeline-panel');
    // In pieces, as a program sends them, and no faster than the page reads.
    for (let at = 0; at < bytes.length; at += piece) {
      panel?.hear({ type: 'program', event: { type: 'log', bytes: bytes.subarray(at, at + piece) } });
      await new Promise(requestAnimationFrame);
    }
    panel?.end();
  }, 64 * 1024);
  // All 10,000 lanes: each group is unfolded, from the last, so that none moves before its turn.
  for (let lane = GROUPS; lane > 0; lane--) {
    await page.locator('lane-canvas').click({ position: { x: 20, y: 22 + 24 * lane + 12 } });
  }
  const moments = await page.getByRole('slider', { name: 'Moment' }).elementHandle();
  await page.waitForFunction(([slider, last]) => Number(slider.getAttribute('max')) >= last, [
    moments,
    EVENTS - 1,
  ] as const);
  return page;
}

/**
 * Scrolls through all lanes, zooms in to a millisecond and out again, and moves along the axis, something of all in each frame.
 *
 * @returns the time within which 95 % of the frames came after the one before, ms.
 */
export async function frameTime(page: Page): Promise<number> {
  const intervals = await page.evaluate(
    (frames) =>
      new Promise<number[]>((resolve, reject) => {
        const lanes = document.querySelector<HTMLElement>('lane-canvas');
        if (lanes === null) {
          reject(new Error('there are no lanes'));
          return;
        }
        const { left, top, width } = lanes.getBoundingClientRect();
        const wheel = (init: WheelEventInit) =>
          lanes.dispatchEvent(
            new WheelEvent('wheel', { clientX: left + width / 2, clientY: top + 100, cancelable: true, ...init }),
          );
        const times: number[] = [];
        const step = (time: number): void => {
          times.push(time);
          const i = times.length;
          if (i > frames) {
            resolve(times.slice(1).map((at, j) => at - (times[j] ?? 0)));
            return;
          }
          lanes.scrollTop = ((lanes.scrollHeight - lanes.clientHeight) * i) / frames;
          wheel({ ctrlKey: true, deltaY: i < frames / 2 ? -12 : 12 });
          wheel({ deltaX: i % 40 < 20 ? 25 : -25 });
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
  // Frames come at a screen's pace of 60 Hz; their times are told to a tenth of a millisecond.
  const frames = intervals.map((interval) => Math.round(interval / SCREEN)).toSorted((a, b) => a - b);
  return (frames[Math.floor(frames.length * 0.95)] ?? Infinity) * SCREEN;
}
