/** Python's tokens: see highlight.ts. */
import { grammar, words } from './highlight.ts';

const PYTHON_WORDS =
  'and as assert async await break class continue def del elif else except False finally for from global if import in ' +
  'is lambda None nonlocal not or pass raise return True try while with yield';

export const PYTHON = grammar(
  String.raw`#[^\n]*`,
  String.raw`[rbfu]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
  words(PYTHON_WORDS),
  String.raw`^[ \t]*@[\w.]+`,
);
