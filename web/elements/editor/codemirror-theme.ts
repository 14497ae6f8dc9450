/** CodeMirror in the page's colours, which its styles take from the page's variables: a change of theme needs no more. */
import { cppLanguage } from '@codemirror/lang-cpp';
import { LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { styleTags, tagHighlighter, tags } from '@lezer/highlight';

/** The classes of code that stands still (`styles/tokens.css`). */
const COLOURS = tagHighlighter([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.string, tags.character, tags.escape], class: 'tok-string' },
  { tag: tags.number, class: 'tok-number' },
  { tag: [tags.keyword, tags.bool, tags.standard(tags.typeName)], class: 'tok-keyword' },
  { tag: tags.processingInstruction, class: 'tok-preprocessor' },
]);

/** C++ with the header of an `#include` in the colour of the directive. */
export function cppInColour(): Extension {
  const language = cppLanguage.configure({
    props: [styleTags({ SystemLibString: tags.processingInstruction })],
  });
  return [new LanguageSupport(language), syntaxHighlighting(COLOURS)];
}

const MONO = 'var(--mono)';
const CHOSEN = { background: 'var(--accent-soft)', color: 'var(--ink)' };

export const THEME = EditorView.theme({
  '&': {
    fontSize: 'calc(var(--code-font, 13.5px) * var(--code-scale, 1))',
    background: 'var(--surface)',
    color: 'var(--ink)',
  },
  '&.cm-focused': { outline: 'none' },
  // Above the gutter and the line of the cursor.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '301',
    border: '2px solid var(--accent)',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: MONO, lineHeight: 'calc(var(--code-line) * var(--code-scale, 1))' },
  '.cm-content': { padding: '14px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 18px 0 10px' },
  '.cm-gutters, &.cm-focused .cm-gutters': {
    margin: '0 0 0 2px',
    background: 'var(--surface)',
    color: 'var(--ink-soft)',
    border: '0',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '30px', padding: '0 4px' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { background: 'transparent', color: 'var(--ink)' },
  '&.cm-focused .cm-activeLine:not(.marked-line, .lit)': { background: 'var(--hover)' },
  '.cm-activeLine.marked-line, .cm-activeLine.lit': { background: 'var(--accent-soft)' },
  '.cm-content ::selection': { background: 'color-mix(in srgb, var(--accent) 25%, transparent)' },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'none' },
  '.cm-snippetField': { background: 'var(--accent-soft)' },
  '.cm-searchMatch': { background: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { background: 'var(--accent-soft)', outlineColor: 'var(--accent)' },
  // What is wrong, as in the plain editor.
  '.cm-lintRange': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--ink-soft)' },
  '.cm-lintRange-active': { background: 'none' },
  '.cm-diagnostic': { margin: '0', padding: '8px 10px', borderLeft: '3px solid var(--bad)', whiteSpace: 'normal' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--line-strong)' },
  '.cm-diagnostic p': { margin: '0 0 4px' },
  '.cm-diagnostic p:last-child': { margin: '0' },
  '.cm-diagnostic .note': { color: 'var(--ink-soft)', fontSize: '12.5px' },
  // What opens above the text.
  '.cm-tooltip': {
    maxWidth: 'min(560px, 94vw)',
    background: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-small)',
    font: '14px/1.5 var(--sans)',
    overflowWrap: 'break-word',
  },
  '.cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--line)' },
  '.cm-tooltip code, .cm-tooltip pre': { fontFamily: MONO, fontSize: '12.5px' },
  '.help': { maxHeight: 'min(220px, var(--room, 220px))', padding: '8px 10px', overflow: 'auto' },
  '.help > *': { margin: '0 0 6px' },
  '.help > :last-child': { margin: '0' },
  '.help pre': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.said': { margin: '0', padding: '6px 10px' },
  '.outline': {
    display: 'block',
    width: '100%',
    padding: '4px 8px',
    background: 'var(--surface)',
    color: 'var(--ink)',
    border: '0',
    fontFamily: MONO,
    fontSize: '13px',
  },
  '.outline option': { padding: '4px 6px' },
  '.help .active': { color: 'var(--accent)', fontWeight: 'bold' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', whiteSpace: 'normal' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: MONO,
    fontSize: '13px',
    maxHeight: '11em',
    minWidth: 'min(250px, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.4' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': CHOSEN,
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none', fontWeight: 'bold' },
  '.cm-completionDetail': { color: 'var(--ink-soft)', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-panels': { background: 'var(--surface)', color: 'var(--ink)', fontFamily: 'var(--sans)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-textfield, .cm-button': {
    background: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-small)',
  },
  // iOS zooms into fields with smaller letters.
  '@media (pointer: coarse)': {
    '&': { '--code-font': '16px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '8px' },
    '.cm-textfield': { fontSize: '16px' },
  },
});
