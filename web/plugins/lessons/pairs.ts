/** Where the paired snippets of a lesson stand. */
import type { LinePair, LineRange } from '../../session/lesson/catalog.ts';
import type { LessonFolder } from './folder.ts';

/** The lines of the program and of the original that are lit together. Throws where a snippet is not exactly once in its file. */
export function pairsOf({ name, program, original, settings }: LessonFolder): readonly LinePair[] {
  return settings.pairs.map(([cpp, python]) => ({
    cpp: linesOf(program, cpp, `${name}/program.cpp`),
    python: linesOf(original, python, `${name}/original.py`),
  }));
}

function linesOf(text: string, snippet: string, file: string): LineRange {
  const [before = '', ...rest] = text.split(snippet);
  if (snippet === '' || rest.length !== 1) {
    const times = snippet === '' ? 'empty' : `${rest.length === 0 ? 'not' : `${String(rest.length)} times`} in ${file}`;
    throw new Error(`lesson.json pairs ${JSON.stringify(snippet)}, which is ${times}: it must be there exactly once`);
  }
  const from = before.split('\n').length;
  return [from, from + snippet.split('\n').length - 1];
}
