import { describe, expect, it, vi } from 'vitest';
import type { RunCommand } from '../../wasm/abi/protocol.ts';
import { projectOf, type Project } from '../../wasm/sdk/project.ts';
import { textOf } from '../../web/session/workbench/project.ts';
import type { CompileResult } from '../../web/session/run/compiler.ts';
import type { Run, RunListener, Runner } from '../../web/session/run/ports.ts';
import type { Compiler } from '../../web/session/run/compiler.ts';
import { RunSession, type SessionEvent } from '../../web/session/run/run-session.ts';
import { ok, refused } from '../../web/shared/result.ts';

const PROGRAM = new Uint8Array([0, 97, 115, 109]);

class FakeRunner implements Runner {
  listener: RunListener | null = null;
  stopped = 0;
  prepared = 0;
  readonly commands: RunCommand[] = [];

  prepare(): void {
    this.prepared++;
  }

  start(_program: Uint8Array<ArrayBuffer>, listener: RunListener): Run {
    this.listener = listener;
    return {
      connect: () => null,
      control: (command) => this.commands.push(command),
      stop: () => {
        this.stopped++;
      },
    };
  }
}

class FakeCompiler implements Compiler {
  result: CompileResult = { ok: true, program: PROGRAM, quick: false, diagnostics: [] };
  unavailable = false;
  settle: (() => void) | null = null;
  cancelled = 0;
  readonly asked: Project[] = [];
  readonly ahead: string[] = [];

  async load(onProgress?: (progress: { loaded: number; total: number }) => void): Promise<void> {
    onProgress?.({ loaded: 1, total: 2 });
    await Promise.resolve();
    if (this.unavailable) throw new Error('no network');
  }

  compile(project: Project): Promise<CompileResult> {
    this.asked.push(project);
    return new Promise((resolve) => {
      this.settle = () => {
        resolve(this.result);
      };
    });
  }

  compileAhead(project: Project): void {
    this.ahead.push(textOf(project));
  }

  locate = vi.fn<Compiler['locate']>(() => Promise.resolve({ places: [] }));

  cancel(): void {
    this.cancelled++;
  }

  dispose(): void {
    this.cancel();
  }
}

function setUp() {
  const runner = new FakeRunner();
  const compiler = new FakeCompiler();
  const askedForCompiler = vi.fn(() => Promise.resolve(compiler));
  const bytes = vi.fn(() => Promise.resolve(PROGRAM.slice()));
  const session = new RunSession({
    compiler: askedForCompiler,
    runner: () => Promise.resolve(runner),
    programs: { bytes },
  });
  const events: SessionEvent[] = [];
  session.events.subscribe((event) => events.push(event));
  return { askedForCompiler, bytes, compiler, events, runner, session };
}

