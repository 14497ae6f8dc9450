/** A program travels in a link. What a link did on its way must never cost its reader anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { Embed, frameOf, heavy } from './support/embed.ts';
import { expect, test } from './support/fixtures.ts';
import { linkOf, linkOfBytes, linkTo, readLink } from './support/links.ts';
import { type Playground, Workbench } from './support/playground.ts';
import { BUILT, servePage } from './support/site.ts';

const KOREAN = `#include <asyncio.hpp>
// 튤립: 브라우저 안의 asyncio 🌷
int main() {
  asyncio::print("안녕하세요\\n");
}
`;

/** Of what one kind of document or another takes for its own. */
const AWKWARD = `#include <asyncio.hpp>
int main() {
  std::vector<std::vector<int>> rows{{1, 2}, {3}};

  asyncio::print("</script> \`\`\` {{< 안녕 >}} &amp; {}\\n", rows);
}
`;

/** Presses Share and gives the link that is shown. */
async function share(playground: Playground): Promise<string> {
  await playground.share.click();
  const dialog = playground.page.getByRole('dialog', { name: 'Share or embed this program' });
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  return link;
}

test('A link carries Korean text there and back', async ({ playground, browser, site }) => {
  await playground.open('?demo=spinner');
  await playground.paste(KOREAN);
  const link = await share(playground);
  const dialog = playground.page.getByRole('dialog', { name: 'Share or embed this program' });
  await expect(dialog).toContainText('The link is on your clipboard');
  await expect(dialog).toContainText(`${link.length.toLocaleString('en')} characters`);
  expect(await playground.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(link.startsWith(`${site.url}#v1=`)).toBe(true);
  expect(link).toMatch(/#v1=[\w-]+$/);
  expect(readLink(link).code).toBe(KOREAN);
  await playground.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // Somebody else, on another machine, opens it.
  const other = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { Playground: Page } = await import('./support/playground.ts');
  const theirs = new Page(await other.newPage(), site.url);
  await theirs.page.goto(link);
  await expect(theirs.notices).toContainText('Somebody shared this program.');
  await expect(theirs.menu).toHaveAccessibleName('Programs: Shared program');
  expect(await theirs.program()).toBe(KOREAN);
  await other.close();
});

test('A link carries 100 KB of code, and a hint says that it is long', async ({ playground }) => {
  let code = '// 100 KB\n';
  for (let i = 0; code.length < 100_000; i++)
    code += `int number_${i}() { return ${(i * 7919) % 104729}; } // 번호 ${i}\n`;
  code += 'int main() {}\n';
  await playground.open(linkTo(code));
  await expect(playground.page.locator('code-editor')).toContainText('number_0');
  expect(await playground.program()).toBe(code);
  const link = await share(playground);
  expect(readLink(link).code).toBe(code);
  await expect(playground.page.getByRole('dialog')).toContainText('Some chat programs cut links');
});

test('A short link gets no such hint', async ({ playground }) => {
  await playground.open(linkTo('int main() {}\n'));
  await expect(playground.page.locator('code-editor')).toContainText('int main');
  await share(playground);
  await expect(playground.page.getByRole('dialog')).not.toContainText('Some chat programs');
});

test('A stranger’s program never runs by itself, neither on opening nor on reloading', async ({ playground, site }) => {
  await playground.open(`?demo=spinner${linkTo(KOREAN)}`);
  await expect(playground.notices).toContainText('It runs only when you press Run.');
  await expect(playground.page.locator('code-editor')).toHaveAttribute('data-ready');
  await playground.page.reload();
  await expect(playground.page.locator('code-editor')).toHaveAttribute('data-ready');
  await expect(playground.notices).toContainText('It runs only when you press Run.');
  await expect(playground.status).toHaveText('ready');
  // A frame for a program is made ahead; no program is fetched or compiled for it.
  expect(site.requests.filter((path) => /^sdk\/|^programs\//.test(path))).toEqual([]);
});

test('A stranger’s program runs when the reader presses Run', async ({ warm }) => {
  expect(await warm.runText(KOREAN)).toBe('exited with code 0');
  await warm.expectLines(['안녕하세요']);
});

const whole = linkTo(KOREAN);
const damages: Readonly<Record<string, string>> = {
  'cut in half': whole.slice(0, whole.length / 2),
  'cut by one character': whole.slice(0, -1),
  'without any data': '#v1=',
  'of letters that are no base64url': '#v1=!!!***',
  'of random base64url': '#v1=c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlcg',
  'with a percent sign cut in half': `${whole}%E`,
  'of JSON without code': linkOf({ text: 'int main() {}' }),
  'whose code is a number': linkOf({ code: 42 }),
  'of JSON that is null': linkOf(null),
  'of no JSON': linkOfBytes(new TextEncoder().encode('{"code": "int main() {}"')),
  'of bytes that are no UTF-8': linkOfBytes(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
};

test.describe('A damaged link', () => {
  test('says so whatever the damage, and opens nothing else in its name', async ({ playground }) => {
    const complaints: string[] = [];
    playground.page.on('pageerror', (error) => complaints.push(error.message));
    const notice = playground.notices.getByRole('alert');
    for (const [name, fragment] of Object.entries(damages)) {
      await test.step(name, async () => {
        await playground.page.goto('about:blank');
        await playground.open(fragment);
        await expect(notice).toContainText('This link is damaged or was cut off');
        await expect(notice).toContainText('What you see below is not the shared program.');
        await expect(playground.menu).toHaveAccessibleName('Programs: Spinner');
      });
    }
    // The page is usable.
    await playground.run.click();
    await expect(playground.output).toContainText('thinking!');
    expect(complaints).toEqual([]);
  });

  test('that lost or changed one character is told from a whole one', async ({ playground }) => {
    await playground.open('?demo=spinner');
    const link = new URL(await share(playground)).hash;
    await playground.page.keyboard.press('Escape');
    const notice = playground.notices.getByRole('alert');
    // Not the very last ones: of these some bits mean nothing, and a change of them changes nothing.
    for (const at of [4, 5, Math.floor(link.length / 2), link.length - 9]) {
      const other = link[at] === 'A' ? 'B' : 'A';
      for (const damaged of [link.slice(0, at) + link.slice(at + 1), link.slice(0, at) + other + link.slice(at + 1)]) {
        await playground.page.goto('about:blank');
        await playground.open(`?lang=en${damaged}`);
        await expect(notice).toContainText('This link is damaged or was cut off');
      }
    }
  });

  test('leaves the reader’s own text as it was', async ({ playground }) => {
    await playground.open('?demo=spinner');
    await playground.paste(KOREAN);
    await playground.open(damages['cut in half']);
    await expect(playground.notices.getByRole('alert')).toContainText('damaged');
    expect(await playground.program()).toBe(KOREAN);
    await playground.open();
    expect(await playground.program()).toBe(KOREAN);
  });
});

test('A shared program leaves the reader’s own text as it was', async ({ playground }) => {
  await playground.open('?demo=spinner');
  await playground.paste(KOREAN);
  await playground.open(linkTo('int main() { return 1; }\n'));
  await expect(playground.page.locator('code-editor')).toContainText('return 1');
  await playground.open();
  expect(await playground.program()).toBe(KOREAN);
});

test('A link of a later version says that it is', async ({ playground }) => {
  await playground.open('#v2=abcdef');
  await expect(playground.notices.getByRole('alert')).toContainText('made by a newer version of Tulip');
});

test('What is no link to a program says so, and is not called a damaged one', async ({ playground }) => {
  await playground.open('?demo=gather#hello');
  await expect(playground.notices.getByRole('alert')).toContainText('What follows # in the address is no link');
  await expect(playground.notices).not.toContainText('damaged');
  await expect(playground.menu).toHaveAccessibleName('Programs: Gather');
});

test('What chat programs made of a link is undone, in the address too', async ({ playground }) => {
  await playground.open('?demo=spinner');
  await playground.paste(KOREAN);
  const link = new URL(await share(playground)).hash;
  await playground.page.goto('about:blank');
  await playground.open(`?lang=en${link.replaceAll('-', '%2D').replaceAll('_', '%5F')}).&utm_source=chat`);
  expect(await playground.program()).toBe(KOREAN);
  expect(new URL(playground.page.url()).hash).toBe(link);
  await expect(playground.notices).not.toContainText('damaged');
});

test('Unknown options of a link are ignored', async ({ playground }) => {
  await playground.open(linkOf({ code: KOREAN, speed: 'warp', lang: 'tlh', run: true, autorun: 1, theme: { a: [1] } }));
  await expect(playground.notices).toContainText('Somebody shared this program.');
  await expect(playground.status).toHaveText('ready');
  expect(await playground.program()).toBe(KOREAN);
});

test('Unknown parameters of the address are ignored', async ({ playground }) => {
  await playground.open('?demo=gather&lang=tlh&theme=plaid&utm_source=x&run=1&constructor=1');
  await expect(playground.menu).toHaveAccessibleName('Programs: Gather');
  await expect(playground.status).toHaveText('ready');
});

test('Another link in the same tab opens the other program; Back returns', async ({ playground }) => {
  await playground.open(linkTo('// the first\nint main() {}\n'));
  await expect(playground.page.locator('code-editor')).toContainText('the first');
  await playground.openText('// the second\nint main() {}\n');
  await expect(playground.page.locator('code-editor')).toContainText('the second');
  await playground.page.goBack();
  await expect(playground.page.locator('code-editor')).toContainText('the first');
});

test('An edited shared program survives a reload; its link still opens what was shared to others', async ({
  playground,
}) => {
  const link = linkTo('int main() { return 1; }\n');
  await playground.open(link);
  await playground.paste('int main() { return 2; }\n');
  await playground.page.reload();
  expect(await playground.program()).toBe('int main() { return 2; }\n');
  await playground.reset.click();
  expect(await playground.program()).toBe('int main() { return 1; }\n');
});

test('Each form that is pasted into a page opens the same program there', async ({ playground, page, site }) => {
  const copyAs = async (name: string) => {
    const dialog = page.getByRole('dialog', { name: 'Share or embed this program' });
    await dialog.getByRole('combobox', { name: 'Copy as' }).selectOption(name);
    await dialog.getByRole('button', { name: 'Copy', exact: true }).first().click();
    await expect(dialog.getByRole('status')).toHaveText('It is on your clipboard.');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await playground.open('?lang=en&theme=dark&demo=spinner');
  await playground.share.click();
  // Who looks for an embed finds it, and it is the form that most blogs take.
  await page.getByRole('button', { name: 'Embed in a page' }).click();
  await expect(page.getByRole('combobox', { name: 'Copy as' })).toHaveValue('script');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('It is on your clipboard.');
  const bundled = await page.evaluate(() => navigator.clipboard.readText());
  expect(bundled).toBe(await copyAs('script'));
  await page.keyboard.press('Escape');
  await playground.paste(AWKWARD);
  await playground.share.click();
  const pasted = [bundled, await copyAs('script'), await copyAs('iframe')];
  // What Hugo makes of it: blog.spec.ts.
  expect(await copyAs('hugo')).toContain('{{< tulip link="v1=');
  await expect(page.locator('dialog .once pre')).toContainText(`<script src="${site.url}embed.js" async></script>`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const dialog = page.getByRole('dialog');
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);

  // Without a script, and on a phone.
  const [recipes] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'Which form' }).click(),
  ]);
  await recipes.getByRole('link', { name: '한국어' }).click();
  await expect(recipes.getByRole('heading', { name: '블로그에 프로그램 넣기' })).toBeVisible();
  await expect(recipes.getByRole('heading', { name: 'Velog' })).toBeVisible();
  expect(await recipes.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await recipes.close();

  const blog = await servePage(`<!doctype html><title>A blog</title><body>${pasted.join('\n<p>More.</p>\n')}`);
  await page.goto(blog.url);
  const embeds = () => page.frames().filter((frame) => frame.url().startsWith(`${site.url}embed/`));
  await expect
    .poll(async () => {
      await page.evaluate(() => { scrollTo(0, document.body.scrollHeight); }); // prettier-ignore
      return embeds().length;
    })
    .toBe(3);
  for (const frame of embeds()) {
    const { searchParams, hash } = new URL(frame.url());
    expect([searchParams.get('lang'), searchParams.get('theme')]).toEqual(['en', 'dark']);
    if (searchParams.get('demo') === 'spinner') {
      const embed = new Workbench(frame);
      expect(await embed.runToEnd()).toBe('exited with code 0');
    } else expect(readLink(hash).code).toBe(AWKWARD);
  }
  expect(embeds().filter((frame) => frame.url().includes('demo=')).length).toBe(1);
  blog.close();
});

test('An embed takes the compiled program along where its author asks for that, and loads no compiler', async ({
  warm,
  page,
  site,
}) => {
  await warm.openText('int main() { return 3; } // 안녕\n');
  await warm.share.click();
  const dialog = warm.page.getByRole('dialog', { name: 'Share or embed this program' });
  const carry = dialog.getByRole('checkbox', { name: 'With the compiled program' });
  await expect(carry).toBeHidden();
  const forms = dialog.getByRole('combobox', { name: 'Copy as' });
  await forms.selectOption('script');
  await carry.press('Space');
  await expect(dialog.getByRole('status')).toHaveText(/^The compiled program adds [\d,]+ characters\.$/);
  const pasted = await dialog.getByRole('textbox').inputValue();
  await warm.page.keyboard.press('Escape');
  const blog = await servePage(`<!doctype html><title>A blog</title><body>${pasted}`);
  site.reset();
  await page.goto(blog.url);
  const embed = new Embed(await frameOf(page, '/embed/'));
  expect(await embed.runToEnd()).toBe('exited with code 3');
  await expect(embed.frame.getByText('Precompiled by the author.')).toBeVisible();
  expect(heavy(site.requests)).toEqual([]);
  blog.close();
});

test('Download is a project with the program in it', async ({ playground, page }) => {
  await playground.open('?lang=en&demo=spinner');
  await playground.share.click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('spinner.zip');
  const files = unzipSync(readFileSync(await download.path()));
  expect(strFromU8(files['spinner/main.cpp'] ?? new Uint8Array())).toBe(
    readFileSync(join(BUILT, 'programs/spinner.cpp'), 'utf8'),
  );
  expect(Object.keys(files)).toContain('spinner/CMakeLists.txt');
});

test('A link made with another runtime says so', async ({ playground }) => {
  await playground.open(linkOf({ code: KOREAN, runtime: 1 }));
  await expect(playground.notices).toContainText('It was made with runtime 1; this page has runtime');
  expect(await playground.program()).toBe(KOREAN);
});

test('Share after an edit gives the link of the edited program', async ({ playground }) => {
  await playground.open('?demo=spinner');
  const before = await share(playground);
  await playground.page.keyboard.press('Escape');
  await playground.paste(KOREAN);
  const after = await share(playground);
  expect(after).not.toBe(before);
  expect(readLink(after).code).toBe(KOREAN);
});

test('Where the clipboard is out of reach the link can still be selected', async ({ playground, context }) => {
  await context.clearPermissions();
  await playground.page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('not allowed')) },
    });
  });
  await playground.open('?demo=spinner');
  await playground.share.click();
  const dialog = playground.page.getByRole('dialog');
  await expect(dialog).toContainText('Select it and copy it yourself');
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toBeFocused();
});
