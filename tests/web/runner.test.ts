import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frameDocument } from '../../web/runner/frame.ts';
import { makeRunner } from '../../web/runner/client.ts';
import type { Run } from '../../web/session/run/ports.ts';
import { readFrameMessage, type FrameCommand } from '../../web/runner/messages.ts';
import { readEvent } from '../../web/runner/read-event.ts';
import { MAX_TICK, SPIN_AFTER, SpinWatch } from '../../web/runner/spin-watch.ts';
import type { ProgramEvent } from '../../wasm/abi/protocol.ts';

const scripts = { bootstrap: 'boot()', bootstrapHash: 'sha256-abc', host: 'host()' };

describe('the frame', () => {
  it('opens with its policy, and lets programs fetch from the site only', () => {
    const html = frameDocument(scripts, 'http://site.test/sub/');
    expect(html.indexOf('<meta http-equiv="Content-Security-Policy"')).toBe('<!doctype html>'.length);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('connect-src http://site.test/sub/"');
  });

  it('cannot be given another policy by the address of the site', () => {
    const html = frameDocument(scripts, `http://site.test/a;script-src *,b"c'd/`);
    expect(html).toContain('connect-src http://site.test/a%3Bscript-src%20*%2Cb%22c%27d/"');
  });
});

it('a message of the frame is not longer than what can be shown', () => {
  const read = readFrameMessage({ type: 'broke', message: 'x'.repeat(1_000_000) });
  expect(read?.type === 'broke' && read.message.length).toBe(20_000);
});

describe('an event from the sandbox', () => {
  it.each<[string, unknown]>([
    ['output', { type: 'output', stream: 'stdout', text: 'x' }],
    ['skipped', { type: 'skipped', bytes: 3 }],
    ['display', { type: 'display', mime: 'image/png', alt: '', data: new Uint8Array([1]) }],
    ['progress', { type: 'progress', id: 1, label: '', value: 0, total: 0, closed: false }],
    ['running', { type: 'running', task: 'main()' }],
    ['waiting', { type: 'waiting' }],
    ['exit', { type: 'exit', code: 255 }],
    ['failure', { type: 'failure', reason: 'deadlock', message: 'm' }],
    ['failure with its frames', { type: 'failure', reason: 'trap', message: 'm', frames: [2201, 0] }],
  ])('is taken where it is a well-formed %s', (_, event) => {
    expect(readEvent(event)).toEqual(event);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'exit'],
    ['an unknown type', { type: 'navigate', url: 'x' }],
    ['text that is none', { type: 'output', stream: 'stdout', text: {} }],
    ['an unknown stream', { type: 'output', stream: 'stdin', text: 'x' }],
    ['bytes that are none', { type: 'display', mime: 'image/png', alt: '', data: [1, 2] }],
    ['a count that is none', { type: 'progress', id: 1, label: '', value: NaN, total: 0, closed: false }],
    ['an exit code out of range', { type: 'exit', code: 256 }],
    ['an inherited reason', { type: 'failure', reason: 'toString', message: 'm' }],
  ])('is dropped where it is %s', (_, event) => {
    expect(readEvent(event)).toBeNull();
  });

  it('loses what does not belong to it', () => {
    expect(readEvent({ type: 'waiting', extra: 1 })).toEqual({ type: 'waiting' });
    const failure = { type: 'failure', reason: 'trap', message: 'm' };
    expect(readEvent({ ...failure, frames: [1, 'x', -1, NaN, { at: 3 }] })).toEqual({ ...failure, frames: [1] });
  });
});

