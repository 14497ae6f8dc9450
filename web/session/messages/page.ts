/** What only the playground says, in each language. */
import { commonEn } from './common.en.ts';
import { commonKo } from './common.ko.ts';
import type { Language } from './language.ts';
import type { CommonMessages } from './common.ts';
import type { NameProblem } from '../workbench/project.ts';

export interface Messages extends CommonMessages {
  readonly title: string;
  readonly tagline: string;
  readonly notices: string;
  readonly programs: string;
  readonly sharedProgram: string;
  readonly ownProgram: string;
  readonly newProgram: string;
  readonly drafts: string;
  readonly draftsExplained: string;
  readonly noDrafts: string;
  readonly delete: string;
  readonly deleteDraft: (name: string) => string;
  readonly draftDeleted: (name: string) => string;
  readonly rename: string;
  readonly renameDraft: (name: string) => string;
  /** Names the field for it, and its button. */
  readonly draftName: string;
  readonly keepName: string;
  readonly undo: string;
  readonly changedElsewhere: string;
  readonly keptApart: string;
  readonly showThatText: string;
  readonly notKept: string;
  readonly runHint: string;
  readonly shareHint: string;
  readonly otherLanguage: string;
  readonly darkTheme: string;
  readonly lightTheme: string;
  readonly cppTab: string;
  readonly pythonTab: string;
  /** The switch that shows it beside the program. */
  readonly beside: string;
  /** The same where it has no room there. */
  readonly below: string;
  readonly sourceTabs: string;
  readonly addFile: string;
  /** Names the field for it. */
  readonly fileName: string;
  readonly renameFile: (name: string) => string;
  readonly removeFile: (name: string) => string;
  readonly fileRemoved: (name: string) => string;
  /** A file was renamed, and so many `#include` of it with it. */
  readonly fileRenamed: (before: string, name: string, includes: number) => string;
  readonly nameProblem: Readonly<Record<NameProblem, string>>;
  /** A program of several files is as it was at first. */
  readonly wasReset: string;
  /** A lesson's solution took the place of several files. */
  readonly wasSolved: string;
  readonly forgetProgress: string;
  readonly progressForgotten: string;
  readonly begunLesson: string;
  readonly doneLesson: string;
  readonly editedMark: string;
  readonly escapeHint: string;
  readonly compilerWhenIdle: string;
  readonly resizePanes: string;
  /** How else than by dragging. */
  readonly resizeHint: string;
  readonly format: string;
  readonly shortcuts: string;
  readonly api: string;
  readonly search: string;
  readonly settings: string;
  readonly codeScale: string;
  readonly smaller: string;
  readonly larger: string;
  readonly wordWrap: string;
  readonly compact: string;
  readonly sharedBanner: string;
  /** The link was made where programs run by another version than here. */
  readonly otherRuntime: (made: number, here: number) => string;
  readonly damagedBanner: string;
  readonly unexpected: (words: string) => string;
  /** Of the site, which takes the place of the open one. */
  readonly newVersion: string;
  readonly reload: string;
  readonly olderRuntime: string;
  readonly useNewest: string;
  readonly lessonUnavailable: string;
  readonly showLesson: string;
}

const en: Messages = {
  ...commonEn,
  title: 'Tulip: asyncio for C++ in a browser tab',
  tagline: 'asyncio for C++',
  notices: 'Notices',
  programs: 'Programs',
  sharedProgram: 'Shared program',
  ownProgram: 'My program',
  newProgram: 'New',
  drafts: 'Drafts',
  draftsExplained: 'What you change is kept in this browser, for every program, until you reset or delete it.',
  noDrafts: 'There are no drafts: you have changed no program yet.',
  delete: 'Delete',
  deleteDraft: (name) => `Delete ${name}`,
  draftDeleted: (name) => `${name}: deleted`,
  rename: 'Rename',
  renameDraft: (name) => `Rename ${name}`,
  draftName: 'Name of the draft',
  keepName: 'OK',
  undo: 'Undo',
  changedElsewhere: 'This program was changed in another tab.',
  keptApart: 'This program was changed in another tab too. Your text here is kept as a draft of its own.',
  showThatText: 'Show that text',
  notKept: 'This browser has no room for your text, or keeps none. It will be gone when you leave: keep a link to it.',
  runHint: 'Ctrl+Enter runs the program',
  shareHint: 'A link to this program, or an embed for a blog',
  otherLanguage: '한국어',
  darkTheme: 'Dark theme',
  lightTheme: 'Light theme',
  cppTab: 'C++',
  pythonTab: 'Python original',
  beside: 'Side by side',
  below: 'One below the other',
  sourceTabs: 'Source',
  addFile: 'Add a file',
  fileName: 'File name',
  renameFile: (name) => `Rename ${name}`,
  removeFile: (name) => `Remove ${name}`,
  fileRemoved: (name) => `${name} was removed.`,
  fileRenamed: (before, name, includes) =>
    `${before} is ${name} now, in ${includes === 1 ? 'one #include' : `${String(includes)} #includes`}, too.`,
  nameProblem: {
    form: 'A name without folders that ends in .hpp, .h or .cpp.',
    taken: 'There is a file of this name already.',
    many: 'There is no room for another file.',
  },
  wasReset: 'All files are as they were at first.',
  wasSolved: 'The solution took the place of your files.',
  forgetProgress: 'Forget my progress in the lessons',
  progressForgotten: 'What you did of the lessons is forgotten.',
  begunLesson: 'begun',
  doneLesson: 'done',
  editedMark: 'edited',
  escapeHint: 'Ctrl+M (Mac ⌃⇧M) lets Tab leave.',
  compilerWhenIdle: 'Download the compiler when idle (about 25 MB)',
  resizePanes: 'Resize panes',
  resizeHint: 'Drag it, use the arrow keys, or click: each click moves it to its next place.',
  format: 'Format',
  shortcuts: 'Shortcuts',
  api: 'API',
  search: 'Search',
  settings: 'Settings',
  codeScale: 'Font size',
  smaller: 'Smaller',
  larger: 'Larger',
  wordWrap: 'Word wrap',
  compact: 'Compact view',
  sharedBanner: 'Somebody shared this program. It runs only when you press Run.',
  otherRuntime: (made, here) => `It was made with runtime ${made}; this page has runtime ${here}.`,
  damagedBanner: 'What you see below is not the shared program.',
  unexpected: (words) => `Something went wrong in the page: ${words} Your text is safe.`,
  newVersion: 'A new version is there. Your text is kept.',
  reload: 'Reload',
  olderRuntime: 'This is the earlier version of Tulip that the link was made with.',
  useNewest: 'Use the newest version',
  lessonUnavailable: 'This program could not be fetched. Check the network and try again.',
  showLesson: 'About this program',
};

