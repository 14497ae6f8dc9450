/** Methods, modules and exceptions of Python that have another name in C++. */
import { replace } from './changes.ts';
import type { Mistake, Seen } from './mistake.ts';

/** By the type as clang writes it: what to call in place of a method. */
const METHODS: readonly (readonly [type: RegExp, methods: Readonly<Record<string, string>>])[] = [
  [/^std::(?:vector|deque|list)</, { append: 'push_back', add: 'push_back', push: 'push_back', length: 'size' }],
  [/^std::(?:unordered_)?(?:set|multiset)</, { add: 'insert', remove: 'erase', discard: 'erase', length: 'size' }],
  [/^std::string$|^basic_string</, { startswith: 'starts_with', endswith: 'ends_with' }],
  [/^asyncio::(?:\w*Queue)</, { size: 'qsize', push: 'put', pop: 'get' }],
  [/^asyncio::EventLoop$/, { create_future: 'asyncio::Future<int>' }],
];

function methodOf({ groups: { type = '', name = '' } }: Seen): { use: string } | null {
  const use = METHODS.find(([pattern]) => pattern.test(type))?.[1][name];
  return use === undefined || use.includes(':') ? null : { use };
}

/** What there is in place of a function of a module of Python. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  'time.sleep': 'asyncio::sleep(1s)',
  'time::sleep': 'asyncio::sleep(1s)',
  'time.time': 'std::chrono::steady_clock::now()',
  'time.perf_counter': 'std::chrono::steady_clock::now()',
  'time.monotonic': 'std::chrono::steady_clock::now()',
  'random.randint': 'std::uniform_int_distribution(1, 6)(engine)',
  'random.uniform': 'std::uniform_real_distribution(0.0, 1.0)(engine)',
  'random.random': 'std::uniform_real_distribution(0.0, 1.0)(engine)',
  'random::uniform': 'std::uniform_real_distribution(0.0, 1.0)(engine)',
  'random::randint': 'std::uniform_int_distribution(1, 6)(engine)',
  'requests.get': 'asyncio::fetch("…")',
  'requests::get': 'asyncio::fetch("…")',
  'aiohttp.ClientSession': 'asyncio::fetch("…")',
};
const MODULE = /\b(?<what>(?:time|random|requests|aiohttp)(?:\.|::)\w+)\(/;

export const PYTHON_NAME_MISTAKES: readonly Mistake[] = [
  {
    id: 'python-method',
    message: /no member named '(?<name>\w+)' in '(?<type>[^']*)'/,
    when: methodOf,
    en: 'Write `{use}` in place of `{name}`.',
    ko: '`{name}` 대신 `{use}`를 쓰세요.',
    fix: (seen) => {
      const { name = '', use = '' } = seen.groups;
      return replace(new RegExp(String.raw`(?<=(?:\.|->))${name}\b`), use)(seen);
    },
  },
  {
    id: 'task-method',
    message: /no member named '(?<name>get|join|wait|await|then)' in '(?:asyncio::)?(?:Task|Future|AnyTask)\b/,
    line: /(?<task>\w+)(?:\.|->)(?:get|join|wait|await|then)\(/,
    en: 'Write `asyncio::await({task})`: that waits until it is done and gives its result.',
    ko: '`asyncio::await({task})`라고 쓰세요. 끝나기를 기다려 결과를 돌려줍니다.',
    fix: replace(/(?<task>\w+)(?:\.|->)(?:get|join|wait|await)\(\)/, 'asyncio::await($<task>)'),
  },
  {
    id: 'dict-items',
    message: /no member named 'items' in 'std::(?:unordered_)?map</,
    line: /(?<map>\w+)\.items\(\)/,
    en: 'Leave out `.items()`: `for (auto& [key, value] : {map})` goes through both.',
    ko: '`.items()`를 빼세요. `for (auto& [key, value] : {map})`라고 쓰면 키와 값을 함께 얻습니다.',
    fix: replace(/\.items\(\)/, ''),
  },
  {
    id: 'string-method',
    message: /no member named '(?<name>upper|lower|split|strip|join|replace_all|title|format)' in 'std::string'/,
    en: 'Write a small function for it: a `std::string` has no `{name}`. It has `find`, `substr`, `replace`, `starts_with` and `contains`.',
    ko: '작은 함수로 직접 쓰세요. `std::string`에는 `{name}`: 이 이름의 함수가 없고, `find`, `substr`, `replace`, `starts_with`, `contains`가 있습니다.',
  },
  {
    id: 'format-of-literal',
    message: /member reference base type 'const char\[\d+\]' is not a structure or union/,
    line: /(?<text>"(?:[^"\\]|\\.)*")\.format\(/,
    en: 'Write `asyncio::format({text}, …)`; `asyncio::print({text}, …)` takes the values itself.',
    ko: '`asyncio::format({text}, …)`라고 쓰세요. `asyncio::print({text}, …)`는 값을 직접 받습니다.',
    fix: replace(/(?<text>"(?:[^"\\]|\\.)*")\.format\(/, 'asyncio::format($<text>, '),
  },
  {
    id: 'join-of-literal',
    message: /member reference base type 'const char\[\d+\]' is not a structure or union/,
    line: /"(?:[^"\\]|\\.)*"\.join\((?<items>\w+)\)/,
    en: 'Join them in a loop, or print `{items}` as it is: `asyncio::print("{}\\n", {items})`. A literal has no `join`.',
    ko: '반복문으로 이어 붙이거나 `{items}`를 그대로 출력하세요: `asyncio::print("{}\\n", {items})`. 리터럴에는 `join`이 없습니다.',
  },
  {
    id: 'python-module',
    message:
      /member reference base type .* is not a structure|'\w+' is not a class, namespace|undeclared identifier '(?:requests|aiohttp)'/,
    line: MODULE,
    when: ({ groups: { what = '' } }) => {
      const use = FUNCTIONS[what];
      return use === undefined ? null : { use };
    },
    en: 'Write `{use}`: `{what}` is Python’s.',
    ko: '`{use}`라고 쓰세요. `{what}`: Python의 함수입니다.',
  },
  {
    id: 'python-exception',
    message: /(?:unknown type name|undeclared identifier) '(?<name>Exception|BaseException)'/,
    en: 'Write `catch (const std::exception& error)` to catch and `throw std::runtime_error("…")` to throw: C++ has no `{name}`.',
    ko: '잡을 때는 `catch (const std::exception& error)`, 던질 때는 `throw std::runtime_error("…")`라고 쓰세요. C++에는 `{name}`: 이 이름이 없습니다.',
    fix: (seen) =>
      replace(
        /\b(?:Base)?Exception\b/,
        /\bcatch\b/.test(seen.lines[seen.line - 1] ?? '') ? 'std::exception' : 'std::runtime_error',
      )(seen),
  },
  {
    id: 'std-for-asyncio',
    message: /in namespace 'std'; did you mean 'asyncio::(?<name>\w+)'/,
    en: 'Write `asyncio::{name}`.',
    ko: '`asyncio::{name}`라고 쓰세요.',
    fix: (seen) => replace(/\bstd::\w+/, `asyncio::${seen.groups.name ?? ''}`)(seen),
  },
  {
    id: 'get-event-loop',
    message: /no member named 'get_event_loop' in namespace 'asyncio'/,
    en: 'Write `asyncio::get_running_loop()`.',
    ko: '`asyncio::get_running_loop()`라고 쓰세요.',
    fix: replace(/\bget_event_loop\b/, 'get_running_loop'),
  },
  {
    id: 'input',
    message: /undeclared identifier 'input'/,
    line: /\binput\(/,
    en: 'Write `std::string line; std::getline(std::cin, line);`, with `#include <iostream>`. A prompt is printed before that.',
    ko: '`#include <iostream>`과 함께 `std::string line; std::getline(std::cin, line);`이라고 쓰세요. 안내문은 그 앞에서 출력합니다.',
  },
  {
    id: 'null',
    message: /undeclared identifier 'null'/,
    en: 'Write `nullptr`.',
    ko: '`nullptr`이라고 쓰세요.',
    fix: replace(/\bnull\b/, 'nullptr'),
  },
];
