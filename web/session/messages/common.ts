/** What both the playground and the embed say, in each language. English under `en` is part of the page's contract. */
import type { NetworkNumbers } from '../../../wasm/abi/network-conditions.ts';
import type { InputEnd, Lacking } from '../../../wasm/abi/protocol.ts';
import { MAIN } from '../../../wasm/sdk/project.ts';
import type { Refusal } from '../steering/steering.ts';
import type { Difference } from '../log/compare.ts';
import type { LinkProblem } from '../workbench/share-link.ts';
import type { FirstMessages } from './first.ts';
import type { Language } from './language.ts';
import type { Blocking } from '../run/blocking-watch.ts';
import type { Diagnostic, LoadProgress } from '../run/compiler.ts';
import type { ClientState } from '../run/port-client.ts';
import type { RunState } from '../run/run-state.ts';

/** What the tools of a run say. */
export interface SteeringMessages {
  readonly clock: string;
  readonly real: string;
  readonly fast: string;
  readonly slow: string;
  /** Names the field with how many times slower. */
  readonly factor: string;
  readonly pause: string;
  readonly continue: string;
  readonly step: string;
  readonly turn: string;
  readonly turnHint: string;
  readonly stepBack: string;
  readonly pausedBefore: (step: number) => string;
  /** A pause was asked for, and the program is in the midst of a step. */
  readonly pausing: string;
  /** A step was asked for that cannot begin yet, because everything waits for the outside, or that takes long. */
  readonly stepWaits: string;
  /** Why a button does nothing now. */
  readonly refusals: Readonly<Record<Refusal, string>>;
  /** There is nothing on the table that could be run. */
  readonly noProgram: string;
  /** Under the fast clock. */
  readonly realFetch: string;
  /** Runs what a link's recording tells. */
  readonly recordedRun: string;
  readonly damagedRun: string;
  /** Runs the text as it is now with the decisions of the last run. */
  readonly again: string;
  readonly keepRun: string;
  readonly sameRun: string;
  /** It did the same, but what it printed differs from this line on. */
  readonly otherOutput: (line: number) => string;
  readonly otherWay: (difference: Difference) => string;
}

/** The choice of how the network treats a program's requests. */
export interface NetworkMessages {
  readonly name: string;
  readonly asItIs: string;
  readonly slow: string;
  readonly flaky: string;
  readonly offline: string;
  /** Of numbers that a link brought. */
  readonly custom: string;
  /** Of the number that decides which requests fail. */
  readonly seed: string;
  readonly means: (numbers: NetworkNumbers) => string;
}

/** What stands where a program reads. */
export interface InputMessages {
  /** Of what is given before the run. */
  readonly name: string;
  readonly hint: string;
  readonly args: string;
  readonly argsHint: string;
  /** Of the field for a line while it runs. */
  readonly line: string;
  readonly waits: string;
  /** Why the program finds no more to read; empty where that goes without saying. */
  readonly end: Readonly<Record<InputEnd, string>>;
  /** Of a program that computes without end behind the end of its input. */
  readonly spinsAtEnd: string;
}

export interface CommonMessages extends FirstMessages {
  readonly language: Language;
  readonly timeline: string;
  /** The switch that lets a program look for its own mistakes, and what that costs. */
  readonly check: { readonly name: string; readonly cost: string };
  readonly steering: SteeringMessages;
  readonly network: NetworkMessages;
  readonly input: InputMessages;
  /** What a page does not have, and what to do instead. */
  readonly lacks: Readonly<Record<Lacking, (name: string) => string>>;
  readonly output: string;
  readonly emptyOutput: string;
  readonly problems: string;
  /** Makes the change that repairs a mistake. */
  readonly repair: string;
  /** What is folded below a problem: the compiler's words where the page has its own, and its notes. */
  readonly compilerSaid: string;
  readonly notes: (count: number) => string;
  /** The run's state in a few words. */
  /** In place of the status of a running program. */
  readonly paused: string;
  readonly status: (state: RunState) => string;
  /** Why a run failed, whole. */
  readonly failure: (state: RunState) => string;
  readonly spinning: (task: string) => string;
  /** A task keeps the loop from everything else. */
  readonly blocking: (blocking: Blocking) => string;
  /** What a screen reader is told of the first of the problems. */
  readonly firstError: (error: Diagnostic) => string;
  readonly stopNow: string;
  readonly letGoOn: string;
  readonly loadingCompiler: string;
  /** No byte has come for a while. */
  readonly loadingStalled: string;
  readonly megabytes: (progress: LoadProgress) => string;
  readonly earlierDropped: string;
  readonly skipped: (bytes: number) => string;
  readonly linesLeftOut: (lines: number) => string;
  readonly picture: string;
  readonly cannotShow: (mime: string) => string;
  readonly progressBar: string;
  readonly port: (port: number) => string;
  /** The port takes clients no more. */
  readonly portClosed: (port: number) => string;
  /** Names the tabs Terminal and Browser of a port. */
  readonly portTabs: (port: number) => string;
  readonly terminal: string;
  readonly browser: string;
  readonly connect: string;
  readonly connectTo: (port: number) => string;
  readonly client: (number: number, port: number) => string;
  readonly closeClient: (client: string) => string;
  readonly clientState: Readonly<Record<ClientState, string>>;
  readonly lineToSend: string;
  /** What is sent after each line. */
  readonly lineEnd: string;
  readonly send: string;
  /** Tells the program that no more lines will come. */
  readonly endInput: string;
  /** Ends a connection in both directions. */
  readonly disconnect: string;
  readonly notRead: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'note', string>>;
  /** `file`: where the program has others. */
  readonly place: (line: number, column: number, file?: string) => string;
  readonly inHeader: (header: string) => string;
  readonly linkProblem: Readonly<Record<LinkProblem, string>>;
  readonly unknownProgram: (id: string) => string;
  readonly panelUnavailable: string;
  /** How the keyboard leaves an embed's editor, in which Tab indents. */
  readonly escapeThenTab: string;
  readonly editorUnavailable: string;
  readonly formatterUnavailable: string;
  readonly languageUnavailable: string;
  /** On a metered connection the compiler is not downloaded by writing. */
  readonly compilerAtRun: string;
  /** How many more functions of the same name there are. */
  readonly otherFunctions: (count: number) => string;
  readonly codeCopied: string;
  readonly linkCopied: string;
  /** The clipboard is out of reach; what was to be copied stands in a field beside. */
  readonly copyFailed: string;
  readonly link: string;
  readonly tooLargeForLink: string;
  readonly close: string;
}

const MEGABYTE = 1_000_000;

/** Bytes as megabytes with one decimal. */
export function inMegabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}

/** The first line of a message: what a status line has room for. */
export function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

/** Before the line of a message that is not in the file that every program has. */
export function inFile({ file = MAIN }: Diagnostic): string {
  return file === MAIN ? '' : `${file}: `;
}
