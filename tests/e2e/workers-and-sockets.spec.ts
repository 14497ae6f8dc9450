/** What a program in the sandbox has beside its loop: workers for calls and threads, and a network inside the page. */
import { expect, test } from './support/fixtures.ts';

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

test('A program serves and connects inside the page', async ({ warm }) => {
  expect(await warm.runText(streams)).toBe('exited with code 0');
  await warm.expectLines(['echo hello', 'echo world', 'refused']);
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
