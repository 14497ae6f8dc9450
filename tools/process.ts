// Running other programs, and telling the person what goes wrong.

import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The checkout: every other path is made from it. */
export const root = dirname(import.meta.dirname);

/** A failure that the person can act on: shown as its message alone, without a stack. */
export class UserError extends Error {}

/**
 * For compilers: glibc then asks for memory in large pages, where the system gives them to whoever asks. They get theirs once and in one go, so this
 * takes an eighth off their time, and more where a virtual machine is slow to hand out pages.
 */
export const COMPILING = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** `quiet` (the default) keeps the output for the message of a failure, `show` passes it on. */
  output?: 'quiet' | 'show';
}

/** Runs a program to its end; a non-zero exit is an error. When `quiet`, returns its standard output. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const quiet = options.output !== 'show';
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let printed = '';
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => {
      reject(new UserError(`${program} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(printed);
      } else {
        const ending = signal ?? `exit code ${String(code)}`;
        reject(new UserError(`${output}${program} ${args.slice(0, 3).join(' ')} failed (${ending})`));
      }
    });
  });
}

/** What a program prints on its standard output, or '' where it is missing or fails: for probing. */
export function ask(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout.trim() : '';
}

/** The full path of a program on PATH. */
export function which(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What the unfinished line on the screen says is done. */
let unfinished: string | undefined;

/** Prints one line that says what is done and, at its end, how long it took; a whole one anew where another has begun in between. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stdout.write(`${unfinished === undefined ? '' : '\n'}${what} ... `);
  unfinished = what;
  const end = (how: string): void => {
    const ours = unfinished === what;
    const beginning = ours ? '' : `${unfinished === undefined ? '' : '\n'}${what} ... `;
    process.stdout.write(`${beginning}${how}\n`);
    unfinished = undefined;
  };
  try {
    const result = await work();
    end(`${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

/** Runs a command's main function; errors that the person can act on end it with their sentence. */
export async function main(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
