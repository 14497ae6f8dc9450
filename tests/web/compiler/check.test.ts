/** Programs that are checked while they run (wasm/check), compiled by the page's compiler: each mistake is told, and right programs go on. `tests/e2e/check.spec.ts` looks at the line. */
import { beforeAll, describe, expect, it } from 'vitest';
import { locateWith } from '../../../web/compiler/compile.ts';
import { runProgram } from '../../../wasm/host/host.ts';
import type { ProgramEvent } from '../../../wasm/abi/protocol.ts';
import { loadToolchain } from '../../../wasm/sdk/node.ts';
import { projectOf, type Project } from '../../../wasm/sdk/project.ts';
import type { Toolchain } from '../../../wasm/sdk/toolchain.ts';

/** What a program does with `argc`, which is 2, in a function of its own; the line that is told ends with `// here`, if it lies there. */
interface Mistake {
  readonly name: string;
  readonly body: string;
  readonly told: RegExp;
}

const BEYOND_BLOCK = /used memory beyond the end, or before the beginning, of what was allocated \(in main\(\)\)$/;
const FREED = /used memory that has been freed: .* \(in main\(\)\)$/;
const TOO_LARGE = /signed integer overflow\) \(in main\(\)\)$/;
const beyond = (name: string) =>
  new RegExp(`beyond the end, or before the beginning, of the local variable \`${name}\` `);

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a task uses a local variable of a function that has returned',
    body: `asyncio::run([] { return asyncio::await(start()); });`,
    told: /used `count`, a local variable of a function that has returned \(in counter\)$/,
  },
  {
    name: 'a variable of a function that has returned, with a large frame',
    body: `int* volatile gone = large(argc);
return *gone; // here`,
    told: /used `numbers`, a local variable of a function that has returned \(in main\(\)\)$/,
  },
  {
    name: 'a variable of a function that has returned, while another has a frame of that size',
    body: `return peek(large(argc));`,
    told: /used `numbers`, a local variable of a function that has returned \(in main\(\)\)$/,
  },
  {
    name: 'a variable of a function that has returned, after more calls than there can be frames',
    body: `for (int i = 0; i < 20'000; ++i) wide(argc);
char* volatile gone = wide(argc);
return *gone; // here`,
    told: /used `text`, a local variable of a function that has returned \(in main\(\)\)$/,
  },
  {
    name: 'a variable of a function that has thrown and caught before it returned',
    body: `int* volatile gone = throwsAndReturns(argc);
return *gone; // here`,
    told: /used `kept`, a local variable of a function that has returned/,
  },
  {
    name: 'a variable after the end of its block',
    body: `int* volatile inner = nullptr;
{ int n = argc; inner = &n; }
return *inner; // here`,
    told: /used `n`, a local variable, after the end of its block \(in main\(\)\)$/,
  },
  {
    name: 'after the end of an array',
    body: `int numbers[4] = {argc};
return at(numbers, 4); // here`,
    told: beyond('numbers'),
  },
  {
    name: 'before an array',
    body: `int numbers[4] = {argc};
return at(numbers, -1); // here`,
    told: beyond('numbers'),
  },
  {
    name: 'after one of two arrays, the nearer one',
    body: `char left[16] = {char(argc)}, right[16] = {char(argc)};
char* volatile first = left;
char* volatile other = right;
const char at = first[16] + other[0]; // here
return at;`,
    told: beyond('left'),
  },
  {
    name: 'after an array whose end lies within 8 bytes',
    body: `char text[13] = {char(argc)};
char* volatile first = text;
return first[13]; // here`,
    told: beyond('text'),
  },
  {
    name: 'an element that a vector had before it grew',
    body: `std::vector<int> numbers{1, 2, 3};
int& first = numbers.front();
numbers.push_back(4);
return first; // here`,
    told: FREED,
  },
  {
    name: 'what realloc has moved',
    body: `auto* numbers = static_cast<int*>(std::malloc(argc * sizeof(int)));
int* volatile before = numbers;
numbers[0] = 1;
numbers = static_cast<int*>(std::realloc(numbers, 4000));
return numbers[0] + *before; // here`,
    told: FREED,
  },
  {
    name: 'freed memory, long after',
    body: `int* volatile gone = new int(argc);
delete gone;
for (int i = 0; i < 1000; ++i) delete[] new char[1000];
return *gone; // here`,
    told: FREED,
  },
  {
    name: 'after the end of a block',
    body: `auto* numbers = new int[argc];
return numbers[argc]; // here`,
    told: BEYOND_BLOCK,
  },
  {
    name: 'before a block',
    body: `auto* numbers = new int[argc];
return numbers[-argc]; // here`,
    told: BEYOND_BLOCK,
  },
  {
    name: 'after a block whose end lies within 8 bytes',
    body: `auto* text = new char[11 + argc];
return text[11 + argc]; // here`,
    told: BEYOND_BLOCK,
  },
  {
    name: 'writing a number that is larger than its block',
    body: `auto* number = static_cast<volatile long double*>(std::malloc(argc * 4 + 1));
*number = 1; // here`,
    told: BEYOND_BLOCK,
  },
  {
    name: 'a member that lies across 8 bytes, the last of which is not there',
    body: `struct [[gnu::packed]] Odd { char a[6]; int b; };
auto* odd = reinterpret_cast<Odd*>(new char[7 + argc]);
return odd->b; // here`,
    told: BEYOND_BLOCK,
  },
  {
    name: 'writing a member that lies across 8 bytes, the last of which is not there',
    body: `struct [[gnu::packed]] Odd { char a[6]; int b; };
auto* odd = reinterpret_cast<Odd*>(new char[7 + argc]);
odd->b = argc; // here
return odd->a[0];`,
    told: BEYOND_BLOCK,
  },
  ...(['__asan_load4', '__asan_store4', '__asan_loadN', '__asan_storeN'] as const).map((name) => ({
    name: `what ${name} is asked, as in a function of more than 7000 uses of memory`,
    body: `auto* text = new char[argc + 1];
${name}_noabort(reinterpret_cast<std::uintptr_t>(text)${name.endsWith('N') ? ', 4' : ''}); // here
return text[0];`,
    told: BEYOND_BLOCK,
  })),
  {
    name: 'deleting twice',
    body: `int* volatile number = new int(argc);
delete number;
delete number; // here`,
    told: /freed memory twice/,
  },
  {
    name: 'deleting an array of strings twice',
    body: `std::string* volatile strings = new std::string[argc];
delete[] strings;
delete[] strings; // here`,
    told: FREED,
  },
  {
    name: 'deleting from the middle of a block',
    body: `int* volatile numbers = new int[8]{argc};
delete (numbers + 4); // here`,
    told: /freed memory that it had not allocated/,
  },
  ...(
    [
      ['memcpy into too little', 'std::memcpy(small, large, size)'],
      ['memcpy from too little', 'std::memcpy(large, small, size)'],
      ['memmove within a block to beyond its end', 'std::memmove(small + 1, small, size - 1)'],
      ['memmove within a block from beyond its end', 'std::memmove(small, small + 1, size - 1)'],
      ['memset of too much', 'std::memset(small, argc, size)'],
    ] as const
  ).map(([name, call]) => ({
    name,
    body: `char* volatile small = new char[4 * argc]{};
char* volatile large = new char[8 * argc]{};
const std::size_t size = argc + 7;
${call}; // here
return small[0] + large[0];`,
    told: BEYOND_BLOCK,
  })),
  {
    name: 'the engine prints a string that is gone',
    body: `std::string_view view;
{
  const std::string text(100, 'x');
  view = text;
}
asyncio::print("{}\\n", view);`,
    told: FREED,
  },
  {
    name: 'after the end of a global variable',
    body: `int* volatile first = global;
return first[argc + 1]; // here`,
    told: /beyond the end of a global variable/,
  },
  {
    name: 'after a global variable, past its last 8 bytes',
    body: `int* volatile first = global;
return first[argc + 2]; // here`,
    told: /beyond the end of a global variable/,
  },
  {
    name: 'far after a global variable',
    body: `int* volatile first = global;
return first[argc + 4]; // here`,
    told: /beyond the end of a global variable/,
  },
  {
    name: 'a null pointer',
    body: `int* volatile none = nullptr;
return *none; // here`,
    told: /used a null pointer/,
  },
  {
    name: 'far into an object at a null pointer',
    body: `struct Wide { char before[5000]; int last; };
Wide* volatile none = nullptr;
return none->last; // here`,
    told: /used a null pointer/,
  },
  ...(
    [
      ['a sum', 'most + argc', TOO_LARGE],
      ['a difference', 'least - argc', TOO_LARGE],
      ['a product', 'most * argc', TOO_LARGE],
      ['a negated number', '-least', TOO_LARGE],
      ['a division by zero', 'most / (argc - 2)', /divided an integer by zero/],
      ['the lowest number by -1', 'least / (argc - 3)', /or the lowest number by -1/],
      ['a shift by too much', 'argc << (30 + argc)', /shifted by a negative number of bits/],
      ['a shift by less than nothing', 'argc >> (argc - 3)', /shifted by a negative number of bits/],
      ['an index out of range', 'fixed[argc + 1]', /used an index that is out of range of an array/],
      ['a number too large to convert', 'int(1e300 * argc)', /converted a number to a type that cannot hold it/],
      ['a bool that is neither', '*reinterpret_cast<bool*>(&two)', /read a value that its type does not have/],
      [
        'an array of less than nothing',
        '[](int n) { int all[n]; all[0] = 1; return all[0]; }(argc - 3)',
        /made an array of a length that is not positive/,
      ],
      ['a missing return', 'missing(argc)', /left a function that returns a value without one/],
      [
        'an unreachable place',
        '[](int n) { if (n == 2) std::unreachable(); return n; }(argc)',
        /said never to be reached/,
      ],
    ] as const
  ).map(([name, expression, told]) => ({
    name,
    body: `[[maybe_unused]] volatile int most = 2147483647, least = -2147483647 - 1;
[[maybe_unused]] int fixed[3] = {1, 2, 3};
[[maybe_unused]] char two = char(argc);
return ${expression};${name === 'a missing return' ? '' : ' // here'}`,
    told,
  })),
];

