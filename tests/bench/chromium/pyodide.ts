/** Python's asyncio in Pyodide, on its own event loop. Loaded once and asked many times. */
import { answer } from './message.ts';

/** What is used here of Pyodide, whose own types need those of Emscripten. */
interface Pyodide {
  readonly loadPyodide: (options: { indexURL: string }) => Promise<{
    FS: { writeFile(path: string, text: string): void };
    pyimport(module: string): unknown;
  }>;
}

interface AsyncioBench {
  /** A coroutine, which JavaScript awaits like a promise. */
  measure(bench: string, ...counts: number[]): Promise<number>;
}

let loaded: Promise<AsyncioBench> | undefined;

async function load(files: string): Promise<AsyncioBench> {
  const folder = `${files}node_modules/pyodide/`;
  const address = `${folder}pyodide.mjs`;
  const { loadPyodide } = (await import(/* @vite-ignore */ address)) as Pyodide;
  const python = await loadPyodide({ indexURL: folder });
  const response = await fetch(`${files}tests/bench/peers/asyncio_bench.py`);
  python.FS.writeFile('asyncio_bench.py', await response.text());
  return python.pyimport('asyncio_bench') as AsyncioBench;
}

answer(async ({ files, bench, count }) => {
  const program = await (loaded ??= load(files));
  return program.measure(bench, ...(count === undefined ? [] : [count]));
});
