/** How other languages write a declaration, a loop or a call. */
import { replace, typedParameters } from './changes.ts';
import type { Mistake } from './mistake.ts';

export const HABIT_MISTAKES: readonly Mistake[] = [
  {
    id: 'let',
    message: /unknown type name '(?<word>let|var)'/,
    en: 'Write `auto` in place of `{word}`.',
    ko: '`{word}` 대신 `auto`를 쓰세요.',
    fix: replace(/\b(?:let|var)\b/, 'auto'),
  },
  {
    id: 'function-keyword',
    message: /unknown type name 'function'/,
    line: /\bfunction\s+(?<name>\w+)\(/,
    en: 'Begin with the type of the result, or `auto`: `auto {name}(…) {`.',
    ko: '반환 타입이나 `auto`로 시작하세요: `auto {name}(…) {`.',
    fix: replace(
      /\bfunction\s+(\w+)\(([^()]*)\)/,
      ([, name = '', given = '']) => `auto ${name}(${typedParameters(given)})`,
    ),
  },
  {
    id: 'no-result-type',
    message: /a type specifier is required for all declarations/,
    line: /^\s*(?<name>\w+)\([^()]*\)\s*\{/,
    en: 'Write the type of the result in front, or `auto`: `auto {name}(…) {`.',
    ko: '앞에 반환 타입이나 `auto`를 쓰세요: `auto {name}(…) {`.',
    fix: replace(/^\s*(?=\w+\()/, '$&auto '),
  },
  {
    id: 'function-in-function',
    message: /function definition is not allowed here/,
    line: /\b(?:[\w:<>]+)\s+(?<name>\w+)\(/,
    weak: true,
    en: 'Write it as a lambda: `auto {name} = [&](…) { … };`. A function cannot stand inside another one.',
    ko: '람다로 쓰세요: `auto {name} = [&](…) { … };`. 함수 안에는 함수를 정의할 수 없습니다.',
  },
  {
    id: 'new-object',
    message: /no viable conversion from '(?<type>\w+) \*' to '\w+'/,
    line: /=\s*new\s+\w+/,
    en: 'Leave out `new`: `{type} name;` is the object itself.',
    ko: '`new`를 빼세요. `{type} name;`이 객체 자체입니다.',
    fix: replace(/\bnew\s+(?=\w)/, ''),
  },
  {
    id: 'for-of',
    message: /with deduced type 'auto' requires an initializer/,
    line: /\bfor\s*\((?<item>[\w:&<> ]+?)\s+of\s+(?<items>[^)]*)/,
    en: 'Write a colon in place of `of`: `for ({item} : {items})`.',
    ko: '`of` 대신 콜론을 쓰세요: `for ({item} : {items})`.',
    fix: replace(/(?<=\bfor\s*\([\w:&<> ]+?)\s+of\s+/, ' : '),
  },
  {
    id: 'unpacking',
    message: /with deduced type 'auto&?' requires an initializer/,
    line: /\bauto&?\s+(?<names>\w+(?:,\s*\w+)+)\s*[:=]/,
    en: 'Put brackets around the names: `auto [{names}]`.',
    ko: '이름들을 대괄호로 묶으세요: `auto [{names}]`.',
    fix: replace(/\b(?<auto>auto&?)\s+(?<names>\w+(?:,\s*\w+)+)(?=\s*[:=])/, '$<auto> [$<names>]'),
  },
  {
    id: 'swap',
    message:
      /explicitly assigning value of variable|left operand of comma operator has no effect|expression result unused/,
    line: /^\s*(?<first>\w+)\s*,\s*(?<second>\w+)\s*=\s*\k<second>\s*,\s*\k<first>\s*;/,
    en: 'Write `std::swap({first}, {second});`: as it stands, this changes nothing.',
    ko: '`std::swap({first}, {second});`라고 쓰세요. 지금은 아무것도 바뀌지 않습니다.',
    fix: replace(
      /(?<first>\w+)\s*,\s*(?<second>\w+)\s*=\s*\k<second>\s*,\s*\k<first>(?=\s*;)/,
      'std::swap($<first>, $<second>)',
    ),
  },
  {
    id: 'iterate-number',
    message: /invalid range expression of type '(?:int|unsigned long|long)'/,
    line: /:\s*(?<count>\w+)\)/,
    en: 'Write `std::views::iota(0, {count})`, with `#include <ranges>`: a number by itself is no range.',
    ko: '`#include <ranges>`와 함께 `std::views::iota(0, {count})`라고 쓰세요. 숫자만으로는 범위가 되지 않습니다.',
    fix: replace(/(?<=:\s*)(?<count>\w+)(?=\))/, 'std::views::iota(0, $<count>)'),
  },
  {
    id: 'iterate-lambda',
    message: /invalid range expression of type '\(lambda/,
    line: /:\s*(?<name>\w+)\)/,
    en: 'Make a generator of the lambda: `asyncio::Generator<int> {name} = {[](auto& yield) { … }};`. A lambda by itself is no range.',
    ko: '람다로 제너레이터를 만드세요: `asyncio::Generator<int> {name} = {[](auto& yield) { … }};`. 람다만으로는 범위가 되지 않습니다.',
  },
  {
    id: 'yield-value',
    message: /expected ';' after expression/,
    line: /(?<![\w:])yield\s+(?<value>[^\s;(][^;]*);/,
    en: 'Write `yield({value})`: it is a function here.',
    ko: '`yield({value})`라고 쓰세요. 여기서는 함수입니다.',
    fix: replace(/(?<![\w:])yield\s+(?<value>[^\s;(][^;]*)(?=;)/, 'yield($<value>)'),
  },
  {
    id: 'method-for-task',
    message: /non-static member function (?:must be called|without an object argument)/,
    line: /\b(?:create_task|gather|run|wait_for|to_thread|shield)\((?<call>\w+(?:\.|->|::)\w+)\s*[,)]/,
    en: 'Call the method in a lambda, on its object: `[&] { return object.method(); }`. By its name alone a method does not know its object, which must live as long as the task.',
    ko: '람다 안에서 객체의 메서드를 호출하세요: `[&] { return object.method(); }`. 메서드는 이름만으로는 어느 객체의 것인지 모릅니다. 객체는 태스크보다 오래 살아 있어야 합니다.',
    fix: (seen) =>
      /\w::\w+$/.test(seen.groups.call ?? '')
        ? []
        : replace(/(?<=\()\w+(?:\.|->)\w+(?=\s*[,)])/, '[&] { return $&(); }')(seen),
  },
  {
    id: 'callback-without-parameter',
    message: /no matching member function for call to 'add_done_callback'/,
    line: /add_done_callback\(\[[^\]]*\]\s*(?:\(\))?\s*\{/,
    en: 'Give the lambda a parameter: `[…](auto task) { … }`. The callback gets the task that is done.',
    ko: '람다에 매개변수를 쓰세요: `[…](auto task) { … }`. 콜백은 끝난 태스크를 받습니다.',
    fix: replace(/(?<=add_done_callback\(\[[^\]]*\])\s*(?:\(\))?\s*(?=\{)/, '(auto) '),
  },
  {
    id: 'wait-options',
    message: /no matching function for call to 'wait'/,
    line: /\bwait\(.*,\s*(?<when>(?:asyncio::)?(?:FIRST_COMPLETED|FIRST_EXCEPTION|ALL_COMPLETED))\s*\)/,
    en: 'Write `{.return_when = {when}}`: options have their name.',
    ko: '`{.return_when = {when}}`이라고 쓰세요. 옵션에는 이름을 붙입니다.',
    fix: replace(/(?:asyncio::)?(?:FIRST_COMPLETED|FIRST_EXCEPTION|ALL_COMPLETED)(?=\s*\))/, '{.return_when = $&}'),
  },
  {
    id: 'keyword-argument',
    message: /undeclared identifier '(?<word>\w+)'/,
    line: /[(,]\s*(?<name>\w+)\s*=(?!=)[^()]*\)/,
    when: ({ groups: { word, name }, lines, line }) =>
      word === name && word !== 'end' && !/\b(?:if|while|for|switch)\s*\(\s*\w+\s*=/.test(lines[line - 1] ?? '')
        ? {}
        : null,
    en: 'Leave out `{name} =`: arguments go by their order here. Options stand in braces with a dot, such as `{.timeout = 1s}`.',
    ko: '`{name} =`를 빼세요. 여기서 인자는 순서로 정해집니다. 옵션은 `{.timeout = 1s}`처럼 중괄호 안에 점을 붙여 씁니다.',
  },
  {
    id: 'timeout-without-block',
    message: /ignoring return value of .*nodiscard/,
    line: /^\s*asyncio::timeout\((?<time>[^,()]+)\)/,
    en: 'Give it the block as a lambda: `asyncio::timeout({time}, [&] { … })`. It limits what is in the lambda, and nothing behind it.',
    ko: '블록을 람다로 넘기세요: `asyncio::timeout({time}, [&] { … })`. 람다 안만 제한하고 그 뒤는 제한하지 않습니다.',
  },
  {
    id: 'block-for-function',
    message: /unexpected ';' before '\}'|expected expression|expected '\}'/,
    line: /\basyncio::(?<name>run|create_task|gather)\(\{/,
    en: 'Write `[&]` in front of the block: `asyncio::{name}([&] { … })`. That makes a function of it.',
    ko: '블록 앞에 `[&]`를 쓰세요: `asyncio::{name}([&] { … })`. 그래야 함수가 됩니다.',
    fix: replace(/(?<=\basyncio::(?:run|create_task|gather)\()(?=\{)/, '[&] '),
  },
  {
    id: 'function-for-task',
    message: /no matching member function for call to '(?<call>push_back|emplace_back)'/,
    note: /no known conversion from '\(lambda.* to '(?:const )?value_type' \(aka '(?:const )?asyncio::Task</,
    en: 'Make a task of it: `{call}(asyncio::create_task([=] { … }))`. A lambda alone does not start.',
    ko: '태스크로 만드세요: `{call}(asyncio::create_task([=] { … }))`. 람다만으로는 시작되지 않습니다.',
  },
  {
    id: 'void-result',
    message: /variable has incomplete type 'void'|rvalue of type .*(?:aka 'void'|'void')/,
    line: /^\s*(?:const\s+)?[\w:<>&]+\s+(?<name>\w+)\s*=\s*/,
    en: 'Leave out `… {name} =`: what is called returns nothing.',
    ko: '`… {name} =`를 빼세요. 호출하는 함수는 아무것도 돌려주지 않습니다.',
    fix: replace(/(?<=^\s*)(?:const\s+)?[\w:<>&]+\s+\w+\s*=\s*/, ''),
  },
  {
    id: 'dot-for-object',
    message: /is not a pointer; did you mean to use '\.'/,
    line: /->(?<name>\w+)/,
    en: 'Write `.{name}`: this is the object itself, and no pointer to it.',
    ko: '`.{name}`처럼 점을 쓰세요. 이것은 포인터가 아니라 객체 자체입니다.',
    fix: replace(/->(?=\w)/, '.'),
  },
  {
    id: 'char-compared-with-text',
    message: /comparison between pointer and integer \(.*'char'/,
    line: /"(?<character>[^"\\]|\\.)"/,
    en: "Write single quotes, `'{character}'`: one character of a string is a `char`.",
    ko: "작은따옴표로 `'{character}'`라고 쓰세요. 문자열의 한 글자는 `char`입니다.",
    fix: replace(/"([^"\\]|\\.)"/, "'$1'"),
  },
  {
    id: 'is-equal',
    message: /./,
    line: /\(\s*(?<what>[\w.]+)\s+is\s+(?<not>not\s+)?(?<other>"[^"]*"|\d+|true|false)\s*\)/,
    en: 'Write `==` or `!=`: C++ has no `is`.',
    ko: '`==`나 `!=`를 쓰세요. C++에는 `is`가 없습니다.',
    fix: replace(/\s+is\s+(not\s+)?(?=["\dtf])/, ([, not]) => (not === undefined ? ' == ' : ' != ')),
  },
  {
    id: 'task-without-type',
    message: /use of class template '(?:asyncio::)?(?<name>Task|Future|Queue|Generator)' requires template arguments/,
    en: 'Say what its result is: `asyncio::{name}<int>`; `asyncio::Task<>` has none, and a container of `asyncio::AnyTask` takes all tasks.',
    ko: '결과의 타입을 쓰세요: `asyncio::{name}<int>`. `asyncio::Task<>`는 결과가 없고, 컨테이너에 `asyncio::AnyTask`를 쓰면 어떤 태스크든 담습니다.',
    // Which tasks a container is to hold, only those say that are put into it.
    fix: (seen) =>
      seen.groups.name === 'Task'
        ? replace(/(?<inside><\s*(?:asyncio::)?)?\bTask\b(?!<)/, ([, inside]) =>
            inside === undefined ? 'Task<>' : `${inside}AnyTask`,
          )(seen)
        : [],
  },
  {
    id: 'part-of-second',
    message: /cast from 'double' to 'std::chrono::(?<unit>\w+)'/,
    en: 'Write a smaller unit, such as `500ms` or `std::chrono::milliseconds(500)`: `{unit}` are whole numbers.',
    ko: '`500ms`나 `std::chrono::milliseconds(500)`처럼 더 작은 단위를 쓰세요. `{unit}`: 정수만 담습니다.',
  },
  {
    id: 'stream-of-task',
    message: /invalid operands to binary expression \('ostream'.* and '(?:asyncio::)?(?:Task|Future)</,
    line: /<<\s*(?<task>\w+)\s*(?:;|<<)/,
    en: 'Print its result: `asyncio::await({task})`. A task itself has no text.',
    ko: '결과를 출력하세요: `asyncio::await({task})`. 태스크 자체는 문자열로 나타낼 수 없습니다.',
    fix: replace(/(?<=<<\s*)(?<task>\w+)(?=\s*;)/, 'asyncio::await($<task>)'),
  },
];
