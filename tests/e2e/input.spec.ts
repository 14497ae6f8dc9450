/** A program reads: what its reader types while it runs, or gives before, and the arguments of main. */
import { expect, test } from './support/fixtures.ts';
import { linkOf, readLink } from './support/links.ts';

const ASKS = `
#include <asyncio.hpp>
#include <cstdio>
#include <iostream>

int main(int argc, char** argv) {
  asyncio::run([&] {
    std::printf("%s, who are you? ", argc > 1 ? argv[1] : "Hello");
    std::string name;
    std::getline(std::cin, name);
    asyncio::sleep(std::chrono::milliseconds(1));
    int sum = 0;
    for (int number; std::cin >> number;) sum += number;
    asyncio::println("{}: {}", name, sum);
  });
}
`;

test('A reader types what a program reads, or gives it before', async ({ warm: playground }) => {
  const { page } = playground;
  const line = page.getByRole('textbox', { name: 'Line of input' });
  const given = page.getByRole('textbox', { name: 'Input', exact: true });
  const args = page.getByRole('textbox', { name: 'Arguments' });
  await page.goto(playground.url + linkOf({ code: ASKS, args: ['Good day'] }));
  // What a link brings is seen.
  await expect(args).toHaveValue("'Good day'");
  await expect(line).toBeHidden();

  // By keyboard alone. The question stands there before it is answered, and the page says what waits.
  await page.keyboard.press('Control+Enter');
  await expect(line).toBeFocused({ timeout: 150_000 });
  await expect.poll(() => playground.text()).toBe('Good day, who are you? ');
  await expect(page.getByText('Reading it blocks the event loop: nothing else can run meanwhile.')).toBeVisible();
  await page.keyboard.type('Jimin');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3 4');
  await page.keyboard.press('Enter');
  await page.keyboard.type('5');
  await page.keyboard.press('Control+d');
  await playground.end();
  await playground.expectLines(['Good day, who are you? Jimin', '3 4', '5Jimin: 12']);
  await expect(line).toBeHidden();

  // The same run again asks nobody.
  await page.getByRole('button', { name: 'Step back', exact: true }).click();
  await expect(playground.status).toHaveText('paused');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await playground.end();
  await playground.expectLines(['Good day, who are you? Jimin', '3 4', '5Jimin: 12']);

  // Given before, it is kept, and goes into the link.
  await given.fill('지민\n1 2\n');
  await args.fill('Hi');
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await playground.expectLines(['Hi, who are you? 지민: 3']);
  await page.reload();
  await expect(given).toHaveValue('지민\n1 2\n');
  await expect(args).toHaveValue('Hi');
  await playground.share.click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(readLink(link)).toMatchObject({ code: ASKS, input: '지민\n1 2\n', args: ['Hi'] });
  await page.keyboard.press('Escape');

  // An embed's reader types, too; here on a phone, in Korean.
  const embed = await page.context().newPage();
  await embed.setViewportSize({ width: 360, height: 740 });
  await embed.goto(`${playground.url}embed/?lang=ko${linkOf({ code: ASKS, args: ['Good day'] })}`);
  await embed.getByRole('button', { name: '실행', exact: true }).click();
  const korean = embed.getByRole('textbox', { name: '입력할 줄' });
  await korean.fill('지민', { timeout: 150_000 });
  await embed.getByRole('button', { name: '보내기' }).click();
  await embed.getByRole('button', { name: '입력 끝' }).click();
  await expect(embed.getByRole('log', { name: '출력' })).toContainText('Good day, who are you? 지민\n지민: 0');
  expect(await embed.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await embed.close();
});
