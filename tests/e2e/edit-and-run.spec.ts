/** Editing a program, compiling it in the page, and being told what is wrong with it. */
import { expect, test } from './support/fixtures.ts';

const HELLO = `#include <asyncio.hpp>

int main() {
  asyncio::print("hello\\n");
}
`;

const compilerFiles = (requests: readonly string[]) =>
  requests.filter((path) => path.startsWith('sdk/') && path !== 'sdk/manifest.json');

test.describe('The compiler', () => {
  test('is downloaded on the first run of an edited program, with progress in MB, and not again after a reload', async ({
    playground,
    site,
  }) => {
    await playground.open('?demo=spinner');
    await playground.paste(HELLO);
    expect(compilerFiles(site.requests)).toEqual([]);

    // The biggest file is kept back, so that there is time to look.
    const release = site.hold(/llvm\.core\.\w+\.wasm\.zst$/);
    await playground.run.click();
    await expect(playground.status).toHaveText('compiling');
    await expect(playground.downloading).toBeVisible();
    const region = playground.page.locator('.loading').filter({ has: playground.downloading });
    await expect(region).toContainText(/\d+\.\d of \d+\.\d MB/);
    const [, total] = /of (\d+\.\d) MB/.exec((await region.textContent()) ?? '') ?? [];
    // The budget is 25.6 MB.
    expect(Number(total)).toBeGreaterThan(20);
    expect(Number(total)).toBeLessThanOrEqual(25.6);
    await expect(playground.run).toBeDisabled();
    await expect(playground.stop).toBeEnabled();
    release();
    expect(await playground.end()).toBe('exited with code 0');
    await expect(playground.downloading).toBeHidden();
    await playground.expectLines(['hello']);
    const files = compilerFiles(site.requests);
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files).size).toBe(files.length);

    await playground.whenCompilerIsKept();
    site.reset();
    await playground.page.reload();
    await playground.focusEditor();
    expect(await playground.runToEnd()).toBe('exited with code 0');
    await playground.expectLines(['hello']);
    expect(compilerFiles(site.requests)).toEqual([]);
  });

  test('comes without what few programs need, which is downloaded for a program that does', async ({
    playground,
    site,
  }) => {
    const rest = () => site.requests.filter((path) => path.startsWith('sdk/llvm.rest.'));
    const needsMore = 'int main() {\n  asm volatile("nop");\n  return 4;\n}\n';
    await playground.open('?demo=spinner&lang=en');
    await playground.paste(HELLO);
    expect(await playground.runToEnd()).toBe('exited with code 0');
    expect(rest()).toEqual([]);

    site.cut(/^sdk\/llvm\.rest\./);
    await playground.paste(needsMore);
    await playground.run.click();
    await expect(playground.status).toHaveText(/^failed: the compiler could not be fetched/);
    await playground.paste(HELLO.replace('hello', 'still here'));
    expect(await playground.runToEnd()).toBe('exited with code 0');
    await playground.expectLines(['still here']);

    site.cut(null);
    await playground.paste(needsMore);
    const release = site.hold(/llvm\.rest\.\w+\.bin\.zst$/);
    await playground.run.click();
    await expect(playground.downloading).toBeVisible();
    release();
    expect(await playground.end()).toBe('exited with code 4');
    await expect(playground.downloading).toBeHidden();
    expect(rest().length).toBeGreaterThan(0);
  });

  test('is downloaded while the page is idle, if the reader asks for that', async ({ playground, site }) => {
    await playground.open('?demo=spinner');
    await playground.page.getByRole('button', { name: 'Settings' }).click();
    await playground.page.getByLabel('Download the compiler when idle').check();
    await expect(playground.downloading).toBeVisible();
    await expect(playground.downloading).toBeHidden();
    await expect(playground.status).toHaveText('ready');
    const loaded = compilerFiles(site.requests).length;
    expect(loaded).toBeGreaterThan(0);
    // Though nothing is compiled.
    await playground.whenCompilerIsKept();
    await playground.paste('int main() { return 6; }\n');
    expect(await playground.runToEnd()).toBe('exited with code 6');
    expect(compilerFiles(site.requests)).toHaveLength(loaded);
  });
});

