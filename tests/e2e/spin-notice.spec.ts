/** A program that computes for 10 s without giving the loop a turn brings a notice. These tests take the seconds that they are about. */
import { expect, test } from './support/fixtures.ts';
import type { Playground } from './support/playground.ts';

/** Remembers when the status first said `running` and when the notice came, by the page's clock. */
async function watchNotice(playground: Playground): Promise<void> {
  await playground.page.evaluate(() => {
    const times = ((window as unknown as { spin: { running?: number; notice?: number } }).spin = {} as {
      running?: number;
      notice?: number;
    });
    new MutationObserver(() => {
      if (document.querySelector('#status')?.textContent === 'running') times.running ??= performance.now();
      if (document.querySelector('notice-bar')?.textContent.includes('computing') === true) {
        times.notice ??= performance.now();
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

async function times(playground: Playground): Promise<{ running?: number; notice?: number }> {
  return playground.page.evaluate(() => (window as unknown as { spin: { running?: number; notice?: number } }).spin);
}

/** Spins for as long as told, by the clock, in a task with a name. */
const spinning = (seconds: number) => `
#include <asyncio.hpp>
#include <chrono>
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] {
      asyncio::print("computing\\n");
      const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(${seconds});
      while (std::chrono::steady_clock::now() < end) {}
      asyncio::print("finished\\n");
    }, "number cruncher");
    asyncio::await(task);
  });
}`;

test('The notice names the task after 10 s of spinning; "Let it go on" lets the program finish', async ({ warm }) => {
  await warm.openText(spinning(14));
  await watchNotice(warm);
  await warm.run.click();
  const notice = warm.notices.getByRole('alert').filter({ hasText: 'without giving the event loop a turn' });
  await expect(notice).toContainText('number cruncher');
  await notice.getByRole('button', { name: 'Let it go on' }).click();
  await expect(notice).toBeHidden();
  await expect(warm.status).toHaveText('running');
  expect(await warm.end()).toBe('exited with code 0');
  await warm.expectLines(['computing', 'finished']);
  const { running = Number.NaN, notice: shown = Number.NaN } = await times(warm);
  // Looked at once a second.
  expect(shown - running).toBeGreaterThan(9_000);
  expect(shown - running).toBeLessThan(14_000);
});

test('"Stop now" in the notice stops the program', async ({ warm }) => {
  await warm.openText('int main() {\n  while (true);\n}\n');
  await warm.run.click();
  const notice = warm.notices.getByRole('alert').filter({ hasText: 'without giving the event loop a turn' });
  await expect(notice).toContainText('main()');
  await notice.getByRole('button', { name: 'Stop now' }).click();
  await expect(warm.status).toHaveText('stopped');
  await expect(notice).toBeHidden();
  expect(await warm.runText('int main() { return 5; }\n')).toBe('exited with code 5');
});

test('The notice goes away by itself when the loop gets its turn', async ({ warm }) => {
  await warm.openText(spinning(13));
  await warm.run.click();
  const notice = warm.notices.getByRole('alert').filter({ hasText: 'number cruncher' });
  await expect(notice).toBeVisible();
  await expect(notice).toBeHidden();
  expect(await warm.end()).toBe('exited with code 0');
});

test('Working for 12 s in small portions is no spinning', async ({ warm }) => {
  await warm.openText(`
#include <asyncio.hpp>
#include <chrono>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    const auto end = std::chrono::steady_clock::now() + 12s;
    while (std::chrono::steady_clock::now() < end) asyncio::sleep(0s);
  });
}`);
  await watchNotice(warm);
  expect(await warm.runToEnd()).toBe('exited with code 0');
  expect((await times(warm)).notice).toBeUndefined();
});
