import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectOf } from '../../../wasm/sdk/project.ts';
import {
  COMPILE_LIMIT,
  FIRST_COMPILE_LIMIT,
  CompilerClient,
  LOCATE_AFTER,
} from '../../../web/compiler/compiler-client.ts';
import type { CompilerWorker } from '../../../web/compiler/compiler-thread.ts';
import {
  CompilerUnavailableError,
  type Answer,
  type CompilerAssets,
  type Request,
} from '../../../web/compiler/protocol.ts';
import type { CompileResult } from '../../../web/session/run/compiler.ts';

class FakeWorker implements CompilerWorker {
  readonly requests: Request[] = [];
  terminated = false;
  onmessage: CompilerWorker['onmessage'] = null;
  onerror: CompilerWorker['onerror'] = null;

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(answer: Answer): void {
    this.onmessage?.({ data: answer } as MessageEvent<Answer>);
  }

  get last(): Request {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error('nothing was asked of the worker');
    return request;
  }

  loaded(): void {
    this.say({ type: 'loaded', id: this.last.id, assets: ASSETS });
  }

  compiled(result: CompileResult): void {
    this.say({ type: 'compiled', id: this.last.id, result });
  }
}

const ASSETS: CompilerAssets = {
  manifest: {
    format: 6,
    version: '',
    clang: '',
    emscripten: '',
    files: {},
    rest: { size: 0, pieces: [] },
    headers: [],
    compile: [],
    compileQuickly: [],
    link: [],
    checked: { compile: [], link: [] },
  },
  llvm: new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
  whole: false,
  packed: new Map(),
};
const program = (byte: number): CompileResult => ({
  ok: true,
  program: new Uint8Array([byte]),
  quick: false,
  diagnostics: [],
});
const crash: CompileResult = { ok: false, reason: 'crash', diagnostics: [] };
const settled = () => vi.advanceTimersByTimeAsync(0);

let workers: FakeWorker[];
let client: CompilerClient;

function worker(number = workers.length): FakeWorker {
  const found = workers[number - 1];
  if (found === undefined) throw new Error(`there is no worker ${number}`);
  return found;
}

/** Resolves once the worker has been asked to compile; the result comes in a wrapping, or it would be waited for. */
async function startCompiling(source: string): Promise<{ result: Promise<CompileResult> }> {
  const result = client.compile(projectOf(source));
  await settled();
  if (worker().last.type === 'load') worker().loaded();
  await settled();
  return { result };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  client = new CompilerClient('https://site.test/sdk/', () => {
    const made = new FakeWorker();
    workers.push(made);
    return made;
  });
});

afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

describe('loading', () => {
  it('starts nothing before it is asked to', () => {
    expect(workers).toHaveLength(0);
  });

  it('is shared by overlapping calls, each with its own reports', async () => {
    const first = vi.fn();
    const second = vi.fn();
    const both = Promise.all([client.load(first), client.load(second)]);
    worker(1).say({ type: 'progress', id: worker(1).last.id, progress: { loaded: 1, total: 2 } });
    worker(1).loaded();
    await both;
    expect(workers).toHaveLength(1);
    expect(first).toHaveBeenCalledWith({ loaded: 1, total: 2 });
    expect(second).toHaveBeenCalledWith({ loaded: 1, total: 2 });
  });

  it('that failed says why, and can be tried again', async () => {
    const load = client.load();
    worker(1).say({ type: 'unavailable', id: worker(1).last.id, problem: 'cut', message: 'broken off' });
    await expect(load).rejects.toMatchObject({ problem: 'cut', message: 'broken off' });
    expect(worker(1).terminated).toBe(true);

    const again = client.load();
    worker(2).loaded();
    await expect(again).resolves.toBeUndefined();
  });

  it('fails where the worker itself cannot start', async () => {
    const load = client.load();
    worker(1).onerror?.({ preventDefault: () => undefined } as ErrorEvent);
    await expect(load).rejects.toThrow(CompilerUnavailableError);
  });

  it('fails where the browser refuses a worker, and can be tried again', async () => {
    let refuse = true;
    client = new CompilerClient('https://site.test/sdk/', () => {
      if (refuse) throw new Error('no workers here');
      const made = new FakeWorker();
      workers.push(made);
      return made;
    });
    await expect(client.load()).rejects.toThrow('no workers here');
    refuse = false;
    await startCompiling('a');
    expect(worker().last).toMatchObject({ type: 'compile', project: projectOf('a') });
  });
});

