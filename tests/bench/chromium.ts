/** Rows of the engine in Chromium: each contestant in a worker of a page. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from './chromium/message.ts';
import { Contestants, type Contestant } from './contestants.ts';
import { compare, measure, print, wanted } from './row.ts';

const ROUNDS = 5;
const TASKS = 10_000;
/** Tasks whose steps are measured with and without the event log. */
const LOGGED_TASKS = 100;
const STEPS = 100_000;

const contestants = await Contestants.open();
const pyodidePage = await contestants.page();

/** In a page, and so a process, of its own: a process does not survive several programs with 10,000 stacks each. */
async function freshSample(contestant: Contestant, order: Omit<Order, 'files'>): Promise<number> {
  const context = await contestants.browser.newContext();
  try {
    return await contestants.ask(await contestants.page(context), contestant, order);
  } finally {
    await context.close();
  }
}

/** Memory of all processes that run pages, in KB, as the kernel counts what is really used. */
async function rendererMemory(): Promise<number> {
  const session = await contestants.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
  return sizes.reduce((sum, size) => sum + Number(size ?? 0), 0);
}

/** What a program with COUNT tasks asleep adds to the page that it runs in, in KB. */
async function memoryOf(tasks: number): Promise<number> {
  const context = await contestants.browser.newContext();
  try {
    const page = await contestants.page(context);
    await sleep(1000);
    const before = await rendererMemory();
    await contestants.ask(page, 'tulip', { bench: 'hold', count: tasks }, true);
    await sleep(1000);
    return (await rendererMemory()) - before;
  } finally {
    await context.close();
  }
}

/** A program with one task is taken off, so that what every program costs is not counted as the tasks'. */
async function memoryPerTask(): Promise<number> {
  const one = await memoryOf(1);
  return ((await memoryOf(TASKS)) - one) / (TASKS - 1);
}

try {
  const rows = await measure('chromium', ROUNDS, (contestant, bench, count) =>
    // Pyodide takes seconds to start and is kept.
    contestant === 'pyodide'
      ? contestants.ask(pyodidePage, contestant, { bench, count }, true)
      : freshSample(contestant, { bench, count }),
  );
  if (wanted('log')) {
    const step = (log: boolean) => () => freshSample('tulip', { bench: 'step', count: LOGGED_TASKS, log });
    rows.push(...(await compare('log/chromium', 'ns', ROUNDS, step(true), { 'without the log': step(false) })));
  }
  if (wanted('seek')) {
    const seek = () => freshSample('tulip', { bench: 'seek', count: STEPS });
    rows.push(...(await compare(`seek/chromium/${STEPS}`, 'ms', ROUNDS, seek)));
  }
  // Only Linux tells so easily how much memory a process uses.
  if (process.platform === 'linux' && wanted('memory'))
    rows.push(...(await compare(`memory/chromium/${TASKS}`, 'KB', 3, memoryPerTask)));
  print(rows);
} finally {
  await contestants.close();
}
