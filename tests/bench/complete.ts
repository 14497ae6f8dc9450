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
        // Rows and sentence stay in the page, hidden, once they were shown.
        const seen = [...document.querySelectorAll('.suggest-widget :is(.monaco-list-row, .message)')].filter((part) =>
          part.checkVisibility({ visibilityProperty: true }),
        );
        const rows = seen.filter((part) => part.matches('.monaco-list-row')).length;
        const none = seen.some((part) => part.textContent.startsWith('No suggestions'));
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
  const all: { readonly time: number; readonly behind: string }[] = [];
  const askIn = async (text: string): Promise<void> => {
    await playground.openText(text);
    await playground.focusEditor();
    for (const point of pointsIn(text, Math.ceil(POINTS / programs.length))) {
      await goTo(playground, text, point);
      const time = await ask(playground);
      if (time !== null) all.push({ time, behind: text.slice(0, point).split('\n').at(-1)?.trim() ?? '' });
    }
  };
  await askIn(programs[0]?.text ?? '');
  // What was asked of the first program the first time is no measure.
  all.length = 0;
  for (const { text } of programs) await askIn(text);
  all.sort((a, b) => a.time - b.time);
  const times = all.map(({ time }) => time);
  const slowest = all.slice(-5).map(({ time, behind }) => `${Math.round(time)} ms behind ${behind}`);
  // Where there is no suggestion, there is no time.
  console.error(`complete: ${all.length} points, median ${Math.round(quantile(times, 0.5))}; ${slowest.join('; ')}`);
  return [{ bench: 'complete/chromium/95%', unit: 'ms', ours: rounded(quantile(times, 0.95)) }];
}
