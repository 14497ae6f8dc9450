/** Lines of CodeMirror that are set apart by a class. */
import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** From the first to the last, counted from 1; null: none. */
type Lines = readonly [from: number, to: number] | null;

/** `field` shows what `set` says, by a class. */
export function markedLines(name: string): { readonly field: Extension; readonly set: ReturnType<typeof define> } {
  const set = define();
  const line = Decoration.line({ class: name });
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (decorations, transaction) =>
      transaction.effects.reduce(
        (shown, effect) => (effect.is(set) ? decorated(transaction.state, effect.value, line) : shown),
        decorations.map(transaction.changes),
      ),
    provide: (provided) => EditorView.decorations.from(provided),
  });
  return { field, set };
}

function define() {
  return StateEffect.define<Lines>();
}

function decorated({ doc }: EditorState, lines: Lines, line: Decoration): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const [from, to] = lines ?? [1, 0];
  for (let number = Math.max(from, 1); number <= Math.min(to, doc.lines); number++) {
    const at = doc.line(number).from;
    builder.add(at, at, line);
  }
  return builder.finish();
}
