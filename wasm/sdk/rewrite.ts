/**
 * Rewrites the bundled programs for browsers that cannot suspend WebAssembly (asyncify.ts): to `build/asyncify/ID.wasm`, with their checksums in
 * `build/asyncify/index.json`. A thread for each processor, as a program takes seconds.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import binaryen from 'binaryen';
import { asyncified } from './asyncify.ts';
import { ROOT } from './node.ts';
import type { BundledProgram } from './programs.ts';

const PROGRAMS = join(ROOT, 'build/programs');
const REWRITTEN = join(ROOT, 'build/asyncify');

/** What a thread says of a program that it has rewritten. */
interface Done {
  readonly id: string;
  readonly sha256: string;
}

function rewrite(id: string): Done {
  const program = asyncified(binaryen, readFileSync(join(PROGRAMS, `${id}.wasm`)), true);
  writeFileSync(join(REWRITTEN, `${id}.wasm`), program);
  return { id, sha256: createHash('sha256').update(program).digest('hex') };
}

/** Has a thread of its own rewrite programs until none is left of `ids`. */
function work(ids: string[], sums: Map<string, string>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const worker = new Worker(new URL(import.meta.url));
  const next = (): void => {
    const id = ids.shift();
    if (id === undefined)
      void worker.terminate().then(() => { resolve(undefined); }); // prettier-ignore
    else worker.postMessage(id);
  };
  worker.on('message', ({ id, sha256 }: Done) => {
    sums.set(id, sha256);
    next();
  });
  worker.on('error', reject);
  next();
  return promise;
}

async function build(): Promise<void> {
  const programs = JSON.parse(readFileSync(join(PROGRAMS, 'index.json'), 'utf8')) as readonly BundledProgram[];
  rmSync(REWRITTEN, { recursive: true, force: true });
  mkdirSync(REWRITTEN, { recursive: true });
  const left = programs.map(({ id }) => id);
  const sums = new Map<string, string>();
  await Promise.all(Array.from({ length: availableParallelism() }, () => work(left, sums)));
  const index = JSON.stringify(Object.fromEntries([...sums].sort()), null, 1);
  writeFileSync(join(REWRITTEN, 'index.json'), `${index}\n`);
}

if (isMainThread) await build();
else parentPort?.on('message', (id: string) => parentPort?.postMessage(rewrite(id)));
