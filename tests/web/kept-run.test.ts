import { describe, expect, it } from 'vitest';
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';
import { KeptRun } from '../../web/session/log/kept-run.ts';
import { LogWriter } from '../support/log-writer.ts';

function keep(...events: readonly ProgramEvent[]): KeptRun {
  const run = new KeptRun();
  for (const event of events) run.hear({ type: 'program', event });
  return run;
}

const prints = (text: string): ProgramEvent => ({ type: 'output', stream: 'stdout', text });
const log = (bytes: number): ProgramEvent => {
  const writer = new LogWriter();
  writer.step(writer.task('main')).print(bytes);
  return { type: 'log', bytes: writer.take().slice() };
};

describe('two runs', () => {
  it('differ in nothing where they did and printed the same, however it came', () => {
    const first = keep(log(4), prints('a\nb\n'));
    const second = keep(prints('a\n'), prints('b\n'), log(4));
    expect([first.difference(second), first.differentLine(second)]).toEqual([null, null]);
  });

  it('that did the same may print something else, from some line on', () => {
    const first = keep(log(4), prints('a\nb\n'));
    expect(first.difference(keep(log(9), prints('a\nx\nb\n')))).toBeNull();
    expect(first.differentLine(keep(prints('a\nx\nb\n')))).toBe(2);
    expect(first.differentLine(keep(prints('a\nb\nc')))).toBe(3);
    expect(first.differentLine(keep(prints('a')))).toBe(2);
    expect(first.differentLine(keep())).toBe(1);
  });

  it('are not compared with what a run printed before it began anew', () => {
    const again = keep(log(2), prints('a\n'), { type: 'restarted' }, log(2), prints('a\n'));
    expect(again.differentLine(keep(prints('a\n')))).toBeNull();
    expect(keep().isEmpty).toBe(true);
    expect(again.isEmpty).toBe(false);
  });
});
