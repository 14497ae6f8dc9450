/** Values of another type than what takes them, and streams and printf, which take few. */
import { header, replace } from './changes.ts';
import type { Mistake, Seen } from './mistake.ts';

/** The conversion of printf for a type. */
const CONVERSIONS: Readonly<Record<string, string>> = {
  ...{ int: '%d', double: '%f', char: '%c', long: '%ld', 'long long': '%lld', 'unsigned int': '%u' },
  ...{ size_t: '%zu', 'unsigned long': '%zu', 'const char *': '%s', 'char *': '%s' },
};
const CONVERSION = /%[-+ 0#]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[a-zA-Z]/;
/** A number that text is made into: what does it. */
const PARSERS: Readonly<Record<string, string>> = { int: 'stoi', long: 'stol', double: 'stod', float: 'stof' };
const CAST = /\b(?:int|long|double|float)\((?<text>[\w.]+)\)/;
const COUT = /(?:std::)?cout\s*<<\s*(?<what>\w+)(?:\s*<<\s*(?:"\\n"|'\\n'|(?:std::)?endl))?\s*;/;
const ONE_VALUE = /[=(,]\s*(?<text>[\w.]+)\s*[,;)]/;

/** Has a note without a header that counts arguments: the function is one of the program. */
function ownCount({ diagnostic: { notes } }: Seen): { wanted: string; given: string } | null {
  for (const { message, header: of } of notes) {
    const found =
      /requires (?<wanted>(?:at least |at most )?\d+|single|no) arguments?.*, but (?<given>\d+|no) (?:was|were|arguments)/.exec(
        message,
      );
    if (found === null || of !== undefined) continue;
    const number = (word = '') => ({ single: '1', no: '0' })[word] ?? word;
    return {
      wanted: number(found.groups?.wanted).replace(/^at (?:least|most) /, ''),
      given: number(found.groups?.given),
    };
  }
  return null;
}

export const TYPE_MISTAKES: readonly Mistake[] = [
  {
    id: 'stream-direction',
    message: /invalid operands to binary expression \('(?:istream|ostream)'/,
    line: /\b(?:cin\s*<<|cout\s*>>)/,
    en: 'Turn the arrows round: `std::cout << x` prints, `std::cin >> x` reads.',
    ko: '화살표 방향을 바꾸세요. `std::cout << x`는 출력하고 `std::cin >> x`는 읽습니다.',
    fix: replace(/(cin\s*)<<|(cout\s*)>>/, ([, input, output]) =>
      input === undefined ? `${output ?? ''}<<` : `${input}>>`,
    ),
  },
  {
    id: 'stream-of-list',
    message:
      /invalid operands to binary expression \('ostream'.* and '(?:const )?(?<type>std::(?:vector|map|set|deque|list|array|unordered_map|unordered_set|pair|tuple|optional))</,
    line: /<<\s*(?<what>\w+)/,
    en: 'Write `asyncio::print("{}\\n", {what})`, or print the elements in a loop: a stream cannot show `{type}`.',
    ko: '`asyncio::print("{}\\n", {what})`라고 쓰거나 반복문으로 원소를 출력하세요. 스트림은 `{type}`: 이 타입을 출력하지 못합니다.',
    fix: replace(COUT, 'asyncio::print("{}\\n", $<what>);'),
  },
  {
    id: 'stream-of-type',
    message: /invalid operands to binary expression \('ostream'.* and '(?:const )?(?<type>[A-Z]\w*)'\)/,
    en: 'Print its members, such as `std::cout << x.n`: a stream does not know how to show `{type}`.',
    ko: '`std::cout << x.n`처럼 멤버를 출력하세요. 스트림은 `{type}`: 이 타입을 어떻게 출력할지 모릅니다.',
  },
  {
    id: 'stream-comma',
    message: /expression result unused|left operand of comma operator/,
    line: /\bcout\s*<<[^;]*,/,
    en: 'Write `<<` in place of the comma: what follows a comma is not printed.',
    ko: '쉼표 대신 `<<`를 쓰세요. 쉼표 뒤의 것은 출력되지 않습니다.',
    fix: replace(/,\s*(\w)/, ' << $1'),
  },
  {
    id: 'print-as-stream',
    message: /invalid operands to binary expression \('const detail::Print/,
    en: 'Call it: `asyncio::print("n is {}\\n", n)`. It is a function, and no stream.',
    ko: '함수로 호출하세요: `asyncio::print("n is {}\\n", n)`. 스트림이 아니라 함수입니다.',
  },
  {
    id: 'printf-string',
    message: /cannot pass .*object of type '(?:const )?std::string' .*to variadic function/,
    en: 'Write `.c_str()` behind the string, or `asyncio::print("{}\\n", …)`: `%s` of printf is for the strings of C.',
    ko: '문자열 뒤에 `.c_str()`를 쓰거나 `asyncio::print("{}\\n", …)`를 쓰세요. printf의 `%s`는 C 문자열에 씁니다.',
    fix: replace(/\b[A-Za-z_]\w*(?:(?:\.|->)\w+)*(?=\s*[,)])/, '$&.c_str()'),
  },
  {
    id: 'printf-braces',
    message: /data argument not used by format string/,
    line: /\bprintf\("[^"%]*\{\}[^"%]*"/,
    en: 'Write `asyncio::print` in place of `printf`, which knows no `{}`.',
    ko: '`printf` 대신 `asyncio::print`를 쓰세요. printf는 `{}`를 모릅니다.',
    fix: replace(/(?:std::)?\bprintf(?=\()/, 'asyncio::print'),
  },
  {
    id: 'printf-too-few',
    message: /more '%' conversions than data arguments/,
    en: 'Give a value for each `%` in the text; a percent sign itself is written `%%`.',
    ko: '문자열의 `%`마다 값을 하나씩 넣으세요. 퍼센트 기호는 `%%`라고 씁니다.',
  },
  {
    id: 'printf-letter',
    message: /format specifies type '(?<wanted>[^']*)' .*but the argument has (?:underlying )?type '(?<type>[^']*)'/,
    line: /"(?<text>[^"]*)"/,
    when: ({ groups: { type = '' } }) => ({ conversion: CONVERSIONS[type] ?? '%d' }),
    en: 'Write the letter of the value’s type, here `{conversion}`, or `asyncio::print` with `{}`, which needs none: the value is of type `{type}`.',
    ko: '값의 타입에 맞는 글자를 쓰세요. 여기서는 `{conversion}`입니다. `asyncio::print`의 `{}`에는 글자가 필요 없습니다. 값의 타입: `{type}`.',
    fix: (seen) => {
      const { text = '', type = '', conversion = '' } = seen.groups;
      const all = text.match(new RegExp(CONVERSION.source, 'g')) ?? [];
      // Of several, the message does not say which.
      if (all.length !== 1 || CONVERSIONS[type] === undefined) return [];
      return replace(CONVERSION, conversion)({ ...seen, column: 1 });
    },
  },
  {
    id: 'printf-variable',
    message: /no matching function for call to 'printf'/,
    line: /\bprintf\((?<what>[\w.]+)\)/,
    en: 'Write `asyncio::print("{}\\n", {what})`: printf begins with a text, in which `%d` stands for the value.',
    ko: '`asyncio::print("{}\\n", {what})`라고 쓰세요. printf는 값이 들어갈 자리를 `%d`로 적은 문자열로 시작합니다.',
    fix: replace(/(?:std::)?\bprintf\((?<what>[\w.]+)\)/, 'asyncio::print("{}\\n", $<what>)'),
  },
  {
    id: 'text-as-number',
    message:
      /(?:no matching conversion for functional-style cast|no viable conversion) from '(?:const )?std::string'.* to '(?<type>int|long|double|float)'/,
    line: ONE_VALUE,
    when: ({ groups: { type = '' } }) => ({ parse: `std::${PARSERS[type] ?? 'stoi'}` }),
    en: 'Write `{parse}({text})`, with `#include <string>`: text does not become a number by itself.',
    ko: '`#include <string>`과 함께 `{parse}({text})`라고 쓰세요. 문자열은 저절로 숫자가 되지 않습니다.',
    fix: (seen) => {
      const { parse = '' } = seen.groups;
      const cast = replace(CAST, `${parse}($<text>)`)(seen);
      return cast.length > 0 ? cast : replace(/(?<==\s*)([\w.]+)(?=\s*;)/, `${parse}($1)`)(seen);
    },
  },
  {
    id: 'number-as-text',
    message:
      /no viable conversion from '(?:int|long|double|float|unsigned long|size_t|size_type)'.* to '(?:const )?std::string'/,
    line: ONE_VALUE,
    en: 'Write `std::to_string({text})`, with `#include <string>`: a number does not become text by itself.',
    ko: '`#include <string>`과 함께 `std::to_string({text})`라고 쓰세요. 숫자는 저절로 문자열이 되지 않습니다.',
    fix: replace(/(?<=[=(,]\s*)([\w.]+)(?=\s*[,;)])/, 'std::to_string($1)'),
  },
  {
    id: 'tuple-to-several',
    message: /assigning to '[^']*' from incompatible type 'std::tuple</,
    line: /^\s*(?<names>\w+(?:,\s*\w+)+)\s*=/,
    en: 'Write `std::tie({names}) = …`, with `#include <tuple>`, or declare them here: `auto [{names}] = …`.',
    ko: '`#include <tuple>`과 함께 `std::tie({names}) = …`라고 쓰거나 여기서 선언하세요: `auto [{names}] = …`.',
    fix: [replace(/(?<=^\s*)\w+(?:,\s*\w+)+(?=\s*=)/, 'std::tie($&)'), header('#include <tuple>')],
  },
  {
    id: 'unpack-count',
    message: /binds to (?<count>\d+) elements?, but (?<names>\d+|only \d+) names? w(?:as|ere) provided/,
    en: 'Write as many names in the brackets as there are values: {count}, and not {names}.',
    ko: '대괄호 안의 이름을 값의 수만큼 쓰세요. 값은 {count}개인데 이름은 {names}개입니다.',
  },
  {
    id: 'argument-count',
    message: /no matching (?:member )?function for call to '(?<name>\w+)'/,
    when: ownCount,
    weak: true,
    en: 'Give `{name}` as many arguments as it takes, {wanted}: here are {given}.',
    ko: '`{name}`에 인자를 {wanted}개 넘기세요. 지금은 {given}개입니다.',
  },
  {
    id: 'argument-type',
    message: /no matching (?:member )?function for call to '(?<name>\w+)'/,
    note: /no known conversion from '(?<given>[^']*)'.* to '(?:const )?(?<type>\w[\w:<> ,]*?)(?: ?&&?)?'(?: \(aka '[^']*'\))? for (?<which>\d+)\w\w argument/,
    when: ({ diagnostic: { notes }, groups: { given = '' } }) =>
      given.includes('lambda') || !notes.every(({ message }) => / argument|deduced|candidate/.test(message))
        ? null
        : {},
    weak: true,
    en: 'Give `{name}` a value of type `{type}` as argument {which}: this one is of type `{given}`.',
    ko: '`{name}`의 {which}번째 인자로 `{type}` 값을 넘기세요. 지금 넘긴 값은 `{given}`입니다.',
  },
  {
    id: 'wrong-type',
    message:
      /cannot initialize (?<what>return object|a variable|a parameter|a member subobject|an array element) .*of type '(?<type>[^']*)' with an? [lpr]*value of type '(?<given>[^']*)'/,
    weak: true,
    en: 'Write a value of type `{type}` here, or change that type: this one is of type `{given}`.',
    ko: '여기에 `{type}` 타입의 값을 쓰거나 그 타입을 바꾸세요. 지금 값은 `{given}`입니다.',
  },
];
