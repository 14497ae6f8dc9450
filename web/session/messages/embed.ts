/** What only some embeds say: loaded by those that do. */
import type { Language } from './language.ts';

export interface EmbedMessages {
  /** An element that names no program and holds none. */
  readonly noProgram: string;
  /** The button that shows and hides what the program's author hides. */
  readonly hiddenLines: string;
  /** A folded region without a name. */
  readonly folded: string;
  /** Added to the status of a program that was stopped since another one of the page runs. */
  readonly anotherRuns: string;
}

export const EMBED: Readonly<Record<Language, EmbedMessages>> = {
  en: {
    noProgram:
      'There is no program here. Name one with the attribute demo, as in demo="spinner", or put C++ code into the element.',
    hiddenLines: 'Hidden lines',
    folded: 'folded lines',
    anotherRuns: ': another program of this page runs',
  },
  ko: {
    noProgram:
      '여기에는 프로그램이 없습니다. demo="spinner"처럼 demo 속성으로 지정하거나 요소 안에 C++ 코드를 넣으세요.',
    hiddenLines: '숨긴 줄',
    folded: '접힌 줄',
    anotherRuns: ': 이 페이지의 다른 프로그램을 실행했습니다',
  },
};
