/** Names that are not found, and where they are. */
import { replace } from './changes.ts';
import type { Mistake } from './mistake.ts';
import { ASYNCIO_SPELLING } from './spelling.ts';

/** Does the line declare a variable of that name? */
function declares(text: string, name: string): boolean {
  const found = new RegExp(String.raw`(?<before>[\w>&*]+)\s+${name}\s*[={;]`).exec(text);
  return found !== null && !/^(?:return|else|throw|case|do)$/.test(found.groups?.before ?? '');
}

export const NAME_MISTAKES: readonly Mistake[] = [
  {
    id: 'dot',
    message: /unexpected namespace name '\w+': expected expression|expected '\)'|unknown type name '(?:asyncio|std)'/,
    line: /\b(?<space>asyncio|std)\.(?<member>\w+)/,
    en: 'Write `{space}::{member}`: a namespace and what is in it are joined by `::`.',
    ko: '`{space}::{member}`라고 쓰세요. 이름공간과 그 안의 이름은 `::`로 잇습니다.',
    fix: replace(/\b(asyncio|std)\./, '$1::'),
  },
  {
    id: 'one-colon',
    message: /undeclared identifier '(?<name>\w+)'/,
    line: /\b(?<space>asyncio|std):(?<member>\w+)/,
    en: 'Write two colons: `{space}::{member}`.',
    ko: '콜론을 두 개 쓰세요: `{space}::{member}`.',
    fix: replace(/\b(asyncio|std):(?!:)/, '$1::'),
  },
  {
    id: 'using',
    message: /using declaration requires a qualified name/,
    line: /\busing\s+(?<name>\w+)\s*;/,
    en: 'Write `using namespace {name};`.',
    ko: '`using namespace {name};`라고 쓰세요.',
    fix: replace(/\busing\s+(?=\w+\s*;)/, 'using namespace '),
  },
  {
    id: 'missing-namespace',
    message:
      /(?:undeclared identifier|no template named|unknown type name) '(?<name>\w+)'; did you mean '(?<space>std|asyncio)::\k<name>'/,
    when: ({ groups: { name = '' }, lines, line }) => (declares(lines[line - 1] ?? '', name) ? null : {}),
    en: 'Write `{space}::{name}`.',
    ko: '`{space}::{name}`라고 쓰세요.',
    fix: (seen) => {
      const { space = '', name = '' } = seen.groups;
      return replace(new RegExp(String.raw`(?<![\w:.])${name}\b`), `${space}::${name}`)(seen);
    },
  },
  {
    id: 'defined-below',
    message: /undeclared identifier '(?<name>\w+)'/,
    source: String.raw`^(?:[\w:<>&*]+\s+)+{name}\(`,
    en: 'Move the function `{name}` above this one: what is used must stand before it.',
    ko: '`{name}` 함수를 이 함수 위로 옮기세요. 쓰려면 그 앞에 있어야 합니다.',
  },
  ASYNCIO_SPELLING,
  {
    id: 'unknown-member-of-asyncio',
    message: /no (?:type |template )?(?:member )?named '(?<name>\w+)' in namespace 'asyncio'/,
    en: 'Look for another name: asyncio has no `{name}`. The functions are called as in Python, such as `create_task`, `gather` and `sleep`.',
    ko: '다른 이름을 찾아보세요. `{name}`: asyncio에 없는 이름입니다. 함수 이름은 `create_task`, `gather`, `sleep`처럼 Python과 같습니다.',
  },
  {
    id: 'asyncio-header',
    message: /'(?<header>asyncio(?:\.h)?)' file not found/,
    en: 'Write `#include <asyncio.hpp>`.',
    ko: '`#include <asyncio.hpp>`라고 쓰세요.',
    fix: replace(/[<"]asyncio(?:\.h)?[>"]/, '<asyncio.hpp>'),
  },
  {
    id: 'unknown-header',
    message: /'(?<header>[^']+)' file not found/,
    en: 'Include only `<asyncio.hpp>` and headers of the standard library, such as `<vector>`: `{header}` is not available in this page.',
    ko: '`<asyncio.hpp>`와 `<vector>` 같은 표준 라이브러리 헤더만 넣으세요. 이 페이지에는 `{header}` 헤더가 없습니다.',
  },
  {
    id: 'missing-main',
    message: /the program has no main\(\) function/,
    en: 'Add `int main() { asyncio::run([] { … }); }`: a program begins there.',
    ko: '`int main() { asyncio::run([] { … }); }`를 추가하세요. 프로그램은 main에서 시작합니다.',
  },
  {
    id: 'void-main',
    message: /'main' must return 'int'/,
    en: 'Write `int main`: what it returns is the exit code, and it may end without `return`.',
    ko: '`int main`이라고 쓰세요. 반환값은 종료 코드이며 `return` 없이 끝나도 됩니다.',
    fix: replace(/\w+(?=\s+main\b)/, 'int'),
  },
  {
    id: 'main-arguments',
    message: /only one parameter on 'main' declaration/,
    line: /\bmain\((?<parameter>[^)]*)\)/,
    en: 'Write `int main()` or `int main(int argc, char** argv)`: the number of arguments comes with the arguments.',
    ko: '`int main()`이나 `int main(int argc, char** argv)`라고 쓰세요. 인자의 개수와 인자는 함께 받습니다.',
    fix: replace(/(?<=\bmain\(\s*int\s+\w+)(?=\s*\))/, ', char**'),
  },
];
