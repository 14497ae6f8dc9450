/** Emscripten's Asyncify fibers: bench_asyncify. */
import { answer, commandLine } from './message.ts';

interface EmscriptenModule {
  default(settings: { arguments: string[]; print: (line: string) => void }): Promise<unknown>;
}

answer(async (order) => {
  const address = `${order.files}build/wasm/tests/bench/bench_asyncify.mjs`;
  const program = (await import(/* @vite-ignore */ address)) as EmscriptenModule;
  return new Promise((resolve, reject) => {
    const print = (line: string): void => {
      resolve(Number(line));
    };
    program.default({ arguments: commandLine(order), print }).catch(reject);
  });
});
