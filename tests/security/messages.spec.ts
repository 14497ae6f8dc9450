/** Messages from windows that are nobody the page knows. */
import { expect, test } from '../e2e/support/fixtures.ts';
import { servePage } from '../e2e/support/site.ts';

/** What the page and the sandbox say to each other, said by somebody else. */
const FORGERIES = [
  { type: 'ready' },
  { type: 'broke', message: 'forged' },
  { type: 'exit', code: 99 },
  { type: 'failure', reason: 'trap', message: 'forged' },
  { type: 'output', stream: 'stdout', text: 'forged' },
  { host: 'postMessage("forged")', start: { type: 'start', program: new Uint8Array(8), options: { baseUrl: '/' } } },
  null,
  'ready',
];

test('A page that opened the playground cannot speak in a program’s name', async ({ context, site }) => {
  const foreign = await servePage('<!doctype html><title>foreign</title>');
  try {
    const opener = await context.newPage();
    await opener.goto(foreign.url);
    const opened = context.waitForEvent('page');
    await opener.evaluate((url) => {
      (window as unknown as { victim: Window | null }).victim = open(url);
    }, `${site.url}?demo=spinner&lang=en`);
    const page = await opened;
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('log', { name: 'Output' })).toContainText('thinking!');
    await opener.evaluate((messages) => {
      const { victim } = window as unknown as { victim: Window };
      for (const message of messages) victim.postMessage(message, '*', [new MessageChannel().port1]);
    }, FORGERIES);
    await expect(page.getByRole('status', { name: 'Program status' })).toHaveText('exited with code 0');
    await expect(page.getByRole('log', { name: 'Output' })).toHaveText(/^\s*Answer: 42\s*$/);
  } finally {
    foreign.close();
  }
});

test('A page around an embed cannot either', async ({ page, site }) => {
  const foreign = await servePage(
    `<!doctype html><iframe width="600" height="500" src="${site.url}embed/?demo=spinner&lang=en"></iframe>`,
  );
  try {
    await page.goto(foreign.url);
    const embed = page.frameLocator('iframe');
    await embed.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(embed.getByRole('log', { name: 'Output' })).toContainText('thinking!');
    await page.evaluate((messages) => {
      // To the embed and to every frame in it, the program's own among them.
      const tell = (target: Window): void => {
        for (const message of messages) target.postMessage(message, '*', [new MessageChannel().port1]);
        for (const frame of Array.from({ length: target.length }, (_, i) => target[i])) if (frame) tell(frame);
      };
      tell(window);
    }, FORGERIES);
    await expect(embed.getByRole('status', { name: 'Program status' })).toHaveText('exited with code 0');
    await expect(embed.getByRole('log', { name: 'Output' })).toHaveText(/^\s*Answer: 42\s*$/);
  } finally {
    foreign.close();
  }
});

test('A forged height does not stretch a page beyond reason', async ({ page, site }) => {
  const foreign = await servePage(
    `<!doctype html><tulip-playground demo="spinner" lang="en"></tulip-playground><script src="${site.url}embed.js" async></script>`,
  );
  try {
    await page.goto(foreign.url);
    const frame = page.locator('tulip-playground iframe');
    await expect(frame).toHaveCount(1);
    await page.evaluate(() => {
      for (const height of [1e9, -5, Number.NaN, '5000', null]) postMessage({ type: 'tulip:height', height }, '*');
    });
    await expect(page.frameLocator('tulip-playground iframe').getByText('#include <asyncio.hpp>')).toBeVisible();
    const box = await frame.boundingBox();
    expect(box?.height).toBeGreaterThan(50);
    expect(box?.height).toBeLessThanOrEqual(2000);
  } finally {
    foreign.close();
  }
});
