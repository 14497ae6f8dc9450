import { plainSentenceOf } from '../run/explanation.ts';
import type { Failure } from '../run/run-state.ts';
import type { CompiledProblem } from '../share/read-compiled.ts';
import { FIRST } from './first.ts';
import { firstLine, inFile, inMegabytes, type CommonMessages } from './common.ts';

const COMPILED: Readonly<Record<CompiledProblem, string>> = {
  damaged: 'the compiled program was damaged, or the text was changed since it was compiled.',
  'too-large': 'the compiled program is larger than a page may bring.',
  newer: 'the program was compiled by a newer version of Tulip than this one.',
  outdated: 'the program was compiled by another version of Tulip, whose files are not here any more.',
  unsuited: 'this browser cannot run a program as its author compiled it.',
};

function why(failure: Failure): string {
  switch (failure.kind) {
    case 'source':
      return failure.errors === 1 ? '1 error in the source' : `${failure.errors} errors in the source`;
    case 'compiler':
      return failure.reason === 'timeout'
        ? 'the compiler took too long'
        : 'the compiler broke; run again to restart it';
    case 'program':
      return failure.message;
    case 'unavailable':
      return `the ${failure.what} could not be fetched. ${problemOf(failure)}`;
    case 'compiled':
      return `${COMPILED[failure.problem]} Choose “Compile what is shown”.`;
    case 'runner':
      return `the sandbox broke. ${failure.message}`;
  }
}

function problemOf({ problem, message }: Extract<Failure, { kind: 'unavailable' }>): string {
  switch (problem) {
    case 'unreachable':
      return 'The network or the server cannot be reached.';
    case 'cut':
      return 'The connection broke off. What has arrived whole is kept for the next try.';
    case 'server':
      return `The server does not have it (${message}).`;
    case 'wrong':
      return `What the server sent is not what belongs here (${message}). Reload the page.`;
    case null:
      return message;
  }
}

