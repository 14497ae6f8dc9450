/**
 * The same site in WebKit, as Debian has it for GTK, driven over WebDriver: it has no JavaScript Promise Integration, so programs run in
 * their rewritten form, as in Safari 26.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Builder, By, until, type WebDriver } from 'selenium-webdriver';
import { miniBrowser, webKitDriver, xvfb } from './support/browsers.ts';
import { expect, NIGHTLY, test } from './support/fixtures.ts';
import { linkTo } from './support/links.ts';

test.describe.configure({ mode: 'serial' });

let screen: ChildProcess;
let service: ChildProcess;
let driver: WebDriver;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A screen that nobody sees, as this browser shows its windows; it chooses its number itself. */
async function openScreen(): Promise<string> {
  screen = spawn(xvfb(), ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (screen.stdout === null) throw new Error('the screen has no output');
  const [number] = (await once(createInterface(screen.stdout), 'line')) as [string];
  return `:${number}`;
}

async function isUp(address: string): Promise<boolean> {
  return fetch(`${address}/status`).then(
    ({ ok }) => ok,
    () => false,
  );
}

test.beforeAll(async () => {
  const DISPLAY = await openScreen();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  service = spawn(webKitDriver(), [`--port=${port}`], {
    env: { ...process.env, DISPLAY, LANGUAGE: 'en' },
    stdio: 'ignore',
  });
  await expect.poll(() => isUp(address)).toBe(true);
  driver = await new Builder()
    .usingServer(address)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    })
    .build();
});

test.afterAll(async () => {
  await driver.quit();
  service.kill();
  screen.kill();
});

/** What the page says there; '' where there is no such element. */
const textOf = (selector: string) =>
  driver.executeScript<string>('return document.querySelector(arguments[0])?.textContent ?? ""', selector);

/** Presses Run as soon as that can be pressed; the status in which the run ended, which is waited for so many milliseconds. */
async function runToEnd(address: string, timeout = 150_000): Promise<string> {
  await driver.get(address);
  const run = await driver.wait(until.elementLocated(By.css('button.run')), 30_000);
  await driver.wait(until.elementIsEnabled(run), 30_000);
  await run.click();
  await expect.poll(() => textOf('#status'), { timeout }).toMatch(/^(exited|failed|stopped)/);
  return textOf('#status');
}

const output = () => textOf('[role=log]');

test('In WebKit bundled programs wait and fetch, without the compiler', async ({ site }) => {
  expect(await runToEnd(`${site.url}?demo=spinner&lang=en`)).toBe('exited with code 0');
  await expect.poll(output).toMatch(/^\s*Answer: 42\s*$/);
  expect(await runToEnd(`${site.url}embed/?demo=download&net=as-it-is&lang=en`)).toBe('exited with code 0');
  await expect.poll(output).toMatch(/20 flags at once: {4}\d+\.\d{3} s, \d+\.\d times faster/);
  await expect.poll(async () => (await driver.findElements(By.css('[role=log] img'))).length).toBe(20);
  // The list of its files is read for use without a network.
  expect(site.requests.filter((path) => /^sdk\/(?!manifest)/.test(path))).toEqual([]);
});

test('In WebKit an edited program is compiled, rewritten and runs', NIGHTLY, async ({ site }) => {
  test.setTimeout(600_000);
  const program = `#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    try {
      asyncio::wait_for([] { asyncio::sleep(1h); }, 10ms);
    } catch (const asyncio::TimeoutError&) {
      asyncio::sleep(10ms);
      asyncio::print("late\\n");
    }
  });
}
`;
  expect(await runToEnd(`${site.url}?lang=en${linkTo(program)}`, 500_000)).toBe('exited with code 0');
  await expect.poll(output).toBe('late\n');
});
