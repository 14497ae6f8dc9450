/** What the editor says while a program is written. */
import { expect, test } from './support/fixtures.ts';

const BEFORE = '#include <asyncio.hpp>\n\nint one() { return 1; }\n\nint main() {\n  asyncio::run([] {\n    ';
const AFTER = '\n  });\n}\n';

test.describe('The editor', () => {
  test('completes, explains and checks what is typed, and what was completed runs', async ({ warm }) => {
    const { page } = warm;
    const suggestions = page.locator('.suggest-widget');
    const marks = page.locator('.squiggly-error');
    await warm.openText(`${BEFORE}auto all = asyncio::await();${AFTER}`);
    await warm.focusEditor();
    await page.keyboard.press('ControlOrMeta+Home');
    for (let line = 1; line < 7; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    for (let back = 0; back < 2; back++) await page.keyboard.press('ArrowLeft');

    await page.keyboard.type('asyncio::ga');
    const gather = suggestions.getByRole('option', { name: /^gather/ });
    await expect(gather).toContainText('asyncio.gather(f(), g())');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(suggestions).toBeHidden();
    // With the brackets that a call has, and help for what belongs between them.
    await expect(page.locator('.parameter-hints-widget')).toContainText('gather(');
    await page.keyboard.type('one, onee');
    await expect(marks).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await expect(marks).toHaveCount(0);
    // What stands at the cursor is described where it is asked for.
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+I');
    await expect(page.locator('.monaco-hover-content').filter({ hasText: 'int one()' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+Enter');
    expect(await warm.end()).toBe('exited with code 0');
    expect(await warm.program()).toBe(`${BEFORE}auto all = asyncio::await(asyncio::gather(one, one));${AFTER}`);
  });
});
