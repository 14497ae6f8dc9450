/** The programs of the lessons, run: what a lesson says of its program, and what it asks to change, is so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadToolchain, ROOT } from '../../wasm/sdk/node.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import type { Toolchain } from '../../wasm/sdk/toolchain.ts';
import { readLessons } from '../../web/plugins/lessons/folder.ts';
import { predictionOf } from '../../web/plugins/lessons/predict.ts';
import { triesOf } from '../../web/plugins/lessons/tries.ts';
import { checkRun, type FinishedRun } from '../../web/session/lesson/check.ts';
import { factsOf } from '../../web/session/lesson/run-facts.ts';
import { textOf } from '../browsers/gtest.ts';
import { runInNode } from '../browsers/node-run.ts';

const LESSONS = readLessons(join(ROOT, 'web/lessons'));
/** What needs the site's files is run in the tests of the site. */
const LOCAL = LESSONS.filter(({ program }) => !program.includes('asyncio::fetch'));

/** Under the fast clock. */
async function run(program: string): Promise<FinishedRun> {
  const request = { program, args: [], baseUrl: 'http://127.0.0.1/', patienceMs: 60_000 };
  const seen = await runInNode({ ...request, options: { clock: 'fast', log: true } });
  expect(seen.events.at(-1)).toEqual({ type: 'exit', code: 0 });
  const log = seen.events.flatMap((event) => (event.type === 'log' ? [new Uint8Array(event.bytes)] : []));
  return { output: textOf(seen, 'stdout'), log, seconds: factsOf(log).seconds };
}

const runLesson = (id: string) => run(join(ROOT, `build/programs/${id}.wasm`));

describe('the program of a lesson', { timeout: 60_000 }, () => {
  it.each(LOCAL)('$id prints what its folder says, in the time that one of the choices is', async (lesson) => {
    const { output, seconds } = await runLesson(lesson.id);
    if (lesson.output !== null) expect(output).toBe(lesson.output);
    const prediction = predictionOf(lesson);
    if (prediction?.kind !== 'duration' || lesson.settings.varies !== null) return;
    const right = prediction.choices.filter((choice) => Math.abs(choice - seconds) <= choice / 100);
    expect(right).toHaveLength(1);
  });
});

describe('what a lesson asks to change', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tulip-tries-'));
  let toolchain: Toolchain;

  beforeAll(async () => {
    toolchain = await loadToolchain();
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const tries = LESSONS.flatMap((lesson) => triesOf(lesson).map((one) => ({ ...one, lesson })));
  it.each(tries)('of $lesson.id, $name, is done by its solution and not by the lesson itself', async (asked) => {
    const { name, lesson, solution, check } = asked;
    const compiled = await toolchain.compile(projectOf(solution));
    if (!compiled.ok) throw new Error(compiled.output);
    if (!LOCAL.includes(lesson)) return;
    const program = join(folder, `${lesson.id}-${name}.wasm`);
    writeFileSync(program, compiled.program);
    expect(checkRun(check, await run(program))).toEqual({ ok: true, failed: null });
    expect(checkRun(check, await runLesson(lesson.id)).ok).toBe(false);
  });
});
