/** When the editor proper is loaded, and which. */
import type { CodeEditor } from '../elements/code-editor.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { isBusy } from '../session/run/run-state.ts';
import { noSignFor } from './first-sign.ts';
import type { Look } from './look.ts';

/** Longest time that a run under way may hold the editor back, ms. */
const PATIENCE = 3_000;

/** Time after which the editor comes although there was no sign of a reader, ms: not all that read a page to somebody give one. */
const STILL = 20_000;

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

/** What does not work on phones in Monaco: no selection handles, no suggestions of the keyboard, no scrolling by touch. */
const PHONE = '(pointer: coarse) and (max-width: 800px), (pointer: coarse) and (max-height: 480px)';

/**
 * Replaces the standing text by an editor: at once when the reader goes into it, else after the first sign of a reader, when the page has
 * nothing more urgent to do. To set an editor up takes some tenths of a second, which who only reads does not pay.
 */
export async function loadEditor(
  editor: CodeEditor,
  session: RunSession,
  look: Look,
  notices: NoticeBar,
): Promise<void> {
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
  await Promise.race([
    touched,
    noSignFor(STILL)
      .then(idle)
      .then(() => whenQuiet(session)),
  ]);
  await upgradeEditor(editor, matchMedia(PHONE).matches ? 'codemirror' : 'monaco', look.messages, notices);
}

/** Loads an editor; where it cannot be had the plain one stands in for it, and a notice says so. */
export async function upgradeEditor(
  editor: CodeEditor,
  kind: 'monaco' | 'codemirror',
  messages: CommonMessages,
  notices: NoticeBar,
): Promise<void> {
  try {
    await editor.upgrade(kind, messages.language);
  } catch {
    editor.usePlain();
    notices.show('editor', { tone: 'note', text: messages.editorUnavailable, closeLabel: messages.close });
  }
}
