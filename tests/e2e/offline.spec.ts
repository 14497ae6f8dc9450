/** The site without a network, and a newer version of it while one is open. */
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { Playground, Workbench } from './support/playground.ts';
import { BUILT } from './support/site.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser keeps the site that the page shows. */
async function whenKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

/** What keeps Chromium from offering to install the page, but for what is so in every test. */
async function obstacles(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  return installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
}

/** Another version of the built site, in a folder that `dispose` removes: one text differs, and one part of the page, of that name, has another name. */
function anotherVersion(part: RegExp): { folder: string; dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-site-'));
  for (const name of globSync('*', { cwd: BUILT })) {
    if (name === 'sdk') symlinkSync(join(BUILT, name), join(folder, name));
    else cpSync(join(BUILT, name), join(folder, name), { recursive: true });
  }
  let worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
  const old = globSync('assets/*', { cwd: folder }).find((path) => part.test(basename(path)));
  if (old === undefined) throw new Error(`the site has no part ${String(part)}`);
  rmSync(join(folder, old));
  worker = worker.replace(new RegExp(`"${old.replaceAll('.', '[.]')}":.[0-9a-f]{64}.,`), '');
  if (worker.includes(old)) throw new Error('the list of files has another form');
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const changed = page.replace('<notice-bar', '<p>The newer version</p><notice-bar');
  writeFileSync(join(folder, 'index.html'), changed);
  writeFileSync(join(folder, 'service-worker.js'), worker.replace(digest(page), digest(changed)));
  return {
    folder,
    dispose: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

test('After one visit page, lessons, gallery and embeds work without a network', async ({
  playground,
  page,
  context,
  site,
}) => {
  await playground.open('?lang=en');
  await whenKept(page);
  expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual(['sdk/manifest.json']);
  expect(await obstacles(page)).toEqual([]);
  await context.setOffline(true);
  site.cut(/^/);

  await page.reload();
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await page.goto(`${site.url}learn/gather/?lang=ko`);
  await expect(page.locator('lesson-pane')).toContainText('gather');
  await page.goto(`${site.url}gallery/pipeline/?lang=ko`);
  await expect(page.locator('code-editor')).toContainText('void cook');
  await expect(page.getByRole('button', { name: '프로그램: 주방과 종업원' })).toBeVisible();
  await expect(page).toHaveTitle('주방과 종업원 · Tulip');
  await expect(playground.notices).toBeEmpty();
  await page.goto(`${site.url}embed/?demo=iterator&lang=en`);
  expect(await new Workbench(page).runToEnd()).toBe('exited with code 0');
});

test('A newer version waits until the reader wants it; what is open goes on, and no text is lost', async ({
  playground,
  page,
  context,
  site,
}) => {
  await playground.open('?lang=en');
  await whenKept(page);
  const other = new Playground(await context.newPage(), site.url);
  await other.open('?lang=en');
  await playground.paste('int main() { return 7; }\n');
  const newer = anotherVersion(/^api-dialog-.*\.js$/);
  try {
    site.deploy(newer.folder);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(playground.notices).toContainText('A new version is there.');
    await page.reload();
    await expect(playground.notices).toContainText('A new version is there.');
    await expect(page.getByText('The newer version')).toBeHidden();

    await playground.notices.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByText('The newer version')).toBeVisible();
    expect(await playground.program()).toBe('int main() { return 7; }\n');

    // The server has this part no more, and the other tab had not loaded it.
    await other.page.getByRole('button', { name: 'API', exact: true }).click();
    await expect(other.page.getByRole('dialog', { name: 'API' })).toBeVisible();
    expect(await other.page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
    await expect(other.page.getByText('The newer version')).toBeHidden();
  } finally {
    newer.dispose();
  }
});

test('Where the browser keeps nothing, a part that a newer version has replaced is told of', async ({
  playground,
  page,
  site,
}) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('refused', 'SecurityError'));
  });
  await playground.open('?lang=en');
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  const newer = anotherVersion(/^api-dialog-.*\.js$/);
  rmSync(join(newer.folder, 'assets'), { recursive: true });
  try {
    site.deploy(newer.folder);
    await page.getByRole('button', { name: 'API', exact: true }).click();
    await playground.notices.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByText('The newer version')).toBeVisible();
  } finally {
    newer.dispose();
  }
});
