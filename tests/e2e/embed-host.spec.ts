/** Embeds and the page that they are in: its layout, its colours and language, what they tell it, and each other. */
import { type FrameLocator, type Page, expect } from '@playwright/test';
import { test } from './support/fixtures.ts';
import { servePage } from './support/site.ts';

/** A blog with this in its body; `embed.js` comes before it, behind it, or when it has been seen. */
async function openBlog(page: Page, site: { readonly url: string }, body: string, when = 'async'): Promise<void> {
  const script = `<script src="${site.url}embed.js" ${when}></script>`;
  const blog = await servePage(
    `<!doctype html><html lang="ko"><head><title>A blog</title>${when === '' ? script : ''}</head><body>${body}${when === 'async' ? script : ''}</body></html>`,
  );
  page.on('close', () => {
    blog.close();
  });
  await page.goto(blog.url);
  if (when !== 'late') return;
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType('paint').length)).toBeGreaterThan(0);
  await page.addScriptTag({ url: `${site.url}embed.js` });
}

/** The embed within the first element that `selector` names. */
function embedOf(page: Page, selector: string): FrameLocator {
  return page.locator(selector).locator('iframe').contentFrame();
}

const statusOf = (embed: FrameLocator) => embed.locator('#status');

/** How far what is seen has jumped so far, as the browser measures it. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { readonly value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // An observer without entries is never called.
        requestAnimationFrame(() => setTimeout(() => { resolve(0); }, 100)); // prettier-ignore
      }),
  );
}

test('Nothing moves when embeds come, one or ten, wide or narrow, early or late', async ({ page, site }) => {
  const code = '#include &lt;asyncio.hpp&gt;\n// tulip: hide\n// One line.\n// tulip: show\nint main() {}\n';
  const block = (lines: number) => `<pre data-tulip><code>${code}${'// A comment.\n'.repeat(lines)}</code></pre>`;
  const demos = ['spinner', 'gather', 'threads', 'task', 'download', 'send', 'callbacks'];
  const elements = demos.map((id) => `<tulip-playground demo="${id}"></tulip-playground>`);
  const blocks = [block(0), block(5), `<tulip-playground><pre>${code}</pre></tulip-playground>`];
  for (const [width, when, shown] of [
    [1280, '', [...blocks, ...elements]],
    [360, '', [block(0), ...elements.slice(0, 1)]],
    [1280, 'late', [block(30), block(9)]],
  ] as const) {
    await page.goto('about:blank');
    await page.setViewportSize({ width, height: 720 });
    await openBlog(page, site, shown.map((element) => `<p>Text</p>${element}<p>More text</p>`).join(''), when);
    const all = page.locator('tulip-playground');
    await expect(all).toHaveCount(shown.length);
    for (const element of await all.all()) {
      await element.scrollIntoViewIfNeeded();
      const embed = element.locator('iframe').contentFrame();
      await expect(statusOf(embed)).toHaveText('준비됨');
      await expect(embed.locator('#code')).toContainText('#include');
      // Exactly: not one pixel is too few, and none is left empty.
      const content = await embed.locator('main').boundingBox();
      const frame = await element.locator('iframe').boundingBox();
      if (when === '') expect(Math.abs((content?.height ?? 0) - (frame?.height ?? 0))).toBeLessThanOrEqual(1);
    }
    expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
  }
});

test('An embed takes colours and language from the page, also when those change', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  await openBlog(
    page,
    site,
    `<tulip-playground id="plain" demo="spinner" titel="x"></tulip-playground>
     <div dir="rtl" lang="en" style="background: oklch(0.2 0.02 250)"><tulip-playground id="dark" demo="gather" title="How gather waits"></tulip-playground></div>
     <tulip-playground id="asked" theme="dark" lang="en" demo="task"></tulip-playground>
     <tulip-playground id="empty"></tulip-playground>`,
  );
  const theme = (selector: string) => embedOf(page, selector).locator('html').getAttribute('data-theme');
  const [plain, dark] = [embedOf(page, '#plain'), embedOf(page, '#dark')];
  // A page that says nothing of colours is white, whatever the system prefers.
  await expect(statusOf(plain)).toHaveText('준비됨');
  await expect(statusOf(dark)).toHaveText('ready');
  await expect(statusOf(embedOf(page, '#asked'))).toHaveText('ready');
  expect([await theme('#plain'), await theme('#dark'), await theme('#asked')]).toEqual(['light', 'dark', 'dark']);
  // The browser would paint a white canvas below a frame of another scheme.
  for (const id of ['#plain', '#dark']) {
    const scheme = (element: Element) => getComputedStyle(element).colorScheme;
    const within = await embedOf(page, id).locator('html').evaluate(scheme);
    expect(await page.locator(`${id} iframe`).evaluate(scheme)).toBe(within);
  }
  await expect(page.locator('#dark iframe')).toHaveAttribute('title', 'How gather waits');
  await expect(dark.locator('html')).toHaveAttribute('lang', 'en');
  // Where text runs from right to left, code does not; nor is anything cut there, on a phone either.
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 720 });
    await expect(page.locator('#dark')).toHaveCSS('direction', 'ltr');
    // Both at one moment: embeds above it grow.
    const isFilled = (element: Element): boolean => {
      const [around, within] = [element, element.shadowRoot?.querySelector('iframe')].map((each) =>
        JSON.stringify(each?.getBoundingClientRect()),
      );
      return around === within;
    };
    await expect.poll(() => page.locator('#dark').evaluate(isFilled)).toBe(true);
    expect(await dark.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(warnings.filter((text) => text.includes('unknown'))).toEqual([expect.stringContaining('titel')]);
  await page.locator('#empty').scrollIntoViewIfNeeded();
  await expect(embedOf(page, '#empty').getByRole('alert')).toContainText('여기에는 프로그램이 없습니다');

  await page.evaluate(() => (document.body.style.background = '#123'));
  await expect(plain.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(dark.locator('html')).toHaveAttribute('data-theme', 'dark');

  // What a script adds later is made runnable, and what it takes away and puts back works on.
  await page.evaluate(() => {
    const article = document.createElement('article');
    article.innerHTML = '<pre data-tulip data-title="Later">int main() { return 1; }</pre>';
    document.body.prepend(article);
  });
  const later = page.locator('article tulip-playground');
  await later.scrollIntoViewIfNeeded();
  await expect(statusOf(embedOf(page, 'article'))).toHaveText('준비됨');
  await expect(later.locator('iframe')).toHaveAttribute('title', 'Later');
  await later.evaluate((element) => {
    document.body.append(element);
    element.scrollIntoView();
  });
  await expect(statusOf(embedOf(page, '[title=Later]'))).toHaveText('준비됨');
  // Printers and readers of feeds get what the author wrote.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('int main() { return 1; }').first()).toBeVisible();
});

test('Attributes: read-only, line numbers, hidden and folded regions, a clock, a run in view', async ({
  page,
  site,
}) => {
  const code = [
    '// tulip: hide',
    '#include &lt;asyncio.hpp&gt;',
    '// tulip: show',
    'int main() {',
    '// tulip: fold the rest',
    '  return 0;',
    '// tulip: show',
    '}',
  ].join('\n');
  await openBlog(
    page,
    site,
    `<pre data-tulip data-lang="en" data-readonly data-first-line="10">${code}</pre>
     <tulip-playground lang="en" demo="spinner" clock="fast" autorun></tulip-playground>`,
  );
  const embed = embedOf(page, 'tulip-playground >> nth=0');
  const shown = embed.locator('#code');
  await expect(shown.locator('.line-numbers')).toHaveText('13\n\n17');
  await expect(shown).not.toContainText('tulip:');
  await expect(shown).not.toContainText('asyncio');
  await expect(embed.getByRole('button', { name: 'Edit' })).toBeHidden();
  await embed.getByRole('button', { name: 'the rest' }).click();
  await expect(shown).toContainText('return 0;');
  await expect(embed.getByRole('button', { name: 'the rest' })).toBeFocused();
  await embed.getByRole('button', { name: 'Hidden lines' }).click();
  await expect(shown.locator('.line-numbers')).toHaveText('11\n13\n\n15\n17');
  await expect(shown).toContainText('#include <asyncio.hpp>');

  const timed = embedOf(page, 'tulip-playground >> nth=1');
  await expect(statusOf(timed)).toHaveText('exited with code 0');
  await expect(timed.getByRole('radio', { name: 'Fast' })).toBeChecked();
  expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual([]);
});

test('Embeds tell the page of their runs, and one runs at a time', async ({ page, site }) => {
  await openBlog(
    page,
    site,
    `<script>
       told = [];
       for (const type of ['ready', 'run', 'output', 'exit']) {
         document.addEventListener(type, ({ target, detail }) => told.push([target.id, type, detail]), true);
       }
     </script>
     <tulip-playground id="a" lang="en" demo="http-server"></tulip-playground>
     <tulip-playground id="b" lang="en" demo="gather"></tulip-playground>
     <tulip-playground id="c" lang="en" demo="tcp-server" together></tulip-playground>`,
  );
  const told = () =>
    page.evaluate(() => (window as unknown as { told: [string, string, Record<string, unknown>][] }).told);
  const [a, b, c] = ['#a', '#b', '#c'].map((id) => embedOf(page, id)) as [FrameLocator, FrameLocator, FrameLocator];
  // By keyboard: what runs grows, and a click could miss the button of an embed below it.
  const run = async (embed: FrameLocator) => {
    const button = embed.getByRole('button', { name: 'Run', exact: true });
    await expect(button).toBeEnabled();
    await button.press('Enter');
  };
  await run(a);
  await run(c);
  await expect(statusOf(a)).toHaveText('running');
  await expect(statusOf(c)).toHaveText('running');
  await run(b);
  await expect(statusOf(a)).toHaveText('stopped: another program of this page runs');
  await expect(statusOf(b)).toHaveText('exited with code 0');
  await expect(statusOf(c)).toHaveText('running');

  await expect.poll(async () => (await told()).filter(([, type]) => type === 'ready').length).toBe(3);
  const of = async (id: string) => (await told()).filter(([from, type]) => from === id && type !== 'ready');
  const events = await of('b');
  expect(events[0]).toEqual(['b', 'run', { type: 'tulip:run', auto: false }]);
  expect(events.at(-1)).toEqual(['b', 'exit', { type: 'tulip:exit', status: 'exited', code: 0 }]);
  const printed = events.filter(([, type]) => type === 'output').map(([, , { text }]) => text);
  expect(printed.join('')).toContain('tea: done after 900ms');
  expect((await of('a')).at(-1)).toEqual(['a', 'exit', { type: 'tulip:exit', status: 'stopped', code: null }]);

  // Of other windows, and in other shapes, nothing is believed.
  await page.evaluate(() => {
    const forger = document.body.appendChild(document.createElement('iframe'));
    const target = document.querySelector('#c')?.shadowRoot?.querySelector('iframe')?.contentWindow;
    const script = forger.contentDocument?.createElement('script');
    if (script === undefined) throw new Error('no frame');
    (forger.contentWindow as unknown as { target: unknown }).target = target;
    script.textContent = `for (const type of ['tulip:stop', 'tulip:theme', 'tulip:run']) target.postMessage({ type, theme: 'dark' }, '*')`;
    forger.contentDocument?.body.append(script);
    for (const forged of [null, 'tulip:stop', { type: 'tulip:run' }, { type: 'tulip:edit', text: '' }])
      target?.postMessage(forged, '*');
    for (const type of ['tulip:exit', 'tulip:run']) postMessage({ type, code: 9 }, '*');
    // Believed, and last: the page around may choose the colours.
    target?.postMessage({ type: 'tulip:theme', theme: 'dark' }, '*');
  });
  await expect(c.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(statusOf(c)).toHaveText('running');
  expect((await told()).filter(([, , { code }]) => code === 9)).toEqual([]);
});
