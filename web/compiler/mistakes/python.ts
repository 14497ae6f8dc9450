/** Words and forms of Python that C++ spells in another way. */
import { braces, CALL, callBlock, header, replace, replaceAll, typedParameters } from './changes.ts';
import type { Mistake } from './mistake.ts';

/** There the whole argument is another one. */
const WITHOUT_RETURN_EXCEPTIONS = /^(?!.*return_exceptions\s*=)/;

export const PYTHON_MISTAKES: readonly Mistake[] = [
  {
    id: 'whole-python',
    message: /expected ';' after module name|module '(?<module>\w+)' not found|unknown type name/,
    source: String.raw`^\s*(?:async )?def \w+\(.*\):\s*$`,
    breaksTheRest: true,
    en: 'Write it in C++: this is Python. The lessons show Python and C++ side by side.',
    ko: 'C++로 쓰세요. 이것은 Python 프로그램입니다. 강좌에서 Python과 C++를 나란히 볼 수 있습니다.',
  },
  {
    id: 'import',
    message: /module '(?<module>\w+)' not found/,
    line: /^\s*import\s+asyncio\b/,
    en: 'Write `#include <asyncio.hpp>`.',
    ko: '`#include <asyncio.hpp>`라고 쓰세요.',
    fix: replace(/^\s*import\s+asyncio\s*;?/, '#include <asyncio.hpp>'),
  },
  {
    id: 'import-std',
    message: /module '(?<module>[\w.]+)' not found/,
    en: 'Write `#include` with the headers that you use, such as `#include <vector>`: modules are not available here.',
    ko: '쓰는 헤더를 `#include <vector>`처럼 넣으세요. 여기서는 모듈을 쓸 수 없습니다.',
  },
  {
    id: 'async-def',
    message: /unknown type name '(?:async|def)'/,
    line: /\b(?:async\s+)?def\s+(?<name>\w+)/,
    en: 'Begin the function with the type of its result, or `auto`: `auto {name}(…) {`. Each parameter has a type, too; `async` is not needed, as any function may wait.',
    ko: '함수는 반환 타입이나 `auto`로 시작하세요: `auto {name}(…) {`. 매개변수에도 타입을 씁니다. 어떤 함수든 기다릴 수 있으므로 `async`는 필요 없습니다.',
    // A second main would be no repair.
    fix: replace(/\b(?:async\s+)?def\s+(?!main\b)(\w+)\(([\w,\s]*)\)/, ([, name = '', parameters = '']) => {
      return `auto ${name}(${typedParameters(parameters)})`;
    }),
  },
  {
    id: 'async-with',
    message: /unknown type name 'async'|undeclared identifier '(?:async|with)'/,
    line: /\b(?:async\s+)?with\s*\(?(?<manager>asyncio::timeout\([^()]*\)|(?:asyncio::)?TaskGroup(?=\()|\w+)/,
    when: ({ groups: { manager = '' } }) => ({ call: callOf(manager, 'group') }),
    breaksTheRest: true,
    en: 'Give the block as a lambda: `{call} … })`. C++ has no `with`; the function does what is due before and after the block.',
    ko: '블록을 람다로 넘기세요: `{call} … })`. C++에는 `with`가 없습니다. 블록 전후에 할 일은 그 함수가 합니다.',
    fix: callBlock(
      /\b(?:async\s+)?with\s*(?:(asyncio::timeout\([^()]*\))|((?:asyncio::)?TaskGroup)\(\)(?:\s+as\s+(\w+))?|\((\w+)\)|(\w+))\s*(?:\{|:\s*$)/,
      ([, timeout, group, name, inside, plain]) => callOf(timeout ?? group ?? inside ?? plain ?? '', name ?? 'group'),
    ),
  },
  {
    id: 'async-for',
    message: /undeclared identifier 'async'|unknown type name 'async'/,
    line: /\basync\s+for\b/,
    en: 'Leave out `async`: an ordinary `for` waits for the next value by itself.',
    ko: '`async`를 빼세요. 보통의 `for`가 다음 값을 스스로 기다립니다.',
    fix: replace(/\basync\s+(?=for\b)/, ''),
  },
  {
    id: 'async-function',
    message: /unknown type name 'async'/,
    en: 'Leave out `async`: any function may wait.',
    ko: '`async`를 빼세요. 어떤 함수든 기다릴 수 있습니다.',
    fix: replace(/\basync\s+/, ''),
  },
  {
    id: 'none',
    message: /undeclared identifier 'None'/,
    en: 'Write `nullptr` for a pointer, `std::nullopt` for a `std::optional`: C++ has no `None`.',
    ko: '포인터에는 `nullptr`, `std::optional`에는 `std::nullopt`를 쓰세요. C++에는 `None`이 없습니다.',
    fix: replace(/\bNone\b/, 'nullptr'),
  },
  {
    id: 'true-false',
    message: /undeclared identifier '(?<word>True|False)'; did you mean '(?<right>\w+)'/,
    line: WITHOUT_RETURN_EXCEPTIONS,
    en: 'Write `{right}`, in lower case.',
    ko: '소문자로 `{right}`라고 쓰세요.',
    fix: replace(/\b(True|False)\b/, ([word]) => word.toLowerCase()),
  },
  {
    id: 'elif',
    message: /undeclared identifier 'elif'/,
    en: 'Write `else if`.',
    ko: '`else if`라고 쓰세요.',
    fix: replace(/\belif\b/, 'else if'),
  },
  {
    id: 'except',
    message: /expected catch/,
    line: /\bexcept\b/,
    en: 'Write `catch (const asyncio::CancelledError& error)`: C++ says `catch`, with the type in brackets.',
    ko: '`catch (const asyncio::CancelledError& error)`처럼 쓰세요. C++에서는 `catch` 뒤의 괄호 안에 타입을 씁니다.',
    fix: replace(
      /\bexcept\s*\(?\s*([\w:]+)(?:\s+as\s+(\w+))?\s*\)?/,
      (match) => `catch (const ${match[1] ?? ''}&${named(match[2])})`,
    ),
  },
  {
    id: 'except-as',
    message: /expected '\)'/,
    line: /\bcatch\s*\((?:const\s+)?(?<type>[\w:]+)&?\s+as\s+(?<name>\w+)\)/,
    en: 'Write `catch (const {type}& {name})`: the name follows the type.',
    ko: '`catch (const {type}& {name})`라고 쓰세요. 이름은 타입 바로 뒤에 옵니다.',
    fix: replace(/\(\s*(?:const\s+)?([\w:]+)&?\s+as\s+(\w+)\s*\)/, '(const $1& $2)'),
  },
  {
    id: 'finally',
    message: /expected catch|undeclared identifier 'finally'/,
    line: /\bfinally\b/,
    en: 'Write `asyncio::try_finally([&] { … }, [&] { … })`: the second lambda runs in any case. C++ has no `finally`.',
    ko: '`asyncio::try_finally([&] { … }, [&] { … })`라고 쓰세요. 두 번째 람다는 어떤 경우에도 실행됩니다. C++에는 `finally`가 없습니다.',
  },
  {
    id: 'raise',
    message: /expected ';' after expression|undeclared identifier 'raise'/,
    line: /(?<![\w:])raise\s+\w/,
    en: 'Write `throw` in place of `raise`.',
    ko: '`raise` 대신 `throw`를 쓰세요.',
    fix: replace(/(?<![\w:])raise(?=\s+\w)/, 'throw'),
  },
  {
    id: 'for-in',
    message: /requires an initializer|expected ';' in 'for'/,
    line: /\bfor\s*\((?<item>[\w:&<> ]+?)\s+in\s+(?<items>[^)]*)/,
    en: 'Write a colon in place of `in`: `for ({item} : {items})`.',
    ko: '`in` 대신 콜론을 쓰세요: `for ({item} : {items})`.',
    fix: replace(/(?<=\bfor\s*\([\w:&<> ]+?)\s+in\s+/, ' : '),
  },
  {
    id: 'for-in-bare',
    message: /expected '\(' after 'for'/,
    line: /\bfor\s+(?<item>\w+)\s+in\s+(?<items>.+?)\s*:\s*$/,
    en: 'Write `for (auto {item} : {items}) {`, and `}` behind the block: brackets, not indentation, say what belongs to it.',
    ko: '`for (auto {item} : {items}) {`라고 쓰고 블록 끝에 `}`를 쓰세요. 블록은 들여쓰기가 아니라 중괄호로 정해집니다.',
    fix: braces(/\bfor\s+(\w+)\s+in\s+(.+?)\s*:\s*$/, 'for (auto $1 : $2) {'),
  },
  {
    id: 'block-without-braces',
    message: /expected '\(' after '(?<word>if|while)'/,
    line: /\b(?:if|while)\s+(?<condition>.+?)\s*:\s*$/,
    en: 'Write `{word} ({condition}) {`, and `}` behind the block: brackets, not indentation, say what belongs to it.',
    ko: '`{word} ({condition}) {`라고 쓰고 블록 끝에 `}`를 쓰세요. 블록은 들여쓰기가 아니라 중괄호로 정해집니다.',
    fix: braces(/\b(if|while)\s+(.+?)\s*:\s*$/, ([, word = '', condition = '']) => {
      return `${word} (${condition.replace(/^(?:True|False)$/, (name) => name.toLowerCase())}) {`;
    }),
  },
  {
    id: 'len',
    message: /undeclared identifier 'len'/,
    line: /\blen\((?<what>[^()]*)\)/,
    en: 'Write `{what}.size()`.',
    ko: '`{what}.size()`라고 쓰세요.',
    fix: replace(/\blen\((?<what>[\w:.]+)\)/, '$<what>.size()'),
  },
  {
    id: 'range',
    message: /undeclared identifier 'range'/,
    line: /\brange\((?<count>[^(),]+)\)/,
    en: 'Write `std::views::iota(0, {count})`, with `#include <ranges>`, or `for (int i = 0; i < {count}; ++i)`.',
    ko: '`#include <ranges>`와 함께 `std::views::iota(0, {count})`라고 쓰거나 `for (int i = 0; i < {count}; ++i)`라고 쓰세요.',
    fix: [replace(/\brange\((?<count>[^(),]+)\)/, 'std::views::iota(0, $<count>)'), header('#include <ranges>')],
  },
  {
    id: 'range-from',
    message: /undeclared identifier 'range'/,
    line: /\brange\((?<from>[^(),]+),\s*(?<to>[^(),]+)\)/,
    en: 'Write `std::views::iota({from}, {to})`, with `#include <ranges>`, or `for (int i = {from}; i < {to}; ++i)`.',
    ko: '`#include <ranges>`와 함께 `std::views::iota({from}, {to})`라고 쓰거나 `for (int i = {from}; i < {to}; ++i)`라고 쓰세요.',
    fix: [
      replace(/\brange\((?<from>[^(),]+),\s*(?<to>[^(),]+)\)/, 'std::views::iota($<from>, $<to>)'),
      header('#include <ranges>'),
    ],
  },
  {
    id: 'pass',
    message: /undeclared identifier 'pass'/,
    en: 'Leave it out: `{}` may be empty.',
    ko: '지우세요. `{}` 안은 비어 있어도 됩니다.',
    fix: replace(/\bpass\b\s*;?/, ''),
  },
  {
    id: 'self',
    message: /undeclared identifier 'self'/,
    en: 'Write `this->n`, or only `n`: members need no `self`.',
    ko: '`this->n`이라고 쓰거나 그냥 `n`이라고 쓰세요. 멤버에는 `self`가 필요 없습니다.',
    fix: replace(/\bself\./, 'this->'),
  },
  {
    id: 'is-none',
    message: /./,
    line: /\b(?<what>\w+)\s+is\s+(?<not>not\s+)?None\b/,
    en: 'Write `== nullptr` or `!= nullptr`; for a `std::optional`, `has_value()`. C++ has neither `is` nor `None`.',
    ko: '`== nullptr`이나 `!= nullptr`을 쓰고, `std::optional`이면 `has_value()`를 쓰세요. C++에는 `is`도 `None`도 없습니다.',
    fix: replace(/\s+is\s+(not\s+)?None\b/, ([, not]) => (not === undefined ? ' == nullptr' : ' != nullptr')),
  },
  {
    id: 'in',
    message: /expected '\)'/,
    line: /\((?<what>[\w".]+) (?:not )?in (?<items>[\w.]+)\)/,
    en: 'Write `std::ranges::find({items}, {what}) != {items}.end()`, or `{items}.contains({what})` for a set or map: C++ has no `in`.',
    ko: '`std::ranges::find({items}, {what}) != {items}.end()`라고 쓰고, set이나 map이면 `{items}.contains({what})`라고 쓰세요. C++에는 `in`이 없습니다.',
    fix: [
      replace(/\((?<what>[\w".]+) in (?<items>[\w.]+)\)/, '(std::ranges::find($<items>, $<what>) != $<items>.end())'),
      header('#include <algorithm>'),
    ],
  },
  {
    id: 'power',
    message: /indirection requires pointer operand/,
    line: /(?<base>[\w.]+)\s*\*\*\s*(?<exponent>[\w.]+)/,
    en: 'Write `std::pow({base}, {exponent})`, with `#include <cmath>`: C++ has no `**`.',
    ko: '`#include <cmath>`와 함께 `std::pow({base}, {exponent})`라고 쓰세요. C++에는 `**`가 없습니다.',
    fix: [
      replace(/(?<base>[\w.]+)\s*\*\*\s*(?<exponent>[\w.]+)/, 'std::pow($<base>, $<exponent>)'),
      header('#include <cmath>'),
    ],
  },
  {
    id: 'star',
    message: /indirection requires pointer operand/,
    line: /\(\*(?<items>\w+)\)/,
    en: 'Leave out the `*`: functions such as gather take a `std::vector` as it is.',
    ko: '`*`를 빼세요. gather 같은 함수는 `std::vector`를 그대로 받습니다.',
    fix: replace(/(?<=\()\*(?=\w+\))/, ''),
  },
  {
    id: 'hash-comment',
    message: /invalid preprocessing directive/,
    line: /^\s*#\s*(?!include|define|if|pragma|end|else)/,
    en: 'Write `//` in front of a comment.',
    ko: '주석은 `//`로 시작하세요.',
    fix: replace(/#+/, '//'),
  },
  {
    id: 'lambda-keyword',
    message: /undeclared identifier 'lambda'/,
    line: /\blambda\s*(?<parameters>[\w, ]*):\s*(?<body>.*)/,
    en: 'Write `[=] { return …; }`: that is a lambda in C++, with its parameters, if any, as `[=](int n) { … }`.',
    ko: '`[=] { return …; }`라고 쓰세요. C++의 람다입니다. 매개변수가 있으면 `[=](int n) { … }`처럼 씁니다.',
    fix: replace(new RegExp(String.raw`\blambda\s*:\s*(?<body>${CALL}|[\w.]+)`), '[=] { return $<body>; }'),
  },
  {
    id: 'conditional',
    message: /expected ';'/,
    line: /(?:[=(]|return)\s*(?<yes>[^=;\s][^=;]*?) if (?<condition>.+?) else (?<no>[^;]+);/,
    en: 'Write `{condition} ? {yes} : {no}`.',
    ko: '`{condition} ? {yes} : {no}`라고 쓰세요.',
    fix: replace(
      /(?<=[=(]\s*|return\s+)(?<yes>[^=;\s][^=;]*?) if (?<condition>.+?) else (?<no>[^;]+)(?=;)/,
      '$<condition> ? $<yes> : $<no>',
    ),
  },
  {
    id: 'assert-statement',
    message: /unknown type name 'assert'/,
    line: /\bassert\s+(?<condition>[^;]+);/,
    en: 'Put the condition in brackets: `assert({condition});`.',
    ko: '조건을 괄호 안에 쓰세요: `assert({condition});`.',
    fix: replace(/\bassert\s+(?<condition>[^;]+);/, 'assert($<condition>);'),
  },
  {
    id: 'return-several',
    message: /no viable conversion from returned value/,
    line: /\breturn\s+(?<values>[^;{}()]+,[^;{}()]+);/,
    en: 'Put braces around them: `return {{values}};`. A bare comma drops all but the last.',
    ko: '중괄호로 묶으세요: `return {{values}};`. 쉼표만 쓰면 마지막 값만 남습니다.',
    fix: replace(/\breturn\s+(?<values>[^;{}()]+);/, 'return {$<values>};'),
  },
  {
    id: 'python-class',
    message: /expected class name|expected '\{' after base class list/,
    source: String.raw`^\s*class \w+\s*:\s*$`,
    en: 'Write `struct Name {` and `};` around the members: brackets, not indentation, say what belongs to it.',
    ko: '멤버를 `struct Name {`과 `};`로 감싸세요. 무엇이 들어 있는지는 들여쓰기가 아니라 중괄호로 정해집니다.',
  },
  {
    id: 'curly-quotes',
    message: /unexpected character <U\+(?:201C|201D|2018|2019)>|character <U\+(?:201C|201D)>/,
    en: 'Write straight quotes, `"`: these are the curly ones of a text.',
    ko: '곧은 따옴표 `"`를 쓰세요. 이것은 글에서 쓰는 둥근 따옴표입니다.',
    fix: replaceAll(/[“”]/g, '"'),
  },
];

/** What takes the block of a `with`. */
function callOf(manager: string, name: string): string {
  if (manager.endsWith('TaskGroup')) return `asyncio::task_group([&](asyncio::TaskGroup& ${name}) {`;
  return manager.endsWith(')') ? `${manager.slice(0, -1)}, [&] {` : `${manager}.run([&] {`;
}

function named(name: string | undefined): string {
  return name === undefined ? '' : ` ${name}`;
}
