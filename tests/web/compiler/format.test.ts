import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatted, STYLE } from '../../../web/compiler/format/clang-format.ts';
import { FormatClient, type FormatPort } from '../../../web/compiler/format/format-client.ts';

const lessons = join(import.meta.dirname, '../../../web/lessons');
const wasm = createRequire(import.meta.url).resolve('@wasm-fmt/clang-format/wasm');
const clangFormat = new WebAssembly.Module(readFileSync(wasm));

describe('Format', () => {
  it('changes nothing in a bundled program', () => {
    const programs = globSync('*/program.cpp', { cwd: lessons });
    expect(programs).not.toEqual([]);
    for (const program of programs) {
      const text = readFileSync(join(lessons, program), 'utf8');
      expect(formatted(clangFormat, text)).toBe(text);
    }
  });

  it('has the style that the bundled programs are checked against', () => {
    const rules = readFileSync(join(lessons, '.clang-format'), 'utf8').split('\n');
    expect(STYLE).toBe(`{${rules.filter((rule) => /^\w/.test(rule)).join(', ')}}`);
  });

  it('lays out what is wrong as far as it goes', () => {
    expect(formatted(clangFormat, 'int  x ;\nint main(){ if(x) { print("한글 ") ;\n}')).toBe(
      'int x;\nint main() {\n  if (x) {\n    print("한글 ");\n  }',
    );
  });
});

describe('FormatClient', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Answers at once, and says when it was ended. */
  function port(answer: (worker: FormatPort, text: string) => void) {
    const ended = vi.fn();
    const create = (): FormatPort => {
      const worker: FormatPort = {
        onmessage: null,
        onerror: null,
        postMessage: ({ text }) => {
          answer(worker, text);
        },
        terminate: ended,
      };
      return worker;
    };
    return { create, ended };
  }

  it('loads at the first use, and again where that failed', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue(clangFormat);
    const { create, ended } = port((worker, text) => worker.onmessage?.({ data: `${text}!` } as MessageEvent<string>));
    const client = new FormatClient(create, load);
    expect(load).not.toHaveBeenCalled();
    await expect(client.format('a')).rejects.toThrow('no network');
    await expect(client.format('a')).resolves.toBe('a!');
    await expect(client.format('b')).resolves.toBe('b!');
    expect(load).toHaveBeenCalledTimes(2);
    expect(ended).toHaveBeenCalledTimes(2);
  });

  it('ends a worker that breaks, and one that does not answer', async () => {
    vi.useFakeTimers();
    const { create, ended } = port((worker, text) => {
      if (text === 'break') worker.onerror?.({ message: 'broken', preventDefault: () => undefined } as ErrorEvent);
    });
    const client = new FormatClient(create, () => Promise.resolve(clangFormat));
    await expect(client.format('break')).rejects.toThrow('broken');
    const endless = expect(client.format('for ever')).rejects.toThrow('took too long');
    await vi.runAllTimersAsync();
    await endless;
    expect(ended).toHaveBeenCalledTimes(2);
  });
});
