/** A lesson as its reader has it: predict, run, see, change, go on; and its page for who has no JavaScript. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { expect, test } from './support/fixtures.ts';

const LESSONS = readLessons(join(import.meta.dirname, '../../web/lessons')).map(({ id }) => id);

/** As the lesson on the event loop prints them. */
const ORDER = [
  'main: the queue is filled',
  'callback: called',
  'task: starts',
  'task: goes on',
  'main: the result is 42',
];

test('A wrong prediction opens the moment that contradicts it, and a right one is told so', async ({ playground }) => {
  const { page } = playground;
  await playground.open('learn/event-loop/?lang=en');
  const predict = page.getByRole('group', { name: 'Predict' });
  const answer = page.getByRole('status', { name: 'Answer' });
  const lines = predict.getByRole('listitem');
  await expect(lines).toHaveCount(ORDER.length);

  // By keyboard alone: each line that is due is moved up to its place, but the last two stay wrong.
  for (const [place, line] of ORDER.entries()) {
    if (place === ORDER.length - 2) break;
    const up = predict.getByRole('button', { name: `Move up: ${line}` });
    for (let at = (await lines.allTextContents()).indexOf(line); at > place; at--) await up.press('Enter');
  }
  const wrong = (await lines.allTextContents()).at(-1) !== ORDER.at(-1);
  if (!wrong) await predict.getByRole('button', { name: `Move up: ${ORDER.at(-1) ?? ''}` }).press('Enter');
  await predict.getByRole('button', { name: 'Answer' }).press('Enter');
  await expect(answer).toHaveText('Run to see.');

  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(answer).toHaveText('It happens otherwise.');
  const rows = page.locator('lesson-prediction tbody tr');
  await expect(rows.locator('td:last-child')).toHaveText(ORDER.map((line) => new RegExp(`${line}$`)));
  await expect(rows.filter({ hasText: '≠' })).toHaveCount(2);

  await page.getByRole('button', { name: 'Show the moment' }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  // It stands at the first line that comes otherwise: what was printed later is dimmed.
  const later = playground.output.locator('.line.later');
  await expect(later.first()).toHaveText(/already running/);
  expect((await new AxeBuilder({ page }).include('lesson-pane').analyze()).violations).toEqual([]);
});

test('A change is checked, its solution can be undone, and what was done is marked and can be forgotten', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.open('learn/iterator/?lang=en');
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  const tries = page.locator('lesson-tries');
  await expect(tries).toBeHidden();
  // As the lines stand there they are not in order.
  await page.getByRole('group', { name: 'Predict' }).getByRole('button', { name: 'Answer' }).click();
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(tries).toBeVisible();
  // Without a loop there is no moment to show, but there is a line.
  const proof = page.locator('.outcome p', { hasText: 'This line of the output says otherwise:' }).locator('code');
  await page.getByRole('button', { name: 'Show the line' }).click();
  await expect(playground.output.locator('.line.pointed')).toHaveText((await proof.textContent()) ?? '');
  await tries.getByRole('button', { name: 'Hint' }).click();
  await expect(tries).toContainText('break;');

  const result = page.getByRole('status', { name: 'Change', exact: true });
  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// Mine.\n');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(result).toHaveText('Not yet: the output has the line “generator: makes 2”.');

  await expect(result).toBeInViewport();
  await tries.getByRole('button', { name: 'Show the line' }).click();
  await expect(playground.output.locator('.line.pointed')).toHaveText('generator: makes 2');

  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('int none = nothing;\n');
  expect(await playground.runToEnd()).toBe('failed: 1 error in the source');
  await expect(result).toHaveText('Not yet: something is wrong in line 1.');

  await tries.getByRole('button', { name: 'Solution' }).click();
  await expect(page.locator('code-editor')).not.toContainText('// Mine.');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(result).toHaveText(/^Done\./);
  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('code-editor')).toContainText('// Mine.');

  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/learn\/send\/\?lang=en$/);
  await expect(playground.menu).not.toHaveAccessibleName(/Iterator/);
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await expect(page).toHaveURL(/\/learn\/iterator\//);
  // At the second visit the program has the room, and its text is one press away.
  await expect(page.locator('#lesson-text')).toBeHidden();
  await page.getByRole('button', { name: 'Show the text' }).click();
  await expect(page.locator('#lesson-text')).toBeVisible();

  await playground.menu.click();
  const item = page.getByRole('menuitemradio', { checked: true });
  await expect(item).toHaveAccessibleDescription(/^begun\. /);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Forget my progress in the lessons' }).click();
  await page.keyboard.press('Escape');
  await playground.menu.click();
  await expect(item).toHaveAccessibleDescription(/^(?!begun)/);
  await page.keyboard.press('Escape');

  // Another lesson asks for one worker: the moment is that at which two were at work.
  await playground.choose('Concurrency and parallelism');
  await playground.focusEditor();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// Mine.\n');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await expect(result).toHaveText('Not yet: 2 were under way at once, and should be at most 1.');
  await tries.getByRole('button', { name: 'Show the moment' }).click();
  await expect(playground.output.locator('.line.later')).toHaveText([/^workers: found/]);
});

