/** What the security check says. */
import type { Language } from '../session/messages/language.ts';

export interface Texts {
  readonly title: string;
  readonly about: string;
  readonly running: string;
  readonly allRefused: (count: number) => string;
  readonly somePossible: (count: number) => string;
  readonly broke: string;
  readonly refused: string;
  readonly possible: string;
  readonly back: string;
  /** By the name of the attempt, in the order in which they are shown. */
  readonly attempts: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Security check',
    about:
      'A shared program is a stranger’s. It runs in a worker, in a sandboxed frame that belongs to no site. This page makes such a frame here, in your ' +
      'browser, and tries from inside what somebody could try who had broken out of a program. Every line must say that it was refused.',
    running: 'Trying …',
    allRefused: (count) => `All ${String(count)} attempts were refused.`,
    somePossible: (count) =>
      `${String(count)} attempts were possible: do not run programs that you do not trust in this browser, and please report it.`,
    broke: 'The sandbox did not answer, so nothing is known. Reload to try again.',
    refused: 'refused',
    possible: 'possible',
    back: 'To the playground',
    attempts: {
      parent: 'From the frame: read the page around it',
      cookies: 'Read or set cookies',
      storage: 'Read what the page has stored',
      clipboard: 'Read the clipboard',
      top: 'Take the tab to another address',
      window: 'Open a window',
      inject: 'Run a script of its own in the frame',
      picture: 'Send something out as the address of a picture',
      inner: 'Put another site into the frame',
      socket: 'Open a WebSocket',
      fetch: 'From the worker: fetch from another site',
      loopback: 'Reach a server on this computer',
      scripts: 'Load a script by its address',
      evaluate: 'Run a text as a script',
      databases: 'Open a database',
      caches: 'Open a cache',
      files: 'Open the site’s private files',
      page: 'Touch a document',
      channel: 'Speak to other tabs of the site',
      left: 'Leave for another site, with what it knows in the address',
    },
  },
  ko: {
    title: '보안 점검',
    about:
      '공유된 프로그램은 모르는 사람이 쓴 것입니다. 그래서 어느 사이트에도 속하지 않는 샌드박스 프레임 안의 워커에서 실행합니다. 이 페이지는 지금 쓰는 ' +
      '브라우저에 그런 프레임을 만들고, 프로그램을 뚫고 나온 사람이 해 볼 만한 일을 그 안에서 해 봅니다. 모든 줄에 거부됨이라고 나와야 합니다.',
    running: '시도하는 중…',
    allRefused: (count) => `${String(count)}가지 시도가 모두 거부되었습니다.`,
    somePossible: (count) =>
      `${String(count)}가지 시도가 가능했습니다. 이 브라우저에서는 믿을 수 없는 프로그램을 실행하지 말고, 이 결과를 알려 주세요.`,
    broke: '샌드박스가 응답하지 않아 아무것도 알 수 없습니다. 새로 고침해서 다시 시도하세요.',
    refused: '거부됨',
    possible: '가능함',
    back: '플레이그라운드로',
    attempts: {
      parent: '프레임에서: 바깥 페이지 읽기',
      cookies: '쿠키를 읽거나 쓰기',
      storage: '페이지가 저장한 것 읽기',
      clipboard: '클립보드 읽기',
      top: '탭을 다른 주소로 옮기기',
      window: '새 창 열기',
      inject: '프레임에서 자기 스크립트 실행하기',
      picture: '그림 주소에 실어 정보 내보내기',
      inner: '프레임 안에 다른 사이트 넣기',
      socket: 'WebSocket 열기',
      fetch: '워커에서: 다른 사이트에 요청하기',
      loopback: '이 컴퓨터의 서버에 접속하기',
      scripts: '주소로 스크립트 불러오기',
      evaluate: '문자열을 스크립트로 실행하기',
      databases: '데이터베이스 열기',
      caches: '캐시 열기',
      files: '사이트의 비공개 파일 열기',
      page: '문서 건드리기',
      channel: '사이트의 다른 탭에 말 걸기',
      left: '아는 것을 주소에 실어 다른 사이트로 떠나기',
    },
  },
};
