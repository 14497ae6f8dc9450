/** The log of the flags program as the engine writes it: twenty downloads gathered, a spinner beside them that once keeps the loop busy. */
import { ObjectKind } from '../../web/session/log/format.ts';
import { LogWriter } from './log-writer.ts';

const FLAGS = 20;

/** Lines: 24 creates the downloads, 27 fetches, 33 sleeps, 40 creates the spinner, 44 gathers, 46 runs `main`. */
export function flagsLog(): Uint8Array {
  const log = new LogWriter();
  const main = log.task('main', { line: 46 });
  log.turn(1).step(main);
  const downloads = Array.from({ length: FLAGS }, (_, i) => log.task(`get_flag-${i + 1}`, { creator: main, line: 24 }));
  for (const download of downloads) log.ready(download);
  const spinner = log.task('spinner', { creator: main, line: 40 });
  log.ready(spinner);
  const gather = log.object(ObjectKind.GATHER);
  for (const download of downloads) log.edge(gather, download);
  log.waits(gather, 44);
  const fetches = downloads.map((download) => {
    log.pass(0.4).step(download);
    const fetch = log.object(ObjectKind.FETCH, 'fetch("https://flags.example/kr.gif")');
    log.waits(fetch, 27, 'get_flag');
    return fetch;
  });
  log.pass(0.3).step(spinner);
  let nap = log.sleeps(30, 33);
  for (let round = 0; round < 24; round++) {
    log
      .loopWaits(log.now / 1e6 + 10)
      .pass(10)
      .loopWoken()
      .turn(round + 2);
    if (round % 3 === 2) {
      log.fires(nap, spinner).pass(0.2).step(spinner).print(12);
      if (round === 14) log.pass(90);
      nap = log.sleeps(30, 33);
    }
    // Answers come in an order of their own, from the fourth round on.
    const i = ((round - 3) * 7) % FLAGS;
    const [download, fetch] = [downloads[i], fetches[i]];
    if (round < 3 || round >= 3 + FLAGS || download === undefined || fetch === undefined) continue;
    log.resolved(fetch).ready(download).pass(0.5).step(download).print(30).pass(2);
    if (i % 7 === 2) log.done(download, 1, 'TimeoutError: too slow');
    else log.done(download);
  }
  log.step(0).resolved(gather).ready(main).step(main).cancel(spinner).ready(spinner).waits(spinner, 45);
  log.step(spinner).received(spinner).done(spinner, 2).ready(main).pass(1).step(main).done(main).loopClosed();
  return log.take();
}
