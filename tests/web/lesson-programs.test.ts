/** The programs of the lessons, run: what a lesson says of its program, and what it asks to change, is so. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLesson } from '../../tools/new-lesson.ts';
import { runInAllOrders } from '../../wasm/host/orders.ts';
import { loadToolchain, ROOT } from '../../wasm/sdk/node.ts';
import { projectOf } from '../../wasm/sdk/project.ts';
import type { Toolchain } from '../../wasm/sdk/toolchain.ts';
import { writeFlags } from '../../web/plugins/assets.ts';
import { readLesson, readLessons, type LessonFolder } from '../../web/plugins/lessons/folder.ts';
import { triesOf } from '../../web/plugins/lessons/tries.ts';
import { checkRun, type FinishedRun } from '../../web/session/lesson/check.ts';
import { factsOf } from '../../web/session/lesson/run-facts.ts';
import { textOf } from '../browsers/gtest.ts';
import { NodeProcess } from '../browsers/node-run.ts';
import { ATTEMPTS } from '../support/lesson-attempts.ts';
import { faultsOf } from '../support/lesson-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'tulip-lesson-programs-'));
const TEMPLATE = readLesson(join(folder, newLesson(folder, 'template')));
const LESSONS = readLessons(join(ROOT, 'web/lessons'));
const node = new NodeProcess();
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
  node.close();
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
  const seen = await node.run({ program, args: [], baseUrl, patienceMs: 60_000, options });
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

describe('a program in all orders of the answers to its requests', { timeout: 60_000 }, () => {
  const inAllOrders = async (name: string, main: string) => {
    const source = `#include <asyncio.hpp>\nint main() {\n  asyncio::run([] {\n${main}\n  });\n}\n`;
    const program = readFileSync(await compiled(name, source));
    return (most: number, answer = (path: string) => path) => {
      const setup = { program, baseUrl: 'http://site.test/', most };
      return runInAllOrders({ ...setup, answer: ({ pathname }) => new Response(answer(pathname)) });
    };
  };

  it('prints each of them', async () => {
    const run = await inAllOrders(
      'three',
      `std::vector<asyncio::Task<std::string>> tasks;
       for (std::string name : {"a", "b", "c"})
         tasks.push_back(asyncio::create_task([name] { return asyncio::fetch(name).body; }));
       for (auto next : asyncio::as_completed(tasks)) asyncio::print("{}", asyncio::await(next));`,
    );
    const { orders, outputs } = await run(6);
    expect(orders).toBe(6);
    expect(outputs.toSorted()).toEqual(['/a/b/c', '/a/c/b', '/b/a/c', '/b/c/a', '/c/a/b', '/c/b/a']);
    await expect(run(5)).rejects.toThrow('there are more than 5 orders');
  });

  it('asks again after an answer and gives requests up, and the order in which it fails is told', async () => {
    const run = await inAllOrders(
      'race',
      `auto one = asyncio::create_task([] { return asyncio::fetch("a").body + asyncio::fetch("b").body; });
       auto other = asyncio::create_task([] { return asyncio::fetch("c").body; });
       asyncio::wait({one, other}, {.return_when = asyncio::FIRST_COMPLETED});
       auto first = other.done() ? other : one;
       if (first.result() == "?") throw std::runtime_error("?");
       asyncio::print("{}", first.result());
       one.cancel();
       other.cancel();`,
    );
    expect(await run(3)).toEqual({ orders: 3, outputs: ['/c', '/a/b'] });
    await expect(run(3, (path) => (path === '/c' ? '?' : path))).rejects.toThrow(
      'the program fails when /a, /c are answered in this order: ',
    );
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

  it.each(ATTEMPTS)('of $lesson, $try, by a program that $does: $right', async (attempt) => {
    const asked = tries.find(({ lesson, name }) => lesson.id === attempt.lesson && name === attempt.try);
    if (asked === undefined) throw new Error(`there is no try ${attempt.try} of ${attempt.lesson}`);
    let program = attempt.of === 'solution' ? asked.solution : asked.lesson.program;
    for (const [from, to] of attempt.edits) {
      expect(program.split(from)).toHaveLength(2);
      program = program.replace(from, () => to);
    }
    const tried = await run(asked.lesson, await compiled(`${attempt.lesson}-attempt`, program));
    expect(checkRun(asked.check, tried).ok).toBe(attempt.right);
  });
});
