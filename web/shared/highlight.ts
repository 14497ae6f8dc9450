/**
 * Colours C++ and Python just well enough for code that stands still: before the editor has loaded, in the embed, in
 * the plain editor, and for the Python originals. One pass of one regular expression.
 */

export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'preprocessor' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

export type SourceLanguage = 'cpp' | 'python';

const NUMBER = String.raw`\b(?:0[xX][\da-fA-F']+|\d[\d'_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\w*`;

const CPP_WORDS =
  'alignas alignof auto bool break case catch char char8_t char16_t char32_t class concept const consteval constexpr ' +
  'constinit const_cast continue co_await co_return co_yield decltype default delete do double dynamic_cast else enum ' +
  'explicit export extern false float for friend goto if inline int long mutable namespace new noexcept nullptr ' +
  'operator private protected public reinterpret_cast requires return short signed sizeof static static_assert ' +
  'static_cast struct switch template this throw true try typedef typeid typename union unsigned using virtual void ' +
  'volatile while';
const PYTHON_WORDS =
  'and as assert async await break class continue def del elif else except False finally for from global if import in ' +
  'is lambda None nonlocal not or pass raise return True try while with yield';

function words(list: string): string {
  return String.raw`\b(?:${list.replaceAll(' ', '|')})\b`;
}

function grammar(comment: string, string: string, keyword: string, preprocessor: string): RegExp {
  return new RegExp(`(${comment})|(${string})|(${preprocessor})|(${NUMBER})|(${keyword})`, 'gm');
}

const GRAMMARS: Readonly<Record<SourceLanguage, RegExp>> = {
  cpp: grammar(
    String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))`,
    String.raw`(?:u8|[uUL])?(?:R"([^()\\\s]{0,16})\([\s\S]*?\)\3"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')`,
    words(CPP_WORDS),
    String.raw`^[ \t]*#[ \t]*\w+(?:[ \t]*<[^>\n]*>)?`,
  ),
  python: grammar(
    String.raw`#[^\n]*`,
    String.raw`[rbfu]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
    words(PYTHON_WORDS),
    String.raw`^[ \t]*@[\w.]+`,
  ),
};

function kindOf(match: RegExpExecArray, language: SourceLanguage): TokenKind {
  // Groups by position; C++'s raw strings hold one more group, their delimiter, behind the string's own.
  const after = language === 'cpp' ? 4 : 3;
  if (match[1] !== undefined) return 'comment';
  if (match[2] !== undefined) return 'string';
  if (match[after] !== undefined) return 'preprocessor';
  return match[after + 1] !== undefined ? 'number' : 'keyword';
}

/** `source` cut into tokens; joined they are `source` again. */
export function tokenize(source: string, language: SourceLanguage): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of source.matchAll(GRAMMARS[language])) {
    if (match.index > at) tokens.push({ kind: 'plain', text: source.slice(at, match.index) });
    tokens.push({ kind: kindOf(match, language), text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < source.length) tokens.push({ kind: 'plain', text: source.slice(at) });
  return tokens;
}
