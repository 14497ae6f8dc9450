/**
 * A walk through lessons by keyboard alone: predict, run, read a hint, do the change, go on to the next. Here the short form; with
 * `TULIP_NIGHTLY=yes` (`npm test nightly`) through all lessons, in both languages, on a phone and on a wide screen.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import type { Language } from '../../web/session/messages/language.ts';
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

/** Opens the first lesson, and tells the editor to let Tab pass. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await tabTo(page, page.locator('code-editor :is(textarea, [role=textbox])').first());
  await page.keyboard.press('Control+m');
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
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(answer).toHaveAttribute('data-right', /./, { timeout: 60_000 });
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
  await page.keyboard.press('ControlOrMeta+Enter');
  const result = tries.getByRole('status', { name: words.result, exact: true });
  await expect(result).toHaveAttribute('data-right', 'true', { timeout: 60_000 });
}

for (const walk of WALKS) {
  const { language, width, lessons } = walk;
  test(`${String(lessons.length)} lessons by keyboard alone, ${String(width)} px wide, in ${language}`, async ({
    playground,
    page,
  }) => {
    test.setTimeout(lessons.length * 90_000);
    await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    await open(page, `${playground.url}learn/${lessons[0] ?? ''}/?lang=${language}`);
    for (const [at, id] of lessons.entries()) {
      await expect(page).toHaveURL(new RegExp(`/learn/${id}/`));
      await test.step(id, async () => {
        await predictAndRun(page, language);
        await change(page, walk);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations, id).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(over, `${id} is wider than the page`).toBeLessThanOrEqual(0);
        if (WHOLE) await page.screenshot({ path: test.info().outputPath(`${id}.png`), fullPage: true });
      });
      if (at + 1 === lessons.length) break;
      const next = page.locator('lesson-pane').getByRole('button', { name: LESSON_MESSAGES[language].next });
      await tabTo(page, next);
      await page.keyboard.press('Enter');
      // What is read next is the title, and Tab goes on from there.
      await expect(page.locator('lesson-pane h2')).toBeFocused();
    }
  });
}
