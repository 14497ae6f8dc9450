/** The programs of the lessons, run: what a lesson says of its program, and what it asks to change, is so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLesson } from '../../tools/new-lesson.ts';
import { loadToolchain, ROOT } from '../../wasm/sdk/node.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import type { Toolchain } from '../../wasm/sdk/toolchain.ts';
import { writeFlags } from '../../web/plugins/assets.ts';
import { readLesson, readLessons, type LessonFolder } from '../../web/plugins/lessons/folder.ts';
import { triesOf } from '../../web/plugins/lessons/tries.ts';
import { checkRun, type FinishedRun } from '../../web/session/lesson/check.ts';
import { factsOf } from '../../web/session/lesson/run-facts.ts';
import { textOf } from '../browsers/gtest.ts';
import { runInNode } from '../browsers/node-run.ts';
import { faultsOf } from '../support/lesson-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'tulip-lesson-programs-'));
const TEMPLATE = readLesson(join(folder, newLesson(folder, 'template')));
const LESSONS = readLessons(join(ROOT, 'web/lessons'));
let toolchain: Toolchain;
/** Of the site all that programs fetch. */
let site: Server;

beforeAll(async () => {
  toolchain = await loadToolchain();
  writeFlags(folder);
  site = createServer(sirv(folder));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true });
});

async function compiled(name: string, source: string): Promise<string> {
  const result = await toolchain.compile(projectOf(source));
  if (!result.ok) throw new Error(result.output);
  const program = join(folder, `${name}.wasm`);
  writeFileSync(program, result.program);
  return program;
}

/** `program` under the fast clock, and under what the lesson opens with. */
async function run({ settings }: LessonFolder, program: string): Promise<FinishedRun> {
  const { net, seed } = settings.opens;
  const options = { clock: 'fast', log: true, ...(net && { net }), ...(seed !== undefined && { seed }) } as const;
  const baseUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  const seen = await runInNode({ program, args: [], baseUrl, patienceMs: 60_000, options });
  expect(seen.events.at(-1)).toEqual({ type: 'exit', code: 0 });
  const log = seen.events.flatMap((event) => (event.type === 'log' ? [new Uint8Array(event.bytes)] : []));
  return { output: textOf(seen, 'stdout'), log, seconds: factsOf(log).seconds };
}

const runs = new Map<LessonFolder, Promise<FinishedRun>>();

/** The lesson's own program, run once for all tests. */
function runLesson(lesson: LessonFolder): Promise<FinishedRun> {
  const known = runs.get(lesson) ?? runOwn(lesson);
  runs.set(lesson, known);
  return known;
}

async function runOwn(lesson: LessonFolder): Promise<FinishedRun> {
  const bundled = join(ROOT, `build/programs/${lesson.id}.wasm`);
  return run(lesson, lesson === TEMPLATE ? await compiled(lesson.id, lesson.program) : bundled);
}

describe('the program of a lesson', { timeout: 60_000 }, () => {
  it.each([...LESSONS, TEMPLATE])('$id does what its folder says', async (lesson) => {
    expect(faultsOf(lesson, await runLesson(lesson))).toEqual([]);
  });

  it('that prints something else, or takes another time, is told in a sentence', () => {
    const seen = { output: (TEMPLATE.output ?? '').replace('both', 'all'), seconds: 0.1 };
    expect(faultsOf(TEMPLATE, seen)).toEqual([
      `${TEMPLATE.name}/program.cpp prints "main: all are done" in line 5, where output.txt has "main: both are done"`,
    ]);
    const timed = LESSONS.find(({ id }) => id === 'spinner');
    expect(timed && faultsOf(timed, { output: timed.output ?? '', seconds: 9 })).toEqual([
      expect.stringMatching(/^web\/lessons\/07-spinner\/predict\.toml: the run takes 9\.000 s, and not just one of/),
    ]);
  });
});

describe('what a lesson asks to change', { timeout: 60_000 }, () => {
  const tries = [...LESSONS, TEMPLATE].flatMap((lesson) => triesOf(lesson).map((one) => ({ ...one, lesson })));
  it.each(tries)('of $lesson.id, $name, is done by its solution and not by the lesson itself', async (asked) => {
    const { name, lesson, solution, check } = asked;
    expect(checkRun(check, await run(lesson, await compiled(`${lesson.id}-${name}`, solution)))).toEqual({
      ok: true,
      failed: null,
    });
    expect(checkRun(check, await runLesson(lesson)).ok).toBe(false);
  });
});