const ko: Messages = {
  ...commonKo,
  title: 'Tulip: 브라우저 탭 안의 C++ asyncio',
  tagline: 'C++로 쓰는 asyncio',
  notices: '알림',
  programs: '프로그램',
  sharedProgram: '공유받은 프로그램',
  ownProgram: '내 프로그램',
  newProgram: '새로 만들기',
  drafts: '초안',
  draftsExplained: '고친 내용은 프로그램마다 이 브라우저에 남고, 되돌리거나 삭제할 때까지 그대로 있습니다.',
  noDrafts: '초안이 없습니다. 아직 고친 프로그램이 없습니다.',
  delete: '삭제',
  deleteDraft: (name) => `${name} 삭제`,
  draftDeleted: (name) => `${name}: 삭제했습니다`,
  rename: '이름 바꾸기',
  renameDraft: (name) => `${name} 이름 바꾸기`,
  draftName: '초안 이름',
  keepName: '확인',
  undo: '되살리기',
  changedElsewhere: '이 프로그램을 다른 탭에서 고쳤습니다.',
  keptApart: '이 프로그램을 다른 탭에서도 고쳤습니다. 여기 보이는 글은 따로 초안으로 남겨 두었습니다.',
  showThatText: '그 글 보기',
  notKept: '브라우저에 저장할 자리가 없거나 저장이 막혀 있습니다. 페이지를 떠나면 글이 사라지니 링크로 보관해 두세요.',
  runHint: 'Ctrl+Enter로 실행',
  shareHint: '이 프로그램의 링크를 복사하거나 블로그 글에 넣기',
  otherLanguage: 'English',
  darkTheme: '어두운 테마',
  lightTheme: '밝은 테마',
  cppTab: 'C++',
  pythonTab: '파이썬 원본',
  beside: '나란히',
  below: '위아래로',
  sourceTabs: '소스',
  addFile: '파일 추가',
  fileName: '파일 이름',
  renameFile: (name) => `${name} 이름 바꾸기`,
  removeFile: (name) => `${name} 없애기`,
  fileRemoved: (name) => `${name} 파일을 없앴습니다.`,
  fileRenamed: (before, name, includes) =>
    `${before} 파일의 이름을 ${name}(으)로 바꾸고, #include ${String(includes)}곳도 고쳤습니다.`,
  nameProblem: {
    form: '폴더 없이 .hpp, .h, .cpp로 끝나는 이름을 쓰세요.',
    taken: '같은 이름의 파일이 이미 있습니다.',
    many: '파일을 더 넣을 수 없습니다.',
  },
  wasReset: '모든 파일을 처음 상태로 되돌렸습니다.',
  wasSolved: '작성한 파일들을 풀이로 바꾸었습니다.',
  forgetProgress: '레슨 학습 기록 지우기',
  progressForgotten: '레슨에서 한 일의 기록을 지웠습니다.',
  begunLesson: '시작함',
  doneLesson: '완료',
  editedMark: '편집됨',
  escapeHint: 'Ctrl+M(Mac은 ⌃⇧M)을 누르면 Tab으로 나갑니다.',
  compilerWhenIdle: '한가할 때 컴파일러 내려받기(약 25MB)',
  resizePanes: '창 크기 조절',
  resizeHint: '끌거나 화살표 키로 옮깁니다. 클릭하면 다음 자리로 옮겨 갑니다.',
  format: '코드 정렬',
  shortcuts: '단축키',
  api: 'API 목록',
  search: '찾기',
  settings: '설정',
  codeScale: '글자 크기',
  smaller: '작게',
  larger: '크게',
  wordWrap: '자동 줄바꿈',
  compact: '간결한 화면',
  sharedBanner: '다른 사람이 공유한 프로그램입니다. 실행을 눌러야만 실행됩니다.',
  otherRuntime: (made, here) => `이 링크는 런타임 ${made}에서 만들었고, 이 페이지의 런타임은 ${here}입니다.`,
  damagedBanner: '아래에 보이는 것은 공유받은 프로그램이 아닙니다.',
  unexpected: (words) => `페이지에 문제가 생겼습니다: ${words} 작성한 글은 그대로 있습니다.`,
  newVersion: '새 버전이 나왔습니다. 작성한 글은 그대로 남습니다.',
  reload: '새로 고침',
  olderRuntime: '링크를 만들 때 쓰던 예전 버전의 Tulip입니다.',
  useNewest: '최신 버전 쓰기',
  lessonUnavailable: '프로그램을 받지 못했습니다. 네트워크를 확인하고 다시 시도해 주세요.',
  showLesson: '프로그램 설명',
};

/** Every language's table. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, ko };
