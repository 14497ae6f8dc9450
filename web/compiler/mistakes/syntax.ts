/** Brackets, quotes and semicolons. */
import { insert, replace } from './changes.ts';
import type { Groups, Mistake, Seen } from './mistake.ts';

/** The first `{` at a line's end that the indentation says is not closed, or null. */
function unclosed({ lines }: Seen): Groups | null {
  const open: { indent: number; line: number }[] = [];
  for (const [index, text] of lines.entries()) {
    const indent = text.search(/\S/);
    if (indent === -1) continue;
    const top = open.at(-1);
    // Within a block all is indented more deeply than its head, up to the bracket that closes it.
    const ends = top !== undefined && indent <= top.indent;
    if (ends && !(indent === top.indent && text.startsWith('}', indent)))
      return { line: String(top.line), before: String(index + 1) };
    if (ends) open.pop();
    if (text.trimEnd().endsWith('{')) open.push({ indent, line: index + 1 });
  }
  const last = open.at(-1);
  return last === undefined ? null : { line: String(last.line), before: String(lines.length + 1) };
}

/** The line from the place of the message on. */
function restOf({ lines, line, column }: Seen): string {
  return (lines[line - 1] ?? '').slice(column - 1);
}

export const SYNTAX_MISTAKES: readonly Mistake[] = [
  {
    id: 'missing-brace',
    message: /^expected '\}'$|function definition is not allowed here/,
    when: unclosed,
    breaksTheRest: true,
    en: 'Close the `{` of line {line}: a `}` is missing before line {before}.',
    ko: '{line}행의 `{`를 닫으세요. {before}행 앞에 `}`가 빠졌습니다.',
    fix: ({ groups, lines }) => {
      const before = Number(groups.before);
      const indent = /^\s*/.exec(lines[Number(groups.line) - 1] ?? '')?.[0] ?? '';
      return [{ line: before, column: 1, endLine: before, endColumn: 1, text: `${indent}}\n` }];
    },
  },
  {
    id: 'missing-quote',
    message: /missing terminating '(?<quote>"|')' character/,
    breaksTheRest: true,
    en: 'Close the string with a second `{quote}`.',
    ko: '문자열을 `{quote}`로 닫으세요.',
    fix: replace(/"(?:[^"\\]|\\.)*?(?=\)*;?\s*$)/, '$&"'),
  },
  {
    id: 'missing-paren',
    message: /expected '\)'/,
    note: /to match this '\('/,
    when: (seen) => (/^\s*(?:[;{]|$)/.test(restOf(seen)) ? {} : null),
    weak: true,
    en: 'Close the bracket with `)`.',
    ko: '괄호를 `)`로 닫으세요.',
    fix: insert(')'),
  },
  {
    id: 'missing-semicolon',
    message: /expected ';' (?:after|at end of) (?<what>.*)/,
    // What follows in the line is something else than the next statement.
    when: (seen) => (/^\s*(?:\}.*|\/[/*].*)?$/.test(restOf(seen)) ? {} : null),
    weak: true,
    en: 'Put a `;` at the end of this line.',
    ko: '이 줄 끝에 `;`를 쓰세요.',
    fix: insert(';'),
  },
];
