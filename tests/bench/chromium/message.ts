/** What the page asks of a worker, which answers with one message: the sample in the bench's unit, or for `hold` anything. */
export interface Order {
  /** A bench of benches.ts; or `hold`: tasks that wait until the worker is ended; or `seek`: how long it takes to go to a step, ms. */
  readonly bench: string;
  readonly count?: number | undefined;
  /** Whether our program is to write its event log. */
  readonly log?: boolean;
  /** Address of this checkout as it is served for the benchmarks, with a slash at its end. */
  readonly files: string;
}

/** The order as the programs' command lines say it. */
export function commandLine({ bench, count }: Order): string[] {
  return count === undefined ? [bench] : [bench, String(count)];
}

/** Makes this worker answer orders. A failure reaches the page as the worker's `error`. */
export function answer(carryOut: (order: Order) => Promise<unknown>): void {
  self.onmessage = ({ data }: MessageEvent<Order>) => {
    carryOut(data).then((result) => {
      self.postMessage(result);
    }, reportError);
  };
}
