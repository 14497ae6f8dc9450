/** A lesson as its reader has it: beside its Python original, and its page for who has no JavaScript. */
import { expect, test } from './support/fixtures.ts';

test('The Python original stands beside the program, and what belongs together is lit', async ({ playground }) => {
  const { page } = playground;
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open('learn/spinner/?lang=en');
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await page.getByRole('button', { name: 'Side by side' }).click();
  const original = page.getByRole('region', { name: 'Python original' });
  await expect(original).toContainText('import asyncio');
  await expect(original).toContainText('in C++ any function may');

  await original.getByText('await asyncio.sleep(3)').hover();
  const lit = page.locator('code-editor .lit');
  await expect(lit).toHaveCount(1);
  const line = page.locator('code-editor .view-line', { hasText: 'asyncio::sleep(3s)' });
  const middle = async (of: typeof line) => {
    const box = await of.boundingBox();
    return Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2);
  };
  expect(Math.abs((await middle(lit)) - (await middle(line)))).toBeLessThan(3);

  await page.locator('code-editor').getByText('cancel', { exact: false }).last().hover();
  await expect(original.locator('.lit')).toHaveText(/spinner\.cancel\(\)/);
});

test('Without JavaScript a lesson is a page with its text, its program and the original', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}learn/spinner/`);
  await expect(page).toHaveTitle('Spinner · Tulip');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', './');
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Spinner · Tulip');
  await expect(page.getByRole('heading', { name: 'Spinner' })).toBeVisible();
  await expect(page.locator('lesson-pane')).toContainText('스피너');
  await expect(page.locator('code-editor')).toContainText('asyncio::create_task');
  await expect(page.locator('pre.original')).toHaveText(/asyncio\.create_task/);
  // Its style has come, from two folders above.
  expect(await page.evaluate(() => document.styleSheets.length).catch(() => 1)).toBeGreaterThan(0);
  expect(site.requests.filter((path) => path.endsWith('.css')).every((path) => path.startsWith('assets/'))).toBe(true);
  await context.close();
});
