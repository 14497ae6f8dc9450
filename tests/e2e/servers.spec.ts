/** The servers of a running program, as its reader's terminal and browser have them. The terminal's own tests are in workers-and-sockets. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/fixtures.ts';

test('The lesson on HTTP is read in the browser: a form, a link, how each request went, and the way back', async ({
  playground,
}) => {
  const { page } = playground;
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await playground.open('learn/http-server/?lang=en');
  await playground.run.click();
  const tabs = page.getByRole('tablist', { name: 'Port 8080' });
  await expect(tabs.getByRole('tab', { name: 'Terminal' })).toHaveAttribute('aria-selected', 'true');
  const browser = () => loaded.filter((url) => /llhttp|browser-tab|page-frame/.test(url));
  expect(browser()).toEqual([]);

  // By the keyboard.
  await tabs.getByRole('tab', { name: 'Terminal' }).press('ArrowRight');
  const panel = page.getByRole('tabpanel', { name: 'Browser' });
  const status = panel.getByRole('status');
  await expect(status).toHaveText(/^200 OK in (< 1|\d+) ms, \d+ B$/);
  expect(browser()).not.toEqual([]);

  const shown = panel.frameLocator('iframe');
  await shown.getByRole('textbox').fill('chess');
  await shown.getByRole('textbox').press('Enter');
  await expect(shown.getByText('WHITE CHESS KING')).toBeVisible();
  const address = panel.getByRole('textbox', { name: 'Address' });
  await expect(address).toHaveValue('/?word=chess');
  await shown.getByRole('link', { name: 'more' }).click();
  await expect(shown.locator('p')).toHaveText([/BLACK CHESS KING/, /BLACK CHESS QUEEN/]);
  await expect(address).toHaveValue('/?word=CHESS&from=3');
  await panel.getByRole('button', { name: 'Back' }).click();
  await expect(shown.getByText('WHITE CHESS KING')).toBeVisible();
  await expect(address).toHaveValue('/?word=chess');
  await address.fill('?word=cat');
  await address.press('Enter');
  await expect(shown.locator('p')).toHaveText([/CAT\s*$/, /CAT FACE/]);
  await panel.getByRole('button', { name: 'Reload' }).click();

  const rows = page.locator('request-list summary');
  const paths = ['/?word=cat', '/?word=cat', '/?word=CHESS&from=3', '/?word=chess', '/'];
  await expect(rows).toHaveText(paths.map((path) => new RegExp(`^GET ${path.replace('?', '\\?')}200 OK.+ ms\\d+ B$`)));
  await rows.first().click();
  await expect(page.locator('request-list [open]')).toContainText('Content-Type: text/html; charset=utf-8');
  expect((await new AxeBuilder({ page }).include('program-servers').exclude('iframe').analyze()).violations).toEqual(
    [],
  );
  // All of it went to the program.
  expect(loaded.filter((url) => url.includes('word='))).toEqual([]);

  await playground.stop.click();
  await panel.getByRole('button', { name: 'Reload' }).click();
  await expect(status).toHaveText(/was refused/);
  await expect(page.getByText('The program no longer listens on port 8080.')).toBeVisible();
});
