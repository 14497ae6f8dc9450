/** What an embed says before anything of it is run or edited: few words, since a page may hold a dozen embeds. */
import type { Language } from './language.ts';

export interface FirstMessages {
  readonly run: string;
  readonly stop: string;
  readonly edit: string;
  readonly reset: string;
  readonly copy: string;
  readonly share: string;
  readonly editor: string;
  /** Names the choice of a program's files. */
  readonly file: string;
  readonly programStatus: string;
  /** The status before the first run. */
  readonly ready: string;
  /** The status where what runs programs could not be loaded. */
  readonly notLoaded: string;
  readonly openInPlayground: string;
  readonly tryAgain: string;
}

export const FIRST: Readonly<Record<Language, FirstMessages>> = {
  en: {
    run: 'Run',
    stop: 'Stop',
    edit: 'Edit',
    reset: 'Reset',
    copy: 'Copy',
    share: 'Share',
    editor: 'Editor',
    file: 'File',
    programStatus: 'Program status',
    ready: 'ready',
    notLoaded: 'failed: the network or the server cannot be reached',
    openInPlayground: 'Open in playground',
    tryAgain: 'Try again',
  },
  ko: {
    run: '실행',
    stop: '정지',
    edit: '편집',
    reset: '되돌리기',
    copy: '복사',
    share: '공유',
    editor: '편집기',
    file: '파일',
    programStatus: '프로그램 상태',
    ready: '준비됨',
    notLoaded: '실패: 네트워크나 서버에 연결할 수 없습니다',
    openInPlayground: '플레이그라운드에서 열기',
    tryAgain: '다시 시도',
  },
};
