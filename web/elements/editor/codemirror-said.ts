/** Short answers at the cursor, where a command found nothing to do: seen until the reader does something else, and spoken. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { h } from '../dom.ts';

const show = StateEffect.define<string | null>();

const said = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { state, effects, docChanged, selection }) {
    for (const { value } of effects.filter((effect) => effect.is(show))) {
      if (value === null) return null;
      return { pos: state.selection.main.head, above: true, create: () => ({ dom: h('p', { class: 'said' }, value) }) };
    }
    return docChanged || selection !== undefined ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** Says `text` at the cursor. */
export function say(view: Pick<EditorView, 'dispatch'>, text: string): void {
  view.dispatch({ effects: [show.of(text), EditorView.announce.of(text)] });
}

function stop(view: EditorView): boolean {
  if (view.state.field(said) === null) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
}

/** Shows what is said. */
export const SAID: Extension = [
  said,
  keymap.of([{ key: 'Escape', run: stop }]),
  EditorView.domEventHandlers({
    blur: (_, view) => {
      stop(view);
    },
  }),
];
