import { MAIN } from '../../../wasm/sdk/project.ts';
import type { Place } from '../run/compiler.ts';
import { ObjectKind } from '../log/format.ts';
import { josa } from './josa.ts';
import type { Doer, TimelineWords, WaitWords } from './words.ts';

const NOUNS: Readonly<Record<number, string>> = {
  [ObjectKind.UNKNOWN]: '알 수 없는 것',
  [ObjectKind.FUTURE]: '퓨처',
  [ObjectKind.SLEEP]: 'sleep',
  [ObjectKind.GATHER]: 'gather',
  [ObjectKind.WAIT]: 'wait',
  [ObjectKind.LOCK]: '락',
  [ObjectKind.EVENT]: '이벤트',
  [ObjectKind.CONDITION]: '조건 변수',
  [ObjectKind.SEMAPHORE]: '세마포어',
  [ObjectKind.QUEUE_GET]: '큐의 항목',
  [ObjectKind.QUEUE_PUT]: '큐의 빈자리',
  [ObjectKind.QUEUE_JOIN]: '큐가 모두 처리되기',
  [ObjectKind.BARRIER]: '배리어에 올 다른 태스크',
  [ObjectKind.SHIELD]: 'shield',
  [ObjectKind.TIMER]: '타이머',
  [ObjectKind.FETCH]: 'fetch',
  [ObjectKind.EXECUTOR]: '워커에서 하는 호출',
  [ObjectKind.STREAM]: '스트림',
  [ObjectKind.THREAD]: '스레드',
  [ObjectKind.AS_COMPLETED]: 'as_completed',
  [ObjectKind.OTHER]: '어떤 일',
};

const DEEDS: Readonly<Record<number, string>> = {
  [ObjectKind.EVENT]: '다른 태스크가 이벤트를 set하면',
  [ObjectKind.CONDITION]: '다른 태스크가 조건 변수에 notify하면',
  [ObjectKind.QUEUE_GET]: '다른 태스크가 큐에 항목을 넣으면',
  [ObjectKind.QUEUE_PUT]: '다른 태스크가 큐에서 항목을 꺼내면',
  [ObjectKind.QUEUE_JOIN]: '큐의 모든 항목이 처리되면',
  [ObjectKind.BARRIER]: '배리어에 태스크가 다 모이면',
  [ObjectKind.LOCK]: '락을 넘겨받으면',
  [ObjectKind.SEMAPHORE]: '다른 태스크가 세마포어를 놓으면',
  [ObjectKind.FUTURE]: '다른 태스크가 퓨처의 결과를 정하면',
};

function wait({ kind, label, length, open, all }: WaitWords): string {
  if (kind === ObjectKind.TASK) return `\`${label}\``;
  if (kind === ObjectKind.SLEEP && length !== '') return `sleep(${length})`;
  const itself = kind === ObjectKind.OTHER || kind === ObjectKind.FUTURE || kind === ObjectKind.STREAM;
  const noun = itself && label !== '' ? label : (NOUNS[kind] ?? '어떤 일');
  if (all > 0) return `${noun}(${all}개 중 ${open}개 남음)`;
  return itself || label === '' ? noun : `${noun} \`${label}\``;
}

const line = ({ file, line }: Place): string => (file === MAIN ? `${line}행` : `${file} ${line}행`);
const at = (place: Place | null): string => (place === null ? '' : `${line(place)}에서 `);

function doer(by: Doer): string {
  switch (by.by) {
    case 'task':
      return josa(`\`${by.name}\``, '이/가');
    case 'timer':
      return '타임아웃이';
    case 'operation':
      return '바깥에서 끝난 작업이';
    case 'callback':
      return '콜백이';
    case 'unknown':
      return '누군가';
  }
}

const HOW = {
  created: '만들어졌습니다',
  ready: '준비되었습니다',
  running: '실행 중입니다',
  waiting: '기다리고 있습니다',
  done: '끝났습니다',
  cancelled: '취소되었습니다',
  failed: '예외로 끝났습니다',
} as const;

