/** A program that ends badly says why in words; the status reads as the contract has it. */
import { expect, test } from './support/fixtures.ts';

interface Ending {
  readonly program: string;
  /** The whole status, or what it matches. */
  readonly status: string | RegExp;
  /** What the output explains, beyond the status. */
  readonly output?: readonly (string | RegExp)[];
}

const endings: Readonly<Record<string, Ending>> = {
  'returning from main': {
    program: `int main() {}`,
    status: 'exited with code 0',
  },
  'another exit code': {
    program: `int main() { return 3; }`,
    status: 'exited with code 3',
  },
  'exit() within a task, after what it printed': {
    program: `
#include <asyncio.hpp>
#include <cstdlib>
int main() {
  asyncio::run([] {
    asyncio::await(asyncio::create_task([] { asyncio::print("leaving"); std::exit(7); }));
  });
}`,
    status: 'exited with code 7',
    output: ['leaving'],
  },
  'an exception that leaves main, by its type and what()': {
    program: `
#include <stdexcept>
int main() { throw std::out_of_range("there is no page 404"); }`,
    status: /^failed: .*std::out_of_range.*there is no page 404/,
    output: [/uncaught exception.*std::out_of_range.*there is no page 404/],
  },
  'an exception of a task that is awaited': {
    program: `
#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { asyncio::sleep(1ms); throw std::runtime_error("the cake is a lie"); });
    asyncio::await(task);
  });
}`,
    status: /^failed: .*std::runtime_error.*the cake is a lie/,
  },
  'a deadlock, naming the tasks and what they wait for': {
    program: `
#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Future<int> never;
    auto waiter = asyncio::create_task([never] { asyncio::await(never); }, "the waiter");
    asyncio::await(waiter);
  });
}`,
    status: /^failed: /,
    output: [/deadlock|nothing can wake|wait/i, 'the waiter', /waits? for/],
  },
  'an allocation of 4 GB': {
    program: `
int main() {
  // Without the volatile the optimizer may leave the whole allocation out.
  char* volatile bytes = new char[4'000'000'000u];
  bytes[0] = 1;
}`,
    status: /^failed: .*out of memory/,
  },
  'an allocation of 4 GB that the program catches': {
    program: `
#include <asyncio.hpp>
#include <new>
int main() {
  try {
    char* volatile bytes = new char[4'000'000'000u];
    bytes[0] = 1;
  } catch (const std::bad_alloc&) {
    asyncio::print("not that much");
  }
}`,
    status: 'exited with code 0',
    output: ['not that much'],
  },
  'memory that grows without end': {
    program: `
#include <string>
#include <vector>
int main() {
  std::vector<std::string> all;
  for (;;) all.emplace_back(10'000'000, 'x');
}`,
    status: /^failed: .*out of memory/,
  },
  'endless recursion': {
    program: `
volatile int zero = 0;
int down(int depth) { return depth == -1 ? 0 : down(depth + 1) + zero; }
int main() { return down(1); }`,
    status: /^failed: .*stack overflow/,
  },
  'endless recursion in a task, naming it': {
    program: `
#include <asyncio.hpp>
using namespace std::chrono_literals;
volatile int zero = 0;
int down(int depth) { volatile char room[256] = {}; return depth == -1 ? room[zero] : down(depth + 1) + zero; }
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { asyncio::sleep(1ms); return down(1); }, "the diver");
    asyncio::await(task);
  });
}`,
    status: /^failed: .*stack overflow/,
    output: ['the diver'],
  },
  'abort()': {
    program: `
#include <cstdlib>
int main() { std::abort(); }`,
    status: /^failed: .*abort/,
  },
  'a failed assertion, by its text and line': {
    program: `
#include <cassert>
int main() {
  volatile int apples = 2;
  assert(apples == 3);
}`,
    status: /^failed: .*abort/,
    output: [/apples == 3/, /5/],
  },
  'a division by zero': {
    program: `
volatile int zero = 0;
int main() { return 10 / zero; }`,
    status: /^failed: .*divided an integer by zero/,
  },
  'a wild pointer': {
    program: `
volatile unsigned where = 0xfffffff0u;
int main() { return *reinterpret_cast<volatile int*>(where); }`,
    status: /^failed: .*memory that it does not have/,
  },
  'std::terminate()': {
    program: `
#include <exception>
int main() { std::terminate(); }`,
    status: /^failed: .*std::terminate/,
  },
  'an asyncio function outside of every loop': {
    program: `
#include <asyncio.hpp>
using namespace std::chrono_literals;
int main() { asyncio::sleep(1ms); }`,
    status: /^failed: .*asyncio::RuntimeError/,
  },
};

