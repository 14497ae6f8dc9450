/** `asyncio::print` taken for Python's. */
import { replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

/** `"n is {n}\n"` becomes `"n is {}\n", n`. */
export function withArguments(_all: string, text: string): string {
  const values: string[] = [];
  const format = text.replace(/\{([^{}:]+)((?::[^{}]*)?)\}/g, (_, value: string, spec: string) => {
    values.push(value.trim());
    return `{${spec}}`;
  });
  return [`"${format}"`, ...values].join(', ');
}

/** `"n is", n` becomes `"n is {}\n", n`. */
function withPlaces(text: string, values: string): string {
  const places = values.split(',').map(() => ' {}');
  return `("${text.replace(/\s+$/, '')}${places.join('')}\\n", ${values})`;
}

/** `print("n is " + n)`. */
const PRINTED_SUM = /\bprint\("(?<text>[^"{}]*)"\s*\+\s*(?<value>[\w.:]+(?:\([^()]*\))?)\)/;

/** What engine/include/asyncio/print.hpp says of a format string. */
const NAMED = /a format string cannot read names/;
const UNUSED = /write a \{\} for each value/;

export const PRINT_MISTAKES: readonly Mistake[] = [
  {
    id: 'print-bare',
    message: /undeclared identifier 'print'/,
    en: 'Write `asyncio::print(…)`.',
    ko: '`asyncio::print(…)`라고 쓰세요.',
    // Values that follow a text as in Python get their places at once.
    fix: replace(/(?<![\w:.])print(?:\("([^"{}]*)",\s*([^;()=]*)\)|(?=\s*\())/, ([, text, values = '']) =>
      text === undefined ? 'asyncio::print' : `asyncio::print${withPlaces(text, values)}`,
    ),
  },
  {
    id: 'f-string',
    message: /undeclared identifier 'f'/,
    line: /\bf"(?<text>[^"]*)"/,
    en: 'Put the values behind the text: `print("n is {}\\n", n)`. C++ has no f-strings.',
    ko: '값은 문자열 뒤에 인자로 넣으세요: `print("n is {}\\n", n)`. C++에는 f-문자열이 없습니다.',
    fix: replace(/\bf"([^"]*)"/, ([all, text = '']) => withArguments(all, text)),
  },
  {
    id: 'print-conversion',
    message: NAMED,
    line: /\{!(?<letter>[rsa])\}/,
    en: 'Write `{:?}` for a text with its quotes, else `{}`: there is no `!{letter}`.',
    ko: '문자열을 따옴표와 함께 보이려면 `{:?}`, 아니면 `{}`를 쓰세요. `!{letter}`는 없습니다.',
    fix: replace(/\{![rsa]\}/, ([all]) => (all === '{!s}' ? '{}' : '{:?}')),
  },
  {
    id: 'print-name-in-braces',
    message: NAMED,
    en: 'Leave the braces empty and put the values behind the text: `print("n is {}\\n", n)`. C++ cannot read names out of a string.',
    ko: '중괄호는 비우고 값은 문자열 뒤에 넣으세요: `print("n is {}\\n", n)`. C++는 문자열 안의 이름을 읽지 못합니다.',
    fix: replace(/"([^"]*)"/, ([all, text = '']) => withArguments(all, text)),
  },
  {
    id: 'print-percent',
    message: UNUSED,
    line: /"[^"]*(?<spec>%[-+ 0]*\d*(?:\.\d+)?[diuscfgxlz]+)[^"]*"/,
    en: 'Write `{}` where `{spec}` stands: asyncio::print knows the types of its values by itself.',
    ko: '`{spec}` 자리에 `{}`를 쓰세요. asyncio::print는 값의 타입을 스스로 압니다.',
    fix: replace(/"[^"]*"/, ([text]) => text.replace(/%[-+ 0]*\d*(?:\.\d+)?[diuscfgxlz]+/g, '{}')),
  },
  {
    id: 'print-values',
    message: UNUSED,
    en: 'Write a `{}` for each value, and the line break: `print("x: {} y: {}\\n", x, y)`. asyncio::print adds neither spaces nor a line break.',
    ko: '값마다 `{}`를 쓰고 줄바꿈도 넣으세요: `print("x: {} y: {}\\n", x, y)`. asyncio::print는 공백도 줄바꿈도 붙이지 않습니다.',
    fix: replace(
      /print\("([^"{}]*)",\s*([^;()]*)\)/,
      ([, text = '', values = '']) => `print${withPlaces(text, values)}`,
    ),
  },
  {
    id: 'print-too-few',
    message: /give a value for each \{\}/,
    en: 'Give a value for each `{}`: there are more places in the text than values behind it. A brace that is to be printed is written twice.',
    ko: '`{}`마다 값을 하나씩 넣으세요. 문자열 안의 자리가 뒤에 오는 값보다 많습니다. 중괄호 자체를 출력하려면 두 번 쓰세요.',
  },
  {
    id: 'print-letter',
    message: /its type letter does not suit/,
    en: 'Write `{}`, or a letter of that type: `d` is for whole numbers, `f` for numbers with a decimal point, `s` for text. `{:.2f}` of an `int` needs a `double`.',
    ko: '`{}`나 그 타입의 글자를 쓰세요. `d`는 정수, `f`는 소수, `s`는 문자열에 씁니다. `int` 값에 `{:.2f}`를 쓰려면 `double`로 바꾸세요.',
  },
  {
    id: 'print-brace',
    message: /for a brace that is printed/,
    en: 'Write a brace that is to be printed twice, `{{` or `}}`, and close each `{`.',
    ko: '출력할 중괄호는 `{{`, `}}`처럼 두 번 쓰고, 여는 `{`는 모두 닫으세요.',
  },
  {
    id: 'print-numbering',
    message: /number all fields of the format string or none/,
    en: 'Number all the braces, as `{0}` and `{1}`, or none of them.',
    ko: '중괄호에 `{0}`, `{1}`처럼 모두 번호를 쓰거나 모두 쓰지 마세요.',
  },
  {
    id: 'print-width',
    message: /give an integer for the width or precision/,
    en: 'Give a whole number for the inner `{}`: it is the width or precision, and follows the value that is printed.',
    ko: '안쪽 `{}`에는 정수를 주세요. 폭이나 정밀도를 정하며, 출력할 값 다음에 옵니다.',
  },
  {
    id: 'print-sum',
    message: /a format string must be known while compiling/,
    line: PRINTED_SUM,
    en: 'Write `print("{text}{}\\n", {value})`: the text says where the value goes, and is not added to.',
    ko: '`print("{text}{}\\n", {value})`라고 쓰세요. 문자열에 더하지 말고 값이 들어갈 자리를 적습니다.',
    fix: replace(PRINTED_SUM, 'print("$<text>{}\\n", $<value>)'),
  },
  {
    id: 'print-variable',
    message: /a format string must be known while compiling/,
    en: 'Write `print("{}\\n", …)` with the string as a value: the format must be known while compiling, so that a wrong one is found then.',
    ko: '문자열 변수는 값으로 넘기세요: `print("{}\\n", …)`. 형식이 틀렸는지 컴파일할 때 검사하므로 형식은 그때 정해져 있어야 합니다.',
    fix: replace(/(?<=print\()(\w+)(?=\))/, '"{}\\n", $1'),
  },
  {
    id: 'print-number',
    message: /no matching function for call to object of type 'const detail::Print/,
    note: /no known conversion from '(?<type>[^']*)' to 'FormatString/,
    line: /print\((?!')/,
    en: 'Begin with a text that says where the values go: `print("{}\\n", …)`.',
    ko: '값이 들어갈 자리를 적은 문자열로 시작하세요: `print("{}\\n", …)`.',
    fix: replace(/(?<=print\()([^"'][^;]*)(?=\);)/, '"{}\\n", $1'),
  },
  {
    id: 'print-task',
    message: /asyncio::print does not know how to print this type/,
    line: /(?<=,\s*)(?<task>\w+)\);/,
    when: ({ diagnostic, groups: { task = '' } }) =>
      /asyncio::(Task|Future)</.test(diagnostic.message) ? { task } : null,
    en: 'Print its result: `asyncio::await({task})`. A task itself has no text.',
    ko: '결과를 출력하세요: `asyncio::await({task})`. 태스크 자체는 문자열로 나타낼 수 없습니다.',
    fix: replace(/(?<=,\s*)(?<task>\w+)(?=\);)/, 'asyncio::await($<task>)'),
  },
  {
    id: 'print-unknown-type',
    message: /asyncio::print does not know how to print this type/,
    en: 'Print its parts, or write `std::string to_string(const T& value)` beside the type: asyncio::print does not know how to show it.',
    ko: '멤버를 하나씩 출력하거나, 타입 옆에 `std::string to_string(const T& value)` 함수를 쓰세요. asyncio::print는 이 타입을 어떻게 보여 줄지 모릅니다.',
  },
  {
    id: 'print-end',
    message: /undeclared identifier 'end'/,
    line: /,\s*end\s*=\s*(?<end>"[^"]*"|'[^']*')/,
    en: 'Leave out `end=`: asyncio::print ends with nothing but what the text ends with.',
    ko: '`end=`를 빼세요. asyncio::print는 문자열 끝에 아무것도 덧붙이지 않습니다.',
    fix: replace(/,\s*end\s*=\s*(?:"[^"]*"|'[^']*')/, ''),
  },
];
