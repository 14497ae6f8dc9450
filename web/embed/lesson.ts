/** A lesson's text and its question above the program, in an embed whose author asked for them by `panes=text`. */
import '../styles/lesson.css';
import { find } from '../elements/dom.ts';
import { LessonPane } from '../elements/lesson/lesson-pane.ts';
import { loadLesson } from '../lessons.ts';
import { LessonGuide, type LessonGuideParts } from '../page/lesson-guide.ts';
import type { Look } from '../page/look.ts';
import { Progress } from '../session/lesson/progress.ts';
import type { Language } from '../session/messages/language.ts';
import type { TextStore } from '../session/workbench/text-store.ts';
import { Emitter } from '../shared/emitter.ts';

/** An embed keeps nothing of what was done: its text is there each time. */
const NOWHERE: TextStore = {
  get: () => null,
  set: () => true,
  remove: () => undefined,
  keys: () => [],
  watch: () => undefined,
};

/** Shows them; rejects where the lesson cannot be had. What to change is for the playground, where there is room for it. */
export async function showLesson(
  id: string,
  language: Language,
  parts: Pick<LessonGuideParts, 'session' | 'edited' | 'showMoment' | 'showLine'>,
): Promise<void> {
  const lesson = await loadLesson(id);
  find(document, '#code', HTMLElement).before(new LessonPane());
  const guide = new LessonGuide({
    ...parts,
    catalog: [],
    progress: new Progress(NOWHERE),
    look: { language, changes: new Emitter<Look>() },
    replace: () => undefined,
    go: () => undefined,
  });
  guide.open({ ...lesson, tries: [] });
}
