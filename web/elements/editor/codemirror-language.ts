/** Completion and hover in CodeMirror. */
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  pickedCompletion,
  selectedCompletion,
  snippet,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { Prec, type EditorState, type Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type EditorView, type Rect, type Tooltip } from '@codemirror/view';
import type { CompletionKind } from '../../session/language/language.ts';
import { changesOf } from './codemirror-places.ts';
import { askForSignatures, signatureHelp } from './codemirror-signatures.ts';
import { helpNode } from './help-nodes.ts';
import { LanguageHelp, type LanguageSupport, type Suggestion } from './language-help.ts';

/** CodeMirror's names, by which it draws an icon. */
const TYPES: Readonly<Record<CompletionKind, string>> = {
  function: 'function',
  variable: 'variable',
  type: 'class',
  namespace: 'namespace',
  keyword: 'keyword',
  header: 'text',
  file: 'text',
};

/** Where who types has no key to ask for a completion: a phone, whose owner may pay for each megabyte. */
const isTouched = () => matchMedia('(pointer: coarse)').matches;

/** A completion as CodeMirror has it. */
interface Item extends Completion {
  readonly suggestion: Suggestion;
}

/** All help for what is written. */
export function languageFeatures(support: LanguageSupport): Extension {
  const help = new LanguageHelp(support);
  return [
    autocompletion({
      override: [(context) => complete(help, context)],
      positionInfo: besideList,
      activateOnCompletion: (item) => (item as Item).suggestion.insertion.then === 'completions',
    }),
    // Enter is a line feed where nothing is left to complete.
    Prec.highest(keymap.of([{ key: 'Enter', run: closeWhatIsWritten }])),
    keymap.of([{ key: 'Tab', run: acceptCompletion }]),
    signatureHelp(help),
    hoverTooltip((view, at) => describe(help, view, at)),
  ];
}

async function complete(help: LanguageHelp, context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const word = context.matchBefore(/\w+$/);
  const isNumber = word !== null && /^\d/.test(word.text);
  if (!explicit && (isNumber || (word !== null && isProse(state, pos)))) return null;
  const suggestions = await help.complete({
    text: state.doc.toString(),
    offset: pos,
    isCancelled: () => context.aborted,
    ...(explicit || word !== null ? {} : { trigger: state.sliceDoc(pos - 1, pos) }),
    download: explicit || !isTouched(),
  });
  if (suggestions === null) return null;
  return { from: word?.from ?? pos, options: suggestions.map(item), validFor: /^\w*$/ };
}

function item(suggestion: Suggestion): Item {
  const { completion, twin, isUsed, help } = suggestion;
  const { name, kind } = completion;
  return {
    label: name,
    type: TYPES[kind],
    detail: twin,
    // What the program has used already comes first.
    sortText: `${isUsed ? '0' : '1'}${name}`,
    info: () => helpNode(help),
    apply: (view, picked, from, to) => {
      accept(view, picked as Item, from, to);
    },
    suggestion,
  };
}

function accept(view: EditorView, picked: Item, from: number, to: number): void {
  const { completion, insertion } = picked.suggestion;
  if (completion.fix !== undefined) {
    const changes = view.state.changes(changesOf(view.state.doc, [completion.fix]));
    view.dispatch({ changes, userEvent: 'input.complete' });
    [from, to] = [changes.mapPos(from, 1), changes.mapPos(to, 1)];
  }
  const [first, ...more] = insertion.pieces;
  if (more.length === 0) {
    view.dispatch({
      changes: { from, to, insert: first },
      selection: { anchor: from + first.length },
      userEvent: 'input.complete',
      annotations: pickedCompletion.of(picked),
    });
  } else {
    // A field at each gap, the last of them behind everything.
    const fields = more.map((piece, index) => `\${${String(index + 1)}}${piece}`);
    snippet(`${first}${fields.join('')}\${${String(more.length + 1)}}`)(view, picked, from, to);
  }
  if (insertion.then === 'parameters') askForSignatures(view);
}

/** The least width in which help is read well. */
const READABLE = 260;

/** Where the help for the chosen suggestion stands, so that it never covers the list: at its right, or else below or above, where there is more room. */
function besideList(_: EditorView, list: Rect, option: Rect, __: Rect, space: Rect): { style: string } {
  const right = space.right - list.right;
  if (right >= READABLE) {
    const room = space.bottom - option.top;
    return { style: `left: 100%; top: ${px(option.top - list.top)}; max-width: ${px(right)}; --room: ${px(room)}` };
  }
  const [below, above] = [space.bottom - list.bottom, list.top - space.top];
  const side = below >= Math.min(above, 120) ? 'top' : 'bottom';
  return {
    style: `left: 0; ${side}: 100%; max-width: ${px(space.right - list.left)}; --room: ${px(side === 'top' ? below : above)}`,
  };
}

function px(length: number): string {
  return `${String(Math.floor(length))}px`;
}

/** Closes the suggestions where accepting the chosen one would change nothing; the key goes on to whoever is next. */
function closeWhatIsWritten(view: EditorView): boolean {
  const chosen = selectedCompletion(view.state) as Item | null;
  const [written, ...more] = chosen?.suggestion.insertion.pieces ?? [''];
  const { head } = view.state.selection.main;
  const { from, text } = view.state.doc.lineAt(head);
  const word = /\w*$/.exec(text.slice(0, head - from))?.[0];
  if (chosen !== null && more.length === 0 && word === written) closeCompletion(view);
  return false;
}

async function describe(help: LanguageHelp, view: EditorView, at: number): Promise<Tooltip | null> {
  const { state } = view;
  const word = state.wordAt(at);
  if (word === null || isProse(state, at)) return null;
  const isCancelled = () => view.state.doc !== state.doc;
  const found = await help.describe({ text: state.doc.toString(), offset: word.to, isCancelled });
  return found && { pos: word.from, end: word.to, above: true, create: () => ({ dom: helpNode(found) }) };
}

/** Whether a comment or a text stands there. */
export function isProse(state: EditorState, at: number): boolean {
  return /Comment|String|CharLiteral/.test(syntaxTree(state).resolveInner(at, -1).name);
}
