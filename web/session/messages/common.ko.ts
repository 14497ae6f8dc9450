import type { FailureReason } from '../../../wasm/abi/protocol.ts';
import { plainSentenceOf } from '../run/explanation.ts';
import type { Failure } from '../run/run-state.ts';
import type { CompiledProblem } from '../share/read-compiled.ts';
import { FIRST } from './first.ts';
import { firstLine, inFile, inMegabytes, type CommonMessages } from './common.ts';

const REASONS: Readonly<Record<FailureReason, string>> = {
  exception: '처리되지 않은 예외로 끝났습니다',
  deadlock: '모든 태스크가 기다리기만 해서 더 나아갈 수 없습니다',
  mutex:
    '이미 잠긴 std::mutex를 다시 잠갔습니다. 모든 태스크가 한 스레드에서 돌기 때문에 여기서 영영 멈춥니다. 잠근 채로 기다리는 태스크에는 asyncio::Lock을 쓰세요',
  'never-woken':
    '다른 스레드만 끝내 줄 수 있는 것(std::future, std::condition_variable 등)을 기다리는데, 여기에는 다른 스레드가 없습니다. 태스크에서는 asyncio::Future, Event, Queue를 쓰세요',
  stack: '스택이 가득 찼습니다',
  memory: '메모리를 다 썼습니다',
  abort: '프로그램이 스스로 중단했습니다',
  trap: '잘못된 연산으로 멈췄습니다',
  check: '검사에서 잘못을 찾아 멈췄습니다',
  replay: '기록된 실행과 다르게 움직여 멈췄습니다',
  outdated: '이 페이지와 버전이 맞지 않는 프로그램입니다. 페이지를 새로 고치고 다시 컴파일하세요',
  invalid: '실행할 수 있는 프로그램이 아닙니다',
};

const COMPILED: Readonly<Record<CompiledProblem, string>> = {
  damaged: '컴파일된 프로그램이 손상되었거나 컴파일한 뒤에 소스가 바뀌었습니다.',
  'too-large': '컴파일된 프로그램이 허용 크기를 넘습니다.',
  newer: '이 페이지보다 새로운 Tulip에서 컴파일한 프로그램입니다.',
  outdated: '다른 버전의 Tulip에서 컴파일한 프로그램이라 필요한 파일이 더는 없습니다.',
  unsuited: '이 브라우저에서는 미리 컴파일된 프로그램을 그대로 실행할 수 없습니다.',
};

function why(failure: Failure): string {
  switch (failure.kind) {
    case 'source':
      return `소스에 오류가 ${failure.errors}개 있습니다`;
    case 'compiler':
      return failure.reason === 'timeout'
        ? '컴파일이 너무 오래 걸립니다'
        : '컴파일러가 멈췄습니다. 다시 실행하면 새로 시작합니다';
    case 'program':
      return `${REASONS[failure.reason]}\n${failure.message}`;
    case 'unavailable':
      return `${failure.what === 'program' ? '프로그램을' : '컴파일러를'} 받지 못했습니다. ${problemOf(failure)}`;
    case 'compiled':
      return `${COMPILED[failure.problem]} ‘보이는 소스 컴파일’을 누르세요.`;
    case 'runner':
      return `샌드박스가 멈췄습니다\n${failure.message}`;
  }
}

function problemOf({ problem, message }: Extract<Failure, { kind: 'unavailable' }>): string {
  switch (problem) {
    case 'unreachable':
      return '네트워크나 서버에 연결할 수 없습니다.';
    case 'cut':
      return '내려받는 도중에 연결이 끊겼습니다. 다 받은 파일은 남아 있으니 다시 시도해 주세요.';
    case 'server':
      return `서버에 파일이 없습니다(${message}).`;
    case 'wrong':
      return `서버가 보낸 파일이 맞지 않습니다(${message}). 페이지를 새로고침해 주세요.`;
    case null:
      return message;
  }
}

