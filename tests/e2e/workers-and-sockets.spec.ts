/** What a program in the sandbox has beside its loop: workers for calls and threads, and a network inside the page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import type { Playground } from './support/playground.ts';

const calls = `
#include <asyncio.hpp>
#include <thread>
using namespace std::chrono_literals;

int factor(int number) {
  for (int i = 2; i <= number / i; ++i)
    if (number % i == 0) return i;
  return number;
}

void spin(asyncio::StopToken stop, std::string what) {
  bool seen = false;
  while (!stop.wait_for(10ms)) {
    if (!seen) asyncio::println("{}", what);
    seen = true;
  }
  asyncio::println("stopped");
}

int main() {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    int ticks = 0;
    auto ticker = asyncio::create_task([&] { for (;; ++ticks) asyncio::sleep(1ms); });
    auto [a, b] = asyncio::await(asyncio::gather(loop.run_in_executor(nullptr, factor, 1'299'709 * 2 + 1),
                                                 loop.run_in_executor(nullptr, factor, 2'147'483'647)));
    asyncio::println("{} {} {}", a, b, ticks > 0);
    ticker.cancel();
    try {
      asyncio::to_thread([] { throw asyncio::ValueError("from the worker"); });
    } catch (const asyncio::ValueError& error) {
      asyncio::println("{}", error.what());
    }
  });
  asyncio::Thread spinner(spin, "thinking!");
  std::this_thread::sleep_for(2s);
  spinner.request_stop();
  spinner.join();
  asyncio::println("joined");
}
`;

const streams = `
#include <asyncio.hpp>

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server([](asyncio::StreamReader reader, asyncio::StreamWriter writer) {
      for (const std::string& line : reader) {
        writer.write("echo " + line);
        writer.drain();
      }
    }, "127.0.0.1", 8888);
    auto [reader, writer] = asyncio::open_connection("127.0.0.1", 8888);
    writer.write("hello\\nworld\\n");
    writer.write_eof();
    asyncio::print("{}", reader.read());
    writer.close();
    server.close();
    try {
      asyncio::open_connection("127.0.0.1", 9999);
    } catch (const asyncio::ConnectionRefusedError&) {
      asyncio::println("refused");
    }
  });
}
`;

test('A program calls functions in workers, hears of their exceptions, and stops a thread by message', async ({
  warm,
}) => {
  expect(await warm.runText(calls)).toBe('exited with code 0');
  await warm.expectLines(['3 2147483647 true', 'from the worker', 'thinking!', 'stopped', 'joined']);
});

/** A slice of the trace that the timeline saves, µs. */
interface Slice {
  readonly name: string;
  readonly ts?: number;
  readonly tid?: number;
  readonly args: { readonly name?: string };
}

/**
 * How often a second a task runs, by the trace of its run: a busy machine makes the time between two turns longer, and never shorter, so that the quarter
 * of the shortest says what the program does.
 */
function turnsPerSecond(slices: readonly Slice[], task: string): number {
  const own = slices.find(({ name, args }) => name === 'thread_name' && args.name === task)?.tid;
  const turns = slices.flatMap(({ name, tid, ts }) => (name === 'runs' && tid === own && ts !== undefined ? [ts] : []));
  const gaps = turns.slice(1).map((at, i) => at - (turns[i] ?? 0));
  return 1e6 / (gaps.toSorted((a, b) => a - b)[gaps.length >> 2] ?? Infinity);
}

test('A spinner draws nine frames a second at least while a worker blocks for it', async ({ warm }) => {
  const { page } = warm;
  const lesson = join(import.meta.dirname, '../../web/lessons/09-spinner-blocking/tries/01-to-thread/solution.cpp');
  await warm.openText(readFileSync(lesson, 'utf8'));
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  expect(await warm.runToEnd()).toBe('exited with code 0');
  await expect(warm.output).toContainText('Answer: 42');
  expect((await warm.lines()).filter((line) => line.includes('thinking! frame')).length).toBeGreaterThan(20);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save trace' }).click(),
  ]);
  const { traceEvents } = JSON.parse(readFileSync(await saved.path(), 'utf8')) as { traceEvents: readonly Slice[] };
  expect(turnsPerSecond(traceEvents, 'spinner')).toBeGreaterThanOrEqual(9);
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
});

test('A program serves and connects inside the page', async ({ warm }) => {
  expect(await warm.runText(streams)).toBe('exited with code 0');
  await warm.expectLines(['echo hello', 'echo world', 'refused']);
});

const echo = `
#include <asyncio.hpp>

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server([](asyncio::StreamReader reader, asyncio::StreamWriter writer) {
      for (const std::string& line : reader) {
        writer.write("echo " + line);
        writer.drain();
      }
      writer.close();
      asyncio::println("a client is gone");
    }, "127.0.0.1", 8888);
    asyncio::println("serving");
    server.serve_forever();
  });
}
`;

