/** Monaco in the page's colours. It computes with colours, so it cannot be given the page's CSS variables. */
import { editor } from 'monaco-editor/editor/editor.api';
import type { Theme } from '../../session/workbench/preferences.ts';

/** Monaco's name for a theme of the page. */
export function themeName(theme: Theme): string {
  return `tulip-${theme}`;
}

/** Brackets in one quiet colour: there is one accent, and it is not theirs. */
function brackets(colour: string): Record<string, string> {
  const levels = [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, colour]);
  return Object.fromEntries(levels) as Record<string, string>;
}

/** What opens above the text: suggestions and help. */
function widgets(
  background: string,
  text: string,
  border: string,
  chosen: string,
  accent: string,
): Record<string, string> {
  return {
    'editorWidget.background': background,
    'editorWidget.foreground': text,
    'editorWidget.border': border,
    'editorSuggestWidget.background': background,
    'editorSuggestWidget.foreground': text,
    'editorSuggestWidget.selectedBackground': chosen,
    'editorSuggestWidget.selectedForeground': text,
    'editorSuggestWidget.selectedIconForeground': text,
    'editorSuggestWidget.highlightForeground': accent,
    'editorSuggestWidget.focusHighlightForeground': accent,
    'editorHoverWidget.background': background,
    'editorHoverWidget.foreground': text,
    'editorHoverWidget.border': border,
  };
}

/** Tells Monaco about both themes. The colours are those of `styles/tokens.css`. */
export function defineThemes(): void {
  editor.defineTheme(themeName('light'), {
    base: 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: '24201f' },
      { token: 'comment', foreground: '6d6663', fontStyle: 'italic' },
      { token: 'string', foreground: '2f6b3c' },
      { token: 'string.escape', foreground: '2f6b3c' },
      { token: 'number', foreground: '8a5100' },
      { token: 'keyword', foreground: '8c2b6a' },
      { token: 'keyword.directive', foreground: '5c4b9b' },
      { token: 'delimiter', foreground: '5a5350' },
      { token: 'identifier', foreground: '24201f' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#24201f',
      'editor.lineHighlightBackground': '#f7f4f2',
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': '#756d6a',
      // Of the last line, where it is empty.
      'editorLineNumber.dimmedForeground': '#756d6a',
      'editorLineNumber.activeForeground': '#24201f',
      'editor.selectionBackground': '#e3d8f6',
      'editorCursor.foreground': '#6941b0',
      'editorIndentGuide.background1': '#ece7e4',
      'editorBracketMatch.background': '#e3d8f680',
      'editorBracketMatch.border': '#6941b055',
      ...brackets('#5a5350'),
      ...widgets('#ffffff', '#24201f', '#ece7e4', '#e3d8f6', '#6941b0'),
      focusBorder: '#6941b0',
    },
  });
  editor.defineTheme(themeName('dark'), {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: '', foreground: 'ece6e3' },
      { token: 'comment', foreground: '9a918d', fontStyle: 'italic' },
      { token: 'string', foreground: '9bcf9f' },
      { token: 'string.escape', foreground: '9bcf9f' },
      { token: 'number', foreground: 'e5b567' },
      { token: 'keyword', foreground: 'f0a0cf' },
      { token: 'keyword.directive', foreground: 'b9a8f0' },
      { token: 'delimiter', foreground: 'b5aca8' },
      { token: 'identifier', foreground: 'ece6e3' },
    ],
    colors: {
      'editor.background': '#1d1a19',
      'editor.foreground': '#ece6e3',
      'editor.lineHighlightBackground': '#262221',
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': '#948b87',
      // Of the last line, where it is empty.
      'editorLineNumber.dimmedForeground': '#948b87',
      'editorLineNumber.activeForeground': '#ece6e3',
      'editor.selectionBackground': '#43345f',
      'editorCursor.foreground': '#bba4f4',
      'editorIndentGuide.background1': '#332e2c',
      'editorBracketMatch.background': '#43345f80',
      'editorBracketMatch.border': '#bba4f455',
      ...brackets('#b5aca8'),
      ...widgets('#262221', '#ece6e3', '#332e2c', '#43345f', '#bba4f4'),
      focusBorder: '#bba4f4',
    },
  });
}
