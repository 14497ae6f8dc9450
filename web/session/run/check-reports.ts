/** What the reports of a checked program mean (wasm/check), in both languages. */
import type { Explanation } from './compiler.ts';

/** What a program did, recognized by the host's message. Named groups, and `task`, fill the `{name}` of the sentences. */
interface CheckReport {
  readonly id: string;
  readonly message: RegExp;
  readonly en: string;
  readonly ko: string;
}

export const CHECK_REPORTS: readonly CheckReport[] = [
  {
    id: 'used-after-return',
    message: /used `(?<name>\w+)`, a local variable of a function that has returned/,
    en: 'Let `{name}` live as long as what uses it: {task} used it after its function had returned. Capture a copy (`[=]`), or wait for the task before the function ends.',
    ko: '`{name}` 변수가 쓰이는 동안 살아 있게 하세요. 함수가 끝난 뒤에 {task}에서 썼습니다. `[=]`로 복사본을 캡처하거나, 함수가 끝나기 전에 태스크를 기다리세요.',
  },
  {
    id: 'used-after-scope',
    message: /used `(?<name>\w+)`, a local variable, after the end of its block/,
    en: 'Declare `{name}` outside of the block: {task} used it after the block’s closing brace, where it is gone.',
    ko: '`{name}` 변수를 블록 밖에 선언하세요. 블록을 닫는 중괄호 뒤에는 사라지는데, {task}에서 그 뒤에 썼습니다.',
  },
  {
    id: 'used-after-free',
    message: /used memory that has been freed/,
    en: 'Look what this refers to: {task} used an object that no longer exists. A reference, pointer or iterator into a container ends when the container grows or goes.',
    ko: '무엇을 참조하는지 확인하세요. {task}에서 이미 사라진 객체를 썼습니다. 컨테이너 안을 가리키는 참조, 포인터, 반복자는 컨테이너가 커지거나 사라지면 쓸 수 없습니다.',
  },
  {
    id: 'used-beyond-local',
    message: /beyond the end, or before the beginning, of the local variable `(?<name>\w+)`/,
    en: 'Use an index within `{name}`: {task} read or wrote beside it.',
    ko: '`{name}` 안의 인덱스를 쓰세요. {task}에서 그 바깥을 읽거나 썼습니다.',
  },
  {
    id: 'used-beyond',
    message: /beyond the end/,
    en: 'Use an index below the size: {task} read or wrote beside what it has.',
    ko: '크기보다 작은 인덱스를 쓰세요. {task}에서 가진 것의 바깥을 읽거나 썼습니다.',
  },
  {
    id: 'used-null',
    message: /used a null pointer/,
    en: 'Compare the pointer with `nullptr` first: {task} used one that points to nothing.',
    ko: '먼저 포인터를 `nullptr`과 비교하세요. {task}에서 아무것도 가리키지 않는 포인터를 썼습니다.',
  },
  {
    id: 'freed-twice',
    message: /freed memory/,
    en: 'Let one owner delete it, best a `std::unique_ptr`: {task} freed memory that it does not own any more, or never did.',
    ko: '소유자 하나만 지우게 하세요. `std::unique_ptr`이 가장 좋습니다. {task}에서 더는 갖고 있지 않거나 가진 적이 없는 메모리를 해제했습니다.',
  },
  {
    id: 'number-too-large',
    message: /signed integer overflow|type that cannot hold/,
    en: 'Use a larger type, such as `std::int64_t`: {task} computed a number that its type cannot hold.',
    ko: '`std::int64_t`처럼 더 큰 타입을 쓰세요. {task}에서 타입에 담을 수 없는 수를 계산했습니다.',
  },
  {
    id: 'divided-by-zero',
    message: /divided an integer/,
    en: 'Look whether the divisor is 0 first: {task} divided by it.',
    ko: '먼저 나누는 수가 0인지 확인하세요. {task}에서 0으로 나누었습니다.',
  },
  {
    id: 'shifted-too-far',
    message: /shifted by/,
    en: 'Shift by 0 bits or more, and by fewer than the type has: {task} did not.',
    ko: '0 이상이고 타입의 비트 수보다 작은 만큼만 시프트하세요. {task}에서 그 범위를 벗어났습니다.',
  },
  {
    id: 'index-of-array',
    message: /index that is out of range/,
    en: 'Use an index from 0 to one below the size of the array: {task} used another.',
    ko: '0부터 배열 크기보다 하나 작은 수까지의 인덱스를 쓰세요. {task}에서 다른 인덱스를 썼습니다.',
  },
  {
    id: 'length-of-array',
    message: /array of a length that is not positive/,
    en: 'Look whether the length is 1 or more first, or use a `std::vector`: {task} made an array of fewer elements.',
    ko: '먼저 길이가 1 이상인지 확인하거나 `std::vector`를 쓰세요. {task}에서 그보다 짧은 배열을 만들었습니다.',
  },
  {
    id: 'undefined-value',
    message: /read a value that its type does not have/,
    en: 'Give it a value where it is declared: {task} read one that its type does not have.',
    ko: '선언할 때 값을 주세요. {task}에서 그 타입에 없는 값을 읽었습니다.',
  },
  {
    id: 'no-value-returned',
    message: /without one|never to be reached/,
    en: 'Return a value on every way out of the function: {task} came to its end without one.',
    ko: '함수의 모든 경로에서 값을 돌려주세요. {task}에서 값 없이 함수 끝에 이르렀습니다.',
  },
];

/** What a report means; undefined for one that is not known. */
export function explainReport(message: string): Explanation | undefined {
  const task = /\(in (?<task>[^]*)\)$/.exec(message)?.groups?.task ?? 'main()';
  for (const { id, message: pattern, en, ko } of CHECK_REPORTS) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const groups: Readonly<Record<string, string>> = { ...found.groups, task };
    const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => groups[name] ?? '');
    return { id, sentence: { en: fill(en), ko: fill(ko) }, edits: [] };
  }
  return undefined;
}
