/** When the editor proper is loaded, and which. */
import type { CodeEditor } from '../elements/code-editor.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { isBusy } from '../session/run/run-state.ts';
import type { Look } from './look.ts';

/** Longest time that a run under way may hold the editor back, ms. */
const PATIENCE = 3_000;

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window)
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: 1_000 },
      );
    else setTimeout(resolve, 200);
  });
}

/** Settles when no program is just being started: its first output is worth more than an editor. */
async function whenQuiet(session: RunSession): Promise<void> {
  if (!isBusy(session.state)) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    const unsubscribe = session.events.subscribe((event) => {
      if (event.type !== 'program' && event.type !== 'state') return;
      if (event.type === 'program' && event.event.type !== 'output') return;
      unsubscribe();
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Replaces the standing text by an editor once the page has nothing more urgent to do, or at the first touch. */
export async function loadEditor(
  editor: CodeEditor,
  session: RunSession,
  look: Look,
  notices: NoticeBar,
): Promise<void> {
  // Monaco does not work on phones: no selection handles, no suggestions of the keyboard, no scrolling by touch.
  if (matchMedia('(pointer: coarse) and (max-width: 800px), (pointer: coarse) and (max-height: 480px)').matches) {
    editor.usePlain();
    return;
  }
  const touched = new Promise<void>((resolve) => {
    for (const type of ['pointerdown', 'focusin'] as const) {
      editor.addEventListener(
        type,
        () => {
          resolve();
        },
        { once: true },
      );
    }
  });
  await Promise.race([touched, idle().then(() => whenQuiet(session))]);
  try {
    await editor.upgrade(look.language === 'ko');
  } catch {
    editor.usePlain();
    notices.show('editor', { tone: 'note', text: look.messages.editorUnavailable, closeLabel: look.messages.close });
  }
}
