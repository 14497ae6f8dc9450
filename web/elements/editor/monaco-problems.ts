/** What is wrong in a text, marked in Monaco, and its quick fixes. */
import { editor, type IRange, languages, MarkerSeverity } from 'monaco-editor/editor/editor.api';
import type { Diagnostic, TextEdit } from '../../session/run/compiler.ts';
import { detailsOf, plainSentenceOf } from '../../session/run/explanation.ts';
import type { ProblemWords } from './backend.ts';

const OWNER = 'clang';

/** What is wrong in each model, for its quick fixes. */
const repairs = new WeakMap<
  editor.ITextModel,
  readonly { readonly problem: Diagnostic; readonly words: ProblemWords }[]
>();

/** Marks what is wrong in a text, and offers the repairs there. */
export function markProblems(model: editor.ITextModel, problems: readonly Diagnostic[], words: ProblemWords): void {
  const placed = problems.filter((problem) => problem.wholeProgram !== true);
  editor.setModelMarkers(
    model,
    OWNER,
    placed.map((problem) => marker(model, problem, words)),
  );
  repairs.set(
    model,
    placed.map((problem) => ({ problem, words })),
  );
}

languages.registerCodeActionProvider('cpp', {
  provideCodeActions: (model, range, { markers }) => {
    const here = (repairs.get(model) ?? []).filter(({ problem: { explanation, line } }) => {
      return (
        explanation !== undefined &&
        explanation.edits.length > 0 &&
        line >= range.startLineNumber &&
        line <= range.endLineNumber
      );
    });
    const actions = here.map(({ problem, words }): languages.CodeAction => ({
      title: `${words.repair}: ${plainSentenceOf(problem, words.language)}`,
      kind: 'quickfix',
      diagnostics: markers,
      isPreferred: true,
      edit: {
        edits: (problem.explanation?.edits ?? []).map(({ text, ...place }) => ({
          resource: model.uri,
          versionId: undefined,
          textEdit: { range: rangeOf(place), text },
        })),
      },
    }));
    return { actions, dispose: () => undefined };
  },
});

/** Monaco's range of an edit. */
export function rangeOf({ line, column, endLine, endColumn }: Omit<TextEdit, 'text'>): IRange {
  return { startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn };
}

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, note: MarkerSeverity.Info } as const;

function marker(model: editor.ITextModel, problem: Diagnostic, { language }: ProblemWords): editor.IMarkerData {
  const line = Math.min(problem.line, model.getLineCount());
  const word = model.getWordAtPosition({ lineNumber: line, column: problem.column });
  const notes = detailsOf(problem).map((note) => `\n${note.message}`);
  const endLine = problem.endLine ?? line;
  const endColumn = problem.endColumn ?? word?.endColumn ?? problem.column + 1;
  // What is missing at the end of a line is marked at the character before.
  const isEmpty = endLine === line && endColumn <= problem.column;
  return {
    severity: SEVERITIES[problem.severity],
    message: plainSentenceOf(problem, language) + notes.join(''),
    startLineNumber: line,
    startColumn: isEmpty ? Math.max(1, problem.column - 1) : problem.column,
    endLineNumber: endLine,
    endColumn,
  };
}
