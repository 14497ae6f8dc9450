/** Rows of the corpus `edits/`: 24 programs of different kinds, each with an edit of one line, from Run to the first output. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../../tools/bench.ts';
import type { Playground } from '../e2e/support/playground.ts';
import { median, rounded } from './row.ts';

/** Stands in a string of each program that is printed first; behind it goes the edit. */
const MARK = 'MARK';
const FOLDER = join(import.meta.dirname, 'edits');
/** How long the reader of `paused` looks at the edited program before Run, ms. */
const PAUSE = 1_000;

export function corpus(): { readonly name: string; readonly text: string }[] {
  return readdirSync(FOLDER).map((file) => ({
    name: basename(file, '.cpp'),
    text: readFileSync(join(FOLDER, file), 'utf8'),
  }));
}

/** Presses Run; milliseconds until the output holds the mark, by the page's own clock. */
export async function runUntil(playground: Playground, mark: string): Promise<number> {
  const log = await playground.output.elementHandle();
  const run = await playground.run.elementHandle();
  return playground.page.evaluate(
    ([log, run, mark]) =>
      new Promise<number>((resolve, reject) => {
        if (!(log instanceof HTMLElement && run instanceof HTMLElement)) {
          reject(new Error('the page has no output or no Run button'));
          return;
        }
        const begin = performance.now();
        const late = setTimeout(() => {
          reject(new Error(`no ${mark} in the output: ${log.textContent}`));
        }, 60_000);
        const observer = new MutationObserver(() => {
          if (!log.textContent.includes(mark)) return;
          observer.disconnect();
          clearTimeout(late);
          resolve(performance.now() - begin);
        });
        observer.observe(log, { childList: true, characterData: true, subtree: true });
        run.click();
      }),
    [log, run, mark] as const,
  );
}

/** Puts the cursor behind so many characters of the text, as a reader would. */
export async function goTo({ page }: Playground, text: string, offset: number): Promise<void> {
  const before = text.slice(0, offset).split('\n');
  const column = before.at(-1)?.trimStart().length ?? 0;
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  for (let at = 0; at < column; at++) await page.keyboard.press('ArrowRight');
}

/** One edit and run of each program of the corpus. */
async function round(playground: Playground, number: number, pause: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const { name, text } of corpus()) {
    await playground.openText(text);
    await playground.focusEditor();
    await goTo(playground, text, text.indexOf(MARK) + MARK.length);
    await playground.page.keyboard.insertText(` ${number}`);
    await sleep(pause);
    times.set(name, await runUntil(playground, `${MARK} ${number}`));
    await playground.end();
  }
  return times;
}

/** From an edit that is run at once (`cold`), and from one that the reader paused after; in a browser that has run all programs once. */
export async function editRows(playground: Playground, rounds: number): Promise<Row[]> {
  let number = 0;
  const take = async (pause: number): Promise<number[]> => {
    const all: Map<string, number>[] = [];
    for (let i = 0; i < rounds; i++) all.push(await round(playground, ++number, pause));
    const times = corpus().map(({ name }) => ({ name, time: median(all.map((one) => one.get(name) ?? NaN)) }));
    times.sort((a, b) => a.time - b.time);
    // Which program is which, for who looks into it.
    console.error(times.map(({ name, time }) => `${name} ${Math.round(time)}`).join(', '));
    return times.map(({ time }) => time);
  };
  const row = (name: string, ours: number): Row => ({
    bench: `edit/chromium/${name}`,
    unit: 'ms',
    ours: rounded(ours),
  });
  await round(playground, ++number, 0);
  const cold = await take(0);
  const paused = await take(PAUSE);
  return [
    row('cold', median(cold)),
    row('cold/90%', quantile(cold, 0.9)),
    row('cold/worst', quantile(cold, 1)),
    row('paused', median(paused)),
    row('paused/90%', quantile(paused, 0.9)),
  ];
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.ceil(part * sorted.length) - 1] ?? NaN;
}
