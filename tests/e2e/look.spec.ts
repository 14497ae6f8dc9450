/** What the page looks like to everybody: light and dark, English and Korean, wide and narrow, seen, heard and typed. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { linkTo } from './support/links.ts';
import { Playground, Workbench } from './support/playground.ts';

const WRONG = 'int main() {\n  int unused = 1;\n  return tulip;\n}\n';

/** What axe finds wrong with the page as it is: each rule, and the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

// Colours differ by theme and structure by language: of the four, two show each.
for (const [theme, lang] of [
  ['light', 'en'],
  ['dark', 'ko'],
] as const) {
  test(`axe finds nothing wrong with the page, ${theme} and in ${lang}`, async ({ playground, page }) => {
    await page.goto(`${playground.url}?lang=${lang}&theme=${theme}&demo=spinner`);
    await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
    expect(await violations(page)).toEqual([]);
    // What steers a run stands in one line, in both languages.
    await expect(page.locator('run-steering .steps')).toBeVisible();
    const middles = await page.locator('.tools :is(.clock, .steps, check-switch label)').evaluateAll((tools) =>
      tools.map((tool) => {
        const { top, bottom } = tool.getBoundingClientRect();
        return (top + bottom) / 2;
      }),
    );
    expect(middles).toHaveLength(3);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(8);

    await page.locator('run-controls .run').click();
    await expect(page.locator('#status')).toHaveAttribute('data-state', 'exited');
    expect(await violations(page)).toEqual([]);

    await page.locator('program-menu .opener').click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.locator('run-controls .share').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('tab').last().click();
    expect(await violations(page)).toEqual([]);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong with problems, notices, pictures and bars, ${theme}`, async ({ warm }) => {
    const themeButton = warm.page.getByRole('button', { name: theme === 'dark' ? 'Dark theme' : 'Light theme' });
    if (await themeButton.isVisible()) await themeButton.click();
    await expect(warm.page.locator('html')).toHaveAttribute('data-theme', theme);
    await warm.runText(WRONG);
    await expect(warm.problems).toBeVisible();
    expect(await violations(warm.page)).toEqual([]);
    await warm.runText(`
#include <asyncio.hpp>
#include <stdexcept>
int main() {
  asyncio::display("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "nothing");
  asyncio::display("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  asyncio::display("text/html", "<b>bold</b>");
  auto known = asyncio::progress(4, "known");
  auto unknown = asyncio::progress(0);
  unknown.update(3);
  for (int i = 30; i < 38; ++i) asyncio::print("\\x1b[{}mcolour\\x1b[{}mcolour\\x1b[0m\\n", i, i + 60);
  asyncio::eprint("error\\n");
  throw std::runtime_error("the end");
}`);
    await expect(warm.output).toContainText('the end');
    expect(await violations(warm.page)).toEqual([]);
  });

  test(`axe finds nothing wrong with clients of a port and fields for input, ${theme}`, async ({ warm }) => {
    const { page } = warm;
    const themeButton = page.getByRole('button', { name: theme === 'dark' ? 'Dark theme' : 'Light theme' });
    if (await themeButton.isVisible()) await themeButton.click();
    await warm.openText(`
#include <asyncio.hpp>
#include <iostream>
void greet(asyncio::StreamReader reader, asyncio::StreamWriter writer) {
  writer.write("hello\\n");
  std::string line = reader.readline();
  std::getline(std::cin, line);
}
int main() {
  asyncio::run([] { asyncio::start_server(greet, "", 80).serve_forever(); });
}`);
    await warm.run.click();
    await page.getByRole('button', { name: 'Connect to port 80' }).click();
    await page.keyboard.type('a line');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log', { name: 'Client 1 of port 80' })).toContainText('hello');
    const input = page.getByRole('button', { name: 'Input', exact: true });
    await input.click();
    await expect(page.getByRole('textbox', { name: 'Line of input' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await input.click();
    await warm.stop.click();
  });

  test(`axe finds nothing wrong with the embed and its recipes, ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(`${site.url}embed/recipes/${theme === 'dark' ? 'ko/' : ''}`);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 768, height: 720 });
    await page.goto(`${site.url}embed/?demo=gather&theme=${theme}&lang=en&panes=timeline`);
    const embed = new Workbench(page);
    expect(await embed.runToEnd()).toBe('exited with code 0');
    // The status has one line, beside the button of the timeline, too.
    expect((await embed.status.boundingBox())?.height).toBeLessThan(30);
    await page.getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('textbox', { name: 'Editor' })).toBeFocused();
    expect(await violations(page)).toEqual([]);
  });
}

test('The theme follows the system until the reader chooses; the choice is kept', async ({ playground, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await playground.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('The spinner is drawn calmly for readers who asked for less motion', async ({ playground, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await playground.open('?demo=spinner');
  await playground.output.evaluate((log: HTMLElement) => {
    const drawn = ((window as unknown as { drawn: Set<string> }).drawn = new Set<string>());
    new MutationObserver(() => drawn.add(log.innerText)).observe(log, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await playground.run.click();
  await expect(playground.output).toContainText('Answer: 42');
  const drawn = await page.evaluate(() => (window as unknown as { drawn: Set<string> }).drawn.size);
  // Once a second in three seconds, where it would be ten times.
  expect(drawn).toBeLessThanOrEqual(6);
});

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  for (const lang of ['en', 'ko'] as const) {
    test(`nothing is wider than the window and Run is in reach, in ${lang}`, async ({ playground, page }) => {
      await page.goto(`${playground.url}?lang=${lang}&demo=download`);
      const run = page.locator('run-controls .run');
      await expect(run).toBeInViewport({ ratio: 1 });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.getByRole('radio', { name: lang === 'en' ? 'As it is' : '그대로' }).check();
      await run.tap();
      await expect(page.locator('#status')).toHaveAttribute('data-state', 'exited');
      await expect(page.locator('.log img')).toHaveCount(20);
      expect(await overflow()).toBeLessThanOrEqual(0);
      // The output came into view by itself.
      await expect(page.locator('#status')).toBeInViewport();
    });
  }

  test('a lesson is opened at its beginning', async ({ playground, page }) => {
    await page.goto(`${playground.url}learn/gather/?lang=en`);
    await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
    await expect(page.getByRole('heading', { name: 'Gather' })).toBeInViewport();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('nothing is wider than the narrowest windows, whatever is shown', async ({ playground, page }) => {
    for (const [width, height] of [
      [360, 640],
      [320, 256],
      [740, 360],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const rest of [`?lang=ko${linkTo(WRONG)}`, '?lang=en&demo=download']) {
        await page.goto('about:blank');
        await page.goto(playground.url + rest);
        await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll('button, h2, p, [role=status]')]
            .filter((element) => element.checkVisibility() && !element.closest('.log, code-editor, pre'))
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => element.outerHTML),
        );
        expect(outside).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await expect(playground.page.locator('run-controls .run')).toBeInViewport({ ratio: 1 });
      }
    }
    // On its side the output stands beside the code, and the controls stay on their own side.
    const end = await page.locator('run-controls .share').evaluate((share) => share.getBoundingClientRect().right);
    const border = await page.locator('.result').evaluate((result) => result.getBoundingClientRect().left);
    expect(end).toBeLessThanOrEqual(border);
    await expect(page.locator('#status')).toBeInViewport({ ratio: 1 });
  });

  test('an embed is edited by touch, with messages and completions', async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${site.url}embed/?lang=ko&theme=dark${linkTo(WRONG)}`);
    await page.getByRole('button', { name: '편집' }).tap();
    const editor = page.getByRole('textbox', { name: '편집기' });
    await editor.fill('int eleven() { return 11; }\nint main() { return elevn');
    await page.keyboard.type('x;}');
    await page.getByRole('button', { name: '실행', exact: true }).tap();
    await expect(page.locator('#status')).toHaveAttribute('data-state', 'failed', { timeout: 150_000 });
    const mark = page.locator('.cm-lintRange-error').first();
    await expect(mark).toHaveText('elevnx');
    await mark.tap();
    await expect(page.locator('.cm-diagnostic').first()).toContainText('elevnx');
    expect(await violations(page)).toEqual([]);
    await editor.fill('int eleven() { return 11; }\nint main() { return ');
    await page.keyboard.type('ele');
    await expect(page.getByRole('option', { name: /^eleven/ })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('option', { name: /^eleven/ }).tap();
    await expect(editor).toContainText('return eleven()');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test('the program is edited by touch, and the edited one runs', async ({ playground, site }) => {
    await playground.open('?demo=spinner&lang=en');
    await expect(playground.page.locator('code-editor')).toHaveAttribute('data-ready');
    await playground.editor.fill('int main() {\n  return tulip;\n}\n');
    expect(site.requests.filter((path) => path.includes('monaco'))).toEqual([]);
    expect(await playground.runToEnd()).toBe('failed: 1 error in the source');
    await playground.problems.getByRole('button').tap();
    await expect(playground.editor).toBeFocused();
    await playground.editor.fill('int main() { return 2; }\n');
    expect(await playground.runToEnd()).toBe('exited with code 2');
  });
});

test.describe('By keyboard alone', () => {
  test('Tab leads to Run, and Enter runs; focus goes to Stop and back', async ({ playground, page }) => {
    await playground.open('?demo=spinner&lang=en');
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      if (await playground.run.evaluate((run) => run === document.activeElement)) break;
    }
    await expect(playground.run).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(playground.status).toHaveText('running');
    await expect(playground.stop).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(playground.status).toHaveText('stopped');
    await expect(playground.run).toBeFocused();
  });

  test('the way out of the editor is told, and works', async ({ playground, page }) => {
    await playground.open('?demo=spinner&lang=en');
    await expect(page.getByText('Ctrl+M')).toBeVisible();
    await playground.focusEditor();
    await expect(playground.editor).toHaveAccessibleDescription(/Ctrl\+M/);
    await page.keyboard.press('Tab');
    await expect(playground.editor).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await expect(playground.editor).not.toBeFocused();
  });

  test('the menu, the tabs and the dialog are used', async ({ playground, page }) => {
    await playground.open('?lang=en');
    await playground.menu.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(playground.menu).toHaveAccessibleName('Programs: Tasks and futures');
    await expect(playground.menu).toBeFocused();

    await page.getByRole('tab', { name: 'C++' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tabpanel', { name: 'Python original' })).toBeVisible();

    await playground.share.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Share or embed this program' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(playground.share).toBeFocused();

    const handle = page.getByRole('separator', { name: 'Resize panes' });
    const before = await handle.getAttribute('aria-valuenow');
    await handle.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await handle.getAttribute('aria-valuenow')).not.toBe(before);
  });

  test('a problem is reached and jumps to its line', async ({ warm }) => {
    await warm.runText(WRONG);
    await warm.problems.getByRole('button').first().focus();
    await warm.page.keyboard.press('Enter');
    await expect(warm.editor).toBeFocused();
  });
});

test.describe('The language', () => {
  test('is the browser’s, can be switched, is kept, and the address wins', async ({ browser, site }) => {
    const context = await browser.newContext({ locale: 'ko-KR' });
    const page = await context.newPage();
    await page.goto(site.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(page.getByRole('button', { name: '실행' })).toBeVisible();
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goto(`${site.url}?lang=ko`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await context.close();
  });

  test('Korean leaves no English behind', async ({ playground, page }) => {
    await page.goto(`${playground.url}?lang=ko&demo=spinner`);
    await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
    const english = async () => {
      // Every name and every text that is on show, but for programs, their output and names that are the same everywhere.
      const texts = await page.evaluate(() => {
        const found: string[] = [];
        const walk = (element: Element): void => {
          if (
            element.matches('code-editor, output-console, code, pre, [lang=en], script, style, noscript, .name, iframe')
          )
            return;
          for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
            found.push(element.getAttribute(name) ?? '');
          for (const child of element.childNodes) {
            if (child.nodeType === Node.TEXT_NODE && (element as HTMLElement).offsetParent !== null) {
              found.push(child.textContent ?? '');
            }
            if (child instanceof Element) walk(child);
          }
        };
        walk(document.body);
        return found;
      });
      // A text of words without a single Korean letter.
      return texts.filter((text) => /[A-Za-z]{3}/.test(text) && !/\p{Script=Hangul}/u.test(text));
    };
    // The programs' own names for things.
    const known = ['English', 'Tulip', 'C++'];
    expect((await english()).filter((text) => !known.includes(text.trim()))).toEqual([]);

    await page.getByRole('button', { name: '실행' }).click();
    await expect(page.getByRole('status', { name: '프로그램 상태' })).toHaveText('실행 중');
    await expect(page.getByRole('status', { name: '프로그램 상태' })).toHaveText('종료 코드 0');
    await expect(page.getByRole('log', { name: '출력' })).toContainText('Answer: 42');
    await page.getByRole('button', { name: '공유' }).click();
    await expect(page.getByRole('dialog', { name: '프로그램을 공유하거나 글에 넣기' })).toBeVisible();
    expect((await english()).filter((text) => !known.includes(text.trim()))).toEqual([]);
  });

  test('Korean has words for problems, failures and damaged links', async ({ warm, site }) => {
    const page = await warm.page.context().newPage();
    const inKorean = new Playground(page, site.url);
    await page.goto(`${site.url}?lang=ko${linkTo(WRONG)}`);
    await page.getByRole('button', { name: '실행' }).click();
    await expect(page.getByRole('status', { name: '프로그램 상태' })).toHaveText('실패: 소스에 오류가 1개 있습니다');
    await expect(page.getByRole('list', { name: '문제' })).toContainText('3행 10열');
    await page.goto(`${site.url}?lang=ko&other${linkTo('#include <cstdlib>\nint main() { std::abort(); }\n')}`);
    await page.getByRole('button', { name: '실행' }).click();
    await expect(page.getByRole('status', { name: '프로그램 상태' })).toHaveText(
      /^실패: 프로그램이 스스로 중단했습니다/,
    );
    await page.goto(`${site.url}?lang=ko&third${linkTo('int main() { int unused = 1; }\n')}`);
    await page.getByRole('button', { name: '실행' }).click();
    await expect(page.getByRole('list', { name: '문제' })).toContainText('경고');
    await page.goto(`${site.url}?lang=ko#v1=abc`);
    await expect(inKorean.notices).toContainText('링크가 손상되었거나');
    // The shared context keeps no Korean for the next test: the address alone asked for it.
    await page.close();
  });

  test('The document’s title and language go together', async ({ playground, page }) => {
    await playground.open('?lang=en');
    await expect(page).toHaveTitle('Tulip: asyncio for C++ in a browser tab');
    await page.goto(`${playground.url}?lang=ko`);
    await expect(page).toHaveTitle(/브라우저/);
  });
});
