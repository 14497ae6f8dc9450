/** Python's asyncio in Pyodide, on its own event loop. Loaded once and asked many times. */
import { answer } from './message.ts';

/** What is used here of Pyodide, whose own types need those of Emscripten. */
interface Pyodide {
  readonly loadPyodide: (options: { indexURL: string }) => Promise<{
    FS: { writeFile(path: string, text: string): void };
    pyimport(module: string): unknown;
  }>;
}

interface AsyncioTasks {
  /** A coroutine, which JavaScript awaits like a promise. */
  measure(bench: string, ...tasks: number[]): Promise<number>;
}

let loaded: Promise<AsyncioTasks> | undefined;

async function load(files: string): Promise<AsyncioTasks> {
  const folder = `${files}node_modules/pyodide/`;
  const address = `${folder}pyodide.mjs`;
  const { loadPyodide } = (await import(/* @vite-ignore */ address)) as Pyodide;
  const python = await loadPyodide({ indexURL: folder });
  const response = await fetch(`${files}tests/bench/peers/asyncio_tasks.py`);
  python.FS.writeFile('asyncio_tasks.py', await response.text());
  return python.pyimport('asyncio_tasks') as AsyncioTasks;
}

answer(async ({ files, bench, tasks }) => {
  const program = await (loaded ??= load(files));
  return program.measure(bench, ...(tasks === undefined ? [] : [tasks]));
});
