/** What the page says about a lesson: what it asks, how the answer was, what to change next. */
import type { FailedCheck } from '../lesson/check.ts';
import type { Language } from './language.ts';

export interface LessonMessages {
  readonly lesson: string;
  readonly showText: string;
  readonly hideText: string;
  readonly predict: string;
  readonly answer: string;
  /** Names what is beside a line that can be moved. */
  readonly moveUp: (line: string) => string;
  readonly moveDown: (line: string) => string;
  readonly movedTo: (line: string, place: number, of: number) => string;
  readonly seconds: (seconds: number) => string;
  readonly runToSee: string;
  readonly chooseFirst: string;
  readonly right: string;
  readonly wrong: string;
  readonly yourAnswer: string;
  readonly happened: string;
  readonly line: string;
  readonly printed: string;
  readonly notPrinted: string;
  /** Names what may happen or not. */
  readonly outcome: string;
  readonly possible: string;
  readonly impossible: string;
  /** Names what was found when the program ran in each of so many orders of its answers. */
  readonly inOrders: (orders: number) => string;
  /** How long the very run took. */
  readonly took: (seconds: number) => string;
  readonly showMoment: string;
  /** Before the line of the output that proves the answer wrong. */
  readonly lineContradicts: string;
  readonly showLine: string;
  readonly change: string;
  readonly changeOf: (number: number, of: number, done: boolean) => string;
  readonly result: string;
  readonly hint: string;
  readonly solution: string;
  readonly done: string;
  readonly doneNext: string;
  readonly failed: (check: FailedCheck) => string;
  /** The program did not come to its end, or did not even begin; a line of it is to blame, if one is known. */
  readonly broken: (line: number | null) => string;
  readonly previous: string;
  readonly next: string;
  readonly pythonPrints: string;
}

const en: LessonMessages = {
  lesson: 'Lesson',
  showText: 'Show the text',
  hideText: 'Hide the text',
  predict: 'Predict',
  answer: 'Answer',
  moveUp: (line) => `Move up: ${line}`,
  moveDown: (line) => `Move down: ${line}`,
  movedTo: (line, place, of) => `${line}: ${String(place)} of ${String(of)}`,
  // Not by the rules of a language, which a browser takes twenty milliseconds to load: no answer has a thousand seconds.
  seconds: (seconds) => `${String(Number(seconds.toFixed(2)))} s`,
  runToSee: 'Run to see.',
  chooseFirst: 'Choose an answer first.',
  right: 'Right: it happens as you said.',
  wrong: 'It happens otherwise.',
  yourAnswer: 'Your answer',
  happened: 'What happened',
  line: 'Line',
  printed: 'printed',
  notPrinted: 'not printed',
  outcome: 'Outcome',
  possible: 'possible',
  impossible: 'impossible',
  inOrders: (orders) => `In all ${orders.toLocaleString('en')} orders`,
  took: (seconds) => `This run took ${seconds.toFixed(2)} s.`,
  showMoment: 'Show the moment',
  lineContradicts: 'This line of the output says otherwise:',
  showLine: 'Show the line',
  change: 'Now change it',
  changeOf: (number, of, done) => `Change ${String(number)} of ${String(of)}${done ? ', done' : ''}`,
  result: 'Change',
  hint: 'Hint',
  solution: 'Solution',
  done: 'Done.',
  doneNext: 'Done. There is one more to come.',
  failed: failedEn,
  broken: (line) =>
    line === null
      ? 'Not yet: the program did not run to its end.'
      : `Not yet: something is wrong in line ${String(line)}.`,
  previous: 'Previous',
  next: 'Next',
  pythonPrints: 'What CPython prints',
};

