/** The security check finds everything refused, and would tell if it were not. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '../e2e/support/fixtures.ts';
import { servePage } from '../e2e/support/site.ts';
import { bundle } from '../../web/plugins/bundle.ts';

/** Attempts of the frame, of the worker and of the page. */
const ATTEMPTS = 20;

test('Everything that a program could try is refused', async ({ page, site }) => {
  // Not even where the reader lets the site itself read it.
  await page.context().grantPermissions(['clipboard-read']);
  await page.goto(`${site.url}security-check/?lang=en`);
  await expect(page.getByRole('status')).toHaveText(`All ${String(ATTEMPTS)} attempts were refused.`);
  await expect(page.getByRole('listitem')).toHaveCount(ATTEMPTS);
  await expect(page.getByText('possible')).toHaveCount(0);
});

test('Where nothing protects, the same attempts are possible', async ({ page }) => {
  const attacks = (name: string) =>
    bundle(fileURLToPath(new URL(`../../web/security-check/attacks/${name}.ts`, import.meta.url)));
  const [frame, host] = [await attacks('frame'), await attacks('worker')];
  const bare = await servePage('<!doctype html><title>bare</title>');
  try {
    // Nothing leaves this computer, whatever is possible.
    await page.context().route(/elsewhere\.invalid|127\.0\.0\.1:9\//, (route) => route.abort());
    await page.context().grantPermissions(['clipboard-read']);
    await page.goto(bare.url);
    const possible = await page.evaluate(
      ([script, worker]) =>
        new Promise<string[]>((resolve) => {
          const names: string[] = [];
          const element = document.createElement('iframe');
          // A frame of the page's own origin, with no policy; it must not take the test's tab along.
          element.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups');
          element.srcdoc = `<script>${script}</script>`;
          let reports = 0;
          addEventListener('message', (event: MessageEvent<{ attempts?: { name: string; possible: boolean }[] }>) => {
            const { attempts } = event.data;
            if (attempts === undefined) {
              // The clipboard is for the document that has the focus.
              element.contentWindow?.focus();
              element.contentWindow?.postMessage({ host: worker });
              return;
            }
            names.push(...attempts.filter((each) => each.possible).map((each) => each.name));
            if (++reports === 2) resolve(names);
          });
          document.body.append(element);
        }),
      [frame, host] as const,
    );
    expect(possible).toEqual(
      expect.arrayContaining([
        'parent',
        'cookies',
        'storage',
        'clipboard',
        'inject',
        'picture',
        'inner',
        'evaluate',
        'databases',
        'fetch',
        'scripts',
      ]),
    );
  } finally {
    bare.close();
  }
});