describe('the spin watch', () => {
  const wait = (watch: SpinWatch, from: number, ms: number) => {
    const changes = [];
    for (let now = from + 1_000; now <= from + ms; now += 1_000) changes.push(watch.tick(now));
    return changes.filter((change) => change !== null);
  };

  it('names the task that computes for long, once', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'Task-1' });
    expect(wait(watch, 0, SPIN_AFTER - 1_000)).toEqual([]);
    expect(wait(watch, SPIN_AFTER - 1_000, 60_000)).toEqual([{ type: 'spinning', task: 'Task-1' }]);
  });

  it('does not take sleeping for spinning', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'main()' });
    watch.heard({ type: 'waiting' });
    expect(wait(watch, 0, 60_000)).toEqual([]);
  });

  it('does not take reading for spinning, but what follows it', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'main()' });
    watch.heard({ type: 'reading' });
    expect(wait(watch, 0, 60_000)).toEqual([]);
    watch.heard({ type: 'input-end', why: 'used' });
    expect(wait(watch, 60_000, 10_000)).toEqual([{ type: 'spinning', task: 'main()' }]);
  });

  it('does not take printing for a turn of the loop', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'main()' });
    for (let now = 1_000; now < SPIN_AFTER; now += 1_000) {
      watch.heard({ type: 'output', stream: 'stdout', text: 'x' });
      expect(watch.tick(now)).toBeNull();
    }
    expect(watch.tick(SPIN_AFTER)).toEqual({ type: 'spinning', task: 'main()' });
  });

  it('counts a night with the lid closed as one tick', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'main()' });
    expect(watch.tick(8 * 3_600_000)).toBeNull();
    expect(MAX_TICK).toBeLessThan(SPIN_AFTER);
  });

  it('tells when the loop has its turn after all', () => {
    const watch = new SpinWatch(0);
    watch.heard({ type: 'running', task: 'main()' });
    wait(watch, 0, SPIN_AFTER);
    expect(watch.heard({ type: 'waiting' })).toEqual({ type: 'yielded' });
    expect(watch.heard({ type: 'waiting' })).toBeNull();
  });
});

/** Just enough of a document for the runner: frames with windows that record what is posted to them. */
class FakeFrame {
  readonly contentWindow = {
    postMessage: vi.fn<(message: FrameCommand, origin: string, ports: Transferable[]) => void>(),
  };
  removed = 0;
  srcdoc = '';
  hidden = false;
  title = '';
  readonly attributes: Record<string, string> = {};

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }

  remove(): void {
    this.removed++;
  }
}

