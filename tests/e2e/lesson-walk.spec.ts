/**
 * A walk through lessons by keyboard alone: predict, run, read a hint, do the change, go on to the next. Here the short form; with
 * `TULIP_NIGHTLY=yes` (`npm test nightly`) through all lessons, in both languages, on a phone and on a wide screen.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import type { Language } from '../../web/session/messages/language.ts';
import { FIRST } from '../../web/session/messages/first.ts';
import { LESSON_MESSAGES } from '../../web/session/messages/lesson.ts';
import { expect, test } from './support/fixtures.ts';

const WHOLE = process.env.TULIP_NIGHTLY === 'yes';
const LESSONS = readLessons(join(import.meta.dirname, '../../web/lessons')).map(({ id }) => id);

interface Walk {
  readonly language: Language;
  readonly width: number;
  readonly lessons: readonly string[];
  /** Whether the solutions are run, too, for which the compiler is loaded. */
  readonly solves: boolean;
}

const SHORT: readonly Walk[] = [
  { language: 'ko', width: 360, lessons: ['iterator', 'send'], solves: false },
  { language: 'en', width: 1440, lessons: ['event-loop'], solves: false },
];
const WALKS = WHOLE
  ? (['en', 'ko'] as const).flatMap((language) =>
      [360, 1440].map((width) => ({ language, width, lessons: LESSONS, solves: width === 1440 })),
    )
  : SHORT;

/** How long a run may take, ms: with the compiler, which a machine that does much else needs a minute to load. */
const RUN = 150_000;

/** More than any page has places for the focus. */
const MOST_PRESSES = 120;

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < MOST_PRESSES; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** Opens a lesson, and tells the editor to let Tab pass. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await tabTo(page, page.locator('code-editor :is(textarea, [role=textbox])').first());
  await page.keyboard.press('Control+m');
}

/** What the status says where a busy machine let the compiler's time pass. */
const TOO_SLOW = { en: 'took too long', ko: '너무 오래 걸립니다' } as const;

/** Runs the program until a verdict says how it did; again, as a reader would, where the compiler took too long. */
async function run(page: Page, language: Language, verdict: Locator, right: RegExp): Promise<void> {
  const status = page.getByRole('status', { name: FIRST[language].programStatus, exact: true });
  const judged = verdict.and(page.locator('[data-right]:not([data-right=""])'));
  const slow = status.filter({ hasText: TOO_SLOW[language] });
  // A server goes on until it is stopped.
  const stop = page.getByRole('button', { name: FIRST[language].stop, exact: true });
  if (await stop.isEnabled()) {
    await tabTo(page, stop);
    await page.keyboard.press('Enter');
    await expect(stop).toBeDisabled();
  }
  for (let times = 0; times < 3; times++) {
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(slow).toBeHidden();
    await expect(judged.or(slow)).toBeVisible({ timeout: RUN });
    if (await judged.isVisible()) break;
  }
  await expect(verdict).toHaveAttribute('data-right', right);
}

/** Answers what the lesson asks, somehow, and runs it. */
async function predictAndRun(page: Page, language: Language): Promise<void> {
  const words = LESSON_MESSAGES[language];
  const predict = page.getByRole('group', { name: words.predict, exact: true });
  const choice = predict.locator('input');
  if ((await choice.count()) > 0) {
    await tabTo(page, choice.first());
    await page.keyboard.press('Space');
    await expect(choice.first()).toBeChecked();
  }
  await tabTo(page, predict.getByRole('button', { name: words.answer, exact: true }));
  await page.keyboard.press('Enter');
  const answer = page.getByRole('status', { name: words.answer, exact: true });
  await expect(answer).toHaveText(words.runToSee);
  await run(page, language, answer, /./);
}

/** Reads the hint, and does the change by its solution if that is wanted. */
async function change(page: Page, { language, solves }: Walk): Promise<void> {
  const words = LESSON_MESSAGES[language];
  const tries = page.locator('lesson-tries');
  const hint = tries.getByRole('button', { name: words.hint, exact: true });
  await tabTo(page, hint);
  await page.keyboard.press('Enter');
  await expect(hint).toHaveAttribute('aria-expanded', 'true');
  if (!solves) return;
  await tabTo(page, tries.getByRole('button', { name: words.solution, exact: true }));
  await page.keyboard.press('Enter');
  await run(page, language, tries.getByRole('status', { name: words.result, exact: true }), /true/);
}

/** To the lesson after `id`, by the button below it. */
async function goOn(page: Page, language: Language, id: string): Promise<void> {
  const next = LESSONS[LESSONS.indexOf(id) + 1];
  const button = page.locator('lesson-pane').getByRole('button', { name: LESSON_MESSAGES[language].next });
  if (next === undefined) {
    await expect(button).toBeHidden();
    return;
  }
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/learn/${next}/`));
  // What is read next is the title, and Tab goes on from there.
  await expect(page.locator('lesson-pane h2')).toBeFocused();
}

// Each begins at an address of its own, so that a failure names its lesson and the others are walked all the same.
if (WHOLE) test.describe.configure({ mode: 'parallel' });
for (const walk of WALKS) {
  const { language, width, lessons } = walk;
  for (const id of lessons) {
    test(`${id} by keyboard alone, ${String(width)} px wide, in ${language}`, async ({ playground, page }) => {
      test.setTimeout(2 * RUN);
      await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
      await open(page, `${playground.url}learn/${id}/?lang=${language}`);
      await predictAndRun(page, language);
      await change(page, walk);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(over, 'the page is wider than the window').toBeLessThanOrEqual(0);
      if (WHOLE) await page.screenshot({ path: test.info().outputPath(`${id}.png`), fullPage: true });
      await goOn(page, language, id);
    });
  }
}
