/** Forms of JavaScript, Go and Python that are no C++. */
import { CALL, header, replace, typedParameters, withoutTexts } from './changes.ts';
import type { Mistake, Seen } from './mistake.ts';
import { withArguments } from './printing.ts';

const ARROW = /(?<![\w)\]])(?:async\s+)?(?:\((?<parameters>[^()]*)\)|(?<parameter>[A-Za-z_]\w*))\s*=>\s*/;
/** The same with a body that ends where it surely does. */
const ARROW_BODY = new RegExp(String.raw`${ARROW.source}(?:(?<block>\{)|(?<body>${CALL}(?=[,);])|[^;{}()]+(?=;\s*$)))`);

function arrow({ lines, line }: Seen): { head: string } | null {
  const text = withoutTexts(lines[line - 1] ?? '');
  const found = ARROW.exec(text);
  return found === null ? null : { head: arrowHead(found.groups ?? {}, text.slice(0, found.index)) };
}

/** `before` stands before it: a task or callback may outlive what it would refer to. */
function arrowHead({ parameters, parameter }: Readonly<Record<string, string | undefined>>, before: string): string {
  const capture = /(?:create_task|ensure_future)\(\s*$|call_\w+\([^()]*$/.test(before) ? '=' : '&';
  const typed = typedParameters(parameters ?? parameter ?? '');
  return typed === '' ? `[${capture}]` : `[${capture}](${typed})`;
}

/** By what other languages call it: what to write here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  setTimeout: 'asyncio::get_running_loop().call_later(1s, [=] { … })',
  setInterval: 'asyncio::sleep(1s)',
  Promise: 'asyncio::gather(f, g)',
  chan: 'asyncio::Queue<int>',
  make: 'asyncio::Queue<int>',
  trio: 'asyncio::task_group([&](auto& group) { … })',
  threading: 'asyncio::create_task(f)',
  Task: 'asyncio::create_task(f)',
};

const TYPES: Readonly<Record<string, string>> = { string: 'std::string', float64: 'double', '': 'void' };

function goFunction(name: string, parameters: string, result: string): string {
  const typed = parameters.replace(/(\w+)\s+(\w+)/g, (_, of: string, type: string) => `${TYPES[type] ?? type} ${of}`);
  return `${TYPES[result] ?? result} ${name}(${typed}) {`;
}

/** What takes part of `what`, by how the program declares that. */
function sliceOf({ groups: { what = '', from = '', to = '' }, lines }: Seen): { use: string; known: string } {
  const declared = (type: string) => new RegExp(String.raw`\b${type}[^;()=]*[\s&]${what}\b`).test(lines.join('\n'));
  if (declared('std::string') && !declared('std::vector') && !(from + to).startsWith('-')) {
    const start = from === '' ? '0' : from;
    const length = to === '' ? '' : start === '0' ? `, ${to}` : `, ${to} - ${start}`;
    return { use: `${what}.substr(${start}${length})`, known: 'yes' };
  }
  const at = (index: string, otherwise: string) =>
    index === ''
      ? `${what}.${otherwise}()`
      : `${what}.${index.startsWith('-') ? 'end() - ' : 'begin() + '}${index.replace('-', '')}`;
  const use = `std::vector(${at(from, 'begin')}, ${at(to, 'end')})`;
  return { use, known: declared('std::vector') ? 'yes' : '' };
}

const SLICE = /\b(?<what>\w+)\[(?<from>-?\w*)\s*:\s*(?<to>-?\w*)\]/;

export const OTHER_LANGUAGE_MISTAKES: readonly Mistake[] = [
  {
    id: 'arrow-function',
    message: /^expected|undeclared identifier|unexpected ';' before|initializer list cannot/,
    when: arrow,
    breaksTheRest: true,
    en: 'Write a lambda: `{head} { … }`. C++ has no `=>`.',
    ko: '람다로 쓰세요: `{head} { … }`. C++에는 `=>`가 없습니다.',
    fix: replace(ARROW_BODY, ({ groups = {}, index, input }) => {
      const head = arrowHead(groups, input.slice(0, index));
      return groups.block === undefined ? `${head} { return ${groups.body?.trim() ?? ''}; }` : `${head} {`;
    }),
  },
  {
    id: 'template-string',
    message: /expected expression/,
    line: /`/,
    en: 'Write double quotes, and put the values behind the text: `print("n is {}\\n", n)`.',
    ko: '큰따옴표를 쓰고 값은 문자열 뒤에 넣으세요: `print("n is {}\\n", n)`.',
    fix: replace(/`([^`"]*)`/, ([, text = '']) => withArguments('', text.replaceAll('${', '{'))),
  },
  {
    id: 'print-of-others',
    message: /undeclared identifier '(?:console|fmt|System)'/,
    line: /\b(?<what>console\.\w+|fmt\.\w+|System\.out\.\w+)\(/,
    en: 'Write `asyncio::print("{}\\n", …)`: C++ has no `{what}`.',
    ko: '`asyncio::print("{}\\n", …)`라고 쓰세요. C++에는 `{what}`: 이 이름이 없습니다.',
    fix: replace(/\b(?:console\.\w+|fmt\.Print\w*|System\.out\.\w+)\(([^()]*)\)(?=;)/, ([, values = '']) => {
      const places = withoutTexts(values)
        .split(',')
        .map(() => '{}');
      return values.trim() === '' ? 'asyncio::print("\\n")' : `asyncio::print("${places.join(' ')}\\n", ${values})`;
    }),
  },
  {
    id: 'other-language',
    message: /undeclared identifier '(?<what>\w+)'|unknown type name '(?<type>\w+)'/,
    when: ({ groups }) => {
      const what = groups.what ?? groups.type ?? '';
      const use = Object.hasOwn(ELSEWHERE, what) ? ELSEWHERE[what] : undefined;
      return use === undefined ? null : { use, what };
    },
    en: 'Write `{use}`: `{what}` is another language’s.',
    ko: '`{use}`라고 쓰세요. `{what}`: 다른 언어의 이름입니다.',
  },
  {
    id: 'time-sleep-of-go',
    message: /member reference base type 'time_t/,
    line: /\btime\.(?<name>Sleep|After|Now|Since)\(/,
    en: 'Write `asyncio::sleep(1s)` to wait, and `std::chrono::steady_clock::now()` for the time: there is no `time.{name}`.',
    ko: '기다릴 때는 `asyncio::sleep(1s)`, 시각은 `std::chrono::steady_clock::now()`라고 쓰세요. `time.{name}`: 이 함수는 없습니다.',
  },
  {
    id: 'const-without-type',
    message: /a type specifier is required for all declarations/,
    line: /\bconst\s+(?<name>\w+)\s*=/,
    en: 'Write `const auto {name} = …`: `const` by itself is no type.',
    ko: '`const auto {name} = …`라고 쓰세요. `const`만으로는 타입이 되지 않습니다.',
    fix: replace(/\bconst\s+(?=\w+\s*=)/, 'const auto '),
  },
  {
    id: 'short-declaration',
    message: /expected expression|expected ';'|expected unqualified-id|undeclared identifier/,
    line: /(?<names>\b\w+(?:,\s*\w+)*)\s*:=/,
    when: ({ groups: { names = '' } }) => ({ names: names.includes(',') ? `[${names}]` : names }),
    en: 'Write `auto {names} = …`: C++ has no `:=`.',
    ko: '`auto {names} = …`라고 쓰세요. C++에는 `:=`가 없습니다.',
    fix: (seen) => replace(/\b\w+(?:,\s*\w+)*\s*:=/, `auto ${seen.groups.names ?? ''} =`)(seen),
  },
  {
    id: 'go-function',
    message: /unknown type name 'func'/,
    line: /\bfunc\s+(?<name>\w+)\(/,
    breaksTheRest: true,
    en: 'Begin with the type of the result, or `auto`, and write each type before its name: `int {name}(int a) {`.',
    ko: '반환 타입이나 `auto`로 시작하고 타입을 이름 앞에 쓰세요: `int {name}(int a) {`.',
    fix: replace(/\bfunc\s+(\w+)\(((?:\w+\s+\w+(?:,\s*)?)*)\)\s*(\w*)\s*\{/, ([, name = '', given = '', result = '']) =>
      goFunction(name, given, result),
    ),
  },
  {
    id: 'go-statement',
    message: /unknown type name 'go'|undeclared identifier 'go'/,
    line: new RegExp(String.raw`\bgo\s+(?<call>${CALL})`),
    en: 'Write `auto task = asyncio::create_task([=] { {call}; });`, and `asyncio::await(task)` before the end: what is not waited for ends with the program.',
    ko: '`auto task = asyncio::create_task([=] { {call}; });`라고 쓰고 끝나기 전에 `asyncio::await(task)`로 기다리세요. 기다리지 않은 태스크는 프로그램과 함께 끝납니다.',
    fix: replace(new RegExp(String.raw`\bgo\s+(?<call>${CALL})`), 'auto task = asyncio::create_task([=] { $<call>; })'),
  },
  {
    id: 'triple-equals',
    message: /expected expression/,
    line: /(?<operator>[=!]==)/,
    en: 'Write two characters, `==` or `!=`: there is no `{operator}`.',
    ko: '`==`나 `!=`처럼 두 글자로 쓰세요. `{operator}`: 이 연산자는 없습니다.',
    fix: replace(/([=!]=)=/, '$1'),
  },
  {
    id: 'slice',
    message: /expected '\]'|expected expression|expected ',' or '\]'/,
    line: SLICE,
    when: sliceOf,
    en: 'Write `{use}`: C++ has no slices.',
    ko: '`{use}`라고 쓰세요. C++에는 슬라이스가 없습니다.',
    fix: (seen) =>
      seen.groups.known === 'yes' ? replace(SLICE, seen.groups.use?.replaceAll('$', '$$$$') ?? '')(seen) : [],
  },
  {
    id: 'comprehension',
    message: /expected ',' or '\]' in lambda capture list/,
    line: /\[.+ for \w+ in .+\]/,
    en: 'Write a loop with `push_back`, or `std::views::transform(items, f) | std::ranges::to<std::vector>()`: C++ has no list comprehensions.',
    ko: '`push_back`을 쓰는 반복문이나 `std::views::transform(items, f) | std::ranges::to<std::vector>()`를 쓰세요. C++에는 리스트 컴프리헨션이 없습니다.',
  },
  {
    id: 'list-literal',
    message: /expected body of lambda expression|lambda capture list/,
    line: /=\s*\[(?<items>[^[\]]*)\]\s*;/,
    en: 'Write braces: `std::vector<int> numbers = {1, 2, 3};`. In C++ `[` begins a lambda.',
    ko: '중괄호를 쓰세요: `std::vector<int> numbers = {1, 2, 3};`. C++에서 `[`는 람다의 시작입니다.',
    fix: (seen) => {
      const text = seen.lines[seen.line - 1] ?? '';
      if (!/\bauto\b/.test(text)) return replace(/(?<==\s*)\[([^[\]]*)\](?=\s*;)/, '{$1}')(seen);
      const [changed] = replace(/\bauto(\s+\w+\s*=\s*)\[([^[\]]*[^[\]\s][^[\]]*)\](?=\s*;)/, 'std::vector$1{$2}')(seen);
      return changed === undefined ? [] : [changed, ...header('#include <vector>')(seen)];
    },
  },
  {
    id: 'dict-literal',
    message: /expected '\}'|expected expression/,
    line: /[{,]\s*(?<key>"[^"]*"|\w+)\s*:\s*(?<value>[^,{}:;]+)[,}]/,
    breaksTheRest: true,
    en: 'Put each key with its value into braces, with a comma: `{{key}, {value}}`.',
    ko: '키와 값을 쉼표로 나누어 중괄호로 하나씩 묶으세요: `{{key}, {value}}`.',
    fix: (seen) => {
      const entries = /(?:"[^"]*"|\w+)\s*:\s*[^,{}:;]+(?:,\s*(?:"[^"]*"|\w+)\s*:\s*[^,{}:;]+)*(?=,?\s*\})/;
      return replace(entries, ([all]) => all.replace(/("[^"]*"|\w+)\s*:\s*([^,{}:;]+?)(?=\s*(?:,|$))/g, '{$1, $2}'))(
        seen,
      );
    },
  },
  {
    id: 'self-parameter',
    message: /unknown type name 'self'/,
    line: /\(\s*self\b/,
    en: 'Leave out the parameter `self`, and write `this->n` or only `n` for a member: a method knows its object.',
    ko: '매개변수 `self`를 빼고, 멤버는 `this->n`이나 그냥 `n`이라고 쓰세요. 메서드는 자기 객체를 압니다.',
    fix: [
      replace(/(?<=\(\s*)self\s*(?:,\s*)?(?=[^.])/, ''),
      ({ lines }) =>
        lines.flatMap((text, index) =>
          [...text.matchAll(/\bself\./g)].map(({ index: at }) => {
            const line = index + 1;
            return { line, column: at + 1, endLine: line, endColumn: at + 6, text: 'this->' };
          }),
        ),
    ],
  },
  {
    id: 'init',
    message: /a type specifier is required for all declarations/,
    line: /\b__init__\(/,
    when: ({ lines, line }) => {
      const type = lines
        .slice(0, line)
        .map((text) => /^\s*(?:struct|class)\s+(\w+)/.exec(text)?.[1])
        .findLast((name) => name !== undefined);
      return type === undefined ? null : { type };
    },
    en: 'Write the name of the class in place of `__init__`: `{type}(…) { … }`.',
    ko: '`__init__` 대신 클래스 이름을 쓰세요: `{type}(…) { … }`.',
    fix: (seen) => replace(/\b__init__(?=\()/, seen.groups.type ?? '')(seen),
  },
  {
    id: 'percent-operator',
    message: /invalid operands to binary expression \('const char\[\d+\]' and/,
    line: /(?<text>"[^"]*")\s*%\s*(?<values>\w+|\([^()]*\))/,
    en: 'Put the values behind the text, with a `{}` for each: `print("n is {}\\n", n)`.',
    ko: '값은 문자열 뒤에 넣고 값마다 `{}`를 쓰세요: `print("n is {}\\n", n)`.',
    fix: replace(/(?<=print\()"([^"]*)"\s*%\s*(?:(\w+)|\(([^()]*)\))(?=\))/, ([, text = '', one, several = '']) => {
      return `"${text.replace(/%[-+ 0]*\d*(?:\.\d+)?[a-z]/g, '{}')}", ${one ?? several}`;
    }),
  },
  {
    id: 'floor-division',
    message: /expected ';'/,
    line: /[=(]\s*[\w.]+\s*\/\/\s*(?<by>[\w.]+)\s*\)*;/,
    en: 'Write `/ {by}`: `//` begins a comment. Between whole numbers, `/` drops the fraction.',
    ko: '`/ {by}`라고 쓰세요. `//`는 주석의 시작입니다. 정수끼리 나누면 `/`가 소수점 아래를 버립니다.',
    fix: replace(/\/\/(?=\s*[\w.]+\s*\)*;)/, '/'),
  },
  {
    id: 'several-values',
    message: /expected ';' at end of declaration|requires an initializer|expected unqualified-id/,
    line: /^\s*(?:const\s+)?[\w:]+\s+(?<names>\w+(?:,\s*\w+)+)\s*=\s*(?<values>[^,;(){}]+(?:,[^,;(){}]+)+);/,
    when: ({ groups: { names = '', values = '' } }) => {
      const given = values.split(',');
      const each = names.split(',').map((name, at) => `${name.trim()} = ${given[at]?.trim() ?? '0'}`);
      return { each: each.join(', '), same: given.length === each.length ? 'yes' : '' };
    },
    en: 'Give each variable its own value: `{each}`.',
    ko: '변수마다 값을 따로 주세요: `{each}`.',
    fix: (seen) =>
      seen.groups.same === 'yes'
        ? replace(/(?<=^\s*(?:const\s+)?[\w:]+\s+)\w+(?:,\s*\w+)+\s*=[^;]*(?=;)/, () => seen.groups.each ?? '')(seen)
        : [],
  },
];