/** What is right, and close to what is not. */
const RIGHT = `
  for (int i = 0; i < 20'000; ++i) {
    try { throws(i % 100); } catch (const std::runtime_error&) {}
    if (catches(i % 50) != 1) return 1;
  }
  // A clean-up that an exception passes is not the end of its function.
  if (handles(argc) != argc) return 15;
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
  // Up to the last byte of each size, in blocks, of which more are freed than are kept.
  for (int size = 1; size < 300; ++size) {
    auto* block = new char[size];
    std::memset(block, 1, size);
    block[size - 1] = 2;
    delete[] block;
  }
  const std::size_t pages = __builtin_wasm_memory_size(0);
  for (int i = 0; i < 100; ++i) {
    char* volatile block = new char[1'000'000];
    block[0] = block[999'999] = 1;
    delete[] block;
  }
  if (__builtin_wasm_memory_size(0) - pages > 48 * 16) return 12;
  // Nothing of it is kept where there is no other memory.
  std::vector<void*> blocks(200);
  std::size_t last = 0;
  while ((blocks[last] = std::malloc(16'000'000)) != nullptr) ++last;
  std::free(blocks[0]);
  blocks[0] = std::malloc(15'000'000);
  if (blocks[0] == nullptr) return 13;
  for (void* block : blocks) std::free(block);
  // And what was given back may be used by others, such as the C library.
  auto* libraries = static_cast<char*>(emscripten_builtin_malloc(500'000'000));
  if (libraries == nullptr) return 14;
  for (int i = 0; i < 500'000'000; i += 1'000'000) libraries[i] = 1;
  emscripten_builtin_free(libraries);
  auto* zeros = static_cast<char*>(std::calloc(1000, 1000));
  for (int i = 0; i < 1'000'000; ++i) if (zeros[i] != 0) return 2;
  auto* grown = static_cast<char*>(std::malloc(5));
  std::strcpy(grown, "four");
  grown = static_cast<char*>(std::realloc(grown, 100));
  if (std::strcmp(grown, "four") != 0) return 3;
  grown = static_cast<char*>(std::realloc(grown, 5));
  if (std::strcmp(grown, "four") != 0) return 4;
  if (malloc_usable_size(grown) != 5) return 8;
  // More than there is, and as much as would be too much to count.
  std::size_t volatile most = SIZE_MAX;
  errno = 0;
  void* volatile none = std::malloc(most - 8);
  if (none != nullptr) return 9;
  none = std::calloc(most / 2 + 2, 2);
  if (none != nullptr) return 9;
  none = std::realloc(grown, most / 2);
  if (none != nullptr || errno != ENOMEM || grown[3] != 'r') return 10;
  void* aligned = nullptr;
  if (posix_memalign(&aligned, 64, most / 2) != ENOMEM || posix_memalign(&aligned, 64, 8) != 0) return 11;
  auto* fresh = static_cast<char*>(std::realloc(none, 3));
  fresh[2] = 1;
  std::free(none);
  struct alignas(128) Wide { char bytes[128]; };
  auto* wide = new Wide;
  if (reinterpret_cast<std::uintptr_t>(wide) % 128 != 0) return 5;
  wide->bytes[127] = 1;
  delete wide;
  // Arrays whose number of elements stands before them, and arrays on the stack.
  auto* strings = new std::string[argc + 1];
  strings[argc] = std::string(100, 'x');
  delete[] strings;
  for (int n = 1; n < 50; ++n) {
    int all[n];
    for (int& each : all) each = n;
    if (all[n - 1] != n) return 6;
  }
  // More frames at a time than there are at first, and each is its own.
  if (deep(3000) != 3000 * 3001 / 2) return 7;
  global[2] = argc;
  return global[2] - argc;`;

