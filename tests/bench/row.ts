/** What every producer of rows shares: samples taken in turn, and the row that they make. */
import type { Row } from '../../tools/bench.ts';

/**
 * Samples ours and the peers in turn, so that whatever else the machine does meets all alike, and compares the medians.
 *
 * @param peers by the name that the row is to have in `peer`.
 */
export async function compare(
  bench: string,
  unit: string,
  rounds: number,
  ours: () => Promise<number>,
  peers: Readonly<Record<string, () => Promise<number>>> = {},
): Promise<Row[]> {
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
