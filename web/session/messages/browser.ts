/** What the browser of a program's pages says. */
import type { BrowsingProblem } from '../servers/browsing.ts';
import type { ExchangeProblem, ExchangeState } from '../servers/exchange.ts';
import type { Language } from './language.ts';

export interface BrowserMessages {
  readonly back: string;
  readonly reload: string;
  /** Waits no longer for an answer. */
  readonly giveUp: string;
  readonly address: string;
  readonly go: string;
  /** Names what is shown of an address. */
  readonly page: (address: string) => string;
  readonly pictureOf: (address: string) => string;
  readonly emptyBody: string;
  /** Something that cannot be shown. */
  readonly otherBody: (mime: string) => string;
  /** The rest of the page is left out. */
  readonly shortened: string;
  readonly requests: string;
  readonly requestHeaders: string;
  readonly responseHeaders: string;
  /** In the place of a status, where there is none yet or never will be. */
  readonly noStatus: (state: ExchangeState) => string;
  readonly milliseconds: (time: number) => string;
  readonly size: (bytes: number) => string;
  readonly waiting: string;
  readonly receiving: (bytes: number) => string;
  readonly answered: (status: string, time: number, bytes: number) => string;
  readonly noAnswer: (problem: ExchangeProblem, port: number) => string;
  /** Why nothing was asked. */
  readonly problem: (problem: BrowsingProblem) => string;
}

const KILOBYTE = 1000;

/** Bytes with the unit that makes them a short number. */
function inUnits(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} B`;
  if (bytes < KILOBYTE * KILOBYTE) return `${(bytes / KILOBYTE).toFixed(1)} KB`;
  return `${(bytes / KILOBYTE / KILOBYTE).toFixed(1)} MB`;
}

function inMilliseconds(time: number): string {
  return time < 1 ? '< 1 ms' : `${Math.round(time)} ms`;
}

const en: BrowserMessages = {
  back: 'Back',
  reload: 'Reload',
  giveUp: 'Give up',
  address: 'Address',
  go: 'Go',
  page: (address) => `Page at ${address}`,
  pictureOf: (address) => `Picture at ${address}`,
  emptyBody: 'The answer has no body.',
  otherBody: (mime) => `The answer is of the type ${mime}, which cannot be shown here.`,
  shortened: 'Only the first megabyte is shown.',
  requests: 'Requests',
  requestHeaders: 'Request',
  responseHeaders: 'Response',
  noStatus: (state) => (state === 'waiting' ? 'waiting' : 'failed'),
  milliseconds: inMilliseconds,
  size: inUnits,
  waiting: 'The program has not answered yet.',
  receiving: (bytes) => `The answer is arriving: ${inUnits(bytes)} so far.`,
  answered: (status, time, bytes) => `${status} in ${inMilliseconds(time)}, ${inUnits(bytes)}`,
  noAnswer(problem, port) {
    switch (problem.kind) {
      case 'refused':
        return `The connection to port ${port} was refused: nobody listens there now, or too many clients are connected.`;
      case 'no-answer':
        return 'The program closed the connection and had answered nothing.';
      case 'cut-short':
        return 'The connection ended before the whole answer had come.';
      case 'not-http':
        return `What the program answered is not HTTP: ${problem.why}.`;
      case 'too-large':
        return 'The answer is larger than 4 MB, so the rest was not read.';
      case 'given-up':
        return 'You gave the request up. What had arrived is shown.';
    }
  },
  problem: (problem) =>
    problem.kind === 'elsewhere'
      ? `${problem.address} is not an address of this server, so it was not opened: this browser speaks with the program alone.`
      : 'The server redirected ten times in a row, so the browser stopped following.',
};

const ko: BrowserMessages = {
  back: '뒤로',
  reload: '새로 고침',
  giveUp: '그만 기다리기',
  address: '주소',
  go: '이동',
  page: (address) => `${address} 페이지`,
  pictureOf: (address) => `${address} 그림`,
  emptyBody: '응답에 본문이 없습니다.',
  otherBody: (mime) => `응답의 종류가 ${mime}이어서 여기에 보여 줄 수 없습니다.`,
  shortened: '처음 1 MB만 보여 줍니다.',
  requests: '요청',
  requestHeaders: '요청',
  responseHeaders: '응답',
  noStatus: (state) => (state === 'waiting' ? '대기 중' : '실패'),
  milliseconds: inMilliseconds,
  size: inUnits,
  waiting: '프로그램이 아직 응답하지 않았습니다.',
  receiving: (bytes) => `응답이 오고 있습니다. 지금까지 ${inUnits(bytes)}입니다.`,
  answered: (status, time, bytes) => `${status}, ${inMilliseconds(time)}, ${inUnits(bytes)}`,
  noAnswer(problem, port) {
    switch (problem.kind) {
      case 'refused':
        return `포트 ${port}에 연결하지 못했습니다. 지금은 그 포트에서 기다리는 서버가 없거나 클라이언트가 너무 많습니다.`;
      case 'no-answer':
        return '프로그램이 아무 응답 없이 연결을 닫았습니다.';
      case 'cut-short':
        return '응답이 다 오기 전에 연결이 끝났습니다.';
      case 'not-http':
        return `프로그램의 응답이 HTTP가 아닙니다: ${problem.why}.`;
      case 'too-large':
        return '응답이 4 MB보다 커서 나머지는 읽지 않았습니다.';
      case 'given-up':
        return '더 기다리지 않기로 했습니다. 그때까지 온 것을 보여 줍니다.';
    }
  },
  problem: (problem) =>
    problem.kind === 'elsewhere'
      ? `${problem.address}은(는) 이 서버의 주소가 아니어서 열지 않았습니다. 이 브라우저는 프로그램하고만 통신합니다.`
      : '서버가 열 번 연달아 다른 주소로 보내서 더 따라가지 않았습니다.',
};

export const BROWSER_MESSAGES: Readonly<Record<Language, BrowserMessages>> = { en, ko };
