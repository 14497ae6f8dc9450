/** The three programs that come with the site, as they are: compiled with it, so that they run without the compiler. */
import { expect, test } from './support/fixtures.ts';
import { Playground, Workbench } from './support/playground.ts';
import { serveSite } from './support/site.ts';

test.describe('A bundled program', () => {
  // Run is the first that happens, so the editor waits for the end.
  test.use({ reader: 'reads' });

  test.afterEach(({ site }) => {
    expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual([]);
  });

  test('spinner spins in place and then gives the answer', async ({ playground }) => {
    await playground.open('?demo=spinner');
    // Every text that the log ever showed, as a reader sees it.
    await playground.output.evaluate((log: HTMLElement) => {
      const seen = ((window as unknown as { seen: string[] }).seen = [] as string[]);
      new MutationObserver(() => {
        const text = log.innerText.trimEnd();
        if (seen.at(-1) !== text) seen.push(text);
      }).observe(log, { childList: true, characterData: true, subtree: true });
    });
    await playground.run.click();
    await expect(playground.status).toHaveText('running');
    await expect(playground.status).toHaveText('exited with code 0');
    await playground.expectLines(['Answer: 42']);

    const seen = await playground.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.filter((text) => text.includes('\n'))).toEqual([]);
    // Three seconds of ten frames each; a slow machine may not draw every one.
    const frames = seen.filter((text) => /^[-|/\\] thinking!$/.test(text));
    expect(frames.length).toBeGreaterThan(8);
    expect(new Set(frames.map((text) => text[0]))).toEqual(new Set('|/-\\'));
  });

  test('gather gives results in the order of its arguments, in the time of the longest job', async ({ playground }) => {
    await playground.open('?demo=gather');
    expect(await playground.runToEnd()).toBe('exited with code 0');
    await expect(playground.output).toContainText(/All at once:[^]* s\n$/, { useInnerText: false });
    const lines = await playground.lines();
    expect(lines).toContain('One after another:');
    const [, oneByOne] = /^\["tea", "toast", "egg"\] in ([\d.]+) s$/.exec(lines[7] ?? '') ?? [];
    expect(Number(oneByOne)).toBeGreaterThanOrEqual(2.7);

    const atOnce = lines.slice(lines.indexOf('All at once:') + 1);
    // They start in order, end in the order of their lengths, and give their results in the order of the arguments.
    expect(atOnce.slice(0, 6).map((line) => line.trim().replace(/ after .*/, ''))).toEqual([
      'tea: started',
      'toast: started',
      'egg: started',
      'toast: done',
      'tea: done',
      'egg: done',
    ]);
    const [, total] = /^\["tea", "toast", "egg"\] in ([\d.]+) s$/.exec(atOnce[6] ?? '') ?? [];
    expect(Number(total)).toBeGreaterThanOrEqual(1.2);
    // Near the longest, which takes 1.2 s; the two longest one after the other would take 2.1 s.
    expect(Number(total)).toBeLessThan(2);
  });

  test('download shows 20 flags, two finished progress bars, both times and their ratio', async ({
    playground,
    site,
  }) => {
    await playground.open('?demo=download');
    await playground.page.getByRole('radio', { name: 'As it is' }).check();
    expect(await playground.runToEnd()).toBe('exited with code 0');

    const flags = playground.output.getByRole('img');
    await expect(flags).toHaveCount(20);
    const shown = await flags.evaluateAll((images) =>
      (images as HTMLImageElement[]).map(({ alt, naturalWidth }) => ({ alt, drawn: naturalWidth > 0 })),
    );
    expect(shown.every(({ drawn }) => drawn)).toBe(true);
    expect(shown.map(({ alt }) => alt).sort()).toEqual(
      'bd br cd cn de eg et id in ir jp mx ng ph pk ru th tr us vn'.split(' '),
    );

    for (const label of ['one by one', 'at once']) {
      const bar = playground.output.getByRole('progressbar', { name: label });
      expect(await bar.evaluate((element: HTMLProgressElement) => element.position)).toBe(1);
      await expect(playground.output.getByText(label, { exact: true }).locator('..')).toContainText('20/20');
    }
    await expect(playground.output).toContainText(/20 flags one by one: \d+\.\d{3} s/);
    await expect(playground.output).toContainText(/20 flags at once: {4}\d+\.\d{3} s, \d+\.\d times faster/);
    // Each flag is really fetched, once for each way.
    expect(site.requests.filter((path) => /^flags\/\w\w\.svg$/.test(path))).toHaveLength(40);
  });

  test('is switched to by the menu, and Back returns', async ({ playground }) => {
    await playground.open();
    await expect(playground.menu).toHaveAccessibleName('Programs: Spinner');
    await playground.choose('Gather');
    await expect(playground.page.locator('code-editor')).toContainText('run_job');
    await expect(playground.page.getByRole('heading', { name: 'Gather' })).toBeVisible();
    expect(new URL(playground.page.url()).pathname).toMatch(/\/learn\/gather\/$/);
    await playground.choose('Download flags');
    await expect(playground.page.locator('code-editor')).toContainText('get_flag');
    await playground.page.goBack();
    await expect(playground.menu).toHaveAccessibleName('Programs: Gather');
    await expect(playground.page.locator('code-editor')).toContainText('run_job');
  });

  test('that runs is ended by switching to another', async ({ playground }) => {
    await playground.open('?demo=spinner');
    await playground.run.click();
    await expect(playground.output).toContainText('thinking!');
    await playground.choose('Gather');
    await expect(playground.status).toHaveText('ready');
    await expect(playground.run).toBeEnabled();
    await expect(playground.stop).toBeDisabled();
  });

  for (const [id, title] of [
    ['spinner', 'Spinner'],
    ['gather', 'Gather'],
    ['download', 'Download flags'],
  ] as const) {
    test(`${id} is opened by ?demo=${id}, beside its Python original`, async ({ playground }) => {
      await playground.open(`?demo=${id}`);
      await expect(playground.menu).toHaveAccessibleName(`Programs: ${title}`);
      await expect(playground.status).toHaveText('ready');
      await expect(playground.page.locator('code-editor')).toContainText('#include <asyncio.hpp>');
      await playground.page.getByRole('tab', { name: 'Python original' }).click();
      const original = playground.page.getByRole('tabpanel', { name: 'Python original' });
      await expect(original).toContainText('import asyncio');
      await expect(playground.page.locator('code-editor')).toBeHidden();
      await playground.page.getByRole('tab', { name: 'C++' }).click();
      await expect(original).toBeHidden();
      await expect(playground.page.locator('code-editor')).toBeVisible();
    });
  }

  test('that does not exist is said not to, and the page is usable', async ({ playground }) => {
    await playground.open('?demo=nonesuch');
    await expect(playground.notices.getByRole('alert')).toContainText('There is no program named “nonesuch” here.');
    await expect(playground.page.locator('code-editor')).toContainText('#include <asyncio.hpp>');
    expect(await playground.runToEnd()).toBe('exited with code 0');
  });

  test('can be stopped and run again', async ({ playground }) => {
    await playground.open('?demo=spinner');
    await expect(playground.stop).toBeDisabled();
    await playground.run.click();
    await expect(playground.output).toContainText('thinking!');
    await expect(playground.run).toBeDisabled();
    await playground.stop.click();
    await expect(playground.status).toHaveText('stopped');
    expect(await playground.runToEnd()).toBe('exited with code 0');
    await playground.expectLines(['Answer: 42']);
  });
});

