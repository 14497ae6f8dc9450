/** Statements that are not quite C++'s: their heads, their brackets, and what is declared twice, not at all, or `const`. */
import { atNote, replace } from './changes.ts';
import type { Mistake, Seen } from './mistake.ts';

const FOR_COMMAS = /\bfor\s*\((?<first>\s*\w+\s+\w+\s*=\s*[^,;()]+),(?<second>[^,;()]+),(?<third>[^,;()]+)\)/;
const FOR_RANGE = /\bfor\s*\((?:[\w&]+\s+)?(?<item>\w+)\s+in\s+range\((?<count>[^(),]+)\)\)/;
const BARE_CONDITION = /\b(?<word>if|while|switch|for)\s+(?<condition>[^({\s][^{]*?|\([^{]*?)\s*\{/;

/** Whether the function of the message is one of the program that is written with `void`, and where. */
function voidFunction({ groups: { name = '' }, lines }: Seen): { at: string } | null {
  const at = lines.findIndex((text) => new RegExp(String.raw`\bvoid\s+${name}\(`).test(text));
  return at === -1 ? null : { at: String(at + 1) };
}

export const STATEMENT_MISTAKES: readonly Mistake[] = [
  {
    id: 'catch-bare',
    message: /expected '\('/,
    line: /\bcatch\s*\{/,
    en: 'Write `catch (const std::exception& error) {`: what is caught stands behind `catch`. `catch (...)` catches everything, a cancellation too.',
    ko: '`catch (const std::exception& error) {`라고 쓰세요. `catch` 뒤에는 무엇을 잡을지 씁니다. `catch (...)`는 취소까지 모두 잡습니다.',
    fix: replace(/\bcatch\s*(?=\{)/, 'catch (const std::exception& error) '),
  },
  {
    id: 'catch-without-type',
    message: /unknown type name '(?<name>\w+)'/,
    line: /\bcatch\s*\(\s*(?<caught>\w+)\s*\)/,
    when: ({ groups: { name, caught } }) => (name === caught && /^[a-z]/.test(name ?? '') ? {} : null),
    en: 'Write the type in front of the name: `catch (const std::exception& {name})`.',
    ko: '이름 앞에 타입을 쓰세요: `catch (const std::exception& {name})`.',
    fix: replace(/(?<=\bcatch\s*\(\s*)(?=\w+\s*\))/, 'const std::exception& '),
  },
  {
    id: 'condition-brackets',
    message: /expected '\(' after '(?:if|while|switch|for)'/,
    line: BARE_CONDITION,
    when: ({ groups: { word = '', condition = '' } }) =>
      word === 'for' && condition.split(';').length !== 3 ? null : { condition },
    en: 'Put the condition into brackets: `{word} ({condition}) {`.',
    ko: '조건을 괄호로 묶으세요: `{word} ({condition}) {`.',
    fix: replace(BARE_CONDITION, '$<word> ($<condition>) {'),
  },
  {
    id: 'for-with-commas',
    message: /redefinition of|expected ';' in 'for'|expected ';'|expected expression/,
    line: FOR_COMMAS,
    en: 'Write semicolons between the three parts: `for ({first};{second};{third})`.',
    ko: '세 부분을 세미콜론으로 나누세요: `for ({first};{second};{third})`.',
    fix: replace(FOR_COMMAS, 'for ($<first>;$<second>;$<third>)'),
  },
  {
    id: 'for-in-range',
    message: /requires an initializer|expected ';' in 'for'|undeclared identifier|expected ';'|unknown type name/,
    line: FOR_RANGE,
    en: 'Write `for (int {item} = 0; {item} < {count}; ++{item})`: C++ has no `range`.',
    ko: '`for (int {item} = 0; {item} < {count}; ++{item})`라고 쓰세요. C++에는 `range`가 없습니다.',
    fix: replace(FOR_RANGE, 'for (int $<item> = 0; $<item> < $<count>; ++$<item>)'),
  },
  {
    id: 'untyped-loop',
    message: /undeclared identifier '(?<name>\w+)'/,
    line: /\bfor\s*\(\s*(?<first>\w+)\s*=(?!=)/,
    when: ({ groups: { name, first } }) => (name === first ? {} : null),
    en: 'Write `int {name} = …`: the counter of a loop is declared, too.',
    ko: '`int {name} = …`라고 쓰세요. 반복문의 변수도 선언해야 합니다.',
    fix: replace(/(?<=\bfor\s*\(\s*)(?=\w+\s*=)/, 'int '),
  },
  {
    id: 'empty-body',
    message: /(?<word>if|while|for) (?:statement|loop) has empty body/,
    line: /\)\s*;/,
    en: 'Leave out the `;` behind the brackets: it ends the `{word}`, and the block below does not belong to it.',
    ko: '괄호 뒤의 `;`를 지우세요. 거기서 `{word}`가 끝나므로 아래 블록은 포함되지 않습니다.',
    fix: replace(/(?<=\))\s*;\s*$/, ''),
  },
  {
    id: 'else-without-if',
    message: /expected expression/,
    line: /^\s*\}?\s*else\b/,
    en: 'Put `else` right behind the block of its `if`: a `;` or another statement between them ends the `if`.',
    ko: '`else`를 `if` 블록 바로 뒤에 쓰세요. 사이에 `;`나 다른 문장이 있으면 `if`가 이미 끝난 것입니다.',
  },
  {
    id: 'include-semicolon',
    message: /extra tokens at end of #include directive/,
    en: 'Leave out what follows the `>`: an `#include` has no `;`.',
    ko: '`>` 뒤의 것을 지우세요. `#include`에는 `;`를 쓰지 않습니다.',
    fix: replace(/(?<=[>"])\s*;\s*$/, ''),
  },
  {
    id: 'include-brackets',
    message: /expected "FILENAME" or <FILENAME>/,
    line: /#\s*include\s+(?<name>[\w./]+)/,
    en: 'Write `#include <{name}>`.',
    ko: '`#include <{name}>`라고 쓰세요.',
    fix: replace(/(?<=#\s*include\s+)([\w./]+);?/, '<$1>'),
  },
  {
    id: 'brace-too-many',
    message: /extraneous closing brace/,
    weak: true,
    en: 'Leave out this `}`: it closes nothing. Or a `{` is missing above.',
    ko: '이 `}`를 지우세요. 닫을 것이 없습니다. 아니면 위에 `{`가 빠졌습니다.',
    fix: replace(/\}/, ''),
  },
  {
    id: 'brace-for-bracket',
    message: /expected '\)'/,
    when: ({ lines, line, column }) => (/^\}\s*\)/.test((lines[line - 1] ?? '').slice(column - 1)) ? {} : null),
    breaksTheRest: true,
    en: 'Leave out one `}` here: there are more of them than blocks that are open.',
    ko: '여기서 `}` 하나를 지우세요. 열린 블록보다 많습니다.',
    fix: ({ line, column }) => [{ line, column, endLine: line, endColumn: column + 1, text: '' }],
  },
  {
    id: 'plus-assign',
    message: /use of unary operator that may be intended as compound assignment \((?<operator>[-+*]=)\)/,
    en: 'Write `{operator}`: the other way round it assigns.',
    ko: '`{operator}`라고 쓰세요. 순서가 바뀌면 그냥 대입입니다.',
    fix: replace(/=([-+*])/, '$1='),
  },
  {
    id: 'not-called',
    message: /expression result unused/,
    line: /^\s*(?:.*[{;]\s*)?(?<name>\w+)\s*;/,
    source: String.raw`\b(?:\w+[\s&*]+{name}\(|{name}\s*=\s*\[)`,
    en: 'Write the brackets: `{name}();`. Without them a function is not called.',
    ko: '괄호를 쓰세요: `{name}();`. 괄호가 없으면 함수를 호출하지 않습니다.',
    fix: replace(/\b\w+\b(?=\s*;)/, '$&()'),
  },
  {
    id: 'declared-twice',
    message: /redefinition of '(?<name>\w+)'/,
    line: /\b(?:[\w:<>]+)\s+(?<again>\w+)\s*=/,
    when: ({ groups: { name, again } }) => (name === again ? {} : null),
    en: 'Leave out the type, `{name} = …`, to change the variable, or give the second one another name.',
    ko: '값을 바꾸려면 타입을 빼고 `{name} = …`라고 쓰고, 새 변수라면 다른 이름을 쓰세요.',
    fix: (seen) => {
      const { name = '' } = seen.groups;
      return replace(new RegExp(String.raw`\b(?!const\b)[\w:<>]+\s+${name}(?=\s*=)`), name)(seen);
    },
  },
  {
    id: 'const-assigned',
    message: /cannot assign to variable '(?<name>\w+)' with const-qualified type/,
    en: 'Leave out `const` where `{name}` is declared, if it is to change.',
    ko: '값을 바꿀 것이라면 `{name}` 변수의 선언에서 `const`를 빼세요.',
    fix: atNote(/declared const here/, replace(/\bconst\s+/, '')),
  },
  {
    id: 'void-with-value',
    message: /void function '(?<name>\w+)' should not return a value/,
    when: voidFunction,
    en: 'Write the type of the result, or `auto`, in place of `void`: `auto {name}(…)`. `void` means that there is none.',
    ko: '`void` 대신 반환 타입이나 `auto`를 쓰세요: `auto {name}(…)`. `void`는 결과가 없다는 뜻입니다.',
    fix: (seen) => {
      const { at, name = '' } = seen.groups;
      return replace(new RegExp(String.raw`\bvoid(?=\s+${name}\()`), 'auto')({ ...seen, line: Number(at), column: 1 });
    },
  },
];
