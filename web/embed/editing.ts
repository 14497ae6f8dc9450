/** Puts the editor of an embed in the place of the standing text. */
import type { CodeEditor } from '../elements/code-editor.ts';
import { h } from '../elements/dom.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import { upgradeEditor } from '../page/editor-loading.ts';
import type { CommonMessages } from '../session/messages/common.ts';

/** Settles when the reader can write. The text can be read meanwhile. */
export async function openEditor(
  editor: CodeEditor,
  place: HTMLElement,
  messages: CommonMessages,
  notices: NoticeBar,
): Promise<void> {
  // By the name that the editor describes itself with.
  const hint = h('p', { id: 'escape-hint', class: 'visually-hidden' }, messages.escapeThenTab);
  editor.name = messages.editor;
  place.replaceChildren(hint, editor);
  await upgradeEditor(editor, 'codemirror', messages, notices);
  editor.focus();
}
