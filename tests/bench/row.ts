/** What every producer of rows shares: which are wanted, samples taken in turn, and the row that they make. */
import { parseArgs } from 'node:util';
import type { Row } from '../../tools/bench.ts';
import { BENCHES, type Peers, type PeersByPlace, type Place } from './benches.ts';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, rounds: { type: 'string' } } });
const only = options.only?.split(',');

/** Whether rows with this beginning are wanted (`--only`). */
export function wanted(name: string): boolean {
  return only?.includes(name) ?? true;
}

/** Takes samples of all benches of a place, whose peers take them like ours. */
export async function measure<P extends Place>(
  place: P,
  rounds: number,
  sample: (contestant: 'tulip' | Peers[P], bench: string, count: number | undefined) => Promise<number>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const bench of BENCHES) {
    const peers = (bench as PeersByPlace)[place];
    if (peers === undefined || !wanted(bench.name)) continue;
    for (const count of bench.counts ?? [undefined]) {
      const name = [bench.name, place, ...(count === undefined ? [] : [count])].join('/');
      const of = (contestant: 'tulip' | Peers[P]) => () => sample(contestant, bench.name, count);
      const theirs = Object.fromEntries(peers.map((peer) => [peer, of(peer)]));
      rows.push(...(await compare(name, bench.unit, bench.rounds ?? rounds, of('tulip'), theirs)));
    }
  }
  return rows;
}

/**
 * Samples ours and the peers in turn, so that whatever else the machine does meets all alike, and compares the medians.
 *
 * @param usualRounds how many samples of each, unless the command line says `--rounds`.
 * @param peers by the name that the row is to have in `peer`.
 */
export async function compare(
  bench: string,
  unit: string,
  usualRounds: number,
  ours: () => Promise<number>,
  peers: Readonly<Record<string, () => Promise<number>>> = {},
): Promise<Row[]> {
  const rounds = Number(options.rounds ?? usualRounds);
  const mine: number[] = [];
  const theirs = Object.entries(peers).map(([peer, sample]) => ({ peer, sample, samples: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours());
    for (const { sample, samples } of theirs) samples.push(await sample());
  }
  const row = { bench, unit, ours: rounded(median(mine)) };
  if (theirs.length === 0) return [{ ...row, spread: spread(mine) }];
  return theirs.map(({ peer, samples }) => ({
    ...row,
    peer,
    theirs: rounded(median(samples)),
    ratio: rounded(median(mine) / median(samples)),
    spread: spread(mine),
    theirSpread: spread(samples),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length - 1 - middle];
  if (upper === undefined || lower === undefined) throw new Error('there are no samples');
  return (lower + upper) / 2;
}

/** From the least to the greatest sample, as a fraction of the median. */
function spread(values: readonly number[]): number {
  return Number(((Math.max(...values) - Math.min(...values)) / median(values)).toFixed(2));
}

/** Three digits are more than a shared machine can tell apart. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** How a producer hands its rows to tools/bench.ts. */
export function print(rows: readonly Row[]): void {
  console.log(JSON.stringify(rows));
}
