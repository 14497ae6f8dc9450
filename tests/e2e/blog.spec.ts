/** A blog that is built by Hugo and Jekyll (tests/blog/), as its readers open it: with scripts, without them, and under a strict policy. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FrameLocator, type Page, expect } from '@playwright/test';
import { buildBlog } from '../blog/build.ts';
import { openForeign } from './support/embed.ts';
import { test } from './support/fixtures.ts';
import { readLink } from './support/links.ts';
import { servePage } from './support/site.ts';

/** The program of the posts that is not a bundled one. */
const ROWS = `#include <asyncio.hpp>
#include <vector>

int main() {
  std::vector<std::vector<int>> rows{{1, 2}, {3}};

  asyncio::print("{} rows & </script> 안녕\\n", rows.size());
}
`;

let built = '';

test.beforeAll(async ({ servedSite }) => {
  built = await buildBlog(servedSite.url);
});

test.afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

/** The address of a post; `policy` is what its server allows it. */
async function servePost(page: Page, post: string, policy?: string): Promise<string> {
  const html = readFileSync(join(built, post, 'index.html'), 'utf8');
  const blog = await servePage(html, policy === undefined ? {} : { 'Content-Security-Policy': policy });
  page.on('close', () => {
    blog.close();
  });
  return blog.url;
}

async function runsIterator(embed: FrameLocator): Promise<void> {
  const run = embed.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  // Neither by key, which frames within frames lose while others take the focus, nor by mouse, under which they grow.
  await run.dispatchEvent('click');
  await expect(embed.getByRole('status', { name: 'Program status' })).toHaveText('exited with code 0');
}

test('What Share copies runs in posts of Hugo and Jekyll', async ({ page }) => {
  for (const [post, programs] of [
    ['hugo/posts/shortcode', ['iterator', ROWS]],
    ['hugo/posts/picture', [ROWS]],
    // Frames of the page's own come before those of elements.
    ['jekyll/posts/html', ['iterator', ROWS]],
    ['jekyll/posts/block', [ROWS]],
  ] as const) {
    await page.goto(await servePost(page, post));
    const frames = page.locator('iframe');
    await expect(frames).toHaveCount(programs.length);
    for (const [at, program] of programs.entries()) {
      const frame = frames.nth(at);
      if (program === 'iterator') await runsIterator(frame.contentFrame());
      else {
        await expect(frame.contentFrame().locator('#code')).toContainText('rows{{1, 2}, {3}}');
        expect(readLink((await frame.getAttribute('src')) ?? '').code).toBe(ROWS);
      }
    }
    if (post !== 'hugo/posts/picture') continue;
    const link = page.getByRole('link', { name: '행렬' });
    expect(readLink((await link.getAttribute('href')) ?? '').code).toBe(ROWS);
    await expect.poll(() => link.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0); // prettier-ignore
  }
  // A post that another site shows in a frame without rights.
  const post = await servePost(page, 'hugo/posts/shortcode');
  await openForeign(page, `<iframe sandbox="allow-scripts" width="700" height="600" src="${post}"></iframe>`);
  await runsIterator(page.locator('iframe').contentFrame().locator('iframe').first().contentFrame());
});

test('Without scripts its readers have the code, or a link to it', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(await servePost(page, 'hugo/posts/shortcode'));
  await expect(page.getByRole('link', { name: 'Iterator' })).toHaveAttribute('href', /\?demo=iterator$/);
  expect(readLink((await page.getByRole('link', { name: 'Rows' }).getAttribute('href')) ?? '').code).toBe(ROWS);
  for (const post of ['hugo/posts/picture', 'jekyll/posts/html', 'jekyll/posts/block']) {
    await page.goto(await servePost(page, post));
    await expect(page.locator('pre')).toBeVisible();
    expect(await page.locator('pre').textContent()).toBe(ROWS);
  }
  await page.close();
});

test('A strict policy needs two directives, and without one of them nothing is empty', async ({ page, site }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  const none = "default-src 'none'; require-trusted-types-for 'script'";
  const [script, frame] = [`script-src ${site.url}embed.js`, `frame-src ${site.url}embed/`];
  const code = page.locator('tulip-playground pre');

  await page.goto(await servePost(page, 'jekyll/posts/html', [none, script, frame].join('; ')));
  await runsIterator(page.locator('body > iframe').contentFrame());
  await expect(page.locator('tulip-playground iframe').contentFrame().locator('#code')).toContainText('rows.size()');
  await expect(code).toBeHidden();
  expect(complaints).toEqual([]);

  await page.goto(await servePost(page, 'jekyll/posts/html', [none, frame].join('; ')));
  await runsIterator(page.locator('body > iframe').contentFrame());
  await expect(code).toBeVisible();
  expect(complaints.splice(0).join()).toContain('embed.js');

  await page.goto(await servePost(page, 'jekyll/posts/html', [none, script].join('; ')));
  const refused = () => page.frames().filter((each) => each.url().startsWith('chrome-error:')).length;
  await expect.poll(refused).toBe(2);
  await expect(code).toBeVisible();
  const empty = '<tulip-playground demo="iterator" title="An iterator"></tulip-playground>';
  const blog = await servePage(
    `<!doctype html><title>A blog</title><script src="${site.url}embed.js" async></script>${empty}`,
    {
      'Content-Security-Policy': [none, script].join('; '),
    },
  );
  await page.goto(blog.url);
  await expect.poll(refused).toBe(1);
  await expect(page.getByRole('link', { name: 'An iterator' })).toHaveAttribute('href', /embed\/\?.*demo=iterator/);
  blog.close();
});