for (const [where, address] of Object.entries({
  page: '?demo=spinner&lang=en',
  embed: 'embed/?demo=spinner&lang=en',
})) {
  test(`In the ${where} Run waits for the program that is to be run`, async ({ page, site }) => {
    // As on a slow line: the page is there, and its program is not.
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/(?:assets\/.*\.js|programs\/.*\.cpp)$/, async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes('// A spinner turns')) await held;
      await route.fulfill({ response });
    });
    await page.goto(site.url + address, { waitUntil: 'commit' });
    const workbench = new Workbench(page);
    // The playground shows neither before there is a program.
    await expect(page.locator('#status')).toHaveText('ready');
    await expect(page.locator('button.run')).toBeDisabled();
    await page.keyboard.press('ControlOrMeta+Enter');
    release();
    await expect(workbench.run).toBeEnabled();
    expect(await workbench.runToEnd()).toBe('exited with code 0');
  });
}

for (const subPath of ['/', '/a/much/deeper/folder/']) {
  test(`The site works under ${subPath}`, async ({ page }) => {
    const site = await serveSite(subPath);
    const lost: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) lost.push(response.url());
    });
    page.on('requestfailed', (request) => {
      // Of the site alone: the script of a worker comes from a blob, and Chromium at times calls its request aborted though it runs.
      if (!request.url().startsWith('blob:')) lost.push(request.url());
    });
    try {
      const playground = new Playground(page, site.url);
      await playground.open('index.html?demo=download');
      await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
      await page.getByRole('radio', { name: 'As it is' }).check();
      expect(await playground.runToEnd()).toBe('exited with code 0');
      await page.goto(`${site.url}embed/?demo=spinner`);
      expect(await new Workbench(page).runToEnd()).toBe('exited with code 0');
      expect(lost).toEqual([]);
    } finally {
      site.close();
    }
  });
}