export const commonKo: CommonMessages = {
  ...FIRST.ko,
  language: 'ko',
  timeline: '타임라인',
  check: {
    name: '검사',
    cost: '사라진 메모리를 쓰는 것 같은 잘못을 찾으면 멈춥니다. 컴파일은 최대 2배, 계산은 2~5배 느리고, 더 내려받는 것은 없습니다.',
  },
  network: {
    name: '네트워크',
    asItIs: '그대로',
    slow: '느리게',
    flaky: '불안정',
    offline: '오프라인',
    custom: '직접 지정',
    seed: '시드',
    means: ({ latency = 0, bytesPerSecond = Infinity, missing = 0, lost = 0 }) => {
      if (lost === 1) return '어떤 요청도 나가지 못합니다.';
      const answer = `요청마다 응답까지 ${String(latency)} ms가 걸`;
      const far =
        bytesPerSecond === Infinity
          ? `${answer}립니다.`
          : `${answer}리고, 그 뒤로는 초당 ${String(bytesPerSecond / 1_000)} KB씩 받습니다.`;
      if (missing + lost === 0) return far;
      return `${far} ${percent(lost)}는 연결이 끊기고 ${percent(missing)}는 404 응답을 받습니다. 시드가 같으면 같은 요청입니다.`;
    },
  },
  steering: {
    clock: '시계',
    real: '실제',
    fast: '빠르게',
    slow: '느리게',
    factor: '몇 배 느리게',
    pause: '일시 정지',
    continue: '계속',
    step: '한 단계',
    turn: '한 바퀴',
    turnHint: '이벤트 루프가 한 바퀴 돌 때까지 진행합니다',
    stepBack: '이전 단계',
    pausedBefore: (step) => `${step.toLocaleString('ko')}번째 단계 앞에서 멈춤`,
    pausing: '지금 단계가 끝나는 대로 멈춥니다.',
    stepWaits: '프로그램이 기다리는 것이 도착하면 다음 단계로 넘어갑니다.',
    refusals: {
      nothing: '실행 중인 프로그램이 없습니다.',
      runs: '먼저 프로그램을 일시 정지하세요.',
      first: '첫 단계라서 더 뒤로 갈 수 없습니다.',
      unknown: '도중에 정지했거나 외부에서 들어온 데이터가 너무 많아, 이 실행은 되풀이할 수 없습니다.',
    },
    noProgram: '아직 실행할 프로그램이 없습니다.',
    realFetch: '이 프로그램은 실제로 내려받기를 하므로 그만큼 시간이 걸립니다.',
    recordedRun: '기록된 실행 보기',
    damagedRun: '링크에 담긴 실행 기록이 손상되었습니다. 프로그램은 온전합니다.',
    again: '같은 실행 다시',
    keepRun: '이 실행을 링크에 담기',
    sameRun: '마지막 이벤트까지 똑같이 실행되었습니다.',
    otherOutput: (line) => `출력은 ${line.toLocaleString('ko')}번째 줄부터 다릅니다.`,
    otherWay: ({ event, line }) =>
      `${event.toLocaleString('ko')}번째 이벤트${line > 0 ? `(${line}번째 줄)` : ''}에서 실행이 달라집니다.`,
  },
  input: {
    name: '입력',
    hint: 'std::cin이나 scanf로 읽을 내용 전체입니다. 비워 두면 프로그램이 실행되는 동안 직접 입력할 수 있습니다.',
    args: '인자',
    argsHint: 'main의 argv에 들어갑니다. 빈칸으로 나누고, 빈칸이 들어가는 인자는 따옴표로 묶습니다.',
    line: '입력할 줄',
    waits: '프로그램이 입력을 기다립니다. Enter로 한 줄을 보내고, Ctrl+D로 입력을 끝냅니다.',
    spinsAtEnd:
      '입력이 이미 끝났습니다. 읽기를 되풀이하는 반복문은 while (std::cin >> x)처럼 읽기에 실패하면 멈춰야 합니다.',
    end: {
      used: '',
      none: '프로그램이 표준 입력을 읽지만 여기에는 입력이 없어서, 읽을 때마다 입력의 끝을 만납니다. 플레이그라운드에서는 입력을 줄 수 있습니다.',
      worker:
        '워커(to_thread, 실행기, Thread) 안에서 표준 입력을 읽었습니다. 워커에는 입력이 없어서, 읽을 때마다 입력의 끝을 만납니다. main이나 태스크에서 읽으세요.',
    },
  },
  lacks: {
    files: (name) =>
      `페이지에는 파일이 없어서 “${name}” 파일을 열 수 없습니다. 내용을 입력 칸에 넣고 std::cin으로 읽거나, 프로그램에 문자열로 넣거나, asyncio::fetch로 받으세요.`,
    threads: () =>
      '페이지에는 메모리를 공유하는 스레드가 없어서 std::thread, std::jthread, std::async로 스레드를 시작할 수 없습니다. asyncio::create_task로 태스크를 시작하고, 오래 걸리는 계산에는 asyncio::to_thread나 asyncio::Thread를 쓰세요.',
  },
  output: '출력',
  emptyOutput: '실행을 누르면 프로그램의 출력이 여기에 나타납니다.',
  problems: '문제',
  repair: '고치기',
  compilerSaid: 'clang의 메시지',
  notes: (count) => `참고 ${count}개`,
  paused: '일시 정지됨',
  status: (state) => {
    switch (state.kind) {
      case 'ready':
        return FIRST.ko.ready;
      case 'compiling':
        return '컴파일 중';
      case 'running':
        return '실행 중';
      case 'exited':
        return `종료 코드 ${state.code}`;
      case 'failed':
        return `실패: ${firstLine(why(state.failure))}`;
      case 'stopped':
        return '정지됨';
    }
  },
  failure: (state) => (state.kind === 'failed' ? why(state.failure) : ''),
  spinning: (task) => `${task} 태스크가 10초째 이벤트 루프에 차례를 넘기지 않고 계산하고 있습니다.`,
  blocking: ({ task, does, seconds }) => {
    if (does === 'reads') {
      return seconds === null
        ? `${task} 태스크가 입력을 기다립니다. 입력을 읽는 동안에는 이벤트 루프가 멈춰서 다른 것은 아무것도 실행되지 못합니다.`
        : `${task} 태스크가 입력을 ${seconds.toFixed(1)}초 동안 기다렸습니다. 입력을 읽는 동안에는 이벤트 루프가 멈춰서 다른 것은 아무것도 실행되지 못했습니다.`;
    }
    if (does === 'sleeps') {
      const blocks = 'std::this_thread::sleep_for 같은 함수는 이벤트 루프를 멈추지만 asyncio::sleep은 멈추지 않습니다.';
      return seconds === null
        ? `${task} 태스크가 잠들어 있어서 그동안 다른 것은 아무것도 실행되지 못합니다. ${blocks}`
        : `${task} 태스크가 ${seconds.toFixed(1)}초 동안 다른 것을 모두 기다리게 했습니다. ${blocks}`;
    }
    return seconds === null
      ? `${task} 태스크가 1초째 이벤트 루프에 차례를 넘기지 않고 계산하고 있어서, 그동안 다른 것은 아무것도 실행되지 못합니다.`
      : `${task} 태스크가 ${seconds.toFixed(1)}초 동안 이벤트 루프에 차례를 넘기지 않고 계산해서, 그동안 다른 것은 아무것도 실행되지 못했습니다.`;
  },
  firstError: (error) => `${inFile(error)}${error.line}행: ${plainSentenceOf(error, 'ko')}`,
  stopNow: '지금 정지',
  letGoOn: '계속 두기',
  loadingCompiler: '컴파일러를 내려받고 있습니다. 다음번에는 받지 않아도 됩니다.',
  loadingStalled:
    '몇 초째 아무것도 오지 않습니다. 네트워크가 느리거나 끊겼을 수 있습니다. 정지를 누르면 내려받기를 그만둡니다.',
  megabytes: ({ loaded, total }) => `${inMegabytes(total)}MB 중 ${inMegabytes(loaded)}MB`,
  earlierDropped: '앞부분의 출력은 지워졌습니다.',
  skipped: (bytes) => `여기서 출력 ${inMegabytes(bytes)}MB를 건너뛰었습니다.`,
  linesLeftOut: (lines) => `그 밖에 ${lines}줄.`,
  picture: '설명 없는 그림',
  cannotShow: (mime) => `여기에 표시할 수 없는 내용입니다(${mime}).`,
  progressBar: '진행 상황',
  port: (port) => `프로그램이 포트 ${port}에서 연결을 기다립니다.`,
  portClosed: (port) => `프로그램이 이제 포트 ${port}에서 기다리지 않습니다.`,
  portTabs: (port) => `포트 ${port}`,
  terminal: '터미널',
  browser: '브라우저',
  connect: '연결',
  connectTo: (port) => `포트 ${port}에 연결`,
  client: (number, port) => `포트 ${port}의 클라이언트 ${number}`,
  closeClient: (client) => `${client} 닫기`,
  clientState: {
    connecting: '연결 중',
    open: '연결됨',
    ended: '프로그램이 보내기를 마쳤습니다',
    closed: '연결을 마쳤습니다',
    refused: '거절됨: 프로그램이 여기서 연결을 받지 않습니다',
    reset: '프로그램이 끝났거나 연결을 끊었습니다',
  },
  lineToSend: '보낼 줄',
  lineEnd: '줄 끝',
  send: '보내기',
  endInput: '입력 끝',
  disconnect: '연결 끊기',
  notRead: '보내지 못함: 프로그램이 앞의 것을 아직 읽지 않았습니다',
  severity: { error: '오류', warning: '경고', note: '참고' },
  place: (line, column, file) => `${file === undefined ? '' : `${file} `}${line}행 ${column}열`,
  inHeader: (header) => `<${header}> 안에서`,
  linkProblem: {
    damaged: '링크가 손상되었거나 중간에 잘려서 안에 든 프로그램을 열 수 없습니다. 링크를 다시 받아 주세요.',
    'too-large': '링크에 든 프로그램이 너무 커서 열 수 없습니다.',
    newer: '더 새로운 Tulip이 만든 링크입니다. 페이지를 새로고침한 뒤 다시 열어 주세요.',
    'no-link': '주소의 # 뒤에 있는 것은 프로그램 링크가 아닙니다.',
  },
  unknownProgram: (id) => `“${id}”라는 프로그램은 없습니다.`,
  panelUnavailable: '페이지의 이 부분을 불러오지 못했습니다.',
  escapeThenTab: 'Esc를 누른 다음 Tab을 누르면 편집기에서 나갑니다.',
  editorUnavailable: '편집기를 불러오지 못해 간단한 편집기로 대신합니다.',
  formatterUnavailable: '코드 정렬 도구를 불러오지 못했습니다. 작성한 글은 그대로입니다.',
  languageUnavailable: '컴파일러를 내려받지 못해 자동 완성을 쓸 수 없습니다. 실행을 누르면 다시 시도합니다.',
  compilerAtRun:
    '실행을 누르면 컴파일러(약 25MB)를 한 번 내려받습니다. 데이터를 아끼기 위해 그 전에는 받지 않으므로, 아직 자동 완성을 쓸 수 없습니다.',
  otherFunctions: (count) => `(외 ${String(count)}개)`,
  codeCopied: '프로그램을 클립보드에 복사했습니다.',
  linkCopied: '링크를 클립보드에 복사했습니다. 프로그램 전체가 링크에 들어 있고, 어디에도 올리지 않았습니다.',
  copyFailed: '브라우저가 복사를 허락하지 않았습니다. 선택해서 직접 복사해 주세요.',
  link: '링크',
  tooLargeForLink: '프로그램이 너무 커서 링크로 만들 수 없습니다.',
  close: '닫기',
};

function percent(part: number): string {
  return `${String(Math.round(part * 100))}%`;
}