const BUNDLED = { kind: 'bundled', id: 'spinner' } as const;
const TEXT = { kind: 'project', project: projectOf('int main() {}') } as const;
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a run', () => {
  it('has the sandbox made while a program is compiled', async () => {
    const { runner, session } = setUp();
    void session.run(TEXT);
    await vi.waitFor(() => {
      expect(runner.prepared).toBe(1);
    });
    expect(runner.listener).toBeNull();
  });

  it('has its sandbox made once somebody edits, and of that alone the compiler hears nothing', async () => {
    const { askedForCompiler, runner, session } = setUp();
    session.edited(projectOf('int x;'));
    await settled();
    expect(runner.prepared).toBe(1);
    expect(askedForCompiler).not.toHaveBeenCalled();
  });

  it('under way shares the processors with no sandbox for the next', async () => {
    const { runner, session } = setUp();
    await session.run(BUNDLED);
    const before = runner.prepared;
    await session.prepare();
    session.edited(projectOf('int x;'));
    await settled();
    expect(runner.prepared).toBe(before);
    runner.listener?.event({ type: 'exit', code: 0 });
    await session.prepare();
    expect(runner.prepared).toBe(before + 1);
  });

  it('that starts before the runner has answered who prepared it gets no second sandbox', async () => {
    let answer: (() => void) | undefined;
    const runner = new FakeRunner();
    // A browser may settle the first import of a module after the second.
    const first = new Promise<FakeRunner>((resolve) => {
      answer = () => {
        resolve(runner);
      };
    });
    const session = new RunSession({
      compiler: () => Promise.resolve(new FakeCompiler()),
      runner: vi.fn(() => Promise.resolve(runner)).mockReturnValueOnce(first),
      programs: { bytes: () => Promise.resolve(PROGRAM.slice()) },
    });
    await session.run(BUNDLED);
    expect(runner.listener).not.toBeNull();
    answer?.();
    await settled();
    expect(runner.prepared).toBe(0);
  });

  it('hears what was asked of it while it was compiled', async () => {
    const { compiler, runner, session } = setUp();
    session.control({ type: 'pause' });
    const run = session.run(TEXT);
    session.control({ type: 'clock', clock: 'fast' });
    await settled();
    compiler.settle?.();
    await run;
    expect(runner.commands).toEqual([{ type: 'clock', clock: 'fast' }]);
  });

  it('of a bundled program never asks for the compiler', async () => {
    const { askedForCompiler, runner, session } = setUp();
    await session.run(BUNDLED);
    expect(session.state.kind).toBe('running');
    runner.listener?.event({ type: 'exit', code: 3 });
    expect(session.state).toEqual({ kind: 'exited', code: 3 });
    expect(askedForCompiler).not.toHaveBeenCalled();
  });

  it('of a text compiles first', async () => {
    const { compiler, events, runner, session } = setUp();
    const run = session.run(TEXT);
    expect(session.state.kind).toBe('compiling');
    await settled();
    compiler.settle?.();
    await run;
    expect(session.state.kind).toBe('running');
    expect(runner.listener).not.toBeNull();
    expect(events.filter((event) => event.type === 'loading').at(-1)).toEqual({ type: 'loading', progress: null });
  });

  it('that fails in its code is told where, unless the text has changed meanwhile', async () => {
    const { compiler, events, runner, session } = setUp();
    const places = [
      { file: 'main.cpp', line: 4, column: 9 },
      { file: 'x.hpp', line: 7, column: 2 },
    ];
    compiler.locate.mockResolvedValueOnce({ places });
    const fail = async () => {
      const run = session.run(TEXT);
      await settled();
      compiler.settle?.();
      await run;
      runner.listener?.event({ type: 'failure', reason: 'trap', message: 'divided by zero', frames: [12, 34] });
    };
    const told = async () => {
      await settled();
      return events.findLast((event) => event.type === 'problems')?.problems;
    };
    await fail();
    const place = { file: 'main.cpp', line: 4, column: 9 };
    const called = expect.objectContaining({
      sentence: { en: 'called from here', ko: '여기서 호출했습니다' },
    }) as unknown;
    const message = 'called from here';
    const notes = [{ severity: 'note', message, explanation: called, file: 'x.hpp', line: 7, column: 2, notes: [] }];
    expect(await told()).toEqual([{ severity: 'error', message: 'divided by zero', ...place, notes }]);
    expect(compiler.locate).toHaveBeenCalledWith({ ...TEXT.project, quick: false }, [12, 34]);

    const explanation = { id: 'index', sentence: { en: 'Use an index.', ko: '인덱스를 쓰세요.' }, edits: [] };
    compiler.locate.mockResolvedValue({ places, check: { words: 'out of bounds', explanation } });
    await fail();
    expect(await told()).toEqual([{ severity: 'error', message: 'out of bounds', explanation, ...place, notes }]);

    await fail();
    session.edited(projectOf('int x;'));
    expect(await told()).toEqual([]);
  });

  it('whose stack is too small for quick code begins anew in better code, which its text has from then on', async () => {
    const { compiler, events, runner, session } = setUp();
    compiler.result = { ok: true, program: PROGRAM, quick: true, diagnostics: [] };
    const run = session.run(TEXT);
    await settled();
    compiler.settle?.();
    await run;
    const overflow = { type: 'failure', reason: 'stack', message: 'stack overflow', frames: [1] } as const;
    runner.listener?.event(overflow);
    expect(session.state.kind).toBe('compiling');
    compiler.result = { ...compiler.result, quick: false };
    await settled();
    compiler.settle?.();
    await settled();
    expect(compiler.asked.map(({ quick }) => quick)).toEqual([true, false]);
    expect(session.state.kind).toBe('running');
    expect(events.some((event) => event.type === 'program' && event.event.type === 'failure')).toBe(false);
    runner.listener?.event(overflow);
    expect(session.state).toMatchObject({ kind: 'failed', failure: { reason: 'stack' } });
    await settled();
    expect(compiler.locate).toHaveBeenCalledWith({ ...TEXT.project, quick: false }, [1]);
  });

  it('that comes to a deadlock is told the lines of its waits, compiled here or not', async () => {
    const { compiler, events, runner, session } = setUp();
    await session.run(BUNDLED);
    const message =
      'uncaught exception: asyncio::DeadlockError: deadlock: every task waits, and nothing can wake one.\n' +
      '  main waits for a, b at main.cpp:12\n  a waits for Lock.acquire() at worker.hpp:7\n  b waits for its first turn';
    runner.listener?.event({ type: 'failure', reason: 'deadlock', message, frames: [1] });
    const place = { file: 'main.cpp', column: 1, notes: [] };
    expect(events.findLast((event) => event.type === 'problems')?.problems).toEqual([
      {
        severity: 'error',
        message: message.split('\n', 1)[0],
        file: 'main.cpp',
        line: 12,
        column: 1,
        notes: [
          { severity: 'note', message: 'main waits for a, b', line: 12, ...place },
          { severity: 'note', message: 'a waits for Lock.acquire()', line: 7, ...place, file: 'worker.hpp' },
        ],
      },
    ]);
    expect(compiler.locate).not.toHaveBeenCalled();
  });

  it('that the compiler refuses fails with its problems', async () => {
    const { compiler, events, runner, session } = setUp();
    const problem = { severity: 'error', message: 'no', line: 1, column: 1, notes: [] } as const;
    compiler.result = { ok: false, reason: 'source', diagnostics: [problem] };
    const run = session.run(TEXT);
    await settled();
    compiler.settle?.();
    await run;
    expect(session.state).toEqual({ kind: 'failed', failure: { kind: 'source', errors: 1 } });
    expect(events.findLast((event) => event.type === 'problems')).toEqual({ type: 'problems', problems: [problem] });
    expect(runner.listener).toBeNull();
  });

  it('without a compiler to be had fails, and the next one asks again', async () => {
    const { compiler, session } = setUp();
    compiler.unavailable = true;
    await session.run(TEXT);
    expect(session.state).toMatchObject({ failure: { kind: 'unavailable', what: 'compiler', message: 'no network' } });
    compiler.unavailable = false;
    const run = session.run(TEXT);
    await settled();
    compiler.settle?.();
    await run;
    expect(session.state.kind).toBe('running');
  });

  it('whose program cannot be fetched fails', async () => {
    const { bytes, session } = setUp();
    bytes.mockRejectedValueOnce(new Error('offline'));
    await session.run(BUNDLED);
    expect(session.state).toMatchObject({ failure: { kind: 'unavailable', what: 'program', message: 'offline' } });
  });

  it('of a program that its author compiled asks for no compiler, and says why it does not run', async () => {
    const { askedForCompiler, runner, session } = setUp();
    await session.run({ kind: 'compiled', program: () => Promise.resolve(refused('damaged')) });
    expect(session.state).toEqual({ kind: 'failed', failure: { kind: 'compiled', problem: 'damaged' } });
    expect(runner.listener).toBeNull();
    await session.run({ kind: 'compiled', program: () => Promise.reject(new Error('offline')) });
    expect(session.state).toMatchObject({ failure: { kind: 'unavailable', what: 'program', message: 'offline' } });
    await session.run({ kind: 'compiled', program: () => Promise.resolve(ok(PROGRAM)) });
    expect(session.state.kind).toBe('running');
    expect(askedForCompiler).not.toHaveBeenCalled();
  });

  it('that is stopped while compiling stays stopped when the result arrives', async () => {
    const { compiler, runner, session } = setUp();
    const run = session.run(TEXT);
    await settled();
    session.stop();
    expect(compiler.cancelled).toBe(1);
    compiler.settle?.();
    await run;
    expect(session.state.kind).toBe('stopped');
    expect(runner.listener).toBeNull();
  });

  it('that is stopped while running is ended, and what it says later is not heard', async () => {
    const { events, runner, session } = setUp();
    await session.run(BUNDLED);
    session.stop();
    expect(runner.stopped).toBe(1);
    const heard = events.length;
    runner.listener?.event({ type: 'exit', code: 0 });
    runner.listener?.spinning('late');
    runner.listener?.broke('late');
    expect(events.length).toBe(heard);
    expect(session.state.kind).toBe('stopped');
  });

  it('is alone: a second Run while it lasts does nothing', async () => {
    const { bytes, session } = setUp();
    await session.run(BUNDLED);
    await session.run(BUNDLED);
    expect(bytes).toHaveBeenCalledTimes(1);
  });

  it('that breaks its sandbox fails', async () => {
    const { runner, session } = setUp();
    await session.run(BUNDLED);
    runner.listener?.broke('worker died');
    expect(session.state).toMatchObject({ failure: { kind: 'runner', message: 'worker died' } });
  });

  it('takes the spinning notice back when it ends', async () => {
    const { events, runner, session } = setUp();
    await session.run(BUNDLED);
    runner.listener?.spinning('Task-1');
    session.stop();
    expect(events.filter((event) => event.type === 'spinning')).toEqual([
      { type: 'spinning', task: 'Task-1' },
      { type: 'spinning', task: null },
    ]);
  });

  it('is forgotten when another program is opened', async () => {
    const { runner, session } = setUp();
    await session.run(BUNDLED);
    session.forget();
    expect(runner.stopped).toBe(1);
    expect(session.state.kind).toBe('ready');
  });
});
