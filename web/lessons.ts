/** The bundled programs with all that belongs to them, each fetched when it is first opened. */
import lessons from 'virtual:lessons';
import type { Lesson } from './session/lesson/catalog.ts';

/** The lesson of the program `id`; rejects where the network fails, and where there is none. */
export async function loadLesson(id: string): Promise<Lesson> {
  const load = lessons[id];
  if (load === undefined) throw new Error(`there is no lesson ${id}`);
  return (await load()).default;
}
