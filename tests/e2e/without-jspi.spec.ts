/** In a browser that cannot suspend WebAssembly, such as Safari 26, programs run in a rewritten form: those of the site and the reader's own. */
import { expect, test } from './support/fixtures.ts';
import { Workbench } from './support/playground.ts';

/** Two tasks, of which one waits where the rewriting has most to do. */
const WAITS_IN_HANDLER = `#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;

int main() {
  asyncio::run([] {
    auto other = asyncio::create_task([] {
      asyncio::sleep(1ms);
      asyncio::print("other\\n");
    });
    try {
      throw std::runtime_error("thrown");
    } catch (const std::exception& error) {
      asyncio::await(other);
      asyncio::print("{}\\n", error.what());
    }
  });
}
`;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const remove = `for (const name of ['Suspending', 'promising']) Reflect.deleteProperty(WebAssembly, name);`;
    Reflect.deleteProperty(WebAssembly, 'Suspending');
    Reflect.deleteProperty(WebAssembly, 'promising');
    // Nothing is run in workers before their own scripts, which come from blobs.
    globalThis.Blob = class extends Blob {
      constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
        super(options.type?.startsWith('text/javascript') === true ? [remove, ...parts] : parts, options);
      }
    };
  });
});

function canWorkerSuspend(): Promise<unknown> {
  const script = new Blob(['postMessage("Suspending" in WebAssembly)'], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(script));
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      resolve(data);
    };
  });
}

test('A bundled program runs, and an edited one that waits in a handler', async ({ playground, site }) => {
  await playground.open('?demo=yield-from');
  expect(await playground.page.evaluate(canWorkerSuspend)).toBe(false);
  expect(await playground.runToEnd()).toBe('exited with code 0');
  expect(site.requests.filter((path) => path.startsWith('programs/'))).toEqual(['programs/asyncify/yield-from.wasm']);
  await playground.openText(WAITS_IN_HANDLER);
  expect(await playground.runToEnd()).toBe('exited with code 0');
  await playground.expectLines(['other', 'thrown']);
});

test('An embed runs its program', async ({ page, site }) => {
  await page.goto(`${site.url}embed/?demo=yield-from`);
  const embed = new Workbench(page);
  expect(await embed.runToEnd()).toBe('exited with code 0');
  expect(site.requests.filter((path) => path.endsWith('.wasm'))).toEqual(['programs/asyncify/yield-from.wasm']);
});
