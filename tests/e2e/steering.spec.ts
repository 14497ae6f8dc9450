/** Steering a run: its clock, pauses and steps, the way back, a print added afterwards, and a link that carries the run. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { Playground } from './support/playground.ts';

const COUNTS = `#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    for (int i = 1; i <= 3; ++i) {
      asyncio::print("{}\\n", i);
      asyncio::sleep(20s);
    }
  });
}
`;

const SPINNER_LASTS_MS = 3_000;

function tool(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

function note(page: Page) {
  return page.locator('run-steering').getByRole('status');
}

test('under the fast clock a program that sleeps a minute ends at once and prints the same', async ({ warm }) => {
  await warm.openText(COUNTS);
  await warm.page.getByRole('group', { name: 'Clock' }).getByRole('radio', { name: 'Fast' }).check();
  const started = Date.now();
  expect(await warm.runToEnd()).toBe('exited with code 0');
  expect(Date.now() - started).toBeLessThan(20_000);
  await warm.expectLines(['1', '2', '3']);
  await warm.page.getByRole('radio', { name: 'Real' }).check();
});

test('a pause stops the program and its time; steps go on, and back by doing the same again', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await tool(page, 'Step').click();
  await expect(note(page)).toHaveText('Paused before step 1');
  for (const step of [2, 3, 4]) {
    await tool(page, 'Step').click();
    await expect(note(page)).toHaveText(`Paused before step ${step}`);
  }
  const before = await playground.text();
  await tool(page, 'Step').click();
  await tool(page, 'Step').click();
  await expect(note(page)).toHaveText('Paused before step 6');
  await tool(page, 'Step back').click();
  await expect(note(page)).toHaveText('Paused before step 5');
  await tool(page, 'Step back').click();
  await expect(note(page)).toHaveText('Paused before step 4');
  await expect.poll(() => playground.text()).toBe(before);
  // Longer than the program lasts: paused, it does not end.
  await page.waitForTimeout(SPINNER_LASTS_MS + 500);
  await expect(playground.status).toHaveText('running');
  await tool(page, 'Continue').click();
  expect(await playground.end()).toBe('exited with code 0');
  await expect.poll(() => playground.text()).toContain('Answer: 42');
});

test('a run that is over is gone back into, step by step', async ({ playground }) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await page.getByRole('radio', { name: 'Fast' }).check();
  await playground.runToEnd();
  await expect.poll(() => playground.text()).toContain('Answer: 42');
  await tool(page, 'Step back').click();
  await expect(note(page)).toHaveText(/^Paused before step \d+/);
  await expect.poll(() => playground.text()).not.toContain('Answer');
  await tool(page, 'Continue').click();
  expect(await playground.end()).toBe('exited with code 0');
  await expect.poll(() => playground.text()).toContain('Answer: 42');
});

test('a print added afterwards is seen in the very same run, and an edit that does something else is told where', async ({
  warm,
}) => {
  const { page } = warm;
  await warm.runText(COUNTS.replaceAll('20s', '20ms'));
  await warm.paste(
    COUNTS.replaceAll('20s', '20ms').replace('asyncio::sleep', 'asyncio::print("and so on\\n");\n      asyncio::sleep'),
  );
  await tool(page, 'Same run again').click();
  await expect(note(page)).toHaveText('It did the same, to the last event.', { timeout: 30_000 });
  await warm.expectLines(['1', 'and so on', '2', 'and so on', '3', 'and so on']);

  await warm.paste(COUNTS.replaceAll('20s', '20ms').replace('i <= 3', 'i <= 4'));
  await tool(page, 'Same run again').click();
  await expect(note(page)).toHaveText(/^It goes another way at event \d+, line 7\.$/, { timeout: 30_000 });
});

test('a link carries a run, which its reader sees again, and which does not run by itself', async ({
  warm,
  browser,
  site,
}) => {
  const { page } = warm;
  // Its output is another one each time, but for this very run.
  await warm.runText(`#include <asyncio.hpp>
#include <random>
int main() {
  asyncio::run([] { asyncio::print("{} {}\\n", std::random_device()(), asyncio::get_running_loop().time()); });
}
`);
  const lines = await warm.lines();
  await page.getByRole('checkbox', { name: 'Put this run into the link' }).check();
  await warm.share.click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');

  const stranger = await browser.newContext({ locale: 'en-US' });
  const reader = new Playground(await stranger.newPage(), site.url);
  await reader.page.goto(link);
  await expect(tool(reader.page, 'Recorded run')).toBeVisible();
  await expect(reader.status).toHaveText('ready');
  expect(await reader.text()).not.toContain(lines[0]);
  await tool(reader.page, 'Recorded run').click();
  expect(await reader.end()).toBe('exited with code 0');
  await reader.expectLines(lines);
  await stranger.close();
});

test('all of it works by keyboard alone', async ({ playground }) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await tool(page, 'Step').focus();
  await page.keyboard.press('Enter');
  await expect(note(page)).toHaveText('Paused before step 1');
  await expect(tool(page, 'Step')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(note(page)).toHaveText('Paused before step 2');
  await page.keyboard.press('Shift+Tab');
  await expect(tool(page, 'Continue')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tool(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(note(page)).toHaveText(/^Paused before step/);
  await playground.stop.click();
  await expect(playground.status).toHaveText('stopped');
});
