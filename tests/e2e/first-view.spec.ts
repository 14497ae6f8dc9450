/** What a page costs before its reader does anything, and that whoever acts before the editor has come loses nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { linkTo } from './support/links.ts';
import { BUILT, type Site } from './support/site.ts';

test.use({ reader: 'reads' });

/**
 * Scripts and styles of the first view, what the first Run needs among them, in KB as a static host compresses them; a lesson that opens with the
 * timeline has that, too.
 */
const BUDGETS = { '?lang=en': 95, 'learn/task/': 120 };
const EDITORS = /^assets\/(?:monaco|codemirror|editor\.worker)|^sdk\//;
const CODE = 'int first() { return 1; }\nint main() { return first(); }\n';

/** The page has done all that it does by itself at once. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** What the page has asked its site for, each once, before the time after which an editor comes unasked, which a busy machine may reach. */
async function requestsAtFirst(page: Page, url: string): Promise<string[]> {
  const addresses = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < 20_000)
      .map(({ name }) => name),
  );
  return [...new Set(addresses)]
    .filter((address) => address.startsWith(url))
    .map((address) => address.slice(url.length));
}

const VIEWS = Object.entries(BUDGETS).flatMap(([rest, budget]) => [
  { rest, budget, width: 1280 },
  { rest, budget, width: 412 },
]);
for (const { rest, budget, width } of VIEWS) {
  test(`Nobody pays for an editor by reading, and what is read stays in its place: ${rest}, ${width} px`, async ({
    playground,
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const moves = Object.assign(globalThis, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moves.moved += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(site.url + rest);
    await expect(playground.status).toHaveText('ready');
    await expect(page.locator('code-editor')).toContainText('#include <asyncio.hpp>');
    await settle(page);
    const paths = await requestsAtFirst(page, site.url);
    expect(paths.filter((path) => EDITORS.test(path))).toEqual([]);
    const code = paths.filter((path) => /^assets\/.*\.(?:js|css)$/.test(path));
    const weight = code.reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(BUILT, path))).length, 0);
    expect(weight / 1000).toBeLessThanOrEqual(budget);
    expect(await page.evaluate(() => (globalThis as unknown as { moved: number }).moved)).toBeLessThan(0.05);

    await page.mouse.move(5, 5);
    await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
    expect(site.requests.some((path) => EDITORS.test(path))).toBe(true);
  });
}

/** Opens a program whose editor is on its way until `release` is called. */
async function openAhead(page: Page, site: Site): Promise<() => void> {
  const release = site.hold(/^assets\/monaco-.*js$/);
  await page.goto(`${site.url}?lang=en${linkTo(CODE)}`);
  return release;
}

test('What is typed into the program before the editor is there stands where the reader pressed', async ({
  playground,
  page,
  site,
}) => {
  const release = await openAhead(page, site);
  const behindMain = await page.locator('code-editor pre').evaluate((pre) => {
    let offset = pre.textContent.lastIndexOf('() {');
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (; node !== null && offset >= (node.textContent ?? '').length; node = walker.nextNode())
      offset -= (node.textContent ?? '').length;
    if (node === null) throw new Error('the text has no such place');
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const box = range.getBoundingClientRect();
    return { x: box.left + 1, y: box.top + box.height / 2 };
  });
  await page.mouse.click(behindMain.x, behindMain.y);
  await page.keyboard.type('_loop');
  release();
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await expect(playground.editor).toBeFocused();
  await page.keyboard.type('s');
  expect(await playground.program()).toBe(CODE.replace('int main', 'int main_loops'));
});

test('The keyboard goes into the program before the editor is there, and out again', async ({
  playground,
  page,
  site,
}) => {
  const release = await openAhead(page, site);
  await page.locator('run-controls .share').focus();
  await page.keyboard.press('Tab');
  await expect(playground.editor).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(playground.share).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('int zero;');
  await page.keyboard.press('Enter');
  release();
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  expect(await playground.program()).toBe(`int zero;\n${CODE}`);
});

const PAGES = (lang: 'en' | 'ko') => [
  `?lang=${lang}`,
  `learn/task/?lang=${lang}`,
  `embed/?demo=spinner&lang=${lang}`,
  `gallery/pipeline/?lang=${lang}`,
  lang === 'en' ? 'embed/recipes/' : 'embed/recipes/ko/',
];

for (const lang of ['en', 'ko'] as const) {
  test(`Nothing on the first view of any page is out of reach or complained of, in ${lang}`, async ({ page, site }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      // Playwright's own word for what the tests ask of it.
      if (message.text().startsWith('Service Worker registration blocked')) return;
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.url()}: ${String(response.status())}`);
    });
    const devtools = await page.context().newCDPSession(page);
    devtools.on('Audits.issueAdded', ({ issue }) => {
      // Hints about names of form fields, where there is no form.
      if (issue.code !== 'GenericIssue') complaints.push(JSON.stringify(issue));
    });
    await devtools.send('Audits.enable');
    for (const rest of PAGES(lang)) {
      await page.goto(site.url + rest);
      await settle(page);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      expect(await page.title()).not.toBe('');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${rest} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(complaints.map((text) => `${rest}: ${text}`)).toEqual([]);
    }
  });
}
