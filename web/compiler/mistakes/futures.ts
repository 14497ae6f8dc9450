/** Waiting: the words of Python and of C++20's coroutines for it, and tasks and futures taken for their results. */
import { CALL, replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

/** What returns a future, so that `asyncio::await` is needed. */
const OF_FUTURES = String.raw`asyncio::(?:gather|shield|create_task|ensure_future)\(`;
const AWAITED_CALL = new RegExp(String.raw`\b(?:co_)?await\s+(?!${OF_FUTURES})(?<what>${CALL})`);
const AWAITED = new RegExp(String.raw`\b(?:co_)?await\s+(?<what>${CALL}|[\w:.]+)`);
/** `(*tasks)` of Python. */
const UNPACKED = /\(\*(\w+)\)/;

export const FUTURE_MISTAKES: readonly Mistake[] = [
  {
    id: 'await-call',
    message: /undeclared identifier 'await'/,
    line: AWAITED_CALL,
    en: 'Leave out `await`: `{what}` waits by itself. Any function may wait here.',
    ko: '`await`를 빼세요. `{what}` 호출은 스스로 기다립니다. 여기서는 어떤 함수든 기다릴 수 있습니다.',
    fix: replace(AWAITED_CALL, '$<what>'),
  },
  {
    id: 'await-keyword',
    message: /undeclared identifier 'await'/,
    line: AWAITED,
    when: ({ groups: { what = '' } }) => ({ what: what.replace(UNPACKED, '($1)') }),
    en: 'Write `asyncio::await({what})`: it is a function here, and C++ has no keyword `await`.',
    ko: '`asyncio::await({what})`라고 쓰세요. C++에는 `await` 키워드가 없고, 여기서는 함수입니다.',
    fix: replace(AWAITED, ([, what = '']) => `asyncio::await(${what.replace(UNPACKED, '($1)')})`),
  },
  {
    id: 'await-of-no-future',
    message: /call to deleted function 'await'/,
    line: new RegExp(String.raw`asyncio::await\((?<what>${CALL})\)`),
    en: 'Leave out `asyncio::await`: `{what}` waits by itself. `asyncio::await` is for tasks and futures.',
    ko: '`asyncio::await`를 빼세요. `{what}` 호출은 스스로 기다립니다. `asyncio::await`는 태스크와 퓨처에 씁니다.',
    fix: replace(new RegExp(String.raw`asyncio::await\((?<what>${CALL})\)`), '$<what>'),
  },
  {
    id: 'co-await-call',
    message: /'co_await' cannot be used|cannot be a coroutine/,
    below: AWAITED_CALL,
    en: 'Leave out `co_await`: `{what}` waits by itself. Tasks run on stacks of their own, so any function may wait, and none is a coroutine.',
    ko: '`co_await`를 빼세요. `{what}` 호출은 스스로 기다립니다. 태스크마다 자기 스택이 있어서 어떤 함수든 기다릴 수 있고, 코루틴은 쓰지 않습니다.',
    fix: replace(AWAITED_CALL, '$<what>'),
  },
  {
    id: 'co-await',
    message: /'co_await' cannot be used|cannot be a coroutine/,
    below: AWAITED,
    en: 'Write `asyncio::await({what})`. Tasks run on stacks of their own, so any function may wait, and none is a coroutine.',
    ko: '`asyncio::await({what})`라고 쓰세요. 태스크마다 자기 스택이 있어서 어떤 함수든 기다릴 수 있고, 코루틴은 쓰지 않습니다.',
    fix: replace(AWAITED, 'asyncio::await($<what>)'),
  },
  {
    id: 'co-yield',
    message: /cannot be a coroutine: .*Generator<(?<type>[^,>]*)/,
    below: /\bco_yield\b/,
    en: 'Write the body as a lambda with a parameter `yield` and call that: `return asyncio::Generator<{type}>([=](auto& yield) { … yield(x); … });`. Generators here are no coroutines.',
    ko: '본문을 `yield` 매개변수가 있는 람다로 쓰고 그것을 호출하세요: `return asyncio::Generator<{type}>([=](auto& yield) { … yield(x); … });`. 여기의 제너레이터는 코루틴이 아닙니다.',
  },
  {
    id: 'co-return',
    message: /'co_return' cannot be used|cannot be a coroutine/,
    below: /\bco_return\b/,
    en: 'Write `return`, and the type of the result itself (`int`, not `Task<int>`): a function that waits is an ordinary one, and create_task makes a task of it.',
    ko: '`return`을 쓰고, 반환 타입도 `Task<int>`가 아니라 `int`처럼 결과의 타입을 쓰세요. 기다리는 함수도 보통 함수이고, create_task가 그것을 태스크로 만듭니다.',
  },
  {
    id: 'yield-keyword',
    message: /(?:unknown type name|undeclared identifier) 'yield'/,
    en: 'Write `yield(x)` in a lambda with a parameter `yield`: `asyncio::Generator<int> numbers = {[](auto& yield) { yield(1); }};`. C++ has no keyword `yield`.',
    ko: '`yield` 매개변수가 있는 람다 안에서 `yield(x)`라고 쓰세요: `asyncio::Generator<int> numbers = {[](auto& yield) { yield(1); }};`. C++에는 `yield` 키워드가 없습니다.',
  },
  {
    id: 'gather-dropped',
    message: /ignoring return value of .*nodiscard/,
    line: /^\s*(?<call>asyncio::(?<name>gather|shield|ensure_future)\(.*\));/,
    en: 'Wait for it: `asyncio::await(asyncio::{name}(…))`. {name} only starts; without the wait nobody gets the results or the exceptions.',
    ko: '기다리세요: `asyncio::await(asyncio::{name}(…))`. {name}는 시작만 합니다. 기다리지 않으면 결과도 예외도 아무도 받지 못합니다.',
    fix: replace(/(?<call>asyncio::(gather|shield|ensure_future)\(.*\));/, 'asyncio::await($<call>);'),
  },
  {
    id: 'gather-unpacked',
    message: /type 'Future<.*binds to 1 element, but/,
    line: new RegExp(String.raw`=\s*(?<call>${CALL})`),
    en: 'Wait for the results first: `asyncio::await({call})`. A future is not the results themselves.',
    ko: '먼저 결과를 기다리세요: `asyncio::await({call})`. 퓨처는 결과 그 자체가 아닙니다.',
    fix: replace(new RegExp(String.raw`(?<==\s*)${CALL}`), 'asyncio::await($&)'),
  },
  {
    id: 'task-as-value',
    message: /no viable conversion from '(?:asyncio::)?(?<kind>Task|Future)<.* to '(?<type>[^']*)'/,
    line: /=\s*(?<task>\w+)\s*;/,
    en: 'Write `asyncio::await({task})`: that waits for the task and returns its `{type}`.',
    ko: '`asyncio::await({task})`라고 쓰세요. 태스크가 끝나기를 기다려 `{type}` 결과를 돌려줍니다.',
    fix: replace(/(?<==\s*)(?<task>\w+)(?=\s*;)/, 'asyncio::await($<task>)'),
  },
  {
    id: 'task-in-map',
    message: /call to deleted constructor of .*a Task is never empty/,
    line: /(?<map>\w+)\[(?<key>[^\]]+)\] = (?<task>.*);/,
    en: 'Write `{map}.insert_or_assign({key}, …)`: `{map}[{key}]` would first make an empty task, and a task is never empty.',
    ko: '`{map}.insert_or_assign({key}, …)`라고 쓰세요. `{map}[{key}]`는 먼저 빈 태스크를 만들려고 하는데, 빈 태스크는 없습니다.',
    fix: replace(/(?<map>\w+)\[(?<key>[^\]]+)\] = (?<task>.*);/, '$<map>.insert_or_assign($<key>, $<task>);'),
  },
  {
    id: 'empty-task',
    message: /call to deleted constructor of .*a Task is never empty/,
    en: 'Declare it where it is made: `auto task = asyncio::create_task(…);`. A task is never empty; where it must come later, keep a `std::optional<asyncio::Task<>>`.',
    ko: '태스크를 만드는 곳에서 선언하세요: `auto task = asyncio::create_task(…);`. 빈 태스크는 없습니다. 나중에 만들어야 한다면 `std::optional<asyncio::Task<>>`를 쓰세요.',
  },
  {
    id: 'task-of-another-type',
    message: /no matching (?:member )?function for call to '(?:push_back|emplace_back|insert)'/,
    note: /no known conversion from '(?:asyncio::)?Task<.*' to '(?:const )?(?:asyncio::)?Task<(?<type>[^']*)>'/,
    en: 'Let the container hold `asyncio::AnyTask`, which takes a task with any result: a `Task<{type}>` is one whose result is `{type}`.',
    ko: '컨테이너에 `asyncio::AnyTask`를 담으세요. 결과가 무엇이든 받습니다. `Task<{type}>`는 결과가 `{type}`인 태스크만 뜻합니다.',
    fix: ({ lines }) =>
      lines.flatMap((text, index) => {
        const found = /(?<=std::vector<)asyncio::Task<\w*>(?=>)/.exec(text);
        const column = (found?.index ?? 0) + 1;
        const place = { line: index + 1, column, endLine: index + 1, endColumn: column + (found?.[0].length ?? 0) };
        return found === null ? [] : [{ ...place, text: 'asyncio::AnyTask' }];
      }),
  },
  {
    id: 'nodiscard',
    message: /ignoring return value of function declared with 'nodiscard' attribute/,
    en: 'Use what this returns, or say that you do not want it: `std::ignore = …;`. Dropped like this, the result or an error in it goes unseen.',
    ko: '반환값을 쓰거나, 필요 없다면 `std::ignore = …;`라고 밝히세요. 이대로 버리면 결과나 그 안의 오류를 아무도 보지 못합니다.',
  },
];
