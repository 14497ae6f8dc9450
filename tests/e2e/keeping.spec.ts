/** What a reader writes is never lost without a word: not by another tab, not by a full store, not by Back. */
import { expect, test } from './support/fixtures.ts';
import { Playground } from './support/playground.ts';

const MINE = '// mine\nint main() { return 1; }\n';
const OTHER = '// of the other tab\nint main() { return 2; }\n';

test('Two tabs on one program each keep their text, over a reload too', async ({ playground, page, context, site }) => {
  await playground.open('?demo=spinner&lang=en');
  await playground.paste(MINE);
  // It is stored 0.3 s after it was written, and the other tab may need less.
  await page.waitForFunction(() => Object.values(localStorage).some((kept) => String(kept).includes('// mine')));
  const other = new Playground(await context.newPage(), site.url);
  await other.open('?demo=spinner&lang=en');
  expect(await other.program()).toBe(MINE);
  await other.paste(OTHER);

  await page.bringToFront();
  const notice = playground.notices.getByRole('note');
  await expect(notice).toContainText('Your text here is kept as a draft of its own');
  expect(await playground.program()).toBe(MINE);
  await page.reload();
  expect(await playground.program()).toBe(MINE);

  // Reset here leaves the other tab's draft alone.
  await playground.reset.click();
  await page.waitForFunction(() => Object.keys(localStorage).filter((key) => /draft.*spinner/.test(key)).length === 1);
  await other.page.bringToFront();
  await other.page.reload();
  expect(await other.program()).toBe(OTHER);
});

test('A new program is begun, drafts are found again, and Back leads from one to the other', async ({
  playground,
  page,
}) => {
  await playground.open('?lang=en');
  await playground.choose('Gather');
  await page.goBack();
  await expect(playground.menu).toHaveAccessibleName('Programs: Spinner');
  await page.goForward();
  await expect(playground.menu).toHaveAccessibleName('Programs: Gather');

  await page.getByRole('button', { name: 'New', exact: true }).click();
  await expect(playground.menu).toHaveAccessibleName('Programs: My program');
  await playground.paste(MINE);
  await page.reload();
  expect(await playground.program()).toBe(MINE);

  await playground.choose('Spinner');
  await playground.paste(OTHER);
  const drafts = page.getByRole('button', { name: 'Drafts' });
  await drafts.click();
  const dialog = page.getByRole('dialog', { name: 'Drafts' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await dialog.getByRole('button', { name: /^My program.*mine/ }).click();
  expect(await playground.program()).toBe(MINE);
  await page.goBack();
  expect(await playground.program()).toBe(OTHER);

  await drafts.click();
  await dialog.getByRole('button', { name: 'Delete My program' }).click();
  await expect(dialog.getByRole('status')).toContainText('deleted');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Delete My program' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(drafts).toBeFocused();
  await drafts.click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  // The one on the table.
  await dialog.getByRole('button', { name: /^Delete / }).click();
  await page.keyboard.press('Escape');
  expect(await playground.program()).not.toBe(OTHER);
});

test('A draft of several files is named, deleted and had back, and opens with all of them', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await playground.open('?lang=en');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByRole('textbox', { name: 'File name' }).fill('queue.hpp');
  await page.keyboard.press('Enter');
  const drafts = page.getByRole('button', { name: 'Drafts' });
  const dialog = page.getByRole('dialog', { name: 'Drafts' });
  await drafts.click();
  await dialog.getByRole('button', { name: 'Rename My program' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the draft' }).fill('My queue');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Rename My queue' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Rename My queue' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Rename My queue' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(playground.menu).toHaveAccessibleName('Programs: My queue');

  await playground.choose('Gather');
  await page.reload();
  await drafts.click();
  await dialog.getByRole('button', { name: 'Delete My queue' }).click();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await dialog.getByRole('button', { name: /^My queue/ }).click();
  await expect(playground.menu).toHaveAccessibleName('Programs: My queue');
  await expect(page.getByRole('tab')).toHaveText(['main.cpp', 'queue.hpp']);
});

test('Where the browser keeps nothing, that is said, and leaving asks', async ({ playground, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await playground.open('?demo=spinner&lang=en');
  await playground.paste(MINE);
  await expect(playground.notices.getByRole('alert')).toContainText('This browser has no room for your text');
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    });
  });
  await page.close({ runBeforeUnload: true });
  expect(await asked).toBe('beforeunload');
  expect(await playground.program()).toBe(MINE);
  await playground.reset.click();
  await expect(playground.notices.getByRole('alert')).toBeHidden();
});

test('The word of who shared a program is not for its author, and goes with Run for good', async ({
  playground,
  page,
  context,
  site,
}) => {
  await playground.open('?demo=gather&lang=en');
  await playground.share.click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(playground.menu).toHaveAccessibleName('Programs: Shared program');
  await expect(playground.notices).not.toContainText('Somebody shared');

  const reader = new Playground(await context.newPage(), site.url);
  await reader.page.evaluate(() => undefined);
  await reader.open('?lang=en');
  await reader.page.evaluate(() => {
    localStorage.clear();
  });
  await reader.page.goto(link);
  await expect(reader.notices).toContainText('Somebody shared this program');
  await reader.run.click();
  await expect(reader.notices).not.toContainText('Somebody shared');
  await reader.stop.click();
  await reader.page.reload();
  await expect(reader.menu).toHaveAccessibleName('Programs: Shared program');
  await expect(reader.notices).not.toContainText('Somebody shared');
});
