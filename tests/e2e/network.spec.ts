/** The group Network: what a program's requests meet, how long that lasts, and where it is kept. */
import { expect, test } from './support/fixtures.ts';
import { readLink } from './support/links.ts';

test('the network is chosen by keyboard, applied to the requests, kept, and put into links; only programs that fetch have it', async ({
  playground,
  site,
}) => {
  const { page, output } = playground;
  await playground.open('?demo=spinner&lang=en');
  const group = page.getByRole('group', { name: 'Network' });
  await expect(page.getByRole('group', { name: 'Clock' })).toBeVisible();
  await expect(group).toBeHidden();

  await playground.open('?demo=download&lang=en');
  await page.getByRole('group', { name: 'Clock' }).getByRole('radio', { name: 'Fast' }).check();
  const slow = group.getByRole('radio', { name: 'Slow' });
  // As its lesson asks.
  await expect(slow).toBeChecked();
  await expect(group.locator('..')).toContainText('waits 250 ms for its answer, then 200 KB a second');
  await expect(group.getByRole('spinbutton', { name: 'Seed' })).toBeHidden();
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(output).toContainText(/ times faster/);
  // 20 waits one after another, and the longest of them.
  expect(Number(/([\d.]+) times faster/.exec(await playground.text())?.[1])).toBeGreaterThan(4);

  await slow.focus();
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: 'Flaky' })).toBeChecked();
  await group.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await page.keyboard.press('Enter');
  const failures: string[] = [];
  for (let i = 0; i < 2; i++) {
    expect(await playground.runToEnd()).toContain('failed');
    await expect(output).toContainText('by Network: Flaky');
    failures.push(await playground.text());
  }
  expect(failures[1]).toBe(failures[0]);
  await playground.share.click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(readLink(link)).toMatchObject({ net: 'flaky', seed: 7, clock: 'fast' });
  await page.keyboard.press('Escape');

  await group.getByRole('radio', { name: 'Offline' }).check();
  const before = site.requests.filter((path) => path.startsWith('flags/')).length;
  expect(await playground.runToEnd()).toContain('failed');
  await expect(output).toContainText('no connection by Network: Offline');
  expect(site.requests.filter((path) => path.startsWith('flags/'))).toHaveLength(before);
  await page.reload();
  await expect(group.getByRole('radio', { name: 'Offline' })).toBeChecked();
});
