/**
 * Colours C++ just well enough for code that stands still: before the editor has loaded, in the embed, in the plain editor. One pass of
 * one regular expression. Python is in a file of its own, which an embed does without.
 */

export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'preprocessor' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** How a language is cut into tokens. */
export interface Grammar {
  readonly pattern: RegExp;
  /** Groups of `pattern` before the one of the preprocessor: comment, string, and what the string's own needs. */
  readonly before: number;
}

const NUMBER = String.raw`\b(?:0[xX][\da-fA-F']+|\d[\d'_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\w*`;

const CPP_WORDS =
  'alignas alignof auto bool break case catch char char8_t char16_t char32_t class concept const consteval constexpr ' +
  'constinit const_cast continue co_await co_return co_yield decltype default delete do double dynamic_cast else enum ' +
  'explicit export extern false float for friend goto if inline int long mutable namespace new noexcept nullptr ' +
  'operator private protected public reinterpret_cast requires return short signed sizeof static static_assert ' +
  'static_cast struct switch template this throw true try typedef typeid typename union unsigned using virtual void ' +
  'volatile while';
/** A pattern for any of these words, which blanks separate. */
export function words(list: string): string {
  return String.raw`\b(?:${list.replaceAll(' ', '|')})\b`;
}

/** A grammar of patterns; `inString`: groups within that of the string. */
export function grammar(comment: string, string: string, keyword: string, preprocessor: string, inString = 0): Grammar {
  const pattern = new RegExp(`(${comment})|(${string})|(${preprocessor})|(${NUMBER})|(${keyword})`, 'gm');
  return { pattern, before: 2 + inString };
}

export const CPP = grammar(
  String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))`,
  String.raw`(?:u8|[uUL])?(?:R"([^()\\\s]{0,16})\([\s\S]*?\)\3"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')`,
  words(CPP_WORDS),
  String.raw`^[ \t]*#[ \t]*\w+(?:[ \t]*<[^>\n]*>)?`,
  1,
);

function kindOf(match: RegExpExecArray, { before }: Grammar): TokenKind {
  const after = before + 1;
  if (match[1] !== undefined) return 'comment';
  if (match[2] !== undefined) return 'string';
  if (match[after] !== undefined) return 'preprocessor';
  return match[after + 1] !== undefined ? 'number' : 'keyword';
}

/** `source` cut into tokens; joined they are `source` again. */
export function tokenize(source: string, language: Grammar): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of source.matchAll(language.pattern)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: source.slice(at, match.index) });
    tokens.push({ kind: kindOf(match, language), text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) tokens.push({ kind: 'plain', text: source.slice(at) });
  return tokens;
}
