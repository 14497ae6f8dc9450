/**
 * The same site in Firefox, driven over WebDriver BiDi: the three bundled programs and one that is edited, compiled and stopped. What
 * differs between browsers lies below the page (JSPI, opaque origins, workers from blobs), and each of these needs all of it. So does the sandbox, which
 * the security check tries from inside.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { firefox } from './support/browsers.ts';
import { expect, NIGHTLY, test } from './support/fixtures.ts';
import { linkTo } from './support/links.ts';

/** Attempts of the security check, of which tests/security tells more. */
const ATTEMPTS = 20;

test.describe.configure({ mode: 'serial' });

let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox(),
    headless: true,
    // Without a service worker, as in the tests in Chromium: which requests are made is counted.
    extraPrefsFirefox: { 'intl.accept_languages': 'en-US', 'dom.serviceWorkers.enabled': false },
  });
});

test.afterAll(async () => {
  await browser.close();
});

test.beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(150_000);
});

test.afterEach(async () => {
  await page.close();
});

const text = (selector: string) => page.$eval(selector, (element) => element.textContent);

/** The status in which the run ended. */
async function end(): Promise<string> {
  const over = await page.waitForFunction(() => {
    const status = document.querySelector('#status')?.textContent ?? '';
    return /^(exited|failed|stopped)/.test(status) ? status : null;
  });
  return (await over.jsonValue()) ?? '';
}

/** What the output holds of `pattern`, once it does: it is drawn at the next frame, which may come after the status. */
async function printed(pattern: RegExp, within: Page | Frame = page): Promise<string[]> {
  const found = await within.waitForFunction(
    (source) => new RegExp(source).exec(document.querySelector('[role=log]')?.textContent ?? ''),
    {},
    pattern.source,
  );
  return found.jsonValue() as Promise<string[]>;
}

async function runToEnd(address: string): Promise<string> {
  await page.goto(address);
  await page.locator('::-p-aria(Run[role="button"])').click();
  return end();
}

test('In Firefox the spinner gives the answer, without the compiler', async ({ site }) => {
  expect(await runToEnd(`${site.url}?demo=spinner&lang=en`)).toBe('exited with code 0');
  await printed(/^\s*Answer: 42\s*$/);
  expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual([]);
});

test('In Firefox gather takes the time of its longest job', async ({ site }) => {
  expect(await runToEnd(`${site.url}?demo=gather&lang=en`)).toBe('exited with code 0');
  const [, total] = await printed(/All at once:[^]*\["tea", "toast", "egg"\] in ([\d.]+) s/);
  expect(Number(total)).toBeGreaterThanOrEqual(1.2);
  expect(Number(total)).toBeLessThan(2);
});

test('In Firefox download shows 20 flags', async ({ site }) => {
  expect(await runToEnd(`${site.url}?demo=download&lang=en`)).toBe('exited with code 0');
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[role=log] img')];
    return images.length === 20 && images.every(({ naturalWidth }) => naturalWidth > 0);
  });
  await printed(/20 flags at once: {4}\d+\.\d{3} s, \d+\.\d times faster/);
});