describe('compiling', () => {
  it('loads what is missing, then resolves with what the worker made', async () => {
    const { result } = await startCompiling('int main() {}');
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
  });

  it('rejects when the compiler cannot be had', async () => {
    const result = client.compile(projectOf('a'));
    worker().say({ type: 'unavailable', id: worker().last.id, problem: null, message: 'offline' });
    await expect(result).rejects.toThrow('offline');
  });

  it('is superseded by the next call, and only the newest of several runs', async () => {
    const { result: first } = await startCompiling('1');
    const second = client.compile(projectOf('2'));
    const third = client.compile(projectOf('3'));
    await expect(first).resolves.toMatchObject({ reason: 'superseded' });
    await expect(second).resolves.toMatchObject({ reason: 'superseded' });

    worker().compiled(program(1));
    await settled();
    expect(worker().last).toMatchObject({ project: projectOf('3') });
    worker().compiled(program(3));
    await expect(third).resolves.toEqual(program(3));
  });

  it('does not wait long for a superseded one', async () => {
    await startCompiling('bomb');
    const next = client.compile(projectOf('good'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker(1).terminated).toBe(true);
    worker(2).loaded();
    await settled();
    worker(2).compiled(program(2));
    await expect(next).resolves.toEqual(program(2));
  });

  it('that takes too long ends with a clear sentence', async () => {
    await startCompiling('first');
    worker().compiled(program(1));
    const { result } = await startCompiling('bomb');
    await vi.advanceTimersByTimeAsync(COMPILE_LIMIT);
    const { diagnostics, ...rest } = await result;
    expect(rest).toEqual({ ok: false, reason: 'timeout' });
    expect(diagnostics[0]?.message).toContain('20 seconds');
    expect(worker(1).terminated).toBe(true);
  });

  it('has more time where it is the first, during which the browser compiles the compiler', async () => {
    const { result } = await startCompiling('a');
    await vi.advanceTimersByTimeAsync(FIRST_COMPILE_LIMIT - 1);
    worker().compiled(program(1));
    expect(await result).toEqual(program(1));
    const bomb = client.compile(projectOf('bomb'));
    await settled();
    await vi.advanceTimersByTimeAsync(COMPILE_LIMIT);
    expect(await bomb).toMatchObject({ ok: false, reason: 'timeout' });
  });

  it('is not taken to be slow where its page has slept', async () => {
    const { result } = await startCompiling('a');
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600_000);
    await vi.advanceTimersByTimeAsync(FIRST_COMPILE_LIMIT);
    expect(worker(1).terminated).toBe(false);
    now.mockRestore();
    worker().compiled(program(1));
    expect(await result).toEqual(program(1));
  });

  it('is not limited by the time that loading takes', async () => {
    const result = client.compile(projectOf('a'));
    await vi.advanceTimersByTimeAsync(10 * COMPILE_LIMIT);
    worker().loaded();
    await settled();
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
  });

  it('gets a new worker after a crash', async () => {
    const { result } = await startCompiling('a');
    worker().compiled(crash);
    await expect(result).resolves.toEqual(crash);
    expect(worker(1).terminated).toBe(true);
    await startCompiling('b');
    expect(worker(2).last).toMatchObject({ project: projectOf('b') });
  });
});

