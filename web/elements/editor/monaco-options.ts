/** How Monaco is set up for the page. */
import type { editor } from 'monaco-editor/editor/editor.api';

/** What the editor looks like where it has the choice. */
export const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  accessibilitySupport: 'auto',
  contextmenu: true,
  fixedOverflowWidgets: true,
  folding: true,
  fontFamily: getMonoFont(),
  fontLigatures: false,
  fullwidthCharacterWidth: 'twoCells',
  lineNumbersMinChars: 3,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  padding: { top: 14, bottom: 14 },
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    useShadows: false,
    alwaysConsumeMouseWheel: false,
  },
  // A letter that belongs to the program must never become the acceptance of something else.
  acceptSuggestionOnCommitCharacter: false,
  acceptSuggestionOnEnter: 'smart',
  // Words of the text, which clang does not vouch for.
  wordBasedSuggestions: 'off',
  smoothScrolling: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  tabSize: 2,
  // Letters that look like others are how a stranger's program hides what it does.
  unicodeHighlight: {
    ambiguousCharacters: true,
    invisibleCharacters: true,
    nonBasicASCII: false,
    allowedLocales: { ko: true },
  },
};

function getMonoFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--mono');
}
