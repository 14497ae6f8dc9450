/** Go to definition and the outline in CodeMirror: what a reader is told where there is nothing to go to, in both languages. */
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { describe, expect, it, vi } from 'vitest';
import { projectOf } from '../../wasm/sdk/project.ts';
import { goToDeclared, goToDefinition } from '../../web/elements/editor/codemirror-navigation.ts';
import { cppInColour } from '../../web/elements/editor/codemirror-theme.ts';
import { KOREAN } from '../../web/elements/editor/codemirror-words.ts';
import type { LanguageSupport } from '../../web/elements/editor/language-help.ts';
import type { LanguageService, OutlineEntry } from '../../web/session/language/language.ts';
import type { Place } from '../../web/session/run/compiler.ts';

const PROGRAM = 'int half(int a); // half of it\n';
const DEFINED: Place = { file: 'half.cpp', line: 3, column: 5 };

/** As much of CodeMirror's view as a command needs, with the cursor at a place, and what it announces to screen readers. */
class View {
  state: EditorState;
  readonly announced: string[] = [];

  constructor(cursor: number, phrases: Readonly<Record<string, string>> = {}) {
    const extensions = [EditorState.phrases.of(phrases), cppInColour()];
    this.state = EditorState.create({ doc: PROGRAM, selection: { anchor: cursor }, extensions });
  }

  dispatch(spec: TransactionSpec): void {
    const { state, effects } = this.state.update(spec);
    this.state = state;
    this.announced.push(...effects.flatMap((effect) => (effect.is(EditorView.announce) ? [effect.value] : [])));
  }

  /** Does what a key would. */
  press(command: (view: EditorView) => boolean): void {
    expect(command(this as unknown as EditorView)).toBe(true);
  }
}

/** What the commands ask, of a compiler that answers with this; null where there is none. */
function supportOf(service: Partial<LanguageService> | null): LanguageSupport {
  const spot = (text: string, offset: number) => ({ project: projectOf(text), file: 'main.cpp', offset });
  return { source: { start: () => Promise.resolve(service) }, spot } as unknown as LanguageSupport;
}

const defining = (answer: () => Promise<Place | null>) => supportOf({ define: answer });
const outlining = (...entries: readonly OutlineEntry[]) => supportOf({ outline: () => Promise.resolve(entries) });

const nowhereToGo = () => expect.unreachable();

describe('Go to definition', () => {
  it('goes where the name is defined, and says nothing', async () => {
    const view = new View(6);
    const goTo = vi.fn();
    view.press(
      goToDefinition(
        defining(() => Promise.resolve(DEFINED)),
        goTo,
      ),
    );
    await vi.waitFor(() => {
      expect(goTo).toHaveBeenCalledExactlyOnceWith(DEFINED);
    });
    expect(view.announced).toEqual([]);
  });

  const nowhere = defining(() => Promise.resolve(null));
  it.each([
    [
      'a name of no definition',
      6,
      nowhere,
      'No definition of half in this program.',
      '이 프로그램에는 half의 정의가 없습니다.',
    ],
    ['no name', 16, nowhere, 'There is no name at the cursor.', '커서 위치에 이름이 없습니다.'],
    ['a comment', 21, nowhere, 'There is no name at the cursor.', '커서 위치에 이름이 없습니다.'],
    [
      'no compiler',
      6,
      supportOf(null),
      'The compiler is not there yet. Run downloads it.',
      '아직 컴파일러가 없습니다. 실행을 누르면 내려받습니다.',
    ],
  ])('says so, of %s', async (_, cursor, support, english, korean) => {
    for (const [phrases, said] of [
      [{}, english],
      [KOREAN, korean],
    ] as const) {
      const view = new View(cursor, phrases);
      view.press(goToDefinition(support, nowhereToGo));
      await vi.waitFor(() => {
        expect(view.announced).toEqual([said]);
      });
    }
  });

  it('says nothing of a question that another has overtaken, or that the reader has left', async () => {
    const answers: ((place: null) => void)[] = [];
    const command = goToDefinition(
      defining(() => new Promise((resolve) => answers.push(resolve))),
      nowhereToGo,
    );
    const view = new View(6);
    view.press(command);
    view.press(command);
    await vi.waitFor(() => {
      expect(answers).toHaveLength(2);
    });
    for (const answer of answers) answer(null);
    await vi.waitFor(() => {
      expect(view.announced).toHaveLength(1);
    });
    view.press(command);
    await vi.waitFor(() => {
      expect(answers).toHaveLength(3);
    });
    view.dispatch({ selection: { anchor: 0 } });
    answers[2]?.(null);
    await new Promise(setImmediate);
    expect(view.announced).toHaveLength(1);
  });
});

it('The outline says where there is none', async () => {
  const view = new View(6, KOREAN);
  view.press(goToDeclared(outlining(), nowhereToGo));
  await vi.waitFor(() => {
    expect(view.announced).toEqual(['이 파일에는 선언된 이름이 없습니다.']);
  });
});