test('In Firefox an edited program is completed, compiled and runs, and its errors are told', async ({ site }) => {
  expect(await runToEnd(`${site.url}?lang=en${linkTo('int main() {\n  return tulip;\n}\n')}`)).toBe(
    'failed: 1 error in the source',
  );
  expect(await text('problem-list')).toContain("use of undeclared identifier 'tulip'");

  // By the keyboard, as a reader would.
  await page.waitForSelector('code-editor[data-ready]');
  await page.click('code-editor');
  const select = async (key: string) => {
    await page.keyboard.down('Control');
    await page.keyboard.press(key as 'a');
    await page.keyboard.up('Control');
  };
  await select('a');
  await page.keyboard.type('int main() { return 40 + 2; }');
  await select('Enter');
  await page.waitForFunction(() => document.querySelector('#status')?.textContent === 'exited with code 42');

  // With a suggestion taken.
  await select('a');
  await page.keyboard.type('#include <asyncio.hpp>\nint main() { asyncio::pri');
  await page.waitForFunction(() =>
    (document.querySelector('.suggest-widget .focused')?.textContent ?? '').startsWith('print'),
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type('("typed\\n");');
  await select('Enter');
  await page.waitForFunction(() => document.querySelector('#status')?.textContent === 'exited with code 0');
  await printed(/^typed\s*$/);
});

test('In Firefox a compiled program fails in words, and is stopped', NIGHTLY, async ({ site }) => {
  const program = `#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;
int down(int depth) { volatile char room[256] = {}; return depth == -1 ? room[0] : down(depth + 1) + room[1]; }
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { asyncio::sleep(1ms); return down(1); }, "the diver");
    asyncio::await(task);
  });
}
`;
  expect(await runToEnd(`${site.url}?lang=en${linkTo(program)}`)).toMatch(/^failed: .*stack overflow.*the diver/);

  await page.goto(
    `${site.url}?lang=en&other${linkTo('#include <cstdio>\nint main() {\n  std::puts("in");\n  while (true);\n}\n')}`,
  );
  await page.locator('::-p-aria(Run[role="button"])').click();
  await page.waitForFunction(() => document.querySelector('[role=log]')?.textContent.includes('in\n'));
  await page.locator('::-p-aria(Stop[role="button"])').click();
  expect(await end()).toBe('stopped');
});

test(
  'In Firefox a spinner draws nine frames a second at least while a worker blocks for it',
  NIGHTLY,
  async ({ site }) => {
    const lesson = join(import.meta.dirname, '../../web/lessons/09-spinner-blocking/tries/01-to-thread/solution.cpp');
    // Each turn says when it is, on the program's own clock. A busy machine makes the time between two turns longer, and never shorter.
    const program = readFileSync(lesson, 'utf8').replace(
      'asyncio::println("{} {} frame {}", "|/-\\\\"[frame % 4], message, frame);',
      'asyncio::println("{} at {:.4f}", message, asyncio::get_running_loop().time());',
    );
    expect(program).toContain(' at {:.4f}');
    expect(await runToEnd(`${site.url}?lang=en${linkTo(program)}`)).toBe('exited with code 0');
    const [log = ''] = await printed(/[^]*Answer: 42/);
    const at = [...log.matchAll(/thinking! at ([\d.]+)/g)].map(([, seconds]) => Number(seconds));
    const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
    expect(gaps.length).toBeGreaterThan(10);
    expect(1 / (gaps.toSorted((a, b) => a - b)[gaps.length >> 2] ?? Infinity)).toBeGreaterThanOrEqual(9);
  },
);

test('In Firefox everything that a program could try is refused', async ({ site }) => {
  await page.goto(`${site.url}security-check/?lang=en`);
  await page.waitForSelector('#status[data-outcome]');
  const possible = await page.$$eval('li[data-outcome="possible"]', (found) => found.map((each) => each.textContent));
  expect(possible).toEqual([]);
  expect(await text('#status')).toMatch(/^All \d+ attempts were refused\.$/);
  expect(await page.$$eval('li[data-outcome="refused"]', ({ length }) => length)).toBe(ATTEMPTS);
});

test('In Firefox an embed within a sandboxed frame runs', async ({ site }) => {
  await page.setContent(
    `<iframe sandbox="allow-scripts" width="700" height="500" src="${site.url}embed/?demo=spinner&lang=en"></iframe>`,
  );
  const handle = await page.waitForSelector('iframe');
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('there is no frame');
  await frame.waitForSelector('#run:not(:disabled)');
  await frame.locator('#run').click();
  await frame.waitForFunction(() => document.querySelector('#status')?.textContent === 'exited with code 0');
  await printed(/^\s*Answer: 42\s*$/, frame);
});
