/** Our side: bench_tulip in the very host that runs programs in the page. */
import { ProgramRun, runProgram } from '../../../wasm/host/host.ts';
import type { RunOptions } from '../../../wasm/abi/protocol.ts';
import { answer, commandLine, type Order } from './message.ts';

/** As many tasks as a reader might step through. */
const TASKS_OF_A_SEEK = 10;

async function load({ files }: Order): Promise<ArrayBuffer> {
  const response = await fetch(`${files}build/wasm/tests/bench/bench_tulip.wasm`);
  return response.arrayBuffer();
}

async function sample(order: Order): Promise<number> {
  const program = await load(order);
  const options: RunOptions = { baseUrl: order.files, args: commandLine(order), log: order.log === true };
  // The first output and not the end: a program that holds its tasks has none.
  return new Promise((resolve, reject) => {
    void runProgram(program, options, (event) => {
      if (event.type === 'output') resolve(Number(event.text));
      if (event.type === 'failure') reject(new Error(event.message));
      if (event.type === 'exit') reject(new Error(`the program ended without an answer, with code ${event.code}`));
    });
  });
}

/** Runs to a step, from the decisions of an earlier run if there are some; how long it took, ms, and the decisions up to there. */
function goTo(
  step: number,
  program: ArrayBuffer,
  module: Promise<WebAssembly.Module>,
  options: RunOptions,
): Promise<{ took: number; decisions: Uint8Array<ArrayBuffer> | undefined }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const run = new ProgramRun(
      program,
      { ...options, log: true, record: true, pauseAt: { step } },
      (event) => {
        if (event.type === 'failure') reject(new Error(event.message));
        if (event.type !== 'paused') return;
        resolve({ took: performance.now() - started, decisions: run.decisions });
        run.abandon();
      },
      { module },
    );
  });
}

async function seek(order: Order): Promise<number> {
  const program = await load(order);
  const module = WebAssembly.compile(program);
  const step = order.count ?? 0;
  const options = { baseUrl: order.files, args: ['step', String(TASKS_OF_A_SEEK)] };
  const { decisions } = await goTo(step, program, module, options);
  if (decisions === undefined) throw new Error('nothing was recorded');
  // Once to be warm, as a reader is who moves a slider.
  await goTo(step, program, module, { ...options, replay: decisions });
  return (await goTo(step, program, module, { ...options, replay: decisions })).took;
}

answer((order) => (order.bench === 'seek' ? seek(order) : sample(order)));