test.describe('The editor', () => {
  test('runs by Ctrl+Enter, also from elsewhere on the page', async ({ warm }) => {
    await warm.openText(HELLO);
    await warm.focusEditor();
    await warm.page.keyboard.press('ControlOrMeta+Enter');
    expect(await warm.end()).toBe('exited with code 0');
    expect(await warm.program()).toBe(HELLO);

    await warm.openText('int main() { return 9; }\n');
    await warm.share.focus();
    await warm.page.keyboard.press('ControlOrMeta+Enter');
    expect(await warm.end()).toBe('exited with code 9');
    await expect(warm.page.getByRole('dialog')).toBeHidden();
  });

  test('takes typed text', async ({ warm }) => {
    await warm.openText('int main() { return 1; }\n');
    await warm.focusEditor();
    await warm.page.keyboard.press('ControlOrMeta+a');
    await warm.page.keyboard.type('int main() { return 40 + 2; }', { delay: 5 });
    expect(await warm.runToEnd()).toBe('exited with code 42');
  });

  test('keeps the text through a reload, without running it, and Reset brings the original back', async ({
    playground,
    site,
  }) => {
    await playground.open('?demo=gather');
    await expect(playground.reset).toBeDisabled();
    const original = await playground.program();
    const changed = original.replace('"tea"', '"보리차"');
    await playground.paste(changed);
    await expect(playground.page.getByText('edited', { exact: true })).toBeVisible();

    await playground.page.reload();
    await expect(playground.page.locator('code-editor')).toContainText('보리차');
    expect(await playground.program()).toBe(changed);
    await expect(playground.status).toHaveText('ready');
    await expect(playground.output).toContainText('Press Run to see');
    expect(site.requests.filter((path) => /^sdk\/|^programs\//.test(path))).toEqual([]);

    // Another program's text is another matter.
    await playground.choose('Spinner');
    await expect(playground.page.locator('code-editor')).not.toContainText('보리차');
    await playground.choose('Gather');
    await expect(playground.page.locator('code-editor')).toContainText('보리차');

    await playground.reset.click();
    expect(await playground.program()).toBe(original);
    await expect(playground.reset).toBeDisabled();
    // And even that can be undone.
    await playground.page.keyboard.press('ControlOrMeta+z');
    expect(await playground.program()).toBe(changed);
    await playground.reset.click();
    expect(await playground.runToEnd()).toBe('exited with code 0');
    expect(site.requests.filter((path) => path.startsWith('sdk/'))).toEqual([]);
  });
});

test.describe('The compiler says', () => {
  test('where a syntax error is: in the Problems list, which jumps there, and by a squiggle on the line', async ({
    warm,
  }) => {
    const broken = `#include <asyncio.hpp>

int main() {
  asyncio::print("hello\\n")
  return 0;
}
`;
    expect(await warm.runText(broken)).toBe('failed: 1 error in the source');
    await expect(warm.problems.getByRole('listitem')).toHaveCount(1);
    const problem = warm.problems.getByRole('button').first();
    await expect(problem).toContainText('Put a ; at the end of this line.');
    await expect(problem).toContainText('error');
    await expect(problem).toContainText('Line 4');

    // The squiggle stands at the height of line 4.
    const squiggle = warm.page.locator('code-editor .squiggly-error');
    await expect(squiggle).toHaveCount(1);
    const line = await warm.page.locator('code-editor .view-line').filter({ hasText: 'asyncio::print' }).boundingBox();
    const mark = await squiggle.boundingBox();
    if (line === null || mark === null) throw new Error('line or squiggle is not to be seen');
    expect(mark.y).toBeGreaterThanOrEqual(line.y - 1);
    expect(mark.y + mark.height).toBeLessThanOrEqual(line.y + line.height + 4);

    // Clicking the message puts the cursor where the missing character belongs: typing it there repairs the program.
    await problem.click();
    await expect(warm.editor).toBeFocused();
    await warm.page.keyboard.type(';');
    expect(await warm.program()).toBe(broken.replace('\\n")', '\\n");'));
    expect(await warm.runToEnd()).toBe('exited with code 0');
    await expect(warm.problems).toBeHidden();
    await expect(squiggle).toHaveCount(0);
  });

  test('what to do first, in the reader’s language, its own words when they are asked for, and changes it', async ({
    warm,
  }) => {
    const { page } = warm;
    const wrong = `#include <asyncio.hpp>
void say(int n) { asyncio::print("{}\\n", n); }
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task(say(1));
    asyncio::await(task);
    asyncio::sleep(1ms);
  });
}
`;
    expect(await warm.runText(wrong)).toBe('failed: 2 errors in the source');
    const [first, second] = [warm.problems.getByRole('listitem').first(), warm.problems.getByRole('listitem').last()];
    await expect(warm.problems.getByRole('listitem')).toHaveCount(2);
    await expect(first.getByRole('button').first()).toContainText(
      'Put the call into a lambda: create_task([=] { return say(1); }).',
    );
    const own = first.getByText(/^call to deleted function/);
    await expect(own).toBeHidden();
    await first.getByText('What clang said').focus();
    await page.keyboard.press('Enter');
    await expect(own).toBeVisible();

    // The list changes one, the editor's quick fix the other.
    await first.getByRole('button', { name: 'Change it' }).click();
    await expect(warm.editor).toBeFocused();
    await expect(warm.problems).toBeHidden();
    expect(await warm.program()).toBe(wrong.replace('say(1))', '[=] { return say(1); })'));
    expect(await warm.runToEnd()).toBe('failed: 1 error in the source');
    await expect(second).toContainText('Add using namespace std::chrono_literals;');
    await second.getByRole('button').first().click();
    await page.keyboard.press('ControlOrMeta+.');
    await page.getByText(/^Change it: Add using namespace/).click();
    await expect(warm.problems).toBeHidden();
    expect(await warm.runToEnd()).toBe('exited with code 0');
    await warm.expectLines(['1']);
    await warm.editor.press('ControlOrMeta+z');
    expect(await warm.program()).not.toContain('chrono_literals');
  });

  test('what it warns of, and the program runs all the same', async ({ warm }) => {
    expect(await warm.runText('int main() {\n  int unused = 3;\n}\n')).toBe('exited with code 0');
    const problem = warm.problems.getByRole('button');
    await expect(problem).toContainText('warning');
    await expect(problem).toContainText("unused variable 'unused'");
    await expect(problem).toContainText('Line 2, column 7');
    await expect(warm.page.locator('code-editor .squiggly-warning')).toHaveCount(1);
  });

  test('that main is missing', async ({ warm }) => {
    expect(await warm.runText('int helper() { return 1; }\n')).toBe('failed: 1 error in the source');
    await expect(warm.problems.getByRole('button')).toContainText(/main/);
    await expect(warm.problems).not.toContainText(/undefined symbol|__main_void|wasm-ld/);
  });

  test('which function is declared and used but defined nowhere, and where it is declared', async ({ warm }) => {
    expect(await warm.runText('\nint missing(int);\n\nint main() {\n  return missing(3);\n}\n')).toBe(
      'failed: 1 error in the source',
    );
    await expect(warm.problems.getByRole('button').first()).toContainText(/missing\(int\)/);
    await expect(warm.problems).toContainText('Line 2, column 5');
  });

  test('columns as the editor counts them, behind Korean text too', async ({ warm }) => {
    // clang counts bytes: each of these letters is three.
    const source = `#include <string>
int main() {
  std::string 인사 = "안녕하세요"; int x = 모름;
}
`;
    expect(await warm.runText(source)).toBe('failed: 1 error in the source');
    const problem = warm.problems.getByRole('button').filter({ hasText: '모름' }).first();
    await expect(problem).toContainText(`Line 3, column ${'  std::string 인사 = "안녕하세요"; int x = '.length + 1}`);
    await problem.click();
    await warm.page.keyboard.press('ControlOrMeta+Shift+ArrowRight');
    await warm.page.keyboard.type('7');
    expect(await warm.program()).toContain('int x = 7;');
  });

  test('many things at once, each in its place, without losing the reader’s text', async ({ warm }) => {
    const source = `int main() {
  one();
  two();
  return three;
}
`;
    expect(await warm.runText(source)).toBe('failed: 3 errors in the source');
    await expect(warm.problems.getByRole('listitem')).toHaveCount(3);
    for (const [at, name] of ['one', 'two', 'three'].entries()) {
      const row = warm.problems.getByRole('listitem').nth(at).getByRole('button').first();
      await expect(row).toContainText(name);
      await expect(row).toContainText(`Line ${at + 2}`);
    }
    expect(await warm.program()).toBe(source);
    await expect(warm.run).toBeEnabled();
  });

  test('what is wrong with a call of the library, at the line of the reader’s', async ({ warm }) => {
    expect(await warm.runText('#include <asyncio.hpp>\nint main() {\n  asyncio::print("{} {}\\n", 1);\n}\n')).toMatch(
      /^failed: \d+ errors? in the source$/,
    );
    await expect(warm.problems.getByRole('button').first()).toContainText('Line 3');
  });

  test('at once that a source is a bomb, and compiles the next one', async ({ warm }) => {
    const bomb =
      'template <int n> struct Deep { static constexpr int value = Deep<n + 1>::value; };\nint main() { return Deep<0>::value; }\n';
    expect(await warm.runText(bomb)).toMatch(/^failed: \d+ errors? in the source$/);
    expect(await warm.runText('int main() { return 8; }\n')).toBe('exited with code 8');
  });
});

test('Korean text goes through the compiler unharmed, in names and in strings', async ({ warm }) => {
  const source = `#include <asyncio.hpp>
#include <string>

std::string 인사(const std::string& 이름) { return "안녕, " + 이름 + "! 🌷"; }

int main() {
  asyncio::print("{}\\n", 인사("튤립"));
}
`;
  expect(await warm.runText(source)).toBe('exited with code 0');
  await warm.expectLines(['안녕, 튤립! 🌷']);
  expect(await warm.program()).toBe(source);
});

test('The first error is led to, marked where the reader’s source caused it, and gone once the text changes', async ({
  warm,
}) => {
  const { page } = warm;
  // The place of the error is in a header of the library; far down, so that it has to be brought into sight.
  const source = `#include <algorithm>
#include <list>
${'\n'.repeat(80)}int main() {
  std::list<int> numbers;
  std::sort(numbers.begin(), numbers.end());
}
`;
  await warm.openText(source);
  await warm.run.focus();
  await page.keyboard.press('Enter');
  await expect(warm.status).toHaveText(/^failed: \d+ errors? in the source$/);
  const first = warm.problems.getByRole('button').first();
  await expect(first).toBeFocused();
  await expect(page.locator('code-editor .view-line').filter({ hasText: 'std::sort' })).toBeInViewport();
  const squiggle = page.locator('code-editor .squiggly-error').first();
  await expect(squiggle).toBeInViewport();
  expect((await squiggle.boundingBox())?.width).toBeGreaterThan(30);
  await expect(page.locator('output-console [aria-live=polite]')).toContainText(/^Line 85: /);

  await first.press('Enter');
  await page.keyboard.type('/');
  await expect(warm.problems).toBeHidden();
  await expect(squiggle).toBeHidden();
});
