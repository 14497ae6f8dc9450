/** The panel Timeline: by eye, by keyboard and by ear, over the log of twenty downloads. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { openTimeline } from './support/timeline.ts';

test('the timeline is read by keyboard alone', async ({ playground, page }) => {
  await playground.open('?demo=spinner&lang=en');
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  const region = await openTimeline(page);
  const lanes = region.getByRole('application', { name: 'Timeline' });
  const moment = region.getByRole('slider', { name: 'Moment' });
  await expect(moment).toHaveAttribute('aria-valuetext', /^the loop is closed \(step \d+, \d+ ms\)$/);

  // Twenty lanes are one, until it is unfolded.
  const why = region.getByRole('list');
  await lanes.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(why).toHaveText('get_flag at line 24, 20 tasks: 20 done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(why).toHaveText('get_flag-1 has returned.');

  // From event to event of the chosen lane, back to where it waited, whose line is marked.
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect(moment).toHaveAttribute('aria-valuetext', /^get_flag-1 waits for fetch .*kr\.gif \(step 2, /);
  await expect(why).toContainText('get_flag-1 has waited for fetch flags.example/kr.gif');
  await expect(why).toContainText('That is up to the outside');
  await expect(page.locator('.marked-line')).toBeVisible();
  await expect(lanes).toBeFocused();

  // The table says the same of every task, and answers why.
  const table = region.getByRole('table', { name: 'Tasks' });
  await expect(table.getByRole('columnheader')).toHaveText(['Name', 'State', 'Waiting for', 'Line', 'Why']);
  const main = table.getByRole('row', { name: 'main' });
  await expect(main).toContainText('gather (20 of 20 not done)');
  await main.getByRole('button', { name: 'Why' }).press('Enter');
  await expect(why).toContainText('main has waited for gather (20 of 20 not done)');
  await expect(why).toContainText('get_flag-1 has waited for fetch');

  // To where the spinner is cancelled, and on to the newest.
  await table.getByRole('row', { name: 'spinner' }).getByRole('button', { name: 'Why' }).press('Enter');
  await region.getByRole('button', { name: 'Follow' }).press('Enter');
  await expect(why).toContainText(
    'main asked spinner to end. The wait for sleep(30 ms), line 33 received it. It ended',
  );

  // Below them all is the loop, which runs one step at a time.
  await lanes.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await expect(why).toHaveText(/^the loop: closed, since \d+ ms$/);
  await page.keyboard.press('ArrowLeft');
  await expect(why).toHaveText(/^the loop: running a step of main, since \d+ ms$/);
  await expect(region.getByRole('table', { name: 'Threads' })).toContainText('the looprunning a step of main');
  await page.keyboard.press('Escape');

  await region.getByText('Tree of waits').press('Enter');
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(region.locator('pre')).toHaveText('main  created, line 46');

  // A line of the output leads to the moment that printed it, here the second piece of 12 bytes.
  await page.evaluate(() => {
    const output = document.querySelector<HTMLElement & { hear(event: unknown): void }>('output-console');
    for (const text of ['first piece\n', 'other piece\n'])
      output?.hear({ type: 'program', event: { type: 'output', stream: 'stdout', text } });
  });
  await expect(playground.output).toContainText('other piece');
  await playground.output.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(moment).toHaveAttribute('aria-valuetext', /^30 bytes are printed/);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(moment).toHaveAttribute('aria-valuetext', /^12 bytes are printed/);
  await expect(why).toContainText('spinner is running');
});

for (const [lang, theme, width] of [
  ['en', 'dark', 1280],
  ['ko', 'light', 360],
] as const) {
  test(`axe finds nothing wrong with the timeline, ${lang}, ${theme}, ${width} px wide`, async ({
    playground,
    page,
  }) => {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    await page.goto(`${playground.url}?demo=spinner&lang=${lang}&theme=${theme}`);
    await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
    const region = await openTimeline(page, lang === 'ko' ? '타임라인' : 'Timeline');
    // Whole, without a scroll: on a narrow page, where the panels stand below each other, only once the reader is there.
    if (width > 360) {
      for (const control of [region.getByRole('slider'), region.getByRole('button', { name: 'Follow' })])
        await expect(control).toBeInViewport({ ratio: 1 });
    }
    await region
      .getByRole('button', { name: lang === 'ko' ? '왜' : 'Why' })
      .first()
      .click();
    await region.locator('summary').click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
    ).toEqual([]);
    expect(await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
}

test('the chosen moment stays in sight with many lanes, and above the tables', async ({ playground, page }) => {
  const region = page.getByRole('region', { name: 'Timeline', exact: true });
  const slider = region.getByRole('slider', { name: 'Moment' });
  const inSight = async (): Promise<void> => {
    for (const control of [slider, region.getByRole('button', { name: 'Follow' })])
      await expect(control).toBeInViewport({ ratio: 1 });
  };
  // The lowest window in which an open timeline has its room beside a lesson, and one in which that is all of five lanes and the loop.
  await page.setViewportSize({ width: 1280, height: 800 });
  await playground.open('?demo=gather&lang=en');
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await playground.runToEnd();
  const lanes = region.getByRole('application', { name: 'Timeline' });
  await inSight();
  await page.setViewportSize({ width: 1440, height: 900 });
  await inSight();
  expect(await lanes.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);

  // The lane that a key chooses is not behind the slider.
  await page.setViewportSize({ width: 1280, height: 800 });
  await lanes.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
  await expect(region.getByRole('list')).toHaveText(/^the loop/);
  const below = async (upper: Locator, lower: Locator): Promise<number> => {
    const [above, under] = await Promise.all([upper.boundingBox(), lower.boundingBox()]);
    return (under?.y ?? 0) - ((above?.y ?? 0) + (above?.height ?? 0));
  };
  expect(await below(lanes, slider)).toBeGreaterThanOrEqual(0);

  // What has the focus in the table is not behind it either.
  const why = region.getByRole('table', { name: 'Tasks' }).getByRole('button', { name: 'Why' });
  await why.last().focus();
  await inSight();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(why.last()).not.toBeFocused();
  expect(await below(slider, page.locator(':focus'))).toBeGreaterThan(0);
});

const SPINNER = `#include <asyncio.hpp>
using namespace std::chrono_literals;
void spin() {
  try {
    for (;;) asyncio::sleep(20ms);
  } catch (const asyncio::CancelledError&) {
    asyncio::print("caught\\n");
    throw;
  }
}
int main() {
  asyncio::run([] {
    auto spinner = asyncio::create_task([] { spin(); }, "spinner");
    asyncio::print("begin\\n");
    asyncio::sleep(50ms);
    spinner.cancel();
    try {
      asyncio::await(spinner);
    } catch (const asyncio::CancelledError&) {
    }
  });
}
`;

test('the timeline of a run that is over says why its tasks waited, and who printed what', async ({ warm }) => {
  const { page } = warm;
  expect(await warm.runText(SPINNER)).toBe('exited with code 0');
  // What the run told was kept until somebody asked.
  const button = page.getByRole('button', { name: 'Timeline', exact: true });
  await button.click();
  const region = page.getByRole('region', { name: 'Timeline', exact: true });
  const table = region.getByRole('table', { name: 'Tasks' });
  const why = region.getByRole('list');
  await table.getByRole('row', { name: 'spinner' }).getByRole('button', { name: 'Why' }).click();
  const story = 'Task-1 asked spinner to end, line 16. The wait for sleep(20 ms), line 5 received it.';
  await expect(why).toHaveText(`${story} It ended by it.spinner was cancelled.`);

  await warm.output.getByText('caught').click();
  const moment = region.getByRole('slider', { name: 'Moment' });
  await expect(moment).toHaveAttribute('aria-valuetext', /^7 bytes are printed/);
  await expect(why).toContainText(`${story} It has caught CancelledError and has not ended yet.spinner is running`);
  await expect(table.getByRole('row', { name: 'Task-1' })).toContainText('waitingspinner18');
  await expect(page.locator('.marked-line')).toBeVisible();

  // The page speaks another language while a reason stands there, and the reason with it.
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.getByRole('button', { name: '실행', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(why).toContainText(story);
  await button.click();
});

test('an embed has the timeline where it is asked for', async ({ page, site }) => {
  await page.setViewportSize({ width: 620, height: 720 });
  await page.goto(`${site.url}embed/?demo=gather&lang=en`);
  await expect(page.getByRole('button', { name: 'Run' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Timeline' })).toHaveCount(0);
  const bar = page.locator('main > .bar');
  const { height } = (await bar.boundingBox()) ?? {};
  // With the lesson's text, whose question the run answers.
  await page.goto(`${site.url}embed/?demo=gather&lang=en&panes=timeline,text`);
  await expect(page.locator('lesson-pane')).toContainText('Gather');
  const predict = page.getByRole('group', { name: 'Predict' });
  await predict.getByRole('checkbox').first().check();
  await predict.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Answer' })).toHaveAttribute('data-right', /./);
  await expect(page.getByRole('status', { name: 'Program status' })).toHaveText('exited with code 0');
  // Where there is little room its button does not break the line that it comes into.
  expect((await bar.boundingBox())?.height).toBe(height);
  await expect(page.getByRole('link', { name: 'playground' })).toBeVisible();
});
