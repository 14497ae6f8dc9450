/**
 * Runs the programs of lessons that ask what is possible, in all orders of the answers to their requests: to `build/lessons/orders.json`. The
 * requests are answered with the files that the site has.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInAllOrders } from '../../../wasm/host/orders.ts';
import { writeFlags } from '../assets.ts';
import { readLessons } from './folder.ts';
import type { OrdersOfLessons } from './orders.ts';
import { predictionOf } from './predict.ts';

/** Some seconds. */
const MOST_ORDERS = 1_000;
const SITE = 'http://site.test/';

/** Answers with the files of the folder `site`. */
function answerFrom(site: string): (url: URL) => Response {
  return ({ pathname }) => {
    const file = join(site, pathname);
    return existsSync(file) ? new Response(readFileSync(file)) : new Response('', { status: 404 });
  };
}

async function explore(root: string): Promise<void> {
  const folder = join(root, 'build/lessons');
  mkdirSync(folder, { recursive: true });
  writeFlags(folder);
  const orders: Record<string, OrdersOfLessons[string]> = {};
  for (const lesson of readLessons(join(root, 'web/lessons'))) {
    if (predictionOf(lesson)?.kind !== 'possible') continue;
    const program = readFileSync(join(root, `build/programs/${lesson.id}.wasm`));
    const setup = { program, baseUrl: SITE, answer: answerFrom(folder), most: MOST_ORDERS };
    orders[lesson.id] = await runInAllOrders(setup).catch((error: unknown) => {
      throw new Error(`${lesson.name}/predict.toml asks what is possible: ${(error as Error).message}`);
    });
  }
  writeFileSync(join(folder, 'orders.json'), `${JSON.stringify(orders, null, 1)}\n`);
}

if (import.meta.main) await explore(resolve(import.meta.dirname, '../../..'));
