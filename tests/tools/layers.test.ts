import { describe, expect, it } from 'vitest';
import { importsOf } from '../../tools/imports.ts';
import { importMistakes, includeMistakes } from '../../tools/layers.ts';

function mistakesOf(file: string, text: string): string[] {
  return importMistakes(file, importsOf(file, text));
}

describe('layers of TypeScript', () => {
  it('let an adapter implement the port of the session', () => {
    expect(mistakesOf('web/runner/client.ts', "import type { Runner } from '../session/run/ports.ts';")).toEqual([]);
  });

  it('keep the session from the page, its elements and its workers', () => {
    const text = ["import { a } from './a.ts';", "import { b } from '../../elements/dom.ts';"].join('\n');
    expect(mistakesOf('web/session/run/b.ts', text)).toEqual([
      'web/session/run/b.ts:2: web/session may not import ../../elements/dom.ts',
    ]);
    expect(mistakesOf('web/session/run/b.ts', "import { c } from '../../compiler/make-compiler.ts';")).toHaveLength(1);
  });

  it('keep elements from workers, wasm from the page, and modules of the host from one another', () => {
    expect(mistakesOf('web/elements/a.ts', "import { a } from '../runner/client.ts';")).toHaveLength(1);
    expect(mistakesOf('wasm/reactor/a.ts', "import { a } from '../../web/shared/errors.ts';")).toHaveLength(1);
    expect(mistakesOf('wasm/network/a.ts', "import { a } from '../workers/workers.ts';")).toHaveLength(1);
  });

  it('name the packages that a folder may use', () => {
    expect(mistakesOf('tools/a.ts', "import { join } from 'node:path';")).toEqual([]);
    expect(mistakesOf('web/shared/a.ts', "import { join } from 'node:path';")).toHaveLength(1);
  });

  it('want a row for each file', () => {
    expect(mistakesOf('web/new/a.ts', '')).toEqual(['web/new/a.ts: no row of tools/layers.ts says what it may use']);
  });
});

describe('layers of C++', () => {
  it('let an adapter include its port, and the core a library', () => {
    expect(
      includeMistakes('engine/native/a.cpp', '#include "../ports/reactor.hpp"\n#include <boost/asio.hpp>'),
    ).toEqual([]);
    expect(includeMistakes('engine/core/a.cpp', '#include <vector>\n#include <asyncio/task.hpp>')).toEqual([]);
  });

  it('keep the core from adapters and from what stands above it, and public headers from libraries', () => {
    expect(includeMistakes('engine/core/a.cpp', '#include "loop.hpp"\n#include "../native/reactor.hpp"')).toEqual([
      'engine/core/a.cpp:2: engine/core may not include ../native/reactor.hpp',
    ]);
    expect(includeMistakes('engine/core/a.cpp', '#include "../asyncio/waiters.hpp"')).toHaveLength(1);
    expect(includeMistakes('engine/include/asyncio/a.hpp', '#include <boost/asio.hpp>')).toHaveLength(1);
  });

  it('keep the words of a platform out of the engine, but for its adapter and comments', () => {
    expect(includeMistakes('engine/core/a.cpp', '#ifdef __EMSCRIPTEN__')).toHaveLength(1);
    expect(includeMistakes('engine/core/a.cpp', '// As JavaScript does.')).toEqual([]);
  });
});
