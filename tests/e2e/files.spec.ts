/** A program of several files: from a link, by tabs, to the compiler and back into a link. */
import { expect, test } from './support/fixtures.ts';
import { linkOf } from './support/links.ts';

const PROJECT = {
  code: '#include <asyncio.hpp>\n#include "half.hpp"\nint main() { asyncio::print("half: {}\\n", half(84)); }\n',
  files: { 'half.hpp': '#pragma once\nint half(int a);\n', 'half.cpp': 'int half(int a) {\n  return a / wrong;\n}\n' },
};

test('A linked program of several files is edited by tabs, compiled, kept and shared', async ({
  playground,
  page,
  site,
}) => {
  await playground.open(`?lang=en${linkOf(PROJECT)}`);
  const tabs = page.getByRole('tablist', { name: 'Source' }).getByRole('tab');
  await expect(tabs).toHaveText(['main.cpp', 'half.hpp', 'half.cpp']);

  // A message names its file, and leads there.
  expect(await playground.runToEnd()).toMatch(/^failed/);
  await expect(tabs.nth(2)).toHaveAttribute('aria-selected', 'true');
  await tabs.first().click();
  await playground.problems.getByRole('button', { name: /half\.cpp, line 2/ }).click();
  await expect(page.getByRole('tab', { name: 'half.cpp', selected: true })).toBeVisible();
  await playground.paste('int half(int a) {\n  return a / 2;\n}\n');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await playground.expectLines(['half: 42']);

  // To the definition of what is called, in another file, and to what a file declares.
  await tabs.first().click();
  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  for (let back = 0; back < 9; back++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F12');
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ControlOrMeta+Shift+O');
  await expect(page.getByRole('option', { name: /half/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // By keyboard: another file, another name for it, and its removal undone.
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByRole('textbox', { name: 'File name' }).fill('../x.hpp');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A name without folders')).toBeVisible();
  await page.getByRole('textbox', { name: 'File name' }).fill('extra.hpp');
  await page.keyboard.press('Enter');
  await expect(tabs.nth(3)).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('more');
  await page.keyboard.press('Enter');
  await expect(tabs.nth(3)).toHaveText('more.hpp');
  await page.keyboard.press('Delete');
  await expect(tabs).toHaveCount(3);
  await playground.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(tabs).toHaveText(['main.cpp', 'half.hpp', 'half.cpp', 'more.hpp']);
  await tabs.nth(3).focus();
  await page.keyboard.press('Home');
  await expect(tabs.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');

  // What is renamed is renamed where it is included, too, and is shown as before; both can be undone.
  const shown = () => page.locator('.view-lines').first();
  await tabs.nth(1).click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'File name' }).fill('part.hpp');
  await page.keyboard.press('Enter');
  await expect(playground.notices).toContainText('half.hpp is part.hpp now, in one #include, too.');
  await expect(tabs).toHaveText(['main.cpp', 'part.hpp', 'half.cpp', 'more.hpp']);
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(tabs.nth(1)).toBeFocused();
  await tabs.first().click();
  await expect(shown()).toContainText('#include "part.hpp"');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await playground.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(tabs).toHaveText(['main.cpp', 'half.hpp', 'half.cpp', 'more.hpp']);
  await expect(shown()).toContainText('#include "half.hpp"');
  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(shown()).toContainText('#include "part.hpp"');
  await page.keyboard.press('ControlOrMeta+Y');
  await expect(shown()).toContainText('#include "half.hpp"');

  // A reload brings all of it back, and so does a link.
  await page.reload();
  await expect(tabs).toHaveText(['main.cpp', 'half.hpp', 'half.cpp', 'more.hpp']);
  await playground.share.click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const reader = await page.context().newPage();
  await reader.goto(link);
  await expect(reader.getByRole('tab')).toHaveText(['main.cpp', 'half.hpp', 'half.cpp', 'more.hpp']);

  // An embed offers them for choice, and runs them.
  await reader.setViewportSize({ width: 360, height: 640 });
  await reader.goto(`${site.url}embed/?lang=en${link.slice(link.indexOf('#'))}`);
  await reader.getByRole('combobox', { name: 'File' }).selectOption('half.cpp');
  await expect(reader.locator('#code')).toContainText('return a / 2');
  await reader.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(reader.getByRole('log', { name: 'Output' })).toContainText('half: 42', { timeout: 150_000 });
});

test('On a phone the tabs of many files leave room for Run', async ({ playground, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const names = Array.from({ length: 8 }, (_, number) => `part${number}.hpp`);
  const files = Object.fromEntries(names.map((name) => [name, '']));
  await playground.page.goto(`${playground.url}?lang=ko${linkOf({ code: 'int main() {}\n', files })}`);
  const tabs = page.getByRole('tablist', { name: '소스' }).getByRole('tab');
  await expect(tabs).toHaveCount(9);
  await tabs.last().click();
  await expect(tabs.last()).toBeInViewport({ ratio: 0.9 });
  await page.getByRole('button', { name: 'part7.hpp 이름 바꾸기' }).click();
  await expect(page.getByRole('textbox', { name: '파일 이름' })).toHaveValue('part7.hpp');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