function failedEn({ failed, wanted, found }: FailedCheck): string {
  const had = String(found === null ? '' : Math.round(found * 100) / 100);
  switch (failed) {
    case 'prints':
      return `Not yet: the output has no line “${wanted}”.`;
    case 'neverPrints':
      return `Not yet: the output has the line “${wanted}”.`;
    case 'inOrder':
      return `Not yet: the output has no line “${wanted}” at its place.`;
    case 'atLeast':
      return `Not yet: it took ${had} s, and should take at least ${wanted} s.`;
    case 'atMost':
      return `Not yet: it took ${had} s, and should take at most ${wanted} s.`;
    case 'atOnce':
      return Number(found) > Number(wanted)
        ? `Not yet: ${had} were under way at once, and should be at most ${wanted}.`
        : `Not yet: no more than ${had} were under way at once, and should be ${wanted}.`;
    case 'cancelled':
      return `Not yet: no task called “${wanted}” was cancelled.`;
  }
}

const ko: LessonMessages = {
  lesson: '레슨',
  showText: '글 펼치기',
  hideText: '글 접기',
  predict: '예측하기',
  answer: '답하기',
  moveUp: (line) => `위로: ${line}`,
  moveDown: (line) => `아래로: ${line}`,
  movedTo: (line, place, of) => `${line}: ${String(of)}개 중 ${String(place)}번째`,
  // Not by the rules of a language, which a browser takes twenty milliseconds to load: no answer has a thousand seconds.
  seconds: (seconds) => `${String(Number(seconds.toFixed(2)))}초`,
  runToSee: '실행해서 확인하세요.',
  chooseFirst: '먼저 답을 고르세요.',
  right: '맞았습니다. 예측한 그대로입니다.',
  wrong: '예측과 다릅니다.',
  yourAnswer: '내 답',
  happened: '실제',
  line: '줄',
  printed: '출력됨',
  notPrinted: '출력되지 않음',
  outcome: '결과',
  possible: '가능',
  impossible: '불가능',
  inOrders: (orders) => `순서 ${orders.toLocaleString('ko')}가지를 모두 실행한 결과`,
  took: (seconds) => `이번 실행에는 ${seconds.toFixed(2)}초가 걸렸습니다.`,
  showMoment: '그 순간 보기',
  lineContradicts: '예측과 다른 출력 줄:',
  showLine: '그 줄 보기',
  change: '이제 고쳐 보기',
  changeOf: (number, of, done) => `과제 ${String(number)} / ${String(of)}${done ? ', 완료' : ''}`,
  result: '과제 결과',
  hint: '힌트',
  solution: '풀이',
  done: '해냈습니다.',
  doneNext: '해냈습니다. 과제가 더 있습니다.',
  failed: failedKo,
  broken: (line) =>
    line === null
      ? '아직입니다. 프로그램이 끝까지 실행되지 않았습니다.'
      : `아직입니다. ${String(line)}번째 줄에서 문제가 생겼습니다.`,
  previous: '이전',
  next: '다음',
  pythonPrints: 'CPython의 출력',
};

function failedKo({ failed, wanted, found }: FailedCheck): string {
  const had = String(found === null ? '' : Math.round(found * 100) / 100);
  switch (failed) {
    case 'prints':
      return `아직입니다. 출력에 “${wanted}” 줄이 없습니다.`;
    case 'neverPrints':
      return `아직입니다. 출력에 “${wanted}” 줄이 있습니다.`;
    case 'inOrder':
      return `아직입니다. 있어야 할 곳에 “${wanted}” 줄이 없습니다.`;
    case 'atLeast':
      return `아직입니다. ${had}초가 걸렸는데, ${wanted}초 이상 걸려야 합니다.`;
    case 'atMost':
      return `아직입니다. ${had}초가 걸렸는데, ${wanted}초 안에 끝나야 합니다.`;
    case 'atOnce':
      return Number(found) > Number(wanted)
        ? `아직입니다. 한때 ${had}개가 함께 진행되었는데, ${wanted}개를 넘지 않아야 합니다.`
        : `아직입니다. 함께 진행된 것이 가장 많을 때 ${had}개였는데, ${wanted}개여야 합니다.`;
    case 'cancelled':
      return `아직입니다. 이름이 “${wanted}”인 태스크가 취소되지 않았습니다.`;
  }
}

/** Every language's table. */
export const LESSON_MESSAGES: Readonly<Record<Language, LessonMessages>> = { en, ko };
