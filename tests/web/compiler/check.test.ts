/** Programs that are checked while they run (wasm/check), compiled by the page's compiler: each mistake is told, and right programs go on. `tests/e2e/check.spec.ts` looks at the line. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../wasm/host/host.ts';
import type { ProgramEvent } from '../../../wasm/abi/protocol.ts';
import { loadToolchain } from '../../../wasm/sdk/node.ts';
import { projectOf, type Project } from '../../../wasm/sdk/project.ts';
import type { Toolchain } from '../../../wasm/sdk/toolchain.ts';

const SOURCE = `#include <asyncio.hpp>
#include <cstring>
#include <vector>
using namespace std::chrono_literals;
int global[3];
asyncio::Task<int> start() {
  int count = 1;
  auto task = asyncio::create_task([&] {
    asyncio::sleep(1ms);
    return count + 1;  // after-return
  }, "counter");
  return task;
}
int catches(int n) {
  std::string before(n, 'x');
  int sum[4] = {n, n, n, n};
  try {
    std::string first(30, 'x'), second(40, 'y');
    first += second;
    if (first.size() > 3) throw std::runtime_error(first);
  } catch (const std::runtime_error& error) {
    sum[n % 4] += error.what()[0] == 'x';
  }
  return sum[n % 4] - int(before.size());
}
void throws(int n) {
  char text[40];
  std::memset(text, n, sizeof text);
  if (text[0] == n) throw std::runtime_error("no");
}
int main(int argc, char** argv) {
  const std::string way = argv[1];
  int size = argc + 1;
  if (way == "after-return") asyncio::run([] { return asyncio::await(start()); });
  if (way == "freed") {
    std::vector<int> numbers{1, 2, 3};
    int& first = numbers.front();
    numbers.push_back(4);
    return first;  // freed
  }
  if (way == "after-scope") {
    int* volatile inner = nullptr;
    { int n = argc; inner = &n; }
    return *inner;  // after-scope
  }
  if (way == "heap-edge") {
    auto* numbers = new int[size];
    const int last = numbers[size];  // heap-edge
    delete[] numbers;
    return last;
  }
  if (way == "twice") {
    int* volatile number = new int(argc);
    delete number;
    delete number;  // twice
  }
  if (way == "copied") {
    std::vector<char> to(argc), from(argc + 7);
    std::memcpy(to.data(), from.data(), from.size());  // copied
    return to[0];
  }
  if (way == "printed") {
    std::string_view view;
    {
      const std::string text(100, 'x');
      view = text;
    }
    asyncio::print("{}\\n", view);  // in the engine
  }
  if (way == "global") {
    int* const end = global + size;
    return *end;  // global
  }
  if (way == "null") {
    int* volatile none = nullptr;
    return *none;  // null
  }
  if (way == "overflow") return 2147483647 - 1 + argc;  // overflow
  if (way == "right") {
    for (int i = 0; i < 20'000; ++i) {
      try { throws(i % 100); } catch (const std::runtime_error&) {}
      if (catches(i % 50) != 1) return 1;
    }
    asyncio::run([] {
      std::vector<asyncio::Task<int>> tasks;
      for (int i = 0; i < 300; ++i) {
        tasks.push_back(asyncio::create_task([i] {
          int doubled[4] = {i, i, i, i};
          asyncio::sleep(1ms);
          return doubled[i % 4] * 2;
        }));
      }
      int sum = 0;
      for (auto& task : tasks) sum += asyncio::await(task);
      asyncio::print("{}\\n", sum);
    });
  }
}
`;

const PROJECT: Project = { ...projectOf(SOURCE), checked: true };

let toolchain: Toolchain;
let program: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  toolchain = await loadToolchain();
  const result = await toolchain.compile(PROJECT);
  if (!result.ok) throw new Error(result.output);
  program = result.program;
}, 180_000);

async function run(way: string): Promise<{ output: string; last: ProgramEvent | undefined }> {
  const events: ProgramEvent[] = [];
  const options = { baseUrl: 'https://site.test/', args: [way], clock: 'fast' } as const;
  await runProgram(program.slice(), options, (event) => events.push(event));
  return { output: events.map((event) => (event.type === 'output' ? event.text : '')).join(''), last: events.at(-1) };
}

describe('a checked program', { timeout: 60_000 }, () => {
  it.each([
    ['after-return', /used `count`, a local variable of a function that has returned \(in counter\)$/],
    ['freed', /used memory that has been freed/],
    ['after-scope', /used `n`, a local variable, after the end of its block \(in main\(\)\)$/],
    ['heap-edge', /beyond the end, or before the beginning, of what was allocated/],
    ['twice', /freed memory twice/],
    ['copied', /beyond the end, or before the beginning, of what was allocated/],
    ['printed', /used memory that has been freed/],
    ['global', /beyond the end of a global variable/],
    ['null', /used a null pointer/],
    ['overflow', /signed integer overflow/],
  ])('is ended by what it must not do: %s', async (way, message) => {
    const { last } = await run(way);
    expect(last).toMatchObject({
      type: 'failure',
      reason: 'check',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('goes on where nothing is wrong, also past exceptions and with many tasks', async () => {
    const { output, last } = await run('right');
    expect(output).toBe('89700\n');
    expect(last).toEqual({ type: 'exit', code: 0 });
  });
});
