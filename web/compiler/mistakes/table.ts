/** The mistakes that people make who come from Python, or to fibers. The first row that matches a message explains it. */
import { CALL_MISTAKES } from './calls.ts';
import { FUTURE_MISTAKES } from './futures.ts';
import { HABIT_MISTAKES } from './habits.ts';
import { LIFETIME_MISTAKES } from './lifetimes.ts';
import type { Mistake } from './mistake.ts';
import { NAME_MISTAKES } from './names.ts';
import { PRINT_MISTAKES } from './printing.ts';
import { PYTHON_NAME_MISTAKES } from './python-names.ts';
import { PYTHON_MISTAKES } from './python.ts';
import { SYNTAX_MISTAKES } from './syntax.ts';
import { VALUE_MISTAKES } from './values.ts';

/** Those that look at the source for a word come before those that take any. */
export const MISTAKES: readonly Mistake[] = [
  ...PYTHON_MISTAKES,
  ...PYTHON_NAME_MISTAKES,
  ...CALL_MISTAKES,
  ...HABIT_MISTAKES,
  ...FUTURE_MISTAKES,
  ...PRINT_MISTAKES,
  ...VALUE_MISTAKES,
  ...LIFETIME_MISTAKES,
  ...NAME_MISTAKES,
  ...SYNTAX_MISTAKES,
];
