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
  expect(Date.now() - started).toBeLessThan(50_000);
  await warm.expectLines(['1', '2', '3']);
  await warm.page.getByRole('radio', { name: 'Real' }).check();
});

test('a pause stops the program and its time; steps go on, and back by doing the same again', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await expect(playground.run).toBeEnabled();
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
  await expect(playground.status).toHaveText('paused');
  await tool(page, 'Continue').click();
  expect(await playground.end()).toBe('exited with code 0');
  await expect.poll(() => playground.text()).toContain('Answer: 42');

  // The timeline knows the run as one, though it began anew twice.
  await tool(page, 'Timeline').click();
  await expect(page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuetext', /^the loop is closed/);
  await expect(page.getByRole('row', { name: 'Task-2' })).toContainText('cancelled');
  await expect(page.locator('timeline-panel .notes')).toBeEmpty();
});

test('a run that is over is gone back into, step by step', async ({ playground }) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await expect(playground.run).toBeEnabled();
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

test('the slider brings the program to any moment of its run, by keyboard, and back to the end', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await expect(playground.run).toBeEnabled();
  await page.getByRole('radio', { name: 'Fast' }).check();
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await playground.runToEnd();
  await expect.poll(() => playground.text()).toContain('Answer: 42');
  const moment = page.getByRole('slider', { name: 'Moment' });
  await expect(moment).toHaveAttribute('aria-valuetext', /^the loop is closed/);
  const last = Number(await moment.getAttribute('max'));

  // To the first moment, and event by event to the spinner's first wait.
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(note(page)).toHaveText('Paused before step 1');
  await expect(playground.output).toHaveText('');
  await expect(moment).toHaveAttribute('aria-valuetext', /^Task-1 is created/);
  while (!((await moment.getAttribute('aria-valuetext')) ?? '').startsWith('Task-2 waits'))
    await page.keyboard.press('ArrowRight');
  await expect(note(page)).toHaveText('Paused before step 3');
  await expect(playground.output).toHaveText('| thinking!');
  await expect(page.locator('.marked-line')).toHaveCount(1);
  await expect(moment).toBeFocused();

  // Steps go on from there, and the run stays whole.
  await tool(page, 'Step').click();
  await expect(note(page)).toHaveText('Paused before step 4');
  await expect(moment).toHaveAttribute('aria-valuetext', /\(step 3, /);
  expect(Number(await moment.getAttribute('max'))).toBe(last);
  await expect(page.getByRole('row', { name: 'Task-1' })).toContainText('waitingsleep(3 s)');

  // What was printed later in the same step is dimmed: it is what the program has shown.
  await moment.focus();
  while (!((await moment.getAttribute('aria-valuetext')) ?? '').startsWith('Task-2 runs'))
    await page.keyboard.press('ArrowLeft');
  await expect(playground.output.locator('.later')).toHaveText('| thinking!');

  await page.keyboard.press('End');
  await expect(playground.status).toHaveText('exited with code 0');
  await expect(playground.output).toHaveText('Answer: 42');
  await expect(playground.output.locator('.later')).toHaveCount(0);
  await expect(page.locator('.marked-line')).toHaveCount(0);
  expect(Number(await moment.getAttribute('max'))).toBe(last);

  // A line is marked as long as the program stands there.
  await tool(page, 'Step back').click();
  await expect(note(page)).toHaveText(/^Paused before step/);
  await expect(page.locator('.marked-line')).toHaveCount(1);
  await tool(page, 'Continue').click();
  await expect(playground.status).toHaveText('exited with code 0');
  await expect(page.locator('.marked-line')).toHaveCount(0);
});

test('what is asked of a program that is not ready for it is done later, or refused with a reason', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.open('?demo=spinner&lang=en');
  await expect(playground.run).toBeEnabled();
  await tool(page, 'Pause').press('Enter');
  await expect(note(page)).toHaveText('No program runs.');
  // Three steps before the first pause: all are made.
  for (let i = 0; i < 3; i++) await tool(page, 'Step').click();
  await expect(note(page)).toHaveText('Paused before step 3');
  await tool(page, 'Continue').click();
  await expect(playground.status).toHaveText('running');
  await tool(page, 'Step').press('Enter');
  await expect(note(page)).toHaveText('Pause the program first.');
  await tool(page, 'Pause').click();
  await expect(note(page)).toHaveText(/^Paused before step/);
  await playground.stop.click();
  await tool(page, 'Step back').press('Enter');
  await expect(note(page)).toHaveText(/^This run cannot be done again/);
  // A pause that comes while the program is still being fetched.
  await playground.run.click();
  await tool(page, 'Pause').click();
  await expect(note(page)).toHaveText(/^Paused before step/);
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
  await expect(note(page)).toHaveText('It did the same, to the last event. What it printed differs from line 2 on.', {
    timeout: 60_000,
  });
  await warm.expectLines(['1', 'and so on', '2', 'and so on', '3', 'and so on']);

  await warm.paste(COUNTS.replaceAll('20s', '20ms').replace('i <= 3', 'i <= 4'));
  await tool(page, 'Same run again').click();
  await expect(note(page)).toHaveText(/^It goes another way at event \d+, line 7\.$/, { timeout: 60_000 });
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
  await expect(playground.run).toBeEnabled();
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
