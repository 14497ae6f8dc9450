/** What the page asks of a worker, which answers with one message: the sample in the bench's unit, or for `hold` anything. */
export interface Order {
  readonly bench: 'step' | 'spawn' | 'sleepers' | 'hold';
  /** How many tasks; absent for `spawn`. */
  readonly tasks?: number;
  /** Address of this checkout as it is served for the benchmarks, with a slash at its end. */
  readonly files: string;
}

/** The order as the programs' command lines say it. */
export function commandLine({ bench, tasks }: Order): string[] {
  return tasks === undefined ? [bench] : [bench, String(tasks)];
}

/** Makes this worker answer orders. A failure reaches the page as the worker's `error`. */
export function answer(carryOut: (order: Order) => Promise<unknown>): void {
  self.onmessage = ({ data }: MessageEvent<Order>) => {
    carryOut(data).then((result) => {
      self.postMessage(result);
    }, reportError);
  };
}
