/** The bundled programs' texts, each fetched when it is first opened. */
import type { Lesson } from './session/lesson/catalog.ts';

const PROGRAMS = import.meta.glob<string>('./lessons/*/program.cpp', { query: '?raw', import: 'default' });
const ORIGINALS = import.meta.glob<string>('./lessons/*/original.py', { query: '?raw', import: 'default' });
const ENGLISH = import.meta.glob<string>('./lessons/*/text.en.md', { query: '?raw', import: 'default' });
const KOREAN = import.meta.glob<string>('./lessons/*/text.ko.md', { query: '?raw', import: 'default' });

type Loaders = Readonly<Record<string, (() => Promise<string>) | undefined>>;

async function load(loaders: Loaders, id: string, file: string): Promise<string> {
  return (await loaders[`./lessons/${id}/${file}`]?.()) ?? '';
}

/** The texts of the program `id`; rejects where the network fails. */
export async function loadLesson(id: string): Promise<Lesson> {
  const [program, original, en, ko] = await Promise.all([
    load(PROGRAMS, id, 'program.cpp'),
    load(ORIGINALS, id, 'original.py'),
    load(ENGLISH, id, 'text.en.md'),
    load(KOREAN, id, 'text.ko.md'),
  ]);
  return { id, program, original, text: { en, ko } };
}