for (const [name, { program, status, output = [] }] of Object.entries(endings)) {
  test(`${name} ends the run in words`, async ({ warm }) => {
    expect(await warm.runText(program)).toMatch(typeof status === 'string' ? new RegExp(`^${status}$`) : status);
    for (const expected of output) await expect(warm.output).toContainText(expected);
    if (typeof status !== 'string') await expect(warm.output).not.toBeEmpty();
    // No stack of the engine's, no offsets into the program.
    expect(await warm.text()).not.toMatch(
      /wasm-function|0x[0-9a-f]{4,}|\bat .*:\d+:\d+|(?<!asyncio::)RuntimeError: |blob:/,
    );
    await expect(warm.run).toBeEnabled();
    await expect(warm.stop).toBeDisabled();
  });
}

test('A failure in the program’s own code is led to its line, which is out of date once the text changes', async ({
  warm,
}) => {
  const status = await warm.runText(`#include <asyncio.hpp>
volatile int zero = 0;
int divide(int n) { return n / zero; }
${'\n'.repeat(60)}int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] { return divide(10); }, "divider");
    asyncio::await(task);
  });
}
`);
  expect(status).toMatch(/^failed: .*divided an integer by zero/);
  const problem = warm.problems.getByRole('button').first();
  await expect(problem).toContainText('divided an integer by zero (in divider)');
  await expect(problem).toContainText('Line 3, column 30');
  await expect(warm.page.locator('code-editor .squiggly-error')).toBeInViewport();
  await warm.problems.getByText('1 note').click();
  await expect(warm.problems.getByText('called from here')).toBeVisible();
  await problem.click();
  await warm.page.keyboard.type(' ');
  await expect(warm.problems).toBeHidden();
});

test('After every failure the page runs the next program', async ({ warm }) => {
  expect(await warm.runText('#include <cstdlib>\nint main() { std::abort(); }\n')).toMatch(/^failed: /);
  expect(await warm.runText('#include <cstdio>\nint main() { std::puts("still here"); }\n')).toBe('exited with code 0');
  await warm.expectLines(['still here']);
});

test('A long failure is shown once, below the output, and the bar stays readable', async ({ warm }) => {
  const status = await warm.runText(`
#include <stdexcept>
#include <string>
int main() { throw std::runtime_error(std::string(3000, 'x') + " the end"); }`);
  expect(status).toMatch(/^failed: .*the end/);
  await expect(warm.output.getByText('the end')).toBeVisible();
  await expect(warm.page.locator('#status .visually-hidden')).toContainText('the end');
  expect((await warm.page.locator('.result > .bar').boundingBox())?.height).toBeLessThan(60);
});

test('A task that keeps the loop waiting is told of after a second, and how long it took', async ({ warm }) => {
  await warm.openText(`
#include <asyncio.hpp>
#include <chrono>
using namespace std::chrono_literals;
int main() {
  asyncio::run([] {
    auto task = asyncio::create_task([] {
      const auto end = std::chrono::steady_clock::now() + 1600ms;
      while (std::chrono::steady_clock::now() < end) {}
    }, "number cruncher");
    asyncio::await(task);
    asyncio::sleep(10ms);
  });
}`);
  const blocking = warm.page.locator('#blocking');
  // The first sentence stands for 0.6 s, less than the time between two looks of an expectation: the page itself keeps what was said.
  const said = await blocking.evaluateHandle((element) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return texts;
  });
  await warm.run.click();
  expect(await warm.end()).toBe('exited with code 0');
  expect((await said.jsonValue()).join('\n')).toContain('number cruncher has been computing for a second');
  await expect(blocking).toContainText(/number cruncher computed for 1\.\d s without giving/);
});

test('An exception that nobody catches, and each wait of a deadlock, is led to its line', async ({ warm }) => {
  const problem = warm.problems.getByRole('button').first();
  await warm.runText(`#include <asyncio.hpp>
int parse(const std::string& text) { return std::stoi(text); }
int main() {
  asyncio::run([] { asyncio::await(asyncio::create_task([] { return parse("seven"); })); });
}
`);
  await expect(problem).toContainText('uncaught exception: std::invalid_argument');
  await expect(problem).toContainText('Line 2, column');
  await warm.runText(`#include <asyncio.hpp>
int main() {
  asyncio::run([] {
    asyncio::Event event;
    auto task = asyncio::create_task([&] {
      event.wait();
    }, "waiter");
    asyncio::await(task);
  });
}
`);
  await expect(problem).toContainText('every task waits');
  await expect(problem).toContainText('Line 8, column 1');
  await warm.problems.getByText('2 notes').click();
  await expect(warm.problems.getByText('waiter waits for Event.wait()')).toBeVisible();
});