describe('the runner', () => {
  let frames: FakeFrame[] = [];
  let listeners: ((event: { source: unknown; data: unknown }) => void)[] = [];

  function hear(event: { source: unknown; data: unknown }): void {
    for (const listener of listeners) listener(event);
  }

  beforeEach(() => {
    frames = [];
    vi.stubGlobal('document', {
      createElement: () => {
        const frame = new FakeFrame();
        frames.push(frame);
        return frame;
      },
    });
    listeners = [];
    vi.stubGlobal('addEventListener', (_: string, listener: typeof hear) => listeners.push(listener));
    vi.stubGlobal('removeEventListener', (_: string, listener: typeof hear) => {
      listeners = listeners.filter((each) => each !== listener);
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const place = { append: () => undefined } as unknown as HTMLElement;
  const makeOne = () => makeRunner({ scripts, baseUrl: 'http://site.test/', place });

  function start(runner = makeOne()) {
    const events: (ProgramEvent | string)[] = [];
    const run: Run = runner.start(new Uint8Array([1, 2]), {
      event: (event) => events.push(event),
      spinning: (task) => events.push(`spinning ${task}`),
      yielded: () => events.push('yielded'),
      broke: (message) => events.push(`broke ${message}`),
    });
    return { events, frame: last(), run };
  }

  function last(): FakeFrame {
    const frame = frames.at(-1);
    if (frame === undefined) throw new Error('no frame was made');
    return frame;
  }

  /** What the page has posted to the frame. */
  function told(frame: FakeFrame) {
    return frame.contentWindow.postMessage.mock.calls;
  }

  function ready(frame: FakeFrame): MessagePort {
    hear({ source: frame.contentWindow, data: { type: 'ready' } });
    const port = told(frame)[1]?.[2][0];
    if (!(port instanceof MessagePort)) throw new Error('no port was handed over');
    return port;
  }

  it('gives the frame nothing but scripts', () => {
    const { frame, run } = start();
    expect(frame.attributes.sandbox).toBe('allow-scripts');
    run.stop();
  });

  it('hands one port and the bytes over, once, to that frame alone', () => {
    const { frame, run } = start();
    hear({ source: {}, data: { type: 'ready' } });
    expect(told(frame)).toEqual([]);
    ready(frame);
    hear({ source: frame.contentWindow, data: { type: 'ready' } });
    expect(told(frame).map(([command]) => command)).toMatchObject([
      { type: 'host', host: 'host()' },
      { type: 'program', start: { program: new Uint8Array([1, 2]), options: { baseUrl: 'http://site.test/' } } },
    ]);
    run.stop();
  });

  it('makes one sandbox ahead, which the next run has and no other', () => {
    const runner = makeOne();
    runner.prepare();
    runner.prepare();
    const ahead = last();
    hear({ source: ahead.contentWindow, data: { type: 'ready' } });
    expect(told(ahead).map(([command]) => command.type)).toEqual(['host']);
    const { frame, run } = start(runner);
    expect(frame).toBe(ahead);
    expect(told(ahead).map(([command]) => command.type)).toEqual(['host', 'program']);
    const second = start(runner);
    expect(frames).toEqual([ahead, second.frame]);
    run.stop();
    second.run.stop();
    expect(listeners).toEqual([]);
  });

  it('forgets a sandbox made ahead that broke: the next run has another', () => {
    const runner = makeOne();
    runner.prepare();
    const ahead = last();
    hear({ source: ahead.contentWindow, data: { type: 'broke', message: 'no workers' } });
    expect(ahead.removed).toBe(1);
    const { events, frame, run } = start(runner);
    expect(frame).not.toBe(ahead);
    expect(events).toEqual([]);
    run.stop();
  });

  it('gives up on a frame that was up and does not take its program', () => {
    vi.useFakeTimers();
    const runner = makeOne();
    runner.prepare();
    hear({ source: last().contentWindow, data: { type: 'ready' } });
    vi.advanceTimersByTime(3_600_000);
    const { events } = start(runner);
    vi.advanceTimersByTime(30_000);
    expect(events).toEqual(['broke The sandbox did not start.']);
  });

  it('waits for a program that was taken as long as it takes', () => {
    vi.useFakeTimers();
    const { events, frame, run } = start();
    ready(frame);
    hear({ source: frame.contentWindow, data: { type: 'passed' } });
    vi.advanceTimersByTime(9_000);
    expect(events).toEqual([]);
    vi.advanceTimersByTime(30_000);
    expect(events.filter((event) => typeof event === 'string' && event.startsWith('broke'))).toEqual([]);
    run.stop();
  });

  it('passes known events on, drops the rest, and takes the frame away at the end', async () => {
    const { events, frame } = start();
    const port = ready(frame);
    port.postMessage({ type: 'output', stream: 'stdout', text: 'hi' });
    port.postMessage({ type: 'evil' });
    port.postMessage({ type: 'exit', code: 0 });
    await vi.waitFor(() => {
      expect(events).toEqual([
        { type: 'output', stream: 'stdout', text: 'hi' },
        { type: 'exit', code: 0 },
      ]);
    });
    expect(frame.removed).toBe(1);
  });

  it('hears nothing more after stop', async () => {
    const { events, frame, run } = start();
    const port = ready(frame);
    run.stop();
    run.stop();
    expect(frame.removed).toBe(1);
    port.postMessage({ type: 'exit', code: 0 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events).toEqual([]);
  });

  it('says when the worker broke', () => {
    const { events, frame } = start();
    hear({ source: frame.contentWindow, data: { type: 'broke', message: 'out of memory' } });
    expect(events).toEqual(['broke out of memory']);
    expect(frame.removed).toBe(1);
  });

  it('gives up on a frame that never comes up', () => {
    vi.useFakeTimers();
    const { events, frame } = start();
    vi.advanceTimersByTime(30_000);
    expect(events).toEqual(['broke The sandbox did not start.']);
    expect(frame.removed).toBe(1);
  });
});
