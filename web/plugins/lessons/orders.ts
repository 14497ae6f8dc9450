/** What `explore.ts` has seen the programs of lessons do. */
import { existsSync, readFileSync } from 'node:fs';
import type { SeenOrders } from '../../../wasm/host/orders.ts';

/** By the lesson's ID. */
export type OrdersOfLessons = Readonly<Record<string, SeenOrders | undefined>>;

/** The orders in the file that `explore.ts` writes; none where it has not run. */
export function readOrders(file: string): OrdersOfLessons {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OrdersOfLessons) : {};
}