const SOURCE = `#include <asyncio.hpp>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>
using namespace std::chrono_literals;
extern "C" std::size_t malloc_usable_size(void*);
extern "C" void __asan_load4_noabort(std::uintptr_t);
extern "C" void __asan_store4_noabort(std::uintptr_t);
extern "C" void __asan_loadN_noabort(std::uintptr_t, std::size_t);
extern "C" void __asan_storeN_noabort(std::uintptr_t, std::size_t);
extern "C" void* emscripten_builtin_malloc(std::size_t);
extern "C" void emscripten_builtin_free(void*);
int global[3];
asyncio::Task<int> start() {
  int count = 1;
  auto task = asyncio::create_task([&] {
    asyncio::sleep(1ms);
    return count + 1;
  }, "counter");
  return task;
}
[[gnu::noinline]] int* large(int n) {
  int numbers[300] = {n};
  int* volatile first = numbers;
  return first;
}
[[gnu::noinline]] int peek(int* gone) {
  int numbers[300] = {1};
  int* volatile first = numbers;
  return *gone + *first;
}
[[gnu::noinline]] char* wide(int n) {
  char text[5000];
  char* volatile first = text;
  *first = char(n);
  return first;
}
[[gnu::noinline]] int at(int* first, int index) { return first[index]; }
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
[[gnu::noinline]] int* throwsAndReturns(int n) {
  int kept = n;
  int* volatile pointer = &kept;
  try { throws(n); } catch (const std::runtime_error&) {}
  return pointer;
}
struct Cleaner {
  int* volatile kept;
  [[gnu::noinline]] ~Cleaner() { kept[1] = kept[0]; }
};
[[gnu::noinline]] int handles(int n) {
  int kept[2] = {n, 0};
  int* volatile first = kept;
  try {
    const Cleaner cleaner{first};
    throws(n);
  } catch (const std::runtime_error&) {
    return at(first, 1);
  }
  return -1;
}
int missing(int n) {
  if (n != 2) return n;
}
int deep(int n) {
  int here[2] = {n, n};
  int* volatile mine = here;
  const int below = n == 0 ? 0 : deep(n - 1);
  return below + mine[1];
}
${MISTAKES.map(({ body }, index) => `int mistake${index}(int argc) {\n${body}\nreturn 0;\n}\n`).join('')}
int right(int argc) {${RIGHT}
}
int main(int argc, char** argv) {
  const int way = std::atoi(argv[1]);
${MISTAKES.map((_, index) => `  if (way == ${index}) return mistake${index}(argc);\n`).join('')}
  return right(argc);
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

async function run(way: number): Promise<{ output: string; last: ProgramEvent | undefined }> {
  const events: ProgramEvent[] = [];
  const options = { baseUrl: 'https://site.test/', args: [String(way)], clock: 'fast' } as const;
  await runProgram(program.slice(), options, (event) => events.push(event));
  return { output: events.map((event) => (event.type === 'output' ? event.text : '')).join(''), last: events.at(-1) };
}

const LINES = SOURCE.split('\n');

/** The lines of the function of a mistake, counted from 1, and the one of them that says `// here`; 0 where none does. */
function linesOf(index: number): { first: number; last: number; here: number } {
  const first = LINES.findIndex((line) => line.startsWith(`int mistake${String(index)}(`)) + 1;
  const last = LINES.indexOf('}', first) + 1;
  const here = LINES.slice(first, last).findIndex((line) => line.endsWith('// here'));
  return { first, last, here: here < 0 ? 0 : first + here + 1 };
}