describe('compiling ahead', () => {
  const PAUSE = 300;
  const asked = () =>
    worker().requests.flatMap((request) => (request.type === 'compile' ? [request.project.files['main.cpp']] : []));

  /** Lets the reader pause after typing `texts`, with a compiler that is loaded and idle. */
  async function type(...texts: string[]): Promise<void> {
    for (const text of texts) client.compileAhead(projectOf(text));
    await vi.advanceTimersByTimeAsync(PAUSE);
  }

  beforeEach(async () => {
    const load = client.load();
    worker().loaded();
    await load;
  });

  it('begins at a pause, with the newest text, and a run of that text gets its result', async () => {
    await type('a', 'ab');
    expect(asked()).toEqual(['ab']);
    const result = client.compile(projectOf('ab'));
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
    expect(asked()).toEqual(['ab']);
  });

  it('keeps results by text, for the same text and one that was undone', async () => {
    await type('a');
    worker().compiled(program(1));
    await type('b');
    worker().compiled(program(2));
    await type('a');
    await expect(client.compile(projectOf('a'))).resolves.toEqual(program(1));
    await expect(client.compile(projectOf('b'))).resolves.toEqual(program(2));
    expect(asked()).toEqual(['a', 'b']);
  });

  it('gives way to a run of another text, and does not hold it up for long', async () => {
    await type('bomb');
    const result = client.compile(projectOf('good'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(worker(1).terminated).toBe(true);
    worker(2).loaded();
    await settled();
    worker(2).compiled(program(2));
    await expect(result).resolves.toEqual(program(2));
  });

  it('lets it finish where the text that superseded it is undone', async () => {
    await type('a');
    await type('a, and more');
    await type('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(worker().terminated).toBe(false);
    const result = client.compile(projectOf('a'));
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
    expect(asked()).toEqual(['a']);
  });

  it('keeps nothing that only this attempt met', async () => {
    await type('a');
    worker().compiled(crash);
    const result = client.compile(projectOf('a'));
    await settled();
    worker().loaded();
    await settled();
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
  });

  it('of what is run meanwhile is not begun', async () => {
    client.compileAhead(projectOf('a'));
    const result = client.compile(projectOf('a'));
    await vi.advanceTimersByTimeAsync(PAUSE);
    worker().compiled(program(1));
    await expect(result).resolves.toEqual(program(1));
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(asked()).toEqual(['a']);
  });
});

describe('a quick project', () => {
  const IDLE = 3_100;
  const quick = (text: string) => ({ ...projectOf(text), quick: true });
  const asked = () =>
    workers.flatMap(({ requests }) =>
      requests.flatMap((request) =>
        request.type === 'compile' ? [[request.project.files['main.cpp'], request.project.quick === true]] : [],
      ),
    );
  const quickly = (byte: number): CompileResult => ({ ...program(byte), quick: true }) as CompileResult;

  /** Runs `a` and lets the compiler be idle after it: a second worker makes better code of it then. */
  async function improve(): Promise<void> {
    const load = client.load();
    worker().loaded();
    await load;
    const result = client.compile(quick('a'));
    await settled();
    worker().compiled(quickly(1));
    await expect(result).resolves.toEqual(quickly(1));
    await vi.advanceTimersByTimeAsync(IDLE);
    expect(worker(2).last).toMatchObject({ type: 'load', assets: ASSETS });
    worker(2).loaded();
  }

  it('is compiled to better code once nothing else has been asked for a while, for the next run', async () => {
    await improve();
    expect(asked()).toEqual([
      ['a', true],
      ['a', false],
    ]);
    // A run meanwhile takes what there is.
    await expect(client.compile(quick('a'))).resolves.toEqual(quickly(1));
    worker(2).compiled(program(2));
    expect(worker(2).terminated).toBe(true);
    await expect(client.compile(quick('a'))).resolves.toEqual(program(2));
    await expect(client.compile(projectOf('a'))).resolves.toEqual(program(2));
    await vi.advanceTimersByTimeAsync(IDLE);
    expect(asked()).toHaveLength(2);
    expect(workers).toHaveLength(2);
  });

  it('compiled ahead is not compiled better before it is run', async () => {
    const load = client.load();
    worker().loaded();
    await load;
    client.compileAhead(quick('a'));
    await vi.advanceTimersByTimeAsync(300);
    worker().compiled(quickly(1));
    await vi.advanceTimersByTimeAsync(IDLE);
    expect(workers).toHaveLength(1);
    await expect(client.compile(quick('a'))).resolves.toEqual(quickly(1));
    await vi.advanceTimersByTimeAsync(IDLE);
    expect(workers).toHaveLength(2);
  });

  it('that is edited again is improved no longer, and keeps what there was', async () => {
    await improve();
    client.compileAhead(quick('b'));
    expect(worker(2).terminated).toBe(true);
    expect(worker(1).terminated).toBe(false);
    await expect(client.compile(quick('a'))).resolves.toEqual(quickly(1));
  });

  it('is no answer to who asks for better code, and stays where that cannot be made', async () => {
    await improve();
    worker(2).compiled(crash);
    await expect(client.compile(quick('a'))).resolves.toEqual(quickly(1));
    const better = client.compile(projectOf('a'));
    await settled();
    worker(1).compiled(program(2));
    await expect(better).resolves.toEqual(program(2));
  });

  it('is improved no longer when the compiler is shut down', async () => {
    await improve();
    client.dispose();
    expect(worker(2).terminated).toBe(true);
  });
});

it('compiles nothing ahead of the first run, which downloads the compiler', async () => {
  client.compileAhead(projectOf('a'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(workers).toHaveLength(0);
});

describe('a project that needs more than the lean compiler', () => {
  const WHOLE: CompilerAssets = { ...ASSETS, whole: true };
  const incomplete = () => {
    worker().say({ type: 'incomplete', id: worker().last.id });
  };

  it('is compiled anew by the whole one, whose download is reported', async () => {
    const loading = client.load();
    worker().loaded();
    await loading;
    const progress = vi.fn();
    const result = client.compile(projectOf('asm'), progress);
    await settled();
    incomplete();
    expect(worker(1).terminated).toBe(true);
    expect(worker(2).last).toMatchObject({ type: 'load', whole: true, assets: ASSETS });
    worker(2).say({ type: 'progress', id: worker(2).last.id, progress: { loaded: 1, total: 2 } });
    expect(progress).toHaveBeenCalledWith({ loaded: 1, total: 2 });
    worker(2).say({ type: 'loaded', id: worker(2).last.id, assets: WHOLE });
    await settled();
    worker(2).compiled(program(1));
    expect(await result).toEqual(program(1));
    expect(client.assets).toBe(WHOLE);
  });

  it('and is run while it is compiled ahead, is waited for with a report of the download', async () => {
    await startCompiling('first');
    worker().compiled(program(1));
    client.compileAhead(projectOf('asm'));
    await vi.advanceTimersByTimeAsync(1_000);
    const progress = vi.fn();
    void client.compile(projectOf('asm'), progress);
    incomplete();
    await settled();
    worker(2).say({ type: 'progress', id: worker(2).last.id, progress: { loaded: 1, total: 2 } });
    expect(progress).toHaveBeenCalledWith({ loaded: 1, total: 2 });
  });

  it('is not compiled where the rest cannot be had; others still are', async () => {
    const { result } = await startCompiling('asm');
    incomplete();
    await settled();
    worker(2).say({ type: 'unavailable', id: worker(2).last.id, problem: 'unreachable', message: '' });
    await expect(result).rejects.toThrow(CompilerUnavailableError);
    const other = client.compile(projectOf('other'));
    await settled();
    expect(worker(3).last).toMatchObject({ type: 'load', whole: false });
    worker(3).loaded();
    await settled();
    worker(3).compiled(program(2));
    expect(await other).toEqual(program(2));
  });

  it('and that is compiled ahead, or was superseded, is no reason to fetch more', async () => {
    await startCompiling('first');
    worker().compiled(program(1));
    client.compileAhead(projectOf('asm'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(worker().last).toMatchObject({ type: 'compile' });
    incomplete();
    await settled();
    const { result } = await startCompiling('asm, run');
    const next = client.compile(projectOf('next'));
    incomplete();
    await settled();
    expect((await result).ok).toBe(false);
    worker().compiled(program(3));
    expect(await next).toEqual(program(3));
    expect(workers).toHaveLength(1);
  });
});

describe('cancelling', () => {
  it('settles the compilation, ends the worker and hands what was loaded to the next', async () => {
    const { result } = await startCompiling('a');
    client.cancel();
    await expect(result).resolves.toEqual({ ok: false, reason: 'cancelled', diagnostics: [] });
    expect(worker(1).terminated).toBe(true);

    void client.compile(projectOf('b'));
    await settled();
    expect(worker(2).last).toMatchObject({ type: 'load', assets: ASSETS });
  });

  it('before the compiler is loaded ends the download; the next one begins anew', async () => {
    const load = client.load();
    const result = client.compile(projectOf('a'));
    client.cancel();
    await expect(result).resolves.toMatchObject({ reason: 'cancelled' });
    await expect(load).rejects.toThrow(CompilerUnavailableError);
    expect(worker(1).terminated).toBe(true);
    const next = client.compile(projectOf('b'));
    worker(2).loaded();
    await settled();
    worker(2).compiled(program(2));
    await expect(next).resolves.toEqual(program(2));
  });

  it('twice, or with nothing under way, does nothing', () => {
    client.cancel();
    client.cancel();
    expect(workers).toHaveLength(0);
  });

  it('makes a late answer of the old worker meaningless', async () => {
    await startCompiling('a');
    const old = worker(1);
    client.cancel();
    const next = client.compile(projectOf('b'));
    await settled();
    old.compiled(program(1));
    worker(2).loaded();
    await settled();
    worker(2).compiled(program(2));
    await expect(next).resolves.toEqual(program(2));
  });
});

describe('locating', () => {
  const compileOne = async () => {
    const { result } = await startCompiling('a');
    worker().compiled(program(1));
    await result;
  };

  it('asks the worker that has compiled, a little later', async () => {
    await compileOne();
    const places = client.locate(projectOf('a'), [12]);
    await vi.advanceTimersByTimeAsync(LOCATE_AFTER);
    expect(worker().last).toMatchObject({ type: 'locate', project: projectOf('a'), frames: [12] });
    const found = { places: [{ file: 'main.cpp', line: 3, column: 1 }] };
    worker().say({ type: 'located', id: worker().last.id, place: found });
    await expect(places).resolves.toEqual(found);
  });

  const WHOLE: CompilerAssets = { ...ASSETS, whole: true };
  /** Resolves once the worker has said that it lacks something; the place comes in a wrapping, or it would be waited for. */
  const breakOver = async (source: string) => {
    const place = client.locate(projectOf(source), [12]);
    await vi.advanceTimersByTimeAsync(LOCATE_AFTER);
    worker().say({ type: 'incomplete', id: worker().last.id });
    return { place };
  };

  it('fetches the rest of the compiler where the lean one does not do, and asks again', async () => {
    await compileOne();
    const { place } = await breakOver('a');
    expect(worker(1).terminated).toBe(true);
    expect(worker(2).last).toMatchObject({ type: 'load', whole: true, assets: ASSETS });
    worker(2).say({ type: 'loaded', id: worker(2).last.id, assets: WHOLE });
    await settled();
    expect(worker(2).last).toMatchObject({ type: 'locate', project: projectOf('a'), frames: [12] });
    const found = { places: [{ file: 'main.cpp', line: 3, column: 1 }] };
    worker(2).say({ type: 'located', id: worker(2).last.id, place: found });
    await expect(place).resolves.toEqual(found);
  });

  it('tells nothing where the rest cannot be had, or something is to be compiled first', async () => {
    await compileOne();
    const { place } = await breakOver('a');
    worker(2).say({ type: 'unavailable', id: worker(2).last.id, problem: 'unreachable', message: '' });
    await expect(place).resolves.toEqual({ places: [] });

    const { result } = await startCompiling('b');
    worker(3).compiled(program(2));
    await result;
    const again = await breakOver('b');
    const next = client.compile(projectOf('c'));
    await settled();
    worker(4).say({ type: 'loaded', id: worker(4).last.id, assets: WHOLE });
    await expect(again.place).resolves.toEqual({ places: [] });
    await settled();
    worker(4).compiled(program(3));
    await expect(next).resolves.toEqual(program(3));
  });

  it('lets the next compilation go before', async () => {
    await compileOne();
    const places = client.locate(projectOf('a'), [12]);
    void startCompiling('b');
    await vi.advanceTimersByTimeAsync(LOCATE_AFTER);
    await expect(places).resolves.toEqual({ places: [] });
    expect(worker().last).toMatchObject({ type: 'compile', project: projectOf('b') });
  });

  it('tells nothing where the worker ends', async () => {
    await compileOne();
    const places = client.locate(projectOf('a'), [12]);
    await vi.advanceTimersByTimeAsync(LOCATE_AFTER);
    client.dispose();
    await expect(places).resolves.toEqual({ places: [] });
  });
});

describe('disposing', () => {
  it('settles what is under way and refuses what follows', async () => {
    const { result } = await startCompiling('a');
    client.dispose();
    await expect(result).resolves.toMatchObject({ reason: 'cancelled' });
    await expect(client.compile(projectOf('b'))).rejects.toThrow(CompilerUnavailableError);
    await expect(client.load()).rejects.toThrow(CompilerUnavailableError);
  });
});
