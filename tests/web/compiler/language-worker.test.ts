import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAIN, projectOf } from '../../../wasm/sdk/project.ts';
import type { Spot } from '../../../web/session/language/language.ts';
import { LanguageClient } from '../../../web/compiler/language/language-client.ts';
import {
  FIRST_LIMIT,
  LanguageWorker,
  LIMIT,
  type LanguagePort,
} from '../../../web/compiler/language/language-worker.ts';
import type { Answer, Request } from '../../../web/compiler/language/protocol.ts';
import type { CompilerAssets } from '../../../web/compiler/protocol.ts';

class FakeWorker implements LanguagePort {
  readonly asked: Request[] = [];
  terminated = false;
  onmessage: LanguagePort['onmessage'] = null;
  onerror: LanguagePort['onerror'] = null;

  postMessage(request: Request): void {
    if (request.type !== 'load') this.asked.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(answer: Answer): void {
    this.onmessage?.({ data: answer } as MessageEvent<Answer>);
  }
}

let workers: FakeWorker[];
let asking: LanguageWorker;
const create = (): FakeWorker => {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker;
};

beforeEach(() => {
  workers = [];
  asking = new LanguageWorker(create, () => ({}) as CompilerAssets);
});

const atEnd = (text: string): Spot => ({ project: projectOf(text), file: MAIN, offset: text.length });
const complete = (before: string) => asking.ask({ type: 'complete', spot: atEnd(before) });
const answer = (name: string): Answer => ({
  type: 'answer',
  answer: { items: [{ name, kind: 'variable', declarations: [] }] },
});

describe('the page’s end of the language worker', () => {
  it('gives up what takes too long, the first question of a kind later than others', async () => {
    vi.useFakeTimers();
    try {
      workers[0]?.say({ type: 'loaded' });
      const first = complete('a');
      vi.advanceTimersByTime(FIRST_LIMIT - 1);
      workers[0]?.say(answer('a'));
      expect(await first).not.toBeNull();
      const second = complete('ab');
      vi.advanceTimersByTime(LIMIT);
      expect(await second).toBeNull();
      expect(workers[0]?.terminated).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks once the worker is loaded, the newest question of each kind only, and what is being written first', async () => {
    const first = complete('a');
    const definition = asking.ask({ type: 'define', spot: atEnd('b') });
    const second = complete('ab');
    const signatures = asking.ask({ type: 'signatures', spot: atEnd('f(') });
    expect(await first).toBeNull();
    expect(workers[0]?.asked).toEqual([]);
    workers[0]?.say({ type: 'loaded' });
    expect(workers[0]?.asked).toEqual([{ type: 'complete', spot: atEnd('ab') }]);

    const third = complete('abc');
    expect(await second).toBeNull();
    workers[0]?.say(answer('late'));
    workers[0]?.say(answer('abcd'));
    expect((await third)?.items[0]?.name).toBe('abcd');
    workers[0]?.say({ type: 'answer', answer: [] });
    expect(await signatures).toEqual([]);
    workers[0]?.say({ type: 'answer', answer: null });
    expect(await definition).toBeNull();
    expect(workers[0]?.asked.map(({ type }) => type)).toEqual(['complete', 'complete', 'signatures', 'define']);
    expect(workers).toHaveLength(1);
  });

  it('replaces a worker that broke, or whose question is given up, and asks the new one', async () => {
    workers[0]?.say({ type: 'loaded' });
    const first = complete('a');
    workers[0]?.say({ type: 'broken' });
    expect(await first).toBeNull();
    expect(workers[0]?.terminated).toBe(true);

    const second = complete('b');
    workers[1]?.say({ type: 'loaded' });
    const outline = asking.ask({ type: 'outline', project: projectOf(''), file: MAIN });
    asking.abandon('complete');
    expect(await second).toBeNull();
    expect(workers[1]?.terminated).toBe(true);
    // What else was asked is asked the next.
    workers[2]?.say({ type: 'loaded' });
    asking.abandon('check');
    workers[2]?.say({ type: 'answer', answer: [] });
    expect(await outline).toEqual([]);
    expect(workers).toHaveLength(3);
  });

  it('answers what is being written while another reads the program as a whole', async () => {
    const client = new LanguageClient(create, () => ({}) as CompilerAssets);
    const [, writing] = workers;
    writing?.say({ type: 'loaded' });
    void client.define(atEnd('a'));
    void client.outline(projectOf('a'), MAIN);
    void client.check(projectOf('a'), MAIN);
    const completions = client.complete(atEnd('a'));
    expect(writing?.asked.map(({ type }) => type)).toEqual(['complete']);
    writing?.say(answer('a'));
    expect((await completions)?.items[0]?.name).toBe('a');
    expect(workers).toHaveLength(3);
  });

  it('does not try again and again where the worker does not load', async () => {
    const first = complete('a');
    workers[0]?.say({ type: 'broken' });
    expect(await first).toBeNull();
    expect(workers).toHaveLength(1);
  });
});
