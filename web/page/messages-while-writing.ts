/** Shows the compiler's messages when the reader pauses in writing, and takes them away at the next key. */
import type { CodeEditor } from '../elements/code-editor.ts';
import type { ProblemWords } from '../elements/editor/backend.ts';
import type { LanguageSource } from '../session/language/language.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { isBusy } from '../session/run/run-state.ts';

/** How long nothing is written in a pause, ms. */
const PAUSE = 250;

/** The parts of CodeEditor that are used. */
export type WrittenIn = Pick<CodeEditor, 'addEventListener' | 'project' | 'file' | 'showProblems'>;

/** `words`: what the page says of problems, in the language of the moment. */
export function showMessagesWhileWriting(
  editor: WrittenIn,
  session: RunSession,
  language: LanguageSource,
  words: () => ProblemWords,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = false;

  const check = async (): Promise<void> => {
    // What the compiler says of a run is the same.
    if (isBusy(session.state)) return;
    const { project, file } = editor;
    const service = await language.start(false);
    const problems = service === null ? null : await service.check(project, file);
    if (problems === null || isBusy(session.state) || editor.project !== project) return;
    shown = problems.length > 0;
    editor.showProblems(problems, words());
  };

  const abandon = (): void => {
    clearTimeout(timer);
    language.service?.abandonCheck();
  };

  editor.addEventListener('edited', () => {
    abandon();
    if (shown) editor.showProblems([], words());
    shown = false;
    timer = setTimeout(() => void check(), PAUSE);
  });
  session.events.subscribe(({ type }) => {
    if (type !== 'begin') return;
    abandon();
    shown = false;
  });
}
