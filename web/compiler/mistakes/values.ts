/** Types, strings and lambdas. */
import { atNote, header, insert, replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

export const VALUE_MISTAKES: readonly Mistake[] = [
  {
    id: 'single-quotes',
    message: /multi-character character constant|character constant too long/,
    line: /'(?<text>[^']{2,})'/,
    en: 'Write double quotes, `"{text}"`: single ones are for one character.',
    ko: '큰따옴표로 `"{text}"`라고 쓰세요. 작은따옴표는 문자 하나에 씁니다.',
    fix: replace(/'([^']{2,})'/, '"$1"'),
  },
  {
    id: 'char-in-double-quotes',
    message: /cannot initialize a variable of type 'char' with an lvalue of type 'const char\[2\]'/,
    line: /"(?<character>[^"\\]|\\.)"/,
    en: "Write single quotes, `'{character}'`: double ones are for strings.",
    ko: "작은따옴표로 `'{character}'`라고 쓰세요. 큰따옴표는 문자열에 씁니다.",
    fix: replace(/"([^"\\]|\\.)"/, "'$1'"),
  },
  {
    id: 'str-of',
    message: /undeclared identifier 'str'/,
    line: /\bstr\((?<what>[^()]*)\)/,
    en: 'Write `std::to_string({what})`, with `#include <string>`.',
    ko: '`#include <string>`과 함께 `std::to_string({what})`라고 쓰세요.',
    fix: replace(/\bstr\(/, 'std::to_string('),
  },
  {
    id: 'str',
    message: /unknown type name 'str'|undeclared identifier 'str'/,
    en: 'Write `std::string`, with `#include <string>`.',
    ko: '`#include <string>`과 함께 `std::string`이라고 쓰세요.',
    fix: [replace(/\bstr\b/, 'std::string'), header('#include <string>')],
  },
  {
    id: 'list',
    message: /(?:undeclared identifier|no template named) 'list'/,
    en: 'Write `std::vector`, with `#include <vector>`: that is what a list in Python is. (`std::list` is a linked one.)',
    ko: '`#include <vector>`와 함께 `std::vector`라고 쓰세요. Python의 리스트에 해당합니다. (`std::list`는 연결 리스트입니다.)',
    fix: [replace(/\blist\b/, 'std::vector'), header('#include <vector>')],
  },
  {
    id: 'dict',
    message: /(?:undeclared identifier|no template named|unknown type name) 'dict'/,
    en: 'Write `std::map<std::string, int>`, with `#include <map>`, or `std::unordered_map`.',
    ko: '`#include <map>`과 함께 `std::map<std::string, int>`라고 쓰거나 `std::unordered_map`을 쓰세요.',
    fix: [replace(/\bdict\b/, 'std::map'), header('#include <map>')],
  },
  {
    id: 'string-and-number',
    message:
      /invalid operands to binary expression \('std::string'.* and '(?<type>int|long|double|float|unsigned long|size_t)'/,
    line: /\+\s*(?<number>[\w.]+)/,
    en: 'Write `std::to_string({number})`: a number does not become text by itself.',
    ko: '`std::to_string({number})`라고 쓰세요. 숫자는 저절로 문자열이 되지 않습니다.',
    fix: replace(/(?<=\+\s*)(?<number>[\w.]+)/, 'std::to_string($<number>)'),
  },
  {
    id: 'literal-and-number',
    message: /adding '(?<type>\w+)' to a string does not append to the string/,
    // What is printed needs no string to be made of it.
    line: /(?<!\bprint\()(?<text>"[^"]*")\s*\+\s*(?<number>[\w.]+)/,
    en: 'Write `{text} + std::to_string({number})`: as it stands, this cuts off the first {number} characters of the text.',
    ko: '`{text} + std::to_string({number})`라고 쓰세요. 지금은 문자열 앞의 {number}글자를 잘라 냅니다.',
    fix: replace(/("[^"]*"\s*\+\s*)([\w.]+)/, '$1std::to_string($2)'),
  },
  {
    id: 'two-literals',
    message: /invalid operands to binary expression \('const char\[\d+\]' and 'const char\[\d+\]'\)/,
    line: /(?<text>"[^"]*")\s*\+/,
    en: 'Write `std::string({text}) + …`: two literals cannot be added, as neither is a `std::string` yet.',
    ko: '`std::string({text}) + …`라고 쓰세요. 리터럴끼리는 더할 수 없습니다. 아직 어느 쪽도 `std::string`이 아닙니다.',
    fix: replace(/("[^"]*")(?=\s*\+)/, 'std::string($1)'),
  },
  {
    id: 'string-times',
    message: /invalid operands to binary expression \('const char\[\d+\]' and '(?<type>\w+)'\)/,
    line: /"(?<text>[^"]*)"\s*\*\s*(?<count>\w+)/,
    en: "Write `std::string({count}, '{text}')`, which is {count} times that character.",
    ko: "`std::string({count}, '{text}')`라고 쓰세요. 그 문자를 {count}번 되풀이한 문자열입니다.",
    fix: replace(/"(.)"\s*\*\s*(\w+)/, "std::string($2, '$1')"),
  },
  {
    id: 'capture',
    message: /variable '(?<name>\w+)' cannot be implicitly captured/,
    en: 'Write `[&]` or `[=]` in place of `[]`: a lambda sees `{name}` only if it captures it. `[&]` refers to it; `[=]` copies it, which is right for a task that may outlive this function.',
    ko: '`[]` 대신 `[&]`나 `[=]`를 쓰세요. 람다는 캡처한 변수만 볼 수 있어서 `{name}`도 캡처해야 합니다. `[&]`는 참조하고, `[=]`는 복사합니다. 함수보다 오래 사는 태스크에는 `[=]`가 맞습니다.',
    fix: atNote(/lambda expression begins here/, (seen) => {
      const before = (seen.lines[seen.line - 1] ?? '').slice(0, seen.column - 1);
      return replace(/\[\]/, /create_task\($|ensure_future\($|call_\w+\(.*$/.test(before) ? '[=]' : '[&]')(seen);
    }),
  },
  {
    id: 'capture-this',
    message: /'this' cannot be implicitly captured/,
    en: 'Write `[this]` in place of `[]`: a lambda sees the members only if it captures `this`. The object must live as long as the lambda.',
    ko: '`[]` 대신 `[this]`를 쓰세요. 람다는 `this`를 캡처해야 멤버를 볼 수 있습니다. 객체는 람다보다 오래 살아 있어야 합니다.',
    fix: atNote(/explicitly capture 'this'/, insert('this')),
  },
  {
    id: 'captured-copy',
    message: /cannot assign to a variable captured by copy/,
    line: /(?<name>\w+)\s*[-+*/]?=(?!=)|(?:\+\+|--)(?<other>\w+)/,
    en: 'Capture it by reference, `[&…]`, if the variable outside is to change, or write `mutable` to change the copy: `[…]() mutable { … }`.',
    ko: '바깥 변수를 바꾸려면 `[&…]`처럼 참조로 캡처하고, 복사본을 바꾸려면 `mutable`을 쓰세요: `[…]() mutable { … }`.',
    fix: replace(/(?<=\[)(\w+)(?=\])/, '&$1'),
  },
  {
    id: 'lambda-of-two-types',
    message: /return type '(?<second>[^']*)' must match previous return type '(?<first>[^']*)'/,
    en: 'Say the type of the result: `[](…) -> {second} { … }`. One `return` of this lambda gives `{first}`, another `{second}`.',
    ko: '반환 타입을 쓰세요: `[](…) -> {second} { … }`. 이 람다의 한 `return`은 `{first}` 값을, 다른 `return`은 `{second}` 값을 돌려줍니다.',
  },
  {
    id: 'function-of-move-only',
    message: /call to implicitly-deleted copy constructor of '\(lambda/,
    note: /'std::function</,
    en: 'Take the lambda as `auto` in place of `std::function`, or keep what it holds in a `std::shared_ptr`: a `std::function` must be able to copy its lambda.',
    ko: '`std::function` 대신 `auto`로 람다를 받거나, 람다가 가진 것을 `std::shared_ptr`에 담으세요. `std::function`은 람다를 복사할 수 있어야 합니다.',
    fix: replace(/std::function<[^=]*>(?=\s+\w+\s*=)/, 'auto'),
  },
  {
    id: 'copy-of-unique',
    message: /call to (?:implicitly-)?deleted copy constructor of .*unique_ptr/,
    line: /\b(?<name>\w+)\b/,
    when: ({ lines, line, column }) => {
      const name = /^\w+/.exec((lines[line - 1] ?? '').slice(column - 1))?.[0];
      return name === undefined ? null : { name };
    },
    en: 'Write `std::move({name})`: a `unique_ptr` has one owner, so it is handed over, not copied.',
    ko: '`std::move({name})`라고 쓰세요. `unique_ptr`의 소유자는 하나이므로 복사하지 않고 넘겨줍니다.',
    fix: replace(/\b(?<![.:>])\w+\b/, 'std::move($&)'),
  },
  {
    id: 'missing-return',
    message: /non-void function does not return a value(?<paths> in all control paths)?/,
    en: 'Add the missing `return`: the function says that it gives a value, and here it ends without one. What its caller gets then is undefined.',
    ko: '빠진 `return`을 추가하세요. 값을 돌려준다고 선언한 함수가 여기서 값 없이 끝납니다. 그때 호출한 쪽이 무엇을 받을지는 알 수 없습니다.',
  },
  {
    id: 'untyped-variable',
    message: /undeclared identifier '(?<name>\w+)'/,
    line: /^\s*(?<target>\w+)\s*=(?!=)/,
    when: ({ groups }) => (groups.name === groups.target ? {} : null),
    en: 'Write `auto {name} = …;` where it first gets a value: each variable is declared.',
    ko: '처음 값을 넣는 곳에 `auto {name} = …;`라고 쓰세요. 변수는 선언해야 합니다.',
    fix: insert('auto '),
  },
  {
    id: 'auto-without-value',
    message: /declaration of variable '(?<name>\w+)' with deduced type 'auto' requires an initializer/,
    en: 'Give `{name}` a value here, or write its type in place of `auto`: `auto` takes the type from the value.',
    ko: '`{name}` 변수에 여기서 값을 주거나 `auto` 대신 타입을 쓰세요. `auto`는 값에서 타입을 알아냅니다.',
  },
  {
    id: 'uninitialized',
    message: /variable '(?<name>\w+)' is (?:used )?uninitialized/,
    en: 'Give `{name}` a value where it is declared: until then it holds whatever was in memory.',
    ko: '`{name}` 변수를 선언할 때 값을 주세요. 그전에는 메모리에 남아 있던 값이 들어 있습니다.',
    fix: atNote(/initialize the variable/, insert(' = 0')),
  },
  {
    id: 'chained-comparison',
    message: /chained comparison .* does not behave the same/,
    line: /(?<first>[\w.]+)\s*(?<a>[<>]=?)\s*(?<middle>[\w.]+)\s*(?<b>[<>]=?)\s*(?<last>[\w.]+)/,
    en: 'Write `{first} {a} {middle} && {middle} {b} {last}`: C++ compares one after the other.',
    ko: '`{first} {a} {middle} && {middle} {b} {last}`라고 쓰세요. C++는 비교를 하나씩 차례로 합니다.',
    fix: replace(/([\w.]+)\s*([<>]=?)\s*([\w.]+)\s*([<>]=?)\s*([\w.]+)/, '$1 $2 $3 && $3 $4 $5'),
  },
  {
    id: 'assignment-in-condition',
    message: /using the result of an assignment as a condition/,
    en: 'Write `==` to compare: `=` assigns.',
    ko: '비교하려면 `==`를 쓰세요. `=`는 대입입니다.',
    fix: replace(/(?<![=!<>])=(?!=)/, '=='),
  },
  {
    id: 'method-not-called',
    message: /reference to non-static member function must be called/,
    line: /[.>](?<name>\w+)\s*(?!\()/,
    en: 'Write the brackets: `()`. A function without them is not called.',
    ko: '괄호 `()`를 쓰세요. 괄호가 없으면 함수를 호출하지 않습니다.',
    fix: replace(/\w+(?!\w|\()/, '$&()'),
  },
  {
    id: 'arrow',
    message:
      /no member named '\w+' in .*did you mean to use '->' instead of '\.'|member reference type .* is a pointer; did you mean to use '->'/,
    when: ({ lines, line, column }) => {
      const name = /^\.?(?<name>\w+)/.exec((lines[line - 1] ?? '').slice(column - 1))?.groups?.name;
      return name === undefined ? null : { name };
    },
    en: 'Write `->{name}`: this is a pointer to the object.',
    ko: '`->{name}`처럼 화살표를 쓰세요. 이것은 객체를 가리키는 포인터입니다.',
    fix: replace(/\.(?=\w)/, '->'),
  },
  {
    id: 'change-of-const',
    message: /no matching member function for call to|no viable overloaded|cannot assign to .* const/,
    note: /'this' argument has type 'const .*but method is not marked const/,
    en: 'Leave out `const` where it is declared, if it is to be changed: what is taken by `const&` can only be read.',
    ko: '바꾸려면 선언에서 `const`를 빼세요. `const&`로 받은 것은 읽을 수만 있습니다.',
  },
  {
    id: 'temporary-for-reference',
    message:
      /no matching function for call to '(?<name>\w+)'|non-const lvalue reference to type .* cannot bind to a (?:temporary|value)/,
    note: /no known conversion from '[^']*' to '(?<type>(?!const )[^']*) &'/,
    en: 'Let `{name}` take `const {type}&`, or give it a variable: a `&` without `const` needs a variable that it can change.',
    ko: '`{name}`의 매개변수를 `const {type}&`로 바꾸거나 변수를 넘기세요. `const` 없는 `&`에는 바꿀 수 있는 변수가 필요합니다.',
  },
  {
    id: 'private-member',
    message: /'(?<name>\w+)' is a private member of '(?<type>[^']*)'/,
    en: 'Write `struct {type}` or put `public:` before `{name}`: the members of a `class` are private unless it says otherwise.',
    ko: '`struct {type}`라고 쓰거나 `{name}` 앞에 `public:`을 쓰세요. `class`의 멤버는 따로 밝히지 않으면 비공개입니다.',
  },
];
