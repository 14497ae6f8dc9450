/** The mistakes that people make who come from Python, or to fibers. The first row that matches a message explains it. */
import { CALL_MISTAKES } from './calls.ts';
import { FUTURE_MISTAKES } from './futures.ts';
import { HABIT_MISTAKES } from './habits.ts';
import { LIFETIME_MISTAKES } from './lifetimes.ts';
import { HANDED_MISTAKES } from './handed.ts';
import { OTHER_LANGUAGE_MISTAKES } from './other-languages.ts';
import { STATEMENT_MISTAKES } from './statements.ts';
import { TYPE_MISTAKES } from './types.ts';
import { SPELLING_MISTAKES } from './spelling.ts';
import type { Mistake } from './mistake.ts';
import { NAME_MISTAKES } from './names.ts';
import { PRINT_MISTAKES } from './printing.ts';
import { PYTHON_NAME_MISTAKES } from './python-names.ts';
import { PYTHON_MISTAKES } from './python.ts';
import { SYNTAX_MISTAKES } from './syntax.ts';
import { VALUE_MISTAKES } from './values.ts';

/** Those that look at the source for a word come before those that take any. */
export const MISTAKES: readonly Mistake[] = [
  ...OTHER_LANGUAGE_MISTAKES,
  ...STATEMENT_MISTAKES,
  ...HANDED_MISTAKES,
  ...PYTHON_MISTAKES,
  ...PYTHON_NAME_MISTAKES,
  ...CALL_MISTAKES,
  ...HABIT_MISTAKES,
  ...FUTURE_MISTAKES,
  ...PRINT_MISTAKES,
  ...VALUE_MISTAKES,
  ...LIFETIME_MISTAKES,
  ...TYPE_MISTAKES,
  ...NAME_MISTAKES,
  ...SYNTAX_MISTAKES,
  ...SPELLING_MISTAKES,
];
