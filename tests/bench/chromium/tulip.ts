/** Our side: bench_tulip in the very host that runs programs in the page. */
import { runProgram } from '../../../wasm/host/host.ts';
import { answer, commandLine } from './message.ts';

answer(async (order) => {
  const response = await fetch(`${order.files}build/wasm/tests/bench/bench_tulip.wasm`);
  const program = await response.arrayBuffer();
  const options = { baseUrl: order.files, args: commandLine(order) };
  // The first output and not the end: a program that holds its tasks has none.
  return new Promise((resolve, reject) => {
    void runProgram(program, options, (event) => {
      if (event.type === 'output') resolve(Number(event.text));
      if (event.type === 'failure') reject(new Error(event.message));
      if (event.type === 'exit') reject(new Error(`the program ended without an answer, with code ${event.code}`));
    });
  });
});
