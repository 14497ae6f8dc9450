/** Strings do not become scripts: the policies of the pages and of their frames ask for Trusted Types. That all else goes on, the other tests' fixtures see to. */
import type { Frame, Page } from '@playwright/test';
import { expect, test } from '../e2e/support/fixtures.ts';

/** What becomes of what somebody could try with a string, as what was thrown, or `done`. */
function attempts(root: Page | Frame): Promise<Record<string, string>> {
  return root.evaluate(async () => {
    const tries: Record<string, () => unknown> = {
      markup: () => (document.createElement('p').innerHTML = '<b>bold</b>'),
      frame: () => (document.createElement('iframe').srcdoc = '<b>bold</b>'),
      parser: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
      script: () => (document.createElement('script').src = '/script.js'),
      text: () => (document.createElement('script').textContent = '1'),
      worker: () => new Worker('https://elsewhere.invalid/worker.js'),
      dataWorker: () => new Worker('data:text/javascript,'),
      policy: () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('another', {}),
    };
    const results: Record<string, string> = {};
    // Later, since a test's own code is free of the policy while it is called.
    await new Promise((resolve) => setTimeout(resolve));
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        attempt();
        results[name] = 'done';
      } catch (error) {
        results[name] = (error as Error).name;
      }
    }
    return results;
  });
}

const REFUSED = {
  markup: 'TypeError',
  frame: 'TypeError',
  parser: 'TypeError',
  script: 'TypeError',
  text: 'TypeError',
  worker: 'TypeError',
  dataWorker: 'TypeError',
  policy: 'TypeError',
};

test('Neither the page nor the frames of a program and of the page that it serves take strings for scripts', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}?demo=http-server&lang=en`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('tab', { name: 'Browser' }).click();
  await expect(page.locator('page-frame iframe')).toBeVisible();
  const frames = () => page.frames().filter((frame) => frame.url() === 'about:srcdoc');
  // A frame is seen before its document is there.
  await expect.poll(() => frames().length).toBe(2);
  for (const root of [page, ...frames()]) expect(await attempts(root)).toEqual(REFUSED);
});
