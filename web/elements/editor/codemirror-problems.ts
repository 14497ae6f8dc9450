/** What is wrong, in CodeMirror: marked, and said where the pointer or the cursor comes to it, with the change that repairs it. */
import {
  forEachDiagnostic,
  linter,
  setDiagnostics,
  setDiagnosticsEffect,
  type Diagnostic as Mark,
} from '@codemirror/lint';
import { EditorSelection, StateField, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, showTooltip, type Command, type Tooltip } from '@codemirror/view';
import type { Diagnostic } from '../../session/run/compiler.ts';
import { detailsOf, plainSentenceOf, sentenceOf } from '../../session/run/explanation.ts';
import { button, h } from '../dom.ts';
import { sentenceNodes } from '../prose.ts';
import type { ProblemWords } from './backend.ts';
import { changesOf, rangeOf } from './codemirror-places.ts';

const SEVERITIES = { error: 'error', warning: 'warning', note: 'info' } as const;

/** A mark, and the problem that it is made of. */
interface ProblemMark extends Mark {
  readonly problem: Diagnostic;
}

/** Marks problems, and no others. */
export function showProblems(view: EditorView, problems: readonly Diagnostic[], words: ProblemWords): void {
  const { doc } = view.state;
  const marks = problems
    .filter(({ wholeProgram }) => wholeProgram !== true)
    .map((problem): ProblemMark => ({
      ...rangeOf(doc, problem),
      severity: SEVERITIES[problem.severity],
      message: plainSentenceOf(problem, words.language),
      renderMessage: (shownIn) => problemNode(shownIn, problem, words),
      problem,
    }));
  view.dispatch(setDiagnostics(view.state, marks));
}

function problemNode(view: EditorView, problem: Diagnostic, words: ProblemWords): Node {
  const sentence = sentenceOf(problem, words.language);
  const said = h('p', {}, ...(problem.explanation === undefined ? [sentence] : sentenceNodes(sentence)));
  const notes = detailsOf(problem).map(({ message }) => h('p', { class: 'note' }, message));
  const node = h('div', {}, said, ...notes);
  if (canRepair(problem)) {
    const change = button(words.repair, { class: 'repair' });
    change.addEventListener('click', () => {
      repair(view, problem);
      view.focus();
    });
    node.append(h('p', {}, change));
  }
  return node;
}

function canRepair({ explanation }: Diagnostic): boolean {
  return explanation !== undefined && explanation.edits.length > 0;
}

function repair(view: EditorView, { explanation }: Diagnostic): void {
  view.dispatch({ changes: changesOf(view.state.doc, explanation?.edits ?? []), userEvent: 'input.repair' });
}

/** The marks that hold for a range, the first first. */
function marksBetween(state: EditorState, from: number, to: number): { mark: ProblemMark; from: number; to: number }[] {
  const found: { mark: ProblemMark; from: number; to: number }[] = [];
  forEachDiagnostic(state, (mark, start, end) => {
    if (start <= to && end >= from) found.push({ mark: mark as ProblemMark, from: start, to: end });
  });
  return found;
}

/** Repairs the first problem of the cursor's line that can be. */
export const repairHere: Command = (view) => {
  const { from, to } = view.state.doc.lineAt(view.state.selection.main.head);
  const found = marksBetween(view.state, from, to).find(({ mark }) => canRepair(mark.problem));
  if (found !== undefined) repair(view, found.mark.problem);
  return found !== undefined;
};

/** Puts the cursor at the next problem, after the last at the first. */
export const goToNextProblem: Command = (view) => {
  const { head } = view.state.selection.main;
  const all = marksBetween(view.state, 0, view.state.doc.length);
  const next = all.find(({ from }) => from > head) ?? all[0];
  if (next === undefined) return false;
  view.dispatch({
    selection: EditorSelection.cursor(next.from),
    effects: EditorView.announce.of(next.mark.message),
    scrollIntoView: true,
    userEvent: 'select.problem',
  });
  return true;
};

/** Says what is wrong where the reader puts the cursor: a phone has no pointer that hovers. */
const atCursor = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    if (transaction.docChanged || transaction.effects.some((effect) => effect.is(setDiagnosticsEffect))) return null;
    if (!transaction.isUserEvent('select')) return shown;
    const { state } = transaction;
    const { head, empty } = state.selection.main;
    const here = empty ? marksBetween(state, head, head) : [];
    const [first] = here;
    if (first === undefined) return null;
    const create = (view: EditorView) => ({
      dom: tooltipNode(
        view,
        here.map(({ mark }) => mark),
      ),
    });
    return { pos: first.from, above: true, create };
  },
  provide: (field) => showTooltip.from(field),
});

function tooltipNode(view: EditorView, marks: readonly ProblemMark[]): HTMLElement {
  const said = marks.map((mark) =>
    h('div', { class: `cm-diagnostic cm-diagnostic-${mark.severity}` }, mark.renderMessage?.(view) ?? mark.message),
  );
  return h('div', {}, ...said);
}

/** Shows the marks, and what they say once. */
export const PROBLEMS: Extension = [
  atCursor,
  linter(null, { tooltipFilter: (marks, state) => (state.field(atCursor) === null ? [...marks] : []) }),
];
