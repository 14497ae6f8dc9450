/** In a browser that cannot suspend WebAssembly, such as Safari 26, programs run in a rewritten form. */
import { ABI } from '../../wasm/abi/version.ts';
import { expect, test } from './support/fixtures.ts';
import { linkOf } from './support/links.ts';
import { Workbench } from './support/playground.ts';
import type { Site } from './support/site.ts';

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

/** The compiled programs that were asked for, without their checksums. */
function programsOf({ requests }: Site): (string | undefined)[] {
  return requests.filter((path) => /^programs\/.*\.wasm/.test(path)).map((path) => path.split('?', 1)[0]);
}

function canWorkerSuspend(): Promise<unknown> {
  const script = new Blob(['postMessage("Suspending" in WebAssembly)'], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(script));
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      resolve(data);
    };
  });
}

test('A bundled program runs', async ({ playground, site }) => {
  await playground.open('?demo=yield-from');
  expect(await playground.page.evaluate(canWorkerSuspend)).toBe(false);
  expect(await playground.runToEnd()).toBe('exited with code 0');
  expect(programsOf(site)).toEqual(['programs/asyncify/yield-from.wasm']);
});

test('An embed runs its program', async ({ page, site }) => {
  await page.goto(`${site.url}embed/?demo=yield-from`);
  const embed = new Workbench(page);
  expect(await embed.runToEnd()).toBe('exited with code 0');
  expect(programsOf(site)).toEqual(['programs/asyncify/yield-from.wasm']);
});

test('A program that came compiled says that it cannot run, and offers to compile the text', async ({ page, site }) => {
  const code = 'int main() { return 7; }\n';
  const compiled = `1.${String(ABI)}.0123456789abcdef.0123456789abcdef.AA`;
  await page.goto(`${site.url}embed/?lang=en${linkOf({ code, compiled })}`);
  const embed = new Workbench(page);
  expect(await embed.runToEnd()).toMatch(/^failed/);
  await expect(embed.output).toContainText(/this browser/i);
  await expect(page.getByRole('button', { name: 'Compile what is shown' })).toBeVisible();
});

test('An edited program is compiled, rewritten in the page and run', async ({ playground, site }) => {
  await playground.open('?lang=en');
  expect(
    await playground.runText(`#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  auto two = asyncio::run([] { return asyncio::wait_for([] { asyncio::sleep(1ms); return 2; }, 10s); });
  asyncio::println("{} after a wait", two);
}
`),
  ).toBe('exited with code 0');
  await playground.expectLines(['2 after a wait']);
  expect(site.requests.filter((path) => path.includes('binaryen'))).not.toEqual([]);
});
