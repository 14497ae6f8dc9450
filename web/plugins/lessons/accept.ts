/** `accept.ts NN-ID...`: notes that the texts of these lessons say the same in both languages, now that somebody has read them side by side. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLesson } from './folder.ts';
import { checksumsOf } from './staleness.ts';

for (const folder of process.argv.slice(2)) {
  const lesson = readLesson(resolve(import.meta.dirname, '../../lessons', folder));
  const file = join(lesson.path, 'lesson.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, `${JSON.stringify({ ...settings, texts: checksumsOf(lesson.text) }, null, 2)}\n`);
}
