// An incremental runner of build steps.
//
// Steps that need nothing of one another run at the same time, as many keep one processor busy. A step runs again when the
// content of its inputs, or of what the steps before it made, is not what it was after its last success. Times do not matter,
// so that changing branches back and forth costs nothing. Inside a step, ninja and its like do their own, finer work.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync, type Dirent } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { root, timed, UserError } from './process.ts';

export interface Step {
  /** Says what the step does, in the -ing form. */
  title: string;
  /** Names of the steps whose outputs it reads. */
  needs: readonly string[];
  /** Globs, from the checkout, of everything else that it reads. */
  inputs: readonly string[];
  /** Names of environment variables that it reads. */
  settings?: readonly string[];
  /** Globs of what it makes and others read; each must match when it is done, and matches again before it is skipped. */
  outputs: readonly string[];
  /** Keeps all processors busy by itself, or shares a build folder with its like: of these one runs at a time. */
  wide?: boolean;
  run(): Promise<unknown>;
  /**
   * The files of the checkout that the run has read, as far as its own tools tell (reads.ts). Each must be an input, or an output of a
   * step that is needed: what is not would change without the step running again.
   */
  reads?(): Promise<readonly string[]>;
}

/** By name; a step stands after those that it needs. */
export type Steps = Readonly<Record<string, Step>>;

interface Stamp {
  inputs: string;
  outputs: string;
}

/** Brings the named steps, and all that they need, up to date, in the checkout or another folder. */
export async function build(steps: Steps, names: readonly string[], folder = root): Promise<void> {
  const wanted = closure(steps, names);
  const begun = new Map<string, Promise<string>>();
  let turn: Promise<unknown> = Promise.resolve();
  for (const name of Object.keys(steps)) {
    if (!wanted.has(name)) continue;
    const { needs, wide } = stepNamed(steps, name);
    const needed = Promise.all(needs.map((need) => begun.get(need) ?? Promise.resolve('')));
    const before = wide === true ? turn : undefined;
    const result = Promise.all([needed, before]).then(([made]) => bringUpToDate(steps, name, made, folder));
    begun.set(name, result);
    if (wide === true) turn = result.catch(() => undefined);
  }
  // All come to their end, so that none goes on behind what follows a failure.
  await Promise.allSettled(begun.values());
  await Promise.all(begun.values());
}

function closure(steps: Steps, names: readonly string[]): Set<string> {
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    const step = stepNamed(steps, name);
    wanted.add(name);
    step.needs.forEach(add);
  };
  names.forEach(add);
  return wanted;
}

function stepNamed(steps: Steps, name: string): Step {
  const step = steps[name];
  if (!step) throw new UserError(`There is no build step ${name}; there are ${Object.keys(steps).join(', ')}.`);
  return step;
}

/** Runs the step unless nothing changed; `needed` are the hashes of what the steps before it made. Returns the hash of its outputs. */
async function bringUpToDate(steps: Steps, name: string, needed: readonly string[], folder: string): Promise<string> {
  const step = stepNamed(steps, name);
  const stampFile = join(folder, 'build/.steps', `${name}.json`);
  const settings = (step.settings ?? []).map((variable) => `${variable}=${process.env[variable] ?? ''}`);
  const inputs = hash([...needed, ...settings, ...fingerprint(step.inputs, folder)]);
  const last = readStamp(stampFile);
  if (last?.inputs === inputs && step.outputs.every((glob) => match(glob, folder).length > 0)) return last.outputs;

  // Without the stamp an interrupted step is repeated.
  rmSync(stampFile, { force: true });
  await timed(step.title, () => step.run());
  for (const glob of step.outputs) {
    if (match(glob, folder).length === 0) throw new UserError(`${step.title} ended without making ${glob}`);
  }
  checkReads(steps, name, (await step.reads?.()) ?? []);
  const outputs = hash(fingerprint(step.outputs, folder));
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ inputs, outputs } satisfies Stamp));
  return outputs;
}

/** Throws a UserError where a step has read what would change without its running again. */
export function checkReads(steps: Steps, name: string, reads: readonly string[]): void {
  const step = stepNamed(steps, name);
  // The outputs of what it needs, but not the inputs: from other inputs the same output may come.
  const known = [...step.inputs, ...step.needs.flatMap((need) => stepNamed(steps, need).outputs)];
  const strays = reads.filter((file) => !known.some((glob) => matchesGlob(file, glob)));
  if (strays.length > 0) {
    throw new UserError(
      `The build step ${name} reads ${strays.join(', ')}, which its inputs leave out (the table is in tools/build.ts): ` +
        `after a change there it would not run again.`,
    );
  }
}

function readStamp(file: string): Stamp | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stamp) : undefined;
}

/** One text for each file, naming it and its content. */
function fingerprint(globs: readonly string[], folder: string): string[] {
  const files = new Set(globs.flatMap((glob) => match(glob, folder)));
  return [...files].sort().map((file) => `${file} ${hash([readFileSync(join(folder, file))])}`);
}

function match(glob: string, folder: string): string[] {
  const exclude = (entry: Dirent): boolean => entry.name === 'node_modules';
  const entries = globSync(glob, { cwd: folder, withFileTypes: true, exclude });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function hash(parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\n');
  return sum.digest('hex');
}
