/** What each shortcut does, in each language. */
import type { ShortcutId } from '../workbench/shortcuts.ts';
import type { Language } from './language.ts';

export interface ShortcutWords {
  readonly everywhere: string;
  readonly inEditor: string;
  readonly does: Readonly<Record<ShortcutId, string>>;
}

export const SHORTCUT_WORDS: Readonly<Record<Language, ShortcutWords>> = {
  en: {
    everywhere: 'Everywhere on the page',
    inEditor: 'In the editor',
    does: {
      run: 'Run the program',
      format: 'Format the program',
      wordWrap: 'Wrap long lines, or not',
      shortcuts: 'This list; outside of text fields ? as well',
      complete: 'Suggest what may be written here',
      parameters: 'Show the parameters of the call',
      quickFix: 'Offer to repair the problem at the cursor',
      nextProblem: 'Go to the next problem',
      goToDefinition: 'Go to where the name at the cursor is defined',
      outline: 'List what the file declares, and go there',
      find: 'Find',
      replace: 'Find and replace',
      comment: 'Turn the line into a comment, and back',
      nextOccurrence: 'Select the next occurrence as well',
      moveLineUp: 'Move the line up',
      moveLineDown: 'Move the line down',
      leaveEditor: 'Let Tab leave the editor, or indent again',
    },
  },
  ko: {
    everywhere: '페이지 어디서나',
    inEditor: '편집기에서',
    does: {
      run: '프로그램 실행',
      format: '코드 정렬',
      wordWrap: '긴 줄 자동 줄바꿈 켜기/끄기',
      shortcuts: '이 목록 열기 (입력란 밖에서는 ?로도 열립니다)',
      complete: '자동 완성 제안 보기',
      parameters: '매개변수 정보 보기',
      quickFix: '커서 위치의 문제 고치기',
      nextProblem: '다음 문제로 이동',
      goToDefinition: '커서 위치의 이름이 정의된 곳으로 이동',
      outline: '파일에 선언된 이름 목록에서 골라 이동',
      find: '찾기',
      replace: '바꾸기',
      comment: '줄 주석 켜기/끄기',
      nextOccurrence: '같은 단어를 하나 더 선택',
      moveLineUp: '줄을 위로 옮기기',
      moveLineDown: '줄을 아래로 옮기기',
      leaveEditor: 'Tab으로 편집기를 빠져나가기/들여쓰기 전환',
    },
  },
};
