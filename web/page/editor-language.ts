/** Gives an editor all that is known of the language: completion and what goes with it, Format, and messages while the reader writes. */
import type { CodeEditor } from '../elements/code-editor.ts';
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { CommonMessages } from '../session/messages/common.ts';
import type { RunSession } from '../session/run/run-session.ts';
import { withFile } from '../session/workbench/project.ts';
import { makeFormat } from './formatting.ts';
import { LanguageLoader } from './language-loading.ts';
import type { PageCompiler } from './make-session.ts';
import { showMessagesWhileWriting } from './messages-while-writing.ts';

export interface EditorLanguageParts {
  readonly editor: CodeEditor;
  readonly session: RunSession;
  readonly compiler: () => Promise<PageCompiler>;
  readonly notices: NoticeBar;
  /** Holds what is said in the language of the moment. */
  readonly look: { readonly messages: CommonMessages };
}

/** Loads what the engine says of its names. */
export const loadReference = async () => (await import('virtual:reference')).default;

/** Nothing is loaded before it is used. */
export function giveLanguage({ editor, session, compiler, notices, look }: EditorLanguageParts): void {
  const note = (text: string): void => {
    notices.show('language', { tone: 'note', text, closeLabel: look.messages.close });
  };
  const source = new LanguageLoader(
    compiler,
    () => {
      note(look.messages.languageUnavailable);
    },
    () => {
      note(look.messages.compilerAtRun);
    },
  );
  editor.language = {
    source,
    reference: loadReference,
    spot: (text, offset) => {
      const { project, file } = editor;
      return { project: withFile(project, file, text), file, offset };
    },
    others: (count) => look.messages.otherFunctions(count),
    format: makeFormat(notices, look),
  };
  showMessagesWhileWriting(editor, session, source, () => look.messages);
}
