/** Stop ends everything that a program may be doing. */
import { expect, test } from './support/fixtures.ts';
import type { Playground } from './support/playground.ts';

/** Presses Stop and tells how long it took, as the page's own clock has it, until the status said so, ms. */
async function timeToStop(playground: Playground): Promise<number> {
  await playground.status.evaluate((status) => {
    const times = ((window as unknown as { times: { click: number; stopped: number } }).times = {
      click: 0,
      stopped: 0,
    });
    document.addEventListener('click', () => (times.click = performance.now()), { capture: true, once: true });
    new MutationObserver((_, observer) => {
      if (status.textContent !== 'stopped') return;
      times.stopped = performance.now();
      observer.disconnect();
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await playground.stop.click();
  await expect(playground.status).toHaveText('stopped');
  return playground.page.evaluate(() => {
    const { click, stopped } = (window as unknown as { times: { click: number; stopped: number } }).times;
    return stopped - click;
  });
}

const endless = {
  'while(true);': `
#include <cstdio>
int main() {
  std::puts("going in");
  while(true);
}`,
  'an endless loop in a task': `
#include <asyncio.hpp>
int main() {
  asyncio::print("going in\\n");
  asyncio::run([] { asyncio::await(asyncio::create_task([] { for (volatile unsigned i = 0;; i = i + 1) {} })); });
}`,
  'a loop that prints without end': `
#include <cstdio>
int main() {
  std::puts("going in");
  while (true) std::puts("and on");
}`,
  'a task that sleeps without end': `
#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::print("going in\\n");
  asyncio::run([] { asyncio::sleep(24h); });
}`,
  'tasks that hand over to each other without end': `
#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::print("going in\\n");
  asyncio::run([] {
    auto other = asyncio::create_task([] { while (true) asyncio::sleep(0s); });
    while (true) asyncio::sleep(0s);
  });
}`,
};

for (const [name, program] of Object.entries(endless)) {
  test(`Stop ends ${name} within a second, and the page runs on`, async ({ warm }) => {
    await warm.openText(program);
    await warm.run.click();
    await expect(warm.output).toContainText(/going in|and on/);
    await expect(warm.status).toHaveText('running');
    expect(await timeToStop(warm)).toBeLessThan(1000);
    await expect(warm.run).toBeEnabled();

    // Nothing of the stopped program is heard any more, and the next one runs.
    expect(await warm.runText('#include <cstdio>\nint main() { std::puts("next"); }\n')).toBe('exited with code 0');
    await warm.expectLines(['next']);
  });
}

test('The page answers while a program spins', async ({ warm }) => {
  await warm.openText(endless['while(true);']);
  await warm.run.click();
  await expect(warm.output).toContainText('going in');
  // The menu, the dialog and the editor need the page's thread.
  await warm.share.click();
  await expect(warm.page.getByRole('dialog', { name: 'Share or embed this program' })).toBeVisible();
  await warm.page.keyboard.press('Escape');
  await warm.menu.click();
  await expect(warm.page.getByRole('menu', { name: 'Programs' })).toBeVisible();
  await warm.page.keyboard.press('Escape');
  await expect(warm.status).toHaveText('running');
  await warm.stop.click();
  await expect(warm.status).toHaveText('stopped');
});

test('Stop ends a compilation, and the next one works', async ({ warm }) => {
  // Slow to compile, and short of the limits that would end it as a mistake: each level doubles the work.
  const slow = `
#include <tuple>
template <int depth, int path> struct Tree {
  static constexpr long value = Tree<depth - 1, path * 2>::value + Tree<depth - 1, path * 2 + 1>::value;
};
template <int path> struct Tree<0, path> { static constexpr long value = path; };
int main() { return Tree<20, 1>::value == 0; }
`;
  await warm.openText(slow);
  await warm.run.click();
  await expect(warm.status).toHaveText('compiling');
  expect(await timeToStop(warm)).toBeLessThan(1000);
  expect(await warm.runText('int main() { return 4; }\n')).toBe('exited with code 4');
});