test('What a lesson asks is in sight without scrolling, and the output has room', async ({ playground }) => {
  const { page } = playground;
  // What fits here fits a larger window.
  await page.setViewportSize({ width: 1280, height: 800 });
  await playground.open(`learn/${LESSONS[0] ?? ''}/?lang=en`);
  for (const [at, id] of LESSONS.entries()) {
    if (at > 0) await page.evaluate(pressNext);
    await expect(page).toHaveURL(new RegExp(`/learn/${id}/`));
    await expect(page.locator('[data-left]')).toHaveCount(0);
    const fits = { asked: true, output: true };
    expect.soft(await page.evaluate(measureInBothLanguages), id).toEqual([fits, fits]);
  }
});

/** In the page: goes to the next lesson. The pressed button, which is marked, is gone once that one is there. */
function pressNext(): void {
  const next = document.querySelector<HTMLElement>('.way.next button');
  next?.setAttribute('data-left', '');
  next?.click();
}

/** In the page, in one language and then the other: whether the whole question is in sight, and the output has room for eight lines. */
function measureInBothLanguages(): readonly { asked: boolean; output: boolean }[] {
  const box = (selector: string): DOMRect => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  return [1, 2].map(() => {
    const [pane, question, log] = [box('lesson-pane'), box('.question'), box('output-console .log')];
    const line = parseFloat(getComputedStyle(document.querySelector('.log') ?? document.body).lineHeight);
    document.querySelector<HTMLElement>('#language')?.click();
    return {
      asked: question.height > 0 && question.top >= pane.top && question.bottom <= Math.min(pane.bottom, innerHeight),
      output: Math.min(log.bottom, innerHeight) - log.top >= 8 * line,
    };
  });
}

test('The Python original stands beside the program, and what belongs together is lit', async ({ playground }) => {
  const { page } = playground;
  await page.setViewportSize({ width: 1024, height: 900 });
  await playground.open('learn/spinner/?lang=en');
  await expect(page.locator('code-editor')).toHaveAttribute('data-ready');
  await page.getByRole('button', { name: 'Side by side' }).click();
  const original = page.getByRole('region', { name: 'Python original' });
  await expect(original).toContainText('import asyncio');
  await expect(original).toContainText('in C++ any function may');
  for (const panel of [page.locator('#panel-cpp'), original]) {
    const box = await panel.boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    expect(box?.height).toBeGreaterThan(500);
  }

  await original.getByText('await asyncio.sleep(3)').hover();
  const lit = page.locator('code-editor .lit');
  await expect(lit).toHaveCount(1);
  const line = page.locator('code-editor .view-line', { hasText: 'asyncio::sleep(3s)' });
  const middle = async (of: typeof line) => {
    const box = await of.boundingBox();
    return Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2);
  };
  expect(Math.abs((await middle(lit)) - (await middle(line)))).toBeLessThan(3);

  await page.locator('code-editor').getByText('cancel', { exact: false }).last().hover();
  await expect(original.locator('.lit')).toHaveText(/spinner\.cancel\(\)/);

  // On paper the lesson, the whole program and the original stand one below the other.
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const parts = [page.locator('lesson-pane'), page.locator('code-editor pre'), original.locator('pre').first()];
  await expect(page.locator('code-editor pre')).toHaveText(/asyncio::run[\s\S]*Answer/);
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  expect(boxes.map((box) => box?.y ?? 0)).toEqual(boxes.map((box) => box?.y ?? 0).toSorted((a, b) => a - b));
  for (const box of boxes) expect(box?.width).toBeGreaterThan(900);
});

test('Without JavaScript a lesson is a page with its text, its program and the original', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}learn/spinner/`);
  await expect(page).toHaveTitle('Spinner · Tulip');
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Spinner · Tulip');
  await expect(page.getByRole('heading', { name: 'Spinner' })).toBeVisible();
  await expect(page.locator('lesson-pane')).toContainText('스피너');
  await expect(page.locator('code-editor')).toContainText('asyncio::create_task');
  await expect(page.locator('pre.original')).toHaveText(/asyncio\.create_task/);
  // Its style has come, from two folders above.
  expect(await page.evaluate(() => document.styleSheets.length).catch(() => 1)).toBeGreaterThan(0);
  expect(site.requests.filter((path) => path.endsWith('.css')).every((path) => path.startsWith('assets/'))).toBe(true);
  await context.close();
});