export const wordsKo: TimelineWords = {
  timeline: '타임라인',
  tasks: '태스크',
  threads: '스레드',
  doing: '하는 일',
  thread: (worker) => (worker === 0 ? '루프' : `워커 ${worker}`),
  moment: '시점',
  now: '지금',
  followNow: '따라가기',
  name: '이름',
  state: '상태',
  waitingFor: '기다리는 것',
  line: '행',
  why: '왜',
  whyOf: (task) => `왜: ${task}`,
  moreLines: (left) => `… 그 밖에 ${left.toLocaleString('ko')}줄`,
  more: (left) => `더 보기(${left}개 남음)`,
  zoomIn: '확대',
  zoomOut: '축소',
  all: '전체 보기',
  byTime: '시간',
  bySteps: '이벤트',
  axis: '축',
  treeOfWaits: '대기 트리',
  exportTrace: '추적 저장',
  empty: '프로그램을 실행하면 태스크가 여기에 보입니다.',
  keys: '위아래 화살표로 줄을 고르고 좌우 화살표로 이벤트를 옮겨 다닙니다. Enter로 묶음을 펼치거나 이유를 봅니다. +와 -로 확대·축소하고 0으로 전체를 봅니다. 같은 내용이 태스크 표와 스레드 표에 글로 있습니다.',
  legend: { running: '실행', ready: '준비', waiting: '대기', blocking: '루프를 막음' },
  states: {
    created: '생성됨',
    ready: '준비됨',
    running: '실행 중',
    waiting: '대기 중',
    done: '끝남',
    cancelled: '취소됨',
  },
  horizon: (events) => `처음 이벤트 ${events.toLocaleString('ko')}개는 더 이상 보관하지 않습니다.`,
  lost: (events) => `이벤트 ${events.toLocaleString('ko')}개가 페이지에 닿기 전에 사라졌습니다.`,
  unreadable: '나머지 기록은 다른 버전의 Tulip이 써서 읽을 수 없습니다.',

  wait,
  atLine: line,
  group: (name, place, tasks) => `${place === null ? '' : `${line(place)}의 `}\`${name}\`, 태스크 ${tasks}개`,
  counts: (parts) =>
    parts.map(([state, count, what]) => `${what === '' ? '' : `${what} `}${wordsKo.states[state]} ${count}`).join(', '),
  blocked: (name, length) =>
    `${josa(name === null ? '콜백' : `\`${name}\``, '이/가')} 루프를 ${length} 동안 붙잡았습니다`,

  waits: (task, what, place, time) =>
    `${josa(`\`${task}\``, '은/는')} ${time}부터 ${at(place)}${josa(what, '을/를')} 기다립니다.`,
  on: (what) => `아직 끝나지 않은 것은 ${what}입니다.`,
  held: (what, holder, place, others) => {
    const who = others === 0 ? josa(`\`${holder}\``, '이/가') : `\`${holder}\` 외 태스크 ${others}개가`;
    return `${josa(what, '은/는')} ${who} ${place === null ? '' : `${line(place)}에서 얻어 `}쥐고 있습니다.`;
  },
  timer: (left) => (left === null ? '이 대기를 끝낼 타이머가 만료되었습니다.' : `${left} 뒤에 타이머가 끝내 줍니다.`),
  outside: (what, time) => `바깥에 달린 일입니다: ${time}부터 진행 중인 ${what}.`,
  cycle: (tasks) => `서로를 기다리며 돌고 있습니다: ${tasks.map((task) => `\`${task}\``).join(' → ')}.`,
  nobody: () =>
    '이 대기를 끝내 줄 것이 없습니다. 모든 태스크가 기다리고, 맞춰 둔 타이머도 바깥에서 진행 중인 일도 없습니다.',
  somebody: ({ kind }) => `${DEEDS[kind] ?? '누군가 이 대기를 끝내면'} 이어서 실행됩니다.`,
  next: (task, ahead, running) => {
    if (ahead > 0) return `${josa(`\`${task}\``, '은/는')} 준비되었고, 앞에 태스크 ${ahead}개가 있습니다.`;
    return running === null
      ? `${josa(`\`${task}\``, '은/는')} 준비되었고 바로 다음 차례입니다.`
      : `${josa(`\`${task}\``, '은/는')} 준비되었고 \`${running}\` 바로 다음 차례입니다.`;
  },
  running: (task, place, time, blockers) => {
    const running = `${josa(`\`${task}\``, '은/는')} ${time}부터 ${place === null ? '' : `${line(place)} 다음을 `}실행하고 있습니다.`;
    if (blockers === 0) return running;
    return blockers === 1
      ? `${running} 그동안 다른 태스크는 실행되지 못합니다.`
      : `${running} 이 단계나 바로 앞의 짧은 단계 ${blockers - 1}개 가운데 하나가 다른 태스크를 막고 있습니다. 그 단계들은 하나씩 시간을 재지 않았습니다.`;
  },
  ended: (task, how, description) =>
    `${josa(`\`${task}\``, '은/는')} ${HOW[how]}${description === '' ? '' : `: ${description}`}.`,
  notThere: (task) => `${josa(`\`${task}\``, '은/는')} 아직 만들어지지 않았습니다.`,
  askedToEnd: (task, by, place, message) =>
    `${doer(by)} ${at(place)}\`${task}\`에 취소를 요청했습니다${message === '' ? '' : `(메시지 “${message}”)`}.`,
  receivedBy: (what, place) =>
    what === null
      ? '시작하기 전이어서 실행되지 않습니다.'
      : `${at(place)}${josa(what, '을/를')} 기다리던 자리에서 요청을 받았습니다.`,
  afterCancel: {
    pending: '아직 요청을 받지 못했습니다.',
    handling: 'CancelledError를 잡았고 아직 끝나지 않았습니다.',
    cancelled: '그래서 끝났습니다.',
    swallowed: 'CancelledError를 삼키고 계속 실행했습니다.',
    'timed-out': '타임아웃 블록을 벗어나면 TimeoutError로 바뀝니다.',
    failed: '대신 다른 예외로 끝났습니다.',
  },

  does: (what) => {
    switch (what.is) {
      case 'task':
        return `\`${what.name}\`의 한 단계를 실행 중`;
      case 'call':
        return what.name === '' ? '호출을 처리하는 중' : `\`${what.name}\`의 호출을 처리하는 중`;
      case 'callback':
        return '콜백을 실행 중';
      case 'waits':
        return '준비된 태스크가 없어 대기 중';
      case 'free':
        return '쉬는 중';
      case 'closed':
        return '닫힘';
    }
  },
  since: (what, time) => `${time}부터 ${what}`,

  seeAbove: (task) => `${task}(위 참고)`,
  holds: (task) => `${josa(task, '이/가')} 쥐고 있음`,

  event: (what) => {
    switch (what.is) {
      case 'created':
        return `\`${what.task}\` 생성`;
      case 'ready':
        return `\`${what.task}\` 준비됨`;
      case 'runs':
        return `\`${what.task}\` 실행`;
      case 'yields':
        return `${josa(`\`${what.task}\``, '이/가')} 차례를 넘김`;
      case 'acquires':
        return `${josa(`\`${what.task}\``, '이/가')} 락을 얻음`;
      case 'releases':
        return `${josa(`\`${what.task}\``, '이/가')} 락을 놓음`;
      case 'received':
        return `${josa(`\`${what.task}\``, '이/가')} CancelledError를 받음`;
      case 'cancel':
        return `${doer(what.by)} \`${what.task}\` 취소를 요청`;
      case 'waits':
        return `${josa(`\`${what.task}\``, '이/가')} ${josa(what.wait, '을/를')} 기다림`;
      case 'done':
        return `${josa(`\`${what.task}\``, '이/가')} ${HOW[what.how]}`;
      case 'print':
        return `${what.bytes}바이트 출력`;
      case 'started':
        return `${what.what} 시작`;
      case 'answered':
        return `${what.what} 끝`;
      case 'broke':
        return `${what.what} 실패`;
      case 'given-up':
        return `${what.what} 포기`;
      case 'fired':
        return '타이머 만료';
      case 'callback':
        return '콜백 실행';
      case 'loop-waits':
        return '루프가 기다림';
      case 'loop-woken':
        return '루프가 깨어남';
      case 'turn':
        return '루프의 새 바퀴';
      case 'closed':
        return '루프 닫힘';
      case 'resolved':
        return '기다리던 것이 끝남';
      case 'other':
        return '내부 기록';
    }
  },
  step: (step, time) => `단계 ${step}, ${time}`,
};
