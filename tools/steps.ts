// An incremental runner of build steps.
//
// A step runs again when the content of its inputs, or of what the steps before it made, is not what it was after its last
// success. Times do not matter, so that changing branches back and forth costs nothing. Inside a step, ninja and its like do
// their own, finer work.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, timed, UserError } from './process.ts';

export interface Step {
  /** Says what the step does, in the -ing form. */
  title: string;
  /** Names of the steps whose outputs it reads. */
  needs: readonly string[];
  /** Globs, from the checkout, of everything else that it reads. */
  inputs: readonly string[];
  /** Globs of what it makes and others read; each must match when it is done, and matches again before it is skipped. */
  outputs: readonly string[];
  run(): Promise<unknown>;
}

/** By name; a step stands after those that it needs. */
export type Steps = Readonly<Record<string, Step>>;

interface Stamp {
  inputs: string;
  outputs: string;
}

/** Brings the named steps, and all that they need, up to date. */
export async function build(steps: Steps, names: readonly string[]): Promise<void> {
  const wanted = closure(steps, names);
  const results = new Map<string, string>();
  for (const [name, step] of Object.entries(steps)) {
    if (wanted.has(name)) results.set(name, await bringUpToDate(name, step, results));
  }
}

function closure(steps: Steps, names: readonly string[]): Set<string> {
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    const step = steps[name];
    if (!step) throw new UserError(`There is no build step ${name}; there are ${Object.keys(steps).join(', ')}.`);
    wanted.add(name);
    step.needs.forEach(add);
  };
  names.forEach(add);
  return wanted;
}

/** Runs the step unless nothing changed; returns the hash of its outputs. */
async function bringUpToDate(name: string, step: Step, earlier: ReadonlyMap<string, string>): Promise<string> {
  const stampFile = join(root, 'build/.steps', `${name}.json`);
  const inputs = hash([...step.needs.map((need) => earlier.get(need) ?? ''), ...fingerprint(step.inputs)]);
  const last = readStamp(stampFile);
  if (last?.inputs === inputs && step.outputs.every((glob) => match(glob).length > 0)) return last.outputs;

  // Without the stamp an interrupted step is repeated.
  rmSync(stampFile, { force: true });
  await timed(step.title, () => step.run());
  for (const glob of step.outputs) {
    if (match(glob).length === 0) throw new UserError(`${step.title} ended without making ${glob}`);
  }
  const outputs = hash(fingerprint(step.outputs));
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ inputs, outputs } satisfies Stamp));
  return outputs;
}

function readStamp(file: string): Stamp | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stamp) : undefined;
}

/** One text for each file, naming it and its content. */
function fingerprint(globs: readonly string[]): string[] {
  const files = new Set(globs.flatMap(match));
  return [...files].sort().map((file) => `${file} ${hash([readFileSync(join(root, file))])}`);
}

function match(glob: string): string[] {
  const entries = globSync(glob, { cwd: root, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function hash(parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\n');
  return sum.digest('hex');
}
