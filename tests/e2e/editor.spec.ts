/** What the editor offers beside typing: Format, the list of shortcuts, and how code is shown. */
import { expect, test } from './support/fixtures.ts';
import { linkTo } from './support/links.ts';

const UNTIDY = 'int  twice( int n ){return 2*n ;}\nint main(){\nreturn twice(21)-42;}\n';
const TIDY = 'int twice(int n) { return 2 * n; }\nint main() { return twice(21) - 42; }\n';

test('Format lays the program out as one step, and says where it cannot', async ({ playground, page, site }) => {
  await playground.open(`?lang=en${linkTo(UNTIDY)}`);
  await playground.focusEditor();
  expect(site.requests.filter((path) => path.includes('clang-format'))).toEqual([]);

  site.cut(/clang-format/);
  await page.keyboard.press('Shift+Alt+F');
  await expect(playground.notices).toContainText('The formatter could not be loaded.');
  site.cut(null);
  await page.keyboard.press('Shift+Alt+F');
  await expect(playground.notices).not.toContainText('The formatter');
  await expect(page.locator('.view-line').first()).toHaveText('int twice(int n) { return 2 * n; }');
  expect(await playground.program()).toBe(TIDY);
  await page.keyboard.press('ControlOrMeta+z');
  expect(await playground.program()).toBe(UNTIDY);
});

test('The plain editor formats, wraps and marks as well', async ({ playground, page, site }) => {
  site.cut(/^assets\/monaco-/);
  await playground.open(`?lang=en${linkTo(UNTIDY)}`);
  await expect(playground.notices).toContainText('A plain one stands in for it.');
  await page.getByRole('button', { name: 'Format' }).click();
  await expect(playground.editor).toHaveValue(TIDY);
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(playground.editor).toHaveValue(UNTIDY);
  await playground.editor.fill(`// ${'word '.repeat(60)}\n`);
  const isWider = () =>
    page.locator('.plain-editor').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  expect(await isWider()).toBe(true);
  await page.keyboard.press('Alt+Z');
  expect(await isWider()).toBe(false);
});

test('Size, word wrap and the compact view are chosen in Settings and kept', async ({ playground, page }) => {
  const size = () =>
    page.locator('.view-lines').evaluate((lines) => Number.parseFloat(getComputedStyle(lines).fontSize));
  const settings = page.getByRole('button', { name: 'Settings' });
  await playground.open('?demo=spinner&lang=en');
  await playground.focusEditor();
  const usual = await size();
  await settings.click();
  await expect(page.getByRole('switch', { name: 'Word wrap' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByRole('switch', { name: 'Compact view' }).check();
  await page.keyboard.press('Escape');
  await expect(settings).toBeFocused();
  await page.keyboard.press('Alt+Z');

  await page.reload();
  await playground.focusEditor();
  expect(await size()).toBeGreaterThan(usual);
  await expect(page.locator('lesson-pane')).toBeHidden();
  await settings.click();
  await expect(page.getByRole('switch', { name: 'Word wrap' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Compact view' })).toBeChecked();
});

test('The shortcuts are listed by F1 and ?, and the listed keys are those that act', async ({ playground, page }) => {
  const list = page.getByRole('dialog', { name: 'Shortcuts' });
  await playground.open('?demo=spinner&lang=en');
  await playground.focusEditor();
  await page.keyboard.press('F1');
  await expect(list.locator('div', { hasText: 'Format the program' })).toContainText('Shift+Alt+F');
  await page.keyboard.press('Escape');
  // In the editor a question mark is one.
  await page.keyboard.press('?');
  await page.keyboard.press('ControlOrMeta+/');
  await expect(page.locator('.view-line').nth(1)).toHaveText(/^\/\/.*\?/);
  await expect(list).toBeHidden();
  await playground.share.focus();
  await page.keyboard.press('?');
  await expect(list).toBeVisible();
});

test('API lists what the engine offers beside the Python that it takes the place of, and is searched', async ({
  playground,
  page,
}) => {
  await playground.open('?demo=spinner&lang=en');
  await page.getByRole('button', { name: 'API' }).click();
  const dialog = page.getByRole('dialog', { name: 'API' });
  await expect(dialog.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.type('asyncio.wait_for');
  await expect(dialog.getByRole('listitem').filter({ visible: true }).first()).toContainText('asyncio.wait_for');
  await expect(dialog.getByRole('heading', { name: 'create_task', exact: true })).toHaveCount(0);
});
