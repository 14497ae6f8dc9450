/** Links that name the runtime which they were made with: an older one that the site has kept. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ABI } from '../../wasm/abi/version.ts';
import { keepRuntimes } from '../../web/plugins/runtimes.ts';
import { expect, test } from './support/fixtures.ts';
import { linkOf } from './support/links.ts';
import { BUILT, servePage } from './support/site.ts';

const OLDER = 2;

/** The built site in another folder: all but the compiler, which is large. */
function copyTo(folder: string): string {
  for (const name of globSync('*', { cwd: BUILT })) {
    if (name === 'sdk') symlinkSync(join(BUILT, name), join(folder, name));
    else cpSync(join(BUILT, name), join(folder, name), { recursive: true });
  }
  return folder;
}

function mark(page: string, words: string): void {
  writeFileSync(page, readFileSync(page, 'utf8').replace('<main', `<p>${words}</p><main`));
}

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tulip-runtimes-'));
});

// Not at the end of the test, whose page may still be loading from there.
test.afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('A link opens in the older runtime that it was made with, compiles there, and goes on in the newest', async ({
  playground,
  page,
  site,
}) => {
  const older = copyTo(mkdtempSync(join(folder, 'older-')));
  writeFileSync(join(older, 'runtimes.json'), JSON.stringify({ newest: OLDER, older: [] }));
  mark(join(older, 'index.html'), 'The older page');
  const newer = copyTo(mkdtempSync(join(folder, 'newer-')));
  keepRuntimes(newer, older);
  site.deploy(newer);
  const link = linkOf({ code: 'int main() { return 4; }\n', runtime: OLDER });

  await playground.open(`?lang=en${link}`);
  await expect(page.getByText('The older page')).toBeVisible();
  expect(page.url()).toBe(`${site.url}embed/runtimes/${OLDER}/?lang=en${link}`);
  expect(await playground.runToEnd()).toBe('exited with code 4');
  // Its compiler lies where the newest one's does.
  expect(site.requests.some((path) => path.startsWith('sdk/llvm'))).toBe(true);
  const own = site.requests.filter((path) => path.startsWith(`embed/runtimes/${OLDER}/sdk/`));
  expect(own).toEqual([`embed/runtimes/${OLDER}/sdk/manifest.json`]);

  await playground.notices.getByRole('button', { name: 'Use the newest version' }).click();
  await expect(page.getByText('The older page')).toBeHidden();
  await expect(page.locator('code-editor')).toContainText('return 4;');
  expect(page.url()).toBe(`${site.url}?lang=en&runtime=newest${link}`);

  // A runtime that nobody has kept is no obstacle.
  await playground.open(`?lang=en${linkOf({ code: 'int main() { return 5; }\n', runtime: 1 })}`);
  await expect(page.locator('code-editor')).toContainText('return 5;');
  expect(page.url()).toContain(`${site.url}?lang=en#`);
});

test('An embed of such a link is that runtime’s, also where a blog allows embeds alone', async ({ page, site }) => {
  const older = copyTo(mkdtempSync(join(folder, 'older-')));
  writeFileSync(join(older, 'runtimes.json'), JSON.stringify({ newest: OLDER, older: [] }));
  mark(join(older, 'embed/index.html'), 'The older embed');
  const newer = copyTo(mkdtempSync(join(folder, 'newer-')));
  keepRuntimes(newer, older);
  site.deploy(newer);
  const link = (code: string, runtime: unknown) => linkOf({ code, runtime });
  const of = (attributes: string) => `<tulip-playground lang="en" ${attributes}></tulip-playground>`;
  const blog = await servePage(
    `<script src="${site.url}embed.js" async></script>
     ${of(`link="${link('int main() { return 4; }\n', OLDER).slice(1)}"`)}
     ${[ABI, 1, `${String(OLDER)}/../..`, null, {}].map((runtime) => of(`link="${link('int main() { return 6; }\n', runtime).slice(1)}"`)).join('')}`,
    { 'Content-Security-Policy': `script-src ${site.url}embed.js; frame-src ${site.url}embed/` },
  );
  try {
    await page.goto(blog.url);
    await page.setViewportSize({ width: 800, height: 3_000 });
    const frame = (at: number) => page.locator('tulip-playground').nth(at).frameLocator('iframe');
    await expect(frame(0).getByText('The older embed')).toBeVisible();
    await expect(frame(0).getByText('return 4;')).toBeVisible();
    for (const at of [1, 2, 3, 4, 5]) {
      await expect(frame(at).getByText('return 6;')).toBeVisible();
      await expect(frame(at).getByText('The older embed')).toBeHidden();
    }
  } finally {
    blog.close();
  }
});
