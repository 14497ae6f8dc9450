/** Links that mean harm: they open nothing, fill no memory and change nothing that they are not. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '../e2e/support/fixtures.ts';
import { linkOfBytes } from '../e2e/support/links.ts';

test('A link that inflates to 1 GB is refused, and fills no memory', async ({ playground, page }) => {
  // Zeros deflate to a thousandth, so that a link of 1 MB could hold them; the page stops reading at its limit.
  const block = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
  await playground.open('?lang=en');
  const measured = await page.evaluate(
    async (data) => {
      const began = performance.now();
      location.hash = data;
      await new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true });
      });
      return performance.now() - began;
    },
    `#v1=${block.toString('base64url')}`,
  );
  expect(measured).toBeLessThan(30_000);
  await expect(playground.notices.getByRole('alert')).toContainText('larger than Tulip opens');
  await expect(playground.menu).toHaveAccessibleName('Programs: Spinner');
});

test('A link of several megabytes is refused by its length', async ({ playground, page }) => {
  await playground.open('?lang=en');
  await page.evaluate(() => {
    location.hash = `#v1=${'A'.repeat(1_500_000)}`;
  });
  await expect(playground.notices.getByRole('alert')).toContainText('larger than Tulip opens');
});

test('A program that is larger than a link may be is not shared, in words', async ({ warm }) => {
  let noise = '// ';
  let seed = 1;
  while (noise.length < 700_000) noise += (seed = (seed * 48271) % 2147483647).toString(36);
  await warm.openText('int main() {}\n');
  await warm.paste(`int main() {}\n${noise}\n`);
  await warm.share.click();
  await expect(warm.page.getByRole('dialog')).toContainText('This program is too large for a link.');
  await warm.page.keyboard.press('Escape');
});

const hostile: Readonly<Record<string, string>> = {
  // Computed, or it would be the prototype of this very object.
  ['__proto__']: `{"__proto__": {"polluted": "yes", "code": "evil"}, "code": "int main() {} // ok"}`,
  'a constructor': `{"constructor": {"prototype": {"polluted": "yes"}}, "code": "int main() {} // ok"}`,
  'deeply nested options': `{"code": "int main() {} // ok", "x": ${'['.repeat(5000)}${']'.repeat(5000)}}`,
  'a name twice': `{"code": "something else", "code": "int main() {} // ok"}`,
};

for (const [name, json] of Object.entries(hostile)) {
  test(`A link with ${name} opens its program and nothing more`, async ({ playground, page }) => {
    await playground.open(linkOfBytes(new TextEncoder().encode(json)));
    await expect(page.locator('code-editor')).toContainText('// ok');
    expect(await page.evaluate(() => (({}) as { polluted?: string }).polluted)).toBeUndefined();
    await expect(playground.status).toHaveText('ready');
  });
}

test('A link whose code is only inherited is none', async ({ playground }) => {
  await playground.open(linkOfBytes(new TextEncoder().encode(`{"__proto__": {"code": "int main() {}"}}`)));
  await expect(playground.notices.getByRole('alert')).toContainText('damaged');
});

test('A link cannot put markup into the page', async ({ playground, page }) => {
  const code = `</script><img src=x onerror="window.hacked=1"><b id=bold>bold</b>\n`;
  await playground.open(linkOfBytes(new TextEncoder().encode(JSON.stringify({ code }))));
  await expect(page.locator('code-editor')).toContainText('onerror');
  await page.goto(`${playground.url}?demo=${encodeURIComponent('<img src=x onerror="window.hacked=1">')}`);
  await expect(playground.notices.getByRole('alert')).toContainText('<img src=x');
  await expect(page.locator('#bold, img[src=x]')).toHaveCount(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('Letters that look like others or turn the direction of text are made visible in the editor', async ({
  playground,
  page,
}) => {
  await playground.open(
    linkOfBytes(
      new TextEncoder().encode(
        JSON.stringify({ code: 'int \u0430dmin; /*\u202e } \u2066if (admin)\u2069 \u2066 begin */\n' }),
      ),
    ),
  );
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await expect(page.locator('code-editor')).toContainText('[U+202E]');
  // The first letter of that `admin` is Cyrillic.
  await expect(page.locator('code-editor .unicode-highlight').first()).toBeVisible();
});

test('Names that every object has are no programs', async ({ playground }) => {
  for (const id of ['__proto__', 'constructor', 'toString', '../index']) {
    await playground.open(`?lang=en&demo=${encodeURIComponent(id)}`);
    await expect(playground.notices.getByRole('alert')).toContainText(`There is no program named “${id}” here.`);
    await expect(playground.page.locator('code-editor')).toContainText('#include <asyncio.hpp>');
  }
});
