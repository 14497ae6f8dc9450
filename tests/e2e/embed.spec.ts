/** The embed: a small frame in somebody else's page, which may itself be sandboxed, and which loads nothing before it is needed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Page, expect } from '@playwright/test';
import { Embed, frameOf, heavy, openForeign } from './support/embed.ts';
import { NIGHTLY, test } from './support/fixtures.ts';
import { linkTo, readLink } from './support/links.ts';
import { BUILT } from './support/site.ts';

const HELLO = `#include <asyncio.hpp>
int main() { asyncio::print("안녕\\n"); }
`;

// Each story is told in one of the two by day, and in both nightly.
for (const [name, attributes, ofPage, ofFrame] of [
  ['in a page of another site', '', {}, NIGHTLY],
  ['within a sandboxed frame of it', 'sandbox="allow-scripts"', NIGHTLY, {}],
] as const) {
  test.describe(`An embed ${name}`, () => {
    const open = async (page: Page, address: string) => {
      await openForeign(page, `<iframe ${attributes} width="700" height="500" src="${address}"></iframe>`);
      return new Embed(await frameOf(page, '/embed/'));
    };

    test('runs a bundled program without compiler and editor', async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?demo=spinner&lang=en`);
      await expect(embed.frame.getByText('#include <asyncio.hpp>')).toBeVisible();
      await expect(embed.status).toHaveText('ready');
      expect(site.requests.filter((path) => /\.wasm\b/.test(path))).toEqual([]);
      expect(await embed.runToEnd()).toBe('exited with code 0');
      await embed.expectLines(['Answer: 42']);
      expect(heavy(site.requests)).toEqual([]);
    });

    test('fetches for its program from its own site', ofPage, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?demo=download&lang=en`);
      expect(await embed.runToEnd()).toBe('exited with code 0');
      await expect(embed.output.getByRole('img')).toHaveCount(20);
    });

    test('shows a shared program, and compiles it only on Run', ofPage, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?lang=en${linkTo(HELLO)}`);
      await expect(embed.frame.getByText('안녕')).toBeVisible();
      expect(heavy(site.requests)).toEqual([]);
      expect(await embed.runToEnd()).toBe('exited with code 0');
      await embed.expectLines(['안녕']);
      expect(site.requests.filter((path) => path.includes('monaco'))).toEqual([]);
    });

    test('is edited on demand, with completions and messages, and then runs', ofFrame, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?demo=gather&lang=en`);
      const { editor, frame } = embed;
      await expect(editor).toBeHidden();
      await embed.edit.click();
      await expect(editor).toBeFocused();
      await editor.fill('int main() { return 3; } // 튤립\n');
      expect(heavy(site.requests)).toEqual([]);
      // The compiler comes with the first word that may be completed.
      await editor.fill('int twice(int n) { return 2 * n; }\nint main(){return ');
      await page.keyboard.type('tw');
      await frame.getByRole('option', { name: /^twice/ }).click();
      await expect(frame.locator('.help .active')).toHaveText('int n');
      await page.keyboard.type('4');
      await page.keyboard.press('Tab');
      await page.keyboard.type(';}');
      await page.keyboard.press('Shift+Alt+F');
      await expect
        .poll(() => embed.written())
        .toBe('int twice(int n) { return 2 * n; }\nint main() { return twice(4); }');
      // To the definition of what is called.
      await page.keyboard.press('End');
      for (let back = 0; back < 6; back++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('F12');
      await expect(frame.locator('.cm-activeLine')).toHaveText(/^int twice/);
      await expect(editor).toBeFocused();
      // What is defined nowhere is said at the cursor, and spoken.
      await page.keyboard.press('Home');
      // What is spoken stands there for a moment only.
      const spoken = frame.locator('.cm-announced').evaluate(
        (element) =>
          new Promise<string>((resolve) => {
            new MutationObserver(() => {
              if (element.textContent.includes('definition')) resolve(element.textContent);
            }).observe(element, { childList: true, characterData: true, subtree: true });
          }),
      );
      await page.keyboard.press('F12');
      await expect(frame.locator('.said')).toHaveText('No definition of int in this program.');
      expect(await spoken).toBe('No definition of int in this program.');
      await page.keyboard.press('Escape');
      await expect(frame.locator('.said')).toHaveCount(0);
      // To what is chosen from all that the file declares.
      await page.keyboard.press('ControlOrMeta+Shift+O');
      const outline = frame.getByRole('listbox', { name: 'Outline' });
      await expect(outline.getByRole('option')).toHaveText(['twice', 'main']);
      await expect(outline).toBeFocused();
      await page.keyboard.type('m');
      await page.keyboard.press('Enter');
      await expect(outline).toHaveCount(0);
      await expect(frame.locator('.cm-activeLine')).toHaveText(/^int main/);
      await expect(editor).toBeFocused();
      await page.keyboard.press('ControlOrMeta+Enter');
      expect(await embed.end()).toBe('exited with code 8');

      const mark = frame.locator('.cm-lintRange-error');
      await editor.fill('int main() {\n  return tulip;\n}\n');
      await expect(mark).toHaveText('tulip');
      await mark.hover();
      await expect(frame.locator('.cm-diagnostic')).toContainText('tulip');
      expect(await embed.runToEnd()).toBe('failed: 1 error in the source');
      await expect(embed.problems.getByRole('button')).toContainText('tulip');
      await expect(embed.problems.getByRole('button')).toContainText('Line 2');
      await editor.fill('int main() {\n  int* none = None;\n}\n');
      await expect(mark).toHaveText('None');
      await page.keyboard.press('F8');
      await expect(frame.locator('.cm-diagnostic')).toContainText('nullptr');
      await page.keyboard.press('ControlOrMeta+.');
      await expect.poll(() => embed.written()).toBe('int main() {\n  int* none = nullptr;\n}\n');
      await page.keyboard.press('ControlOrMeta+z');
      expect(await embed.runToEnd()).toBe('failed: 1 error in the source');
      await embed.problems.getByRole('button', { name: 'Change it' }).click();
      await expect(editor).toBeFocused();
      await expect.poll(() => embed.written()).toBe('int main() {\n  int* none = nullptr;\n}\n');
      await expect(editor).toHaveAccessibleDescription('Escape, then Tab leaves the editor.');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await expect(editor).not.toBeFocused();
      await embed.editor.fill('int main() {\n  return tulip;\n}\n');
      // The way to the playground takes the edited text along.
      await embed.playground.focus();
      await expect.poll(async () => (await embed.playground.getAttribute('href'))?.includes('#v1=')).toBe(true);
      expect(readLink((await embed.playground.getAttribute('href')) ?? '').code).toContain('return tulip;');
    });

    test('has clients for a port of its program', ofPage, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?demo=tcp-server&lang=en`);
      await embed.run.click();
      await embed.frame.getByRole('button', { name: 'Connect to port 8888' }).click();
      await page.keyboard.type('tulip');
      await page.keyboard.press('Enter');
      await expect(embed.frame.getByRole('log', { name: 'Client 1 of port 8888' })).toContainText('🌷 TULIP');
      await embed.stop.click();
    });

    test('stops a program that spins', ofPage, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?lang=en${linkTo('int main() {\n  while (true);\n}\n')}`);
      await embed.run.click();
      await expect(embed.status).toHaveText('running');
      await embed.stop.click();
      await expect(embed.status).toHaveText('stopped');
      await expect(embed.run).toBeEnabled();
    });

    test('says that a damaged link is one', ofPage, async ({ page, site }) => {
      const embed = await open(page, `${site.url}embed/?lang=en${linkTo(HELLO).slice(0, -10)}`);
      await expect(embed.frame.getByRole('alert')).toContainText('This link is damaged or was cut off');
      await expect(embed.run).toBeDisabled();
    });
  });
}

/** An embed as a page of its own, where the browser gives it a storage. */
async function openAlone(page: Page, address: string): Promise<Embed> {
  await page.goto('about:blank');
  await page.goto(address);
  return new Embed(page.mainFrame());
}

