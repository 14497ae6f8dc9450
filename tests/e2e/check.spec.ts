/** The switch Check: a task that uses what is gone reads garbage without it, and with it is told, with its name and line. */
import { expect, test } from './support/fixtures.ts';
import { linkOf } from './support/links.ts';

const PROGRAM = `#include <asyncio.hpp>
using namespace std::chrono_literals;
asyncio::Task<int> start() {
  int count = 1;
  auto task = asyncio::create_task([&] {
    asyncio::sleep(1ms);
    return count + 1;
  }, "counter");
  return task;
}
int main() {
  asyncio::run([] { return asyncio::await(start()) * 0; });
}
`;

test('a task that uses a local variable of a function that has returned is told with its line, in a checked run', async ({
  warm,
}) => {
  const { page } = warm;
  const check = page.getByRole('checkbox', { name: 'Check' });
  await warm.openText(PROGRAM);
  await expect(check).not.toBeChecked();
  expect(await warm.runToEnd()).toBe('exited with code 0');

  await check.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/times slower/)).toBeVisible();
  expect(await warm.runToEnd()).toContain('failed');
  await expect(warm.output).toContainText(
    'used `count`, a local variable of a function that has returned (in counter)',
  );
  const problem = warm.problems.getByRole('button').first();
  await expect(problem).toContainText('Let count live as long as what uses it: counter used it');
  await expect(problem).toContainText('Line 7');

  await page.evaluate(
    (fragment) => {
      location.hash = fragment;
    },
    linkOf({ code: `${PROGRAM}// again`, check: true }),
  );
  await expect(check).toBeChecked();
});
