/** The timeline over the logs of real programs: those that the site is built with, under the fast clock, so that their times are always the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../wasm/host/host.ts';
import type { History } from '../../web/session/timeline/history.ts';
import { taskName } from '../../web/session/timeline/naming.ts';
import { bytesAt, momentOfByte } from '../../web/session/timeline/output-moments.ts';
import { Teller } from '../../web/session/timeline/tell.ts';
import { Timeline } from '../../web/session/timeline/timeline.ts';
import { treeOfWaits } from '../../web/session/timeline/tree.ts';
import { wordsEn } from '../../web/session/timeline/words.en.ts';

interface Run {
  readonly history: History;
  readonly output: string;
  /** Why a task did not run when so many ms had passed. */
  readonly why: (task: string, milliseconds: number) => string[];
}

async function run(name: string): Promise<Run> {
  const program = readFileSync(join(import.meta.dirname, `../../build/programs/${name}.wasm`));
  const timeline = new Timeline();
  let output = '';
  await runProgram(program, { baseUrl: 'https://site.test/', clock: 'fast', log: true }, (event) => {
    if (event.type === 'log') timeline.push(event.bytes);
    if (event.type === 'output') output += event.text;
  });
  const { history } = timeline;
  const why = (name: string, milliseconds: number): string[] => {
    const task = history.tasks.find((each) => taskName(history, each) === name);
    if (task === undefined) throw new Error(`there is no ${name}`);
    return new Teller(history, wordsEn).why(task, history.events.at(milliseconds * 1e6)).map(({ text }) => text);
  };
  return { history, output, why };
}

describe('the spinner', () => {
  it('explains itself', async () => {
    const { history, output, why } = await run('spinner');
    // What is printed after the loop has been closed is later than every moment.
    expect(bytesAt(history, 1, history.last)).toBe(output.indexOf('Answer'));
    expect(history.now).toBeCloseTo(3e9, -6);
    const main = '`Task-1` has waited for sleep(3 s) since 0 s, line 19.';
    expect(why('Task-1', 50)).toEqual([main, 'A timer ends that in 3 s.']);
    expect(why('Task-1', 2950)).toEqual([main, 'A timer ends that in 100 ms.']);
    expect(why('Task-2', 1050)).toEqual([
      '`Task-2` has waited for sleep(100 ms) since 1 s, line 10.',
      'A timer ends that in 100 ms.',
    ]);
    expect(why('Task-2', 3000)).toEqual([
      '`Task-1` asked `Task-2` to end, line 27. The wait for sleep(100 ms), line 10 received it. It ended by it.',
      '`Task-2` was cancelled.',
    ]);
    expect(why('Task-1', 3000)).toEqual(['`Task-1` has returned.']);
  });
});

describe('the gathering', () => {
  it('explains itself', async () => {
    const { history, why } = await run('gather');
    // One after another, each sleep on its own; then all at once.
    expect(why('Task-1', 800)).toEqual([
      '`Task-1` has waited for sleep(900 ms) since 0 s, line 21.',
      'A timer ends that in 900 ms.',
    ]);
    expect(why('Task-1', 1000)[0]).toBe('`Task-1` has waited for sleep(600 ms) since 900 ms, line 21.');
    expect(why('Task-1', 2700)).toEqual([
      '`Task-1` has waited for gather (3 of 3 not done) since 2.7 s, line 43.',
      '`Task-2` has waited for sleep(900 ms) since 2.7 s, line 21.',
      'A timer ends that in 900 ms.',
    ]);
    expect(why('Task-1', 3650)).toEqual([
      '`Task-1` has waited for gather (1 of 3 not done) since 2.7 s, line 43.',
      '`Task-4` has waited for sleep(1.2 s) since 2.7 s, line 21.',
      'A timer ends that in 300 ms.',
    ]);
    expect(why('Task-3', 3650)).toEqual(['`Task-3` has returned.']);
    const lines = treeOfWaits(history, new Teller(history, wordsEn), wordsEn, history.events.at(3650e6));
    expect(lines).toEqual([
      'Task-1  waiting: gather (1 of 3 not done), line 43',
      '  Task-4  waiting: sleep(1.2 s), line 21',
    ]);
  });

  it('leads from its output to who printed it', async () => {
    const { history, output } = await run('gather');
    const printer = (text: string, after = 0): string => {
      const moment = momentOfByte(history, 1, output.indexOf(text, after));
      const task = moment === null ? undefined : history.runningAt(moment);
      return task === undefined ? '' : taskName(history, task);
    };
    expect(printer('egg: started')).toBe('Task-1');
    expect(printer('All at once')).toBe('Task-1');
    expect(printer('egg: done', output.indexOf('All at once'))).toBe('Task-4');
  });
});

describe('functions that are gathered', () => {
  it('are tasks that were created at the line of the call', async () => {
    const { history } = await run('concurrency');
    const lines = history.tasks.map(({ site }) => history.names.site(site)?.line);
    expect(lines.filter((line) => line === 33)).toHaveLength(2);
    expect(lines.filter((line) => line === 34)).toHaveLength(2);
  });
});