test('An embed keeps its reader’s text, resets it, and hands it on', async ({ page, site, context }) => {
  const original = 'int main() { return 1; }\n';
  const mine = 'int main() { return 2; }\n';
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const address = `${site.url}embed/?lang=en${linkTo(original)}`;
  const embed = await openAlone(page, address);
  await embed.edit.click();
  await embed.editor.fill(mine);
  // At once, as a reader clicks who has typed.
  await expect.poll(async () => readLink((await embed.playground.getAttribute('href')) ?? '').code).toBe(mine);

  const again = await openAlone(page, address);
  await expect(again.frame.locator('#code')).toContainText('return 2');
  await expect.poll(async () => readLink((await again.playground.getAttribute('href')) ?? '').code).toBe(mine);
  expect(await again.runToEnd()).toBe('exited with code 2');

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await again.frame.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(again.frame.getByRole('note')).toContainText('The program is on your clipboard');
  expect(await clipboard()).toBe(mine);
  await again.frame.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(again.frame.getByRole('note')).toContainText('The link is on your clipboard');
  expect(readLink(await clipboard()).code).toBe(mine);

  await again.frame.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => again.written()).toBe(original);
  await expect(again.frame.getByRole('button', { name: 'Reset', exact: true })).toBeHidden();
  await expect((await openAlone(page, address)).frame.locator('#code')).toContainText('return 1');
});

