/** In a browser that cannot suspend WebAssembly the page says so, and is of use all the same. */
import { expect, test } from './support/fixtures.ts';
import { linkTo, readLink } from './support/links.ts';
import { Workbench } from './support/playground.ts';

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(WebAssembly, 'Suspending');
    Reflect.deleteProperty(WebAssembly, 'promising');
  });
});

test('The page explains what is missing and which browsers have it', async ({ playground }) => {
  await playground.open('?demo=spinner');
  await expect(playground.notices).toContainText('This browser cannot run Tulip programs yet.');
  await expect(playground.notices).toContainText('Chrome or Edge 137, Firefox 153, Safari 27');
  await expect(playground.run).toBeDisabled();
  await expect(playground.run).toHaveAccessibleDescription(/cannot run Tulip programs yet/);
  await expect(playground.status).toHaveText('ready');
});

test('Editing, reading and sharing still work', async ({ playground, site }) => {
  await playground.open('?demo=gather');
  await playground.page.getByRole('tab', { name: 'Python original' }).click();
  await expect(playground.page.getByRole('tabpanel', { name: 'Python original' })).toContainText('import asyncio');
  await playground.page.getByRole('tab', { name: 'C++' }).click();
  await playground.paste('int main() { return 1; } // 튤립\n');
  // The key does nothing that the button would not.
  await playground.page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.status).toHaveText('ready');
  await playground.share.click();
  const link = await playground.page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(readLink(link).code).toBe('int main() { return 1; } // 튤립\n');
  expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual([]);
});

test('A shared link opens and can be read', async ({ playground }) => {
  await playground.open(linkTo('// from a friend\nint main() {}\n'));
  await expect(playground.page.locator('code-editor')).toContainText('from a friend');
});

test('The embed says so too', async ({ page, site }) => {
  await page.goto(`${site.url}embed/?demo=spinner`);
  await expect(page.getByText('This browser cannot run Tulip programs yet.')).toBeVisible();
  await expect(new Workbench(page).run).toBeDisabled();
  await expect(page.getByText('#include <asyncio.hpp>')).toBeVisible();
});
