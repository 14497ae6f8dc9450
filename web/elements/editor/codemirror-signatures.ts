/** Signature help in CodeMirror, which has none of its own: above the call that the cursor is in, from its bracket or a comma on. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Command, type Tooltip } from '@codemirror/view';
import { h } from '../dom.ts';
import { helpNode } from './help-nodes.ts';
import type { LanguageHelp, ShownSignature } from './language-help.ts';

const show = StateEffect.define<Tooltip | null>();
const ask = StateEffect.define();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return tooltip && { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) };
  },
  provide: (field) => showTooltip.from(field),
});

/** Shows the parameters of the call around the cursor. */
export const askForSignatures: Command = (view) => {
  view.dispatch({ effects: ask.of(null) });
  return true;
};

export function signatureHelp(help: LanguageHelp): Extension {
  /** Asked for, and not closed since: whatever the reader does meanwhile, the answer is that for where the cursor is then. */
  let wanted = false;
  const close: Command = (view) => {
    wanted = false;
    if (view.state.field(shown) === null) return false;
    view.dispatch({ effects: show.of(null) });
    return true;
  };
  const question = async (view: EditorView): Promise<void> => {
    const { state } = view;
    const isCancelled = () => !wanted || view.state.doc !== state.doc || !view.state.selection.eq(state.selection);
    const offset = state.selection.main.head;
    const found = await help.signatures({ text: state.doc.toString(), offset, isCancelled });
    if (isCancelled()) return;
    if (found === null) close(view);
    else view.dispatch({ effects: show.of(tooltip(found, offset)) });
  };
  return [
    shown,
    keymap.of([{ key: 'Escape', run: close }]),
    EditorView.updateListener.of(({ view, state, transactions, docChanged, selectionSet }) => {
      const { head } = state.selection.main;
      const asked = transactions.some(({ effects }) => effects.some((effect) => effect.is(ask)));
      const typed = docChanged && transactions.some((transaction) => transaction.isUserEvent('input.type'));
      const begins = asked || (typed && /[(,]/.test(state.sliceDoc(head - 1, head)));
      wanted ||= begins;
      if (begins || (wanted && (docChanged || selectionSet))) void question(view);
    }),
    EditorView.domEventHandlers({
      // Not where the window alone loses the focus, as a frame does for a moment.
      blur: ({ relatedTarget }, view) => {
        if (relatedTarget !== null) close(view);
      },
    }),
  ];
}

/** Functions of one name that are listed; what is said of them is said once. */
const MOST = 4;

function tooltip(signatures: readonly ShownSignature[], pos: number): Tooltip {
  const dom = helpNode(signatures[0]?.help ?? []);
  dom.prepend(...signatures.slice(0, MOST).map(signatureNode));
  return { pos, above: true, create: () => ({ dom }) };
}

function signatureNode({ label, active: [from, to] = [0, 0] }: ShownSignature): HTMLElement {
  const parameter = h('span', { class: 'active' }, label.slice(from, to));
  return h('pre', {}, h('code', {}, label.slice(0, from), parameter, label.slice(to)));
}