test('An embed weighs at most 10 KB before Run, and embed.js is in that', async ({ page, site }) => {
  for (const rest of ['?demo=spinner', `?lang=ko${linkTo(HELLO)}`]) {
    site.reset();
    await page.goto('about:blank');
    await page.goto(`${site.url}embed/${rest}`);
    await expect(page.locator('#code')).toContainText('int main');
    await expect(page.locator('#run')).toBeEnabled();
    const files = site.requests
      .map((path) => path.replace(/\?.*$/, ''))
      .map((path) => path.replace(/\/$/, '/index.html'));
    const sizes = [...files, 'embed.js'].map((file) => brotliCompressSync(readFileSync(join(BUILT, file))).length);
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.reduce((sum, size) => sum + size, 0) / 1000).toBeLessThanOrEqual(10);
  }
});

test('Without JavaScript a frame says what it needs, and has no buttons that do nothing', async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 400 } });
  await page.goto(`${site.url}embed/?demo=spinner`);
  await expect(page.locator('noscript')).toBeVisible();
  // To the test it is markup, as scripts are only switched off.
  expect(await page.locator('noscript').textContent()).toMatch(/^Needs JavaScript · .*JavaScript가 필요합니다/);
  expect(await page.locator('button:visible, a:visible').count()).toBe(0);
  await page.close();
});

test('An embed follows the asked language and theme', async ({ page, site }) => {
  await openForeign(
    page,
    `<iframe width="700" height="500" src="${site.url}embed/?demo=spinner&lang=ko&theme=dark"></iframe>`,
  );
  const frame = await frameOf(page, '/embed/');
  await expect(frame.getByRole('button', { name: '실행' })).toBeVisible();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('embed.js', () => {
  const script = (url: string) => `<script src="${url}embed.js" async></script>`;

  test('makes <tulip-playground demo> elements runnable', async ({ page, site }) => {
    await openForeign(
      page,
      `<p>Text</p><tulip-playground demo="spinner" lang="en"></tulip-playground>${script(site.url)}`,
    );
    const embed = new Embed(await frameOf(page, 'demo=spinner'));
    expect(await embed.runToEnd()).toBe('exited with code 0');
    await embed.expectLines(['Answer: 42']);
    expect(heavy(site.requests)).toEqual([]);
  });

  test('makes code that stands in the page runnable, in elements and in marked blocks', async ({ page, site }) => {
    const code = (text: string) => `#include &lt;asyncio.hpp&gt;\nint main() { asyncio::print("${text}\\n"); }\n`;
    await openForeign(
      page,
      `<tulip-playground lang="en"><pre>${code('in an element')}</pre></tulip-playground>
       <pre data-tulip data-lang="en">${code('in a block, 한글도').replace('\n', '<br>')}</pre>
       <pre>int not_marked;</pre>${script(site.url)}`,
    );
    await expect(page.locator('tulip-playground iframe')).toHaveCount(2);
    await expect(page.getByText('int not_marked;')).toBeVisible();
    await expect.poll(() => page.frames().filter((frame) => frame.url().includes('#v1=')).length).toBe(2);
    const frames = page.frames().filter((frame) => frame.url().includes('#v1='));
    const codes = frames.map((frame) => readLink(frame.url()).code);
    expect(codes.some((text) => text.includes('"in an element\\n"'))).toBe(true);
    const at = codes.findIndex((text) => text.includes('한글도'));
    const frame = frames[at];
    if (frame === undefined) throw new Error('the marked block has no frame');
    const embed = new Embed(frame);
    expect(await embed.runToEnd()).toBe('exited with code 0');
    await embed.expectLines(['in a block, 한글도']);
  });

  test('fits the frame to its content, and lets the page choose a height', async ({ page, site }) => {
    await openForeign(
      page,
      `<tulip-playground demo="gather" lang="en"></tulip-playground>
       <tulip-playground demo="spinner" lang="en" height="333"></tulip-playground>${script(site.url)}`,
    );
    const [fitted, fixed] = [page.locator('iframe').first(), page.locator('iframe').last()];
    await expect.poll(async () => (await fitted.boundingBox())?.height).toBeGreaterThan(400);
    await expect.poll(async () => (await fixed.boundingBox())?.height).toBe(333);
    const frame = await frameOf(page, 'demo=gather');
    expect(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1)).toBe(true);
  });

  test('makes no frame for what is far below the window', async ({ page, site }) => {
    await openForeign(
      page,
      `${script(site.url)}<div style="height: 5000px">Text</div><tulip-playground demo="spinner">for readers without scripts</tulip-playground>`,
    );
    await expect.poll(() => page.evaluate(() => customElements.get('tulip-playground') !== undefined)).toBe(true);
    await expect(page.locator('iframe')).toHaveCount(0);
    await expect(page.getByText('for readers without scripts')).toBeVisible();
    await page.getByText('for readers without scripts').scrollIntoViewIfNeeded();
    await expect(page.locator('iframe')).toHaveCount(1);
  });
});