/** A client that the page shows. */
function clientOf({ page }: Playground, number: number) {
  const region = page.getByRole('region', { name: `Client ${number} of port 8888` });
  return {
    region,
    log: region.getByRole('log'),
    state: region.getByRole('status'),
    input: region.getByRole('textbox', { name: 'Line to send' }),
    lineEnd: region.getByRole('combobox', { name: 'End of line' }),
    end: region.getByRole('button', { name: 'End of input' }),
    disconnect: region.getByRole('button', { name: 'Disconnect' }),
  };
}

test('A reader connects to a port of the program, and talks with it line by line', async ({ warm }) => {
  const { page } = warm;
  await warm.openText(echo);
  await warm.run.click();
  await page.getByRole('button', { name: 'Connect to port 8888' }).click();
  const first = clientOf(warm, 1);
  await expect(first.state).toHaveText('connected');
  // By the keyboard alone: the line is where the cursor is.
  await expect(first.input).toBeFocused();
  await page.keyboard.type('안녕');
  await page.keyboard.press('Enter');
  await expect(first.log).toHaveText('안녕\necho 안녕\n');
  await expect(first.input).toHaveValue('');

  await page.getByRole('button', { name: 'Connect to port 8888' }).click();
  const second = clientOf(warm, 2);
  await second.input.fill('two');
  await page.keyboard.press('Enter');
  await expect(second.log).toHaveText('two\necho two\n');
  await expect(first.log).toHaveText('안녕\necho 안녕\n');

  await first.end.click();
  await expect(first.state).toHaveText('closed');
  await expect(first.input).toBeHidden();
  await second.lineEnd.selectOption('\\r\\n');
  await second.input.fill('three');
  await page.keyboard.press('Enter');
  await expect.poll(() => second.log.evaluate((log) => log.textContent)).toContain('three\r\necho three\r\n');
  await second.disconnect.click();
  await expect(second.state).toHaveText('closed');
  await expect(second.input).toBeHidden();
  await expect(second.log).toBeFocused();
  await second.region.getByRole('button', { name: 'Close Client 2 of port 8888' }).click();
  await expect(second.region).toHaveCount(0);
  await warm.expectLines(['serving', 'a client is gone', 'a client is gone']);

  await warm.stop.click();
  await expect(page.getByRole('button', { name: 'Connect to port 8888' })).toHaveCount(0);
  await expect(first.log).toHaveText('안녕\necho 안녕\n');
});

test('A program that is stopped takes its clients with it, and a new run begins without them', async ({ warm }) => {
  await warm.openText(echo);
  await warm.run.click();
  await warm.page.getByRole('button', { name: 'Connect to port 8888' }).click();
  const client = clientOf(warm, 1);
  await expect(client.state).toHaveText('connected');
  await warm.stop.click();
  await expect(client.state).toHaveText('the program is gone, or broke the connection off');
  await expect(client.input).toBeHidden();
  await client.region.getByRole('button', { name: 'Close Client 1 of port 8888' }).click();
  await expect(warm.page.locator('program-servers')).toBeHidden();

  await warm.run.click();
  await warm.page.getByRole('button', { name: 'Connect to port 8888' }).click();
  await expect(client.state).toHaveText('connected');
  await warm.stop.click();
  await warm.run.click();
  await expect(warm.page.getByRole('button', { name: 'Connect to port 8888' })).toBeVisible();
  await expect(client.region).toHaveCount(0);
  await warm.stop.click();
});

test('Ports are named in the reader’s language, and no more of them are shown than a page has room for', async ({
  warm,
}) => {
  await warm.openText(`
#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    const auto ignore = [](asyncio::StreamReader, asyncio::StreamWriter) {};
    std::vector<asyncio::Server> servers;
    for (int port = 1; port <= 500; ++port) servers.push_back(asyncio::start_server(ignore, "", port));
    asyncio::println("serving");
    servers.front().serve_forever();
  });
}
`);
  await warm.run.click();
  await expect(warm.output).toContainText('serving');
  await expect(warm.page.getByRole('button', { name: /^Connect to port/ })).toHaveCount(20);
  await warm.page.getByRole('button', { name: '한국어' }).click();
  await expect(warm.page.getByRole('button', { name: '포트 1에 연결' })).toBeVisible();
  await warm.page.getByRole('button', { name: 'English' }).click();
  await warm.stop.click();
  await expect(warm.page.locator('program-servers')).toBeHidden();
});

test('Stop ends a program whose workers compute without end', async ({ warm }) => {
  await warm.paste(`
#include <asyncio.hpp>
int main() {
  asyncio::Thread endless([] { for (volatile int i = 0;; i = i + 1) continue; });
  asyncio::println("started");
  endless.join();
}
`);
  await warm.run.click();
  await expect(warm.output).toContainText('started');
  await warm.stop.click();
  await expect(warm.status).toHaveText('stopped');
});
