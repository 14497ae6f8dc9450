/** When the network goes away the page says what it could not fetch, keeps the text, and tries again when asked to. */
import { expect, test } from './support/fixtures.ts';

const SIX = 'int main() { return 6; }\n';

test('A compiler of which nothing arrives, or not its biggest file, is said to be missing; trying again gets it', async ({
  playground,
  site,
}) => {
  await playground.open('?demo=spinner');
  await playground.paste(SIX);
  const notice = playground.notices.getByRole('alert').filter({ hasText: 'compiler could not be fetched' });
  const again = notice.getByRole('button', { name: 'Try again' });
  for (const [paths, begin] of [
    [/^sdk\//, playground.run],
    [/^sdk\/llvm\.core\.\w+\.wasm\.zst$/, again],
  ] as const) {
    site.reset();
    site.cut(paths);
    await begin.click();
    await expect.poll(() => site.requests.some((path) => paths.test(path))).toBe(true);
    await expect(playground.status).toHaveText(/^failed: the compiler could not be fetched/);
    await expect(notice).toContainText('The network or the server cannot be reached.');
    await expect(playground.downloading).toBeHidden();
    expect(await playground.program()).toBe(SIX);
  }

  site.cut(null);
  await again.click();
  expect(await playground.end()).toBe('exited with code 6');
  await expect(notice).toBeHidden();
  expect(await playground.program()).toBe(SIX);
});

test('A connection that breaks off, or from which nothing comes, is told in plain words; Stop ends the download', async ({
  playground,
  page,
  site,
}) => {
  const core = /^sdk\/llvm\.core\.\w+\.wasm\.zst$/;
  await page.clock.install();
  await playground.open('?demo=spinner&lang=en');
  await playground.paste(SIX);
  site.breakOff(core);
  await playground.run.click();
  const notice = playground.notices.getByRole('alert');
  await expect(notice).toContainText('The connection broke off. What has arrived whole is kept for the next try.');
  await expect(notice).not.toContainText(/TypeError|network error|failed to/i);

  site.reset();
  const release = site.hold(core);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(playground.downloading).toBeVisible();
  await expect.poll(() => site.requests.filter((path) => core.test(path)).length).toBeGreaterThan(0);
  await page.clock.fastForward(6_000);
  await expect(page.locator('#loading')).toContainText('Nothing has arrived for some seconds.');
  await playground.stop.click();
  await expect(playground.status).toHaveText('stopped');
  await expect(playground.downloading).toBeHidden();
  await expect.poll(() => site.abandoned.filter((path) => core.test(path)).length).toBeGreaterThan(0);
  release();
});

test('A download whose connection is lost for a moment goes on by itself; from then on the compiler works without a network', async ({
  playground,
  site,
}) => {
  await playground.open('?demo=spinner&lang=en');
  await playground.paste(SIX);
  const core = /^sdk\/llvm\.core\.\w+\.wasm\.zst$/;
  site.cut(core);
  await playground.run.click();
  await expect.poll(() => site.requests.some((path) => core.test(path))).toBe(true);
  site.cut(null);
  expect(await playground.end()).toBe('exited with code 6');
  await expect(playground.notices.getByRole('alert')).toBeHidden();

  await playground.whenCompilerIsKept();
  await playground.page.reload();
  await playground.focusEditor();
  site.cut(/^sdk\//);
  expect(await playground.runToEnd()).toBe('exited with code 6');
});

test('A bundled program that cannot be fetched says so; trying again runs it', async ({ playground, site }) => {
  await playground.open('?demo=spinner');
  await expect(playground.page.locator('code-editor')).toHaveAttribute('data-ready');
  site.cut(/^programs\//);
  await playground.run.click();
  await expect(playground.status).toHaveText(/^failed: the program could not be fetched/);
  site.cut(null);
  await playground.notices.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  expect(await playground.end()).toBe('exited with code 0');
});

test('Where an editor cannot be fetched a plain one stands in for it', async ({ playground, site }) => {
  site.cut(/^assets\/monaco-/);
  await playground.open('?demo=spinner');
  await expect(playground.notices).toContainText('A plain one stands in for it.');
  await playground.editor.fill('int main() { return 3; }\n');
  await expect(playground.page.getByText('edited', { exact: true })).toBeVisible();
  await playground.page.reload();
  await expect(playground.editor).toHaveValue('int main() { return 3; }\n');

  site.cut(/^assets\/codemirror-/);
  await playground.page.goto(`${site.url}embed/?demo=spinner&lang=en`);
  await playground.page.getByRole('button', { name: 'Edit' }).click();
  await expect(playground.notices).toContainText('A plain one stands in for it.');
  await expect(playground.editor).toHaveValue(/thinking!/);
});

test('A download without a network ends in an exception that the program can catch', async ({ playground, site }) => {
  await playground.open('?demo=download');
  await expect(playground.page.locator('code-editor')).toHaveAttribute('data-ready');
  site.cut(/^flags\//);
  expect(await playground.runToEnd()).toMatch(/^failed: .*ClientError.*flags\/cn\.svg/);
});