describe('a checked program', { timeout: 180_000 }, () => {
  /** Where each was ended: byte offsets in the program, the innermost call first. */
  const frames: (readonly number[])[] = [];

  it.each(MISTAKES.map((mistake, index) => ({ ...mistake, index })))(
    'is ended by what it must not do: $name',
    async ({ told, index }) => {
      const { last } = await run(index);
      expect(last).toMatchObject({ type: 'failure', reason: 'check', message: expect.stringMatching(told) as unknown });
      frames[index] = last?.type === 'failure' ? (last.frames ?? []) : [];
    },
  );

  it('is told the line of each', async () => {
    // All at once, as the program is compiled for that.
    const { places } = await locateWith(toolchain, PROJECT, frames.flat());
    const told = MISTAKES.map((_, index) => {
      const { first, last, here } = linesOf(index);
      return here === 0 ? 0 : (places.find(({ line }) => line >= first && line <= last)?.line ?? -1);
    });
    expect(told).toEqual(MISTAKES.map((_, index) => linesOf(index).here));
  });

  it('goes on where nothing is wrong, also past exceptions and with many tasks', async () => {
    const { output, last } = await run(-1);
    expect(output).toBe('89700\n');
    expect(last).toEqual({ type: 'exit', code: 0 });
  });
});
