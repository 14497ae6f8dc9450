/** The row of the suggestions: how long after the reader asks for them, in the programs of `edits/`. */
import type { Row } from '../../tools/bench.ts';
import type { Playground } from '../e2e/support/playground.ts';
import { corpus, goTo, quantile } from './edits.ts';
import { rounded } from './row.ts';

/** Of the whole corpus. */
const POINTS = 300;
/** Behind what a reader asks: a dot, an arrow, a colon of two, the first letters of a word. */
const ASKED = /(?:\.|->|::)(?=\w)|\b[a-z_]\w(?=\w)/gi;

/** Spread evenly over a program. */
function pointsIn(text: string, count: number): number[] {
  // Nothing is offered in comments, strings and the names of headers.
  const code = text.replace(/^#.*$|"(?:[^"\\\n]|\\.)*"|\/\/.*$/gm, (found) => ' '.repeat(found.length));
  const all = [...code.matchAll(ASKED)].map(({ index, 0: { length } }) => index + length);
  return all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
}

/** Asks for suggestions; milliseconds until they are shown, by the page's own clock. Null where there are none. */
async function ask({ page }: Playground): Promise<number | null> {
  await page.evaluate(() => {
    delete document.documentElement.dataset.suggested;
    const asked = (event: KeyboardEvent): void => {
      if (event.code !== 'Space') return;
      removeEventListener('keydown', asked, true);
      const begin = performance.now();
      const look = (): void => {
        const widget = document.querySelector('.suggest-widget.visible');
        const rows = widget?.querySelectorAll('.monaco-list-row').length ?? 0;
        const none = widget?.textContent.includes('No suggestions') ?? false;
        const time = performance.now() - begin;
        if (rows > 0 || none || time > 10_000)
          document.documentElement.dataset.suggested = String(rows > 0 ? time : NaN);
        else requestAnimationFrame(look);
      };
      look();
    };
    addEventListener('keydown', asked, true);
  });
  await page.keyboard.press('Control+Space');
  const root = page.locator('html[data-suggested]');
  await root.waitFor({ state: 'attached' });
  const time = Number(await root.getAttribute('data-suggested'));
  await page.keyboard.press('Escape');
  return Number.isNaN(time) ? null : time;
}

/** In a browser that has completed before. */
export async function completeRows(playground: Playground): Promise<Row[]> {
  const programs = corpus();
  const times: number[] = [];
  for (const { text } of [programs[0], ...programs].filter((program) => program !== undefined)) {
    await playground.openText(text);
    await playground.focusEditor();
    for (const point of pointsIn(text, Math.ceil(POINTS / programs.length))) {
      await goTo(playground, text, point);
      const time = await ask(playground);
      if (time !== null) times.push(time);
    }
  }
  // What was asked of the first program the first time is no measure.
  const warm = times.slice(times.length - POINTS).sort((a, b) => a - b);
  console.error(`complete: ${warm.length} points, median ${Math.round(quantile(warm, 0.5))}`);
  return [{ bench: 'complete/chromium/95%', unit: 'ms', ours: rounded(quantile(warm, 0.95)) }];
}