export const commonEn: CommonMessages = {
  ...FIRST.en,
  language: 'en',
  timeline: 'Timeline',
  check: {
    name: 'Check',
    cost: 'Ends at the first mistake, such as the use of memory that is gone. Compiles up to 2 times and computes 2 to 5 times slower; nothing more is downloaded.',
  },
  network: {
    name: 'Network',
    asItIs: 'As it is',
    slow: 'Slow',
    flaky: 'Flaky',
    offline: 'Offline',
    custom: 'Custom',
    seed: 'Seed',
    means: ({ latency = 0, bytesPerSecond = Infinity, missing = 0, lost = 0 }) => {
      if (lost === 1) return 'No request gets through.';
      const speed = bytesPerSecond === Infinity ? '' : `, then ${String(bytesPerSecond / 1_000)} KB a second`;
      const far = `Each request waits ${String(latency)} ms for its answer${speed}.`;
      if (missing + lost === 0) return far;
      return `${far} ${percent(lost)} are lost, ${percent(missing)} answered 404: the same ones with the same seed.`;
    },
  },
  steering: {
    clock: 'Clock',
    real: 'Real',
    fast: 'Fast',
    slow: 'Slow',
    factor: 'Times slower',
    pause: 'Pause',
    continue: 'Continue',
    step: 'Step',
    turn: 'Turn',
    turnHint: 'Go on to the next turn of the event loop',
    stepBack: 'Step back',
    pausedBefore: (step) => `Paused before step ${step.toLocaleString('en')}`,
    pausing: 'Pauses as soon as this step is done.',
    stepWaits: 'The next step comes when what the program waits for is there.',
    refusals: {
      nothing: 'No program runs.',
      runs: 'Pause the program first.',
      first: 'Nothing comes before the first step.',
      unknown: 'This run cannot be done again: it was stopped, or too much came from outside.',
    },
    noProgram: 'There is no program to run yet.',
    realFetch: 'This program fetches something real, which takes its time.',
    recordedRun: 'Recorded run',
    damagedRun: 'The run in this link is damaged; the program itself is whole.',
    again: 'Same run again',
    keepRun: 'Put this run into the link',
    sameRun: 'It did the same, to the last event.',
    otherOutput: (line) => `What it printed differs from line ${line.toLocaleString('en')} on.`,
    otherWay: ({ event, line }) =>
      `It goes another way at event ${event.toLocaleString('en')}${line > 0 ? `, line ${line}` : ''}.`,
  },
  input: {
    name: 'Input',
    hint: 'All that the program reads with std::cin, scanf and the like. Leave it empty to type while the program runs.',
    args: 'Arguments',
    argsHint: 'What main finds in argv. Blanks part them; quotes keep blanks.',
    line: 'Line of input',
    waits: 'The program waits for a line. Enter sends it; Ctrl+D ends the input.',
    spinsAtEnd:
      'Its input is at its end: a loop that reads must stop when a read fails, as while (std::cin >> x) does.',
    end: {
      used: '',
      none: 'The program reads standard input, and there is none here: every read finds its end. In the playground you can give it some.',
      worker:
        'Standard input was read in a worker (to_thread, an executor, a Thread), which has none here: every read finds its end. Read it in main or in a task.',
    },
  },
  lacks: {
    files: (name) =>
      `A page has no files: “${name}” cannot be opened. Give its text as Input and read std::cin, put it into the program as a string, or fetch it with asyncio::fetch.`,
    threads: () =>
      'A page has no threads that share memory, so std::thread, std::jthread and std::async can start none. Start a task with asyncio::create_task; for long computations use asyncio::to_thread or asyncio::Thread.',
  },
  output: 'Output',
  emptyOutput: 'Press Run to see what the program does.',
  problems: 'Problems',
  repair: 'Change it',
  compilerSaid: 'What clang said',
  notes: (count) => (count === 1 ? '1 note' : `${count} notes`),
  paused: 'paused',
  status: (state) => {
    switch (state.kind) {
      case 'ready':
        return FIRST.en.ready;
      case 'compiling':
        return 'compiling';
      case 'running':
        return 'running';
      case 'exited':
        return `exited with code ${state.code}`;
      case 'failed':
        return `failed: ${firstLine(why(state.failure))}`;
      case 'stopped':
        return 'stopped';
    }
  },
  failure: (state) => (state.kind === 'failed' ? why(state.failure) : ''),
  spinning: (task) => `${task} has been computing for 10 seconds without giving the event loop a turn.`,
  blocking: ({ task, does, seconds }) => {
    if (does === 'reads') {
      return seconds === null
        ? `${task} waits for input. Reading it blocks the event loop: nothing else can run meanwhile.`
        : `${task} waited ${seconds.toFixed(1)} s for input. Reading it blocks the event loop: nothing else could run meanwhile.`;
    }
    if (does === 'sleeps') {
      const blocks = 'std::this_thread::sleep_for and the like block the event loop, asyncio::sleep does not.';
      return seconds === null
        ? `${task} sleeps, and nothing else can run meanwhile: ${blocks}`
        : `${task} kept everything else waiting for ${seconds.toFixed(1)} s: ${blocks}`;
    }
    return seconds === null
      ? `${task} has been computing for a second without giving the event loop a turn: nothing else can run meanwhile.`
      : `${task} computed for ${seconds.toFixed(1)} s without giving the event loop a turn: nothing else could run meanwhile.`;
  },
  firstError: (error) => `${inFile(error)}Line ${error.line}: ${plainSentenceOf(error, 'en')}`,
  stopNow: 'Stop now',
  letGoOn: 'Let it go on',
  loadingCompiler: 'Downloading the compiler. It is kept for the next time.',
  loadingStalled: 'Nothing has arrived for some seconds. The network may be slow or gone; Stop ends the download.',
  megabytes: ({ loaded, total }) => `${inMegabytes(loaded)} of ${inMegabytes(total)} MB`,
  earlierDropped: 'Earlier output was dropped.',
  skipped: (bytes) => `${inMegabytes(bytes)} MB of output was skipped here.`,
  linesLeftOut: (lines) => `${lines} more lines.`,
  picture: 'Picture without a description',
  cannotShow: (mime) => `The program displayed something that cannot be shown here (${mime}).`,
  progressBar: 'Progress',
  port: (port) => `The program listens on port ${port}.`,
  portClosed: (port) => `The program no longer listens on port ${port}.`,
  portTabs: (port) => `Port ${port}`,
  terminal: 'Terminal',
  browser: 'Browser',
  connect: 'Connect',
  connectTo: (port) => `Connect to port ${port}`,
  client: (number, port) => `Client ${number} of port ${port}`,
  closeClient: (client) => `Close ${client}`,
  clientState: {
    connecting: 'connecting',
    open: 'connected',
    ended: 'the program will send nothing more',
    closed: 'closed',
    refused: 'refused: the program takes no clients there',
    reset: 'the program is gone, or broke the connection off',
  },
  lineToSend: 'Line to send',
  lineEnd: 'End of line',
  send: 'Send',
  endInput: 'End of input',
  disconnect: 'Disconnect',
  notRead: 'not sent: the program has not read what came before',
  severity: { error: 'error', warning: 'warning', note: 'note' },
  place: (line, column, file) => `${file === undefined ? 'Line' : `${file}, line`} ${line}, column ${column}`,
  inHeader: (header) => `in <${header}>`,
  linkProblem: {
    damaged: 'This link is damaged or was cut off, so the program in it cannot be opened. Ask for the link again.',
    'too-large': 'The program in this link is larger than Tulip opens.',
    newer: 'This link was made by a newer version of Tulip. Reload the page and try again.',
    'no-link': 'What follows # in the address is no link to a program.',
  },
  unknownProgram: (id) => `There is no program named “${id}” here.`,
  panelUnavailable: 'This part of the page could not be loaded.',
  escapeThenTab: 'Escape, then Tab leaves the editor.',
  editorUnavailable: 'The full editor could not be loaded. A plain one stands in for it.',
  formatterUnavailable: 'The formatter could not be loaded. Your text is as it was.',
  languageUnavailable: 'The compiler could not be downloaded, so the editor completes nothing. Run tries again.',
  compilerAtRun:
    'Run downloads the compiler once, about 25 MB. On this connection nothing is downloaded before that, so the editor completes nothing yet.',
  otherFunctions: (count) => `(+${String(count)} more)`,
  codeCopied: 'The program is on your clipboard.',
  linkCopied: 'The link is on your clipboard. It holds the whole program; nothing was uploaded.',
  copyFailed: 'The browser would not let it be copied. Select it and copy it yourself.',
  link: 'Link',
  tooLargeForLink: 'This program is too large for a link.',
  close: 'Close',
};

function percent(part: number): string {
  return `${String(Math.round(part * 100))} %`;
}
