/** What the checks of the standard library mean that end a running program (wasm/sdk/library-configuration.ts). */
import type { Explanation } from '../../session/run/compiler.ts';

/** A check that can fail, recognized by libc++'s words. Named groups fill the `{name}` of the sentences, as in the table of mistakes. */
interface FailedCheck {
  readonly id: string;
  readonly words: RegExp;
  readonly en: string;
  readonly ko: string;
}

/** The first that matches applies; the last matches all. */
export const FAILED_CHECKS: readonly FailedCheck[] = [
  {
    id: 'index-out-of-range',
    words:
      /^(?:std::)?(?:vector|string_view|string|deque|span|mdspan).*(?:index out of|out of bounds)|in std::array|operator\[\]\(?\)? on a zero-sized array/,
    en: 'Use an index from 0 to `size() - 1`: `[]` asked for an element that is not there. `.at()` throws `std::out_of_range` in its place, which a program can catch.',
    ko: '0부터 `size() - 1`까지의 인덱스를 쓰세요. `[]`로 없는 원소를 찾았습니다. 대신 `.at()`을 쓰면 프로그램이 잡을 수 있는 `std::out_of_range` 예외가 납니다.',
  },
  {
    id: 'element-of-empty',
    words: /(?<call>pop_front|pop_back|front|back)\b.*\b(?:empty|zero-sized)/,
    en: 'Look whether it is `empty()` first: `{call}()` was called where there is no element.',
    ko: '먼저 `empty()`인지 확인하세요. 원소가 없는데 `{call}()`을 호출했습니다.',
  },
  {
    id: 'empty-optional',
    words: /^optional operator/,
    en: 'Look whether it has a value first, as in `if (result)`: `*` or `->` was used on a `std::optional` that is empty. `.value()` throws `std::bad_optional_access` in its place.',
    ko: '먼저 `if (result)`처럼 값이 있는지 확인하세요. 비어 있는 `std::optional`에 `*`나 `->`를 썼습니다. 대신 `.value()`를 쓰면 `std::bad_optional_access` 예외가 납니다.',
  },
  {
    id: 'expected-without-value',
    words: /^expected::operator/,
    en: 'Look whether it has a value first, as in `if (result)`: `*` or `->` was used on a `std::expected` that holds an error.',
    ko: '먼저 `if (result)`처럼 값이 있는지 확인하세요. 오류가 담긴 `std::expected`에 `*`나 `->`를 썼습니다.',
  },
  {
    id: 'expected-without-error',
    words: /^expected::error/,
    en: 'Look whether it has an error first, as in `if (!result)`: `.error()` was called on a `std::expected` that holds a value.',
    ko: '먼저 `if (!result)`처럼 오류가 있는지 확인하세요. 값이 담긴 `std::expected`에 `.error()`를 호출했습니다.',
  },
  {
    id: 'erase-of-end',
    words: /erase\(iterator\)/,
    en: 'Compare the iterator with `end()` first: `erase` was given one that points to no element, which is what `find` returns where there is none.',
    ko: '먼저 반복자를 `end()`와 비교하세요. `erase`가 받은 반복자는 원소를 가리키지 않습니다. `find`는 찾는 것이 없으면 `end()`를 돌려줍니다.',
  },
  {
    id: 'past-the-end',
    words: /past.end|end iterator|past end|out-of-range iterator|non-dereferenceable/,
    en: 'Compare the iterator with `end()` before you use it: this one points to no element.',
    ko: '반복자를 쓰기 전에 `end()`와 비교하세요. 이 반복자는 원소를 가리키지 않습니다.',
  },
  {
    id: 'null-string',
    words: /(?:received|detected) nullptr|null pointer passed/,
    en: 'Compare the pointer with `nullptr` first: a string was made of, or compared with, a pointer to nothing.',
    ko: '먼저 포인터를 `nullptr`과 비교하세요. 아무것도 가리키지 않는 포인터로 문자열을 만들거나 비교했습니다.',
  },
  {
    id: 'comparison-not-less',
    words: /strict-weak ordering/,
    en: 'Compare with `<` and not with `<=`: of two equal elements neither may come before the other, or sorting runs beyond the end.',
    ko: '`<=` 대신 `<`로 비교하세요. 같은 두 원소는 어느 쪽도 앞서면 안 됩니다. 그러지 않으면 정렬이 끝을 넘어갑니다.',
  },
  {
    id: 'clamp-bounds',
    words: /passed to std::(?:ranges::)?clamp/,
    en: 'Give `std::clamp` the smaller bound first.',
    ko: '`std::clamp`에는 작은 경계를 먼저 주세요.',
  },
  {
    id: 'more-than-there-is',
    words: /subspan|(?:first|last)\W.*out of range|can't remove more than size/,
    en: 'Take no more elements than `size()`: fewer are there than were asked for.',
    ko: '`size()`보다 많은 원소를 요구하지 마세요. 원소가 그만큼 없습니다.',
  },
  {
    id: 'not-a-range',
    words: /range/,
    en: 'Give the beginning first and then the end, both of the same container: these two are no range.',
    ko: '같은 컨테이너의 시작과 끝을 차례로 주세요. 이 둘은 범위가 되지 않습니다.',
  },
  {
    id: 'refused-call',
    words: /(?<words>[^]*)/,
    en: 'Look at what this call needs: the standard library says “{words}”.',
    ko: '이 호출에 필요한 조건을 확인하세요. 표준 라이브러리의 메시지: “{words}”.',
  },
];

/** What a failed check means, by libc++'s words. */
export function explainCheck(words: string): Explanation {
  for (const { id, words: pattern, en, ko } of FAILED_CHECKS) {
    const found = pattern.exec(words);
    if (found === null) continue;
    const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => found.groups?.[name] ?? '');
    return { id, sentence: { en: fill(en), ko: fill(ko) }, edits: [] };
  }
  throw new Error('the last check matches everything');
}
