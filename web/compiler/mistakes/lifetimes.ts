/** What outlives what it refers to, as far as clang sees it: its lifetime warnings, which are on by default, and those that our `lifetimebound` adds. */
import { replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

const RETURNED =
  /(?:reference to|address of) stack memory associated with (?:local variable|parameter) '(?<name>\w+)' returned/;

export const LIFETIME_MISTAKES: readonly Mistake[] = [
  {
    id: 'captured-return',
    message: RETURNED,
    note: /captured by reference/,
    line: /\[&(?<what>\w*)/,
    en: 'Capture a copy, `[=]` or `[{name}]`, in place of a reference: `{name}` is gone when this function ends, and what it returns runs after that.',
    ko: '참조 대신 `[=]`나 `[{name}]`처럼 복사본을 캡처하세요. 함수가 끝나면 `{name}` 변수는 사라지는데, 돌려준 것은 그 뒤에 실행됩니다.',
    fix: (seen) => replace(/(?<=\[)&(\w*)/, seen.groups.what === '' ? '=' : '$1')(seen),
  },
  {
    id: 'dangling-return',
    message: RETURNED,
    en: 'Return the value itself, without `&` in the type: `{name}` is gone when the function ends, and the reference would point to nothing.',
    ko: '반환 타입에서 `&`를 빼고 값 자체를 돌려주세요. 함수가 끝나면 `{name}` 변수가 사라져 참조가 가리킬 것이 없어집니다.',
  },
  {
    id: 'returned-temporary',
    message: /returning (?:reference to|address of) local temporary object/,
    en: 'Return the value itself, without `&` in the type: what this line makes is gone when the function ends, and the reference would point to nothing.',
    ko: '반환 타입에서 `&`를 빼고 값 자체를 돌려주세요. 이 줄에서 만든 값은 함수가 끝나면 사라져 참조가 가리킬 것이 없어집니다.',
  },
  {
    id: 'dangling-view',
    message: /object backing the pointer .*will be destroyed at the end of the full-expression/,
    line: /(?<view>std::string_view|std::span<[^=]*>|const char\s*\*)/,
    en: 'Keep the string itself, as a `std::string`: `{view}` only points to it, and it is gone at the end of this line.',
    ko: '문자열 자체를 `std::string`으로 보관하세요. `{view}`는 가리키기만 하고, 가리키는 문자열은 이 줄 끝에서 사라집니다.',
    fix: replace(/std::string_view/, 'std::string'),
  },
  {
    id: 'dangling-into',
    message: /object backing the pointer .*will be destroyed at the end of the full-expression/,
    en: 'Give what is made here a variable of its own first: it is gone at the end of this line, and this would point into it.',
    ko: '여기서 만드는 값을 먼저 변수에 담으세요. 이 줄 끝에서 사라지므로 그 안을 가리키는 것이 가리킬 곳을 잃습니다.',
  },
  {
    id: 'dangling-reference',
    message: /temporary bound to local reference '(?<name>\w+)' will be destroyed at the end of the full-expression/,
    en: 'Keep a copy, without `&` in the type of `{name}`: the value that it refers to is gone at the end of this line.',
    ko: '`{name}` 변수의 타입에서 `&`를 빼고 복사본을 보관하세요. 참조하는 값은 이 줄 끝에서 사라집니다.',
    fix: replace(/\s?&(?=\s*\w+\s*=)/, ''),
  },
  {
    id: 'dangling-kept',
    message: /object whose reference is captured by '(?<name>\w+)' will be destroyed at the end of the full-expression/,
    en: 'Let `{name}` hold the values themselves, `std::string` in place of `std::string_view`: what it is given here is gone at the end of this line.',
    ko: '`{name}`에 값 자체를 담으세요. `std::string_view` 대신 `std::string`을 쓰면 됩니다. 여기서 넘긴 값은 이 줄 끝에서 사라집니다.',
  },
];
