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
  /** What is run is not made of the text that is shown, but came with it. */
  readonly precompiled: string;
  /** Says what that means. */
  readonly precompiledMeans: string;
  readonly compileShown: string;
}

export const EMBED: Readonly<Record<Language, EmbedMessages>> = {
  en: {
    noProgram:
      'There is no program here. Name one with the attribute demo, as in demo="spinner", or put C++ code into the element.',
    hiddenLines: 'Hidden lines',
    folded: 'folded lines',
    anotherRuns: ': another program of this page runs',
    precompiled: 'Precompiled by the author.',
    precompiledMeans:
      'What runs came with the text, so that nobody waits for the compiler. It may differ from the text.',
    compileShown: 'Compile what is shown',
  },
  ko: {
    noProgram:
      '여기에는 프로그램이 없습니다. demo="spinner"처럼 demo 속성으로 지정하거나 요소 안에 C++ 코드를 넣으세요.',
    hiddenLines: '숨긴 줄',
    folded: '접힌 줄',
    anotherRuns: ': 이 페이지의 다른 프로그램을 실행했습니다',
    precompiled: '글쓴이가 미리 컴파일했습니다.',
    precompiledMeans: '컴파일러를 기다리지 않도록 소스와 함께 받은 프로그램입니다. 보이는 소스와 다를 수 있습니다.',
    compileShown: '보이는 소스 컴파일',
  },
};
