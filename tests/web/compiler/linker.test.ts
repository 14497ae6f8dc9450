import { describe, expect, it } from 'vitest';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { baseName, linkerDiagnostics } from '../../../web/compiler/linker.ts';

const messagesOf = (output: string, source: string) => linkerDiagnostics(output, projectOf(source));
const undefinedSymbol = (name: string) => `wasm-ld: error: /main.o: undefined symbol: ${name}\n`;

describe('messages of the linker', () => {
  it('say that main is missing, in words', () => {
    const [message] = messagesOf(undefinedSymbol('main'), 'int f();');
    expect(message).toMatchObject({ message: 'the program has no main() function', wholeProgram: true });
  });

  it('place an undefined function where its name first stands', () => {
    const source = 'int refood;\nint ns::foo(int);\nint main() { return foo(1); }';
    const [message] = messagesOf(undefinedSymbol('ns::foo(int)'), source);
    expect(message).toMatchObject({ line: 2, column: 9, endColumn: 12 });
    expect(message?.message).toBe('ns::foo(int) is declared and used, but defined nowhere');
  });

  it('tell each thing once', () => {
    expect(messagesOf(undefinedSymbol('f()') + undefinedSymbol('f()'), 'void f();')).toHaveLength(1);
  });

  it('say which files define one thing', () => {
    const files = { 'main.cpp': '#include "f.hpp"\n// f', 'f.hpp': '\nvoid f() {}', 'g.cpp': '#include "f.hpp"' };
    const output = 'wasm-ld: error: duplicate symbol: f()\n>>> defined in /main.o\n>>> defined in /g.cpp.o\n';
    expect(linkerDiagnostics(output, { files, main: 'main.cpp' })).toMatchObject([
      { file: 'f.hpp', line: 2, message: 'f() is defined in main.cpp and in g.cpp: in a header it must be inline' },
    ]);
  });

  it('concern the whole program where the name does not stand in it', () => {
    expect(messagesOf(undefinedSymbol('hidden()'), '')[0]?.wholeProgram).toBe(true);
  });
});

describe('the name of a symbol', () => {
  it.each([
    ['foo(int)', 'foo'],
    ['ns::foo<std::vector<int>>(std::pair<int, int> const&)', 'foo'],
    ['S::method(void (*)(int)) const', 'method'],
    ['vtable for S', 'S'],
    ['plain_c', 'plain_c'],
    ['ns::함수()', '함수'],
  ])('of %s is %s', (symbol, name) => {
    expect(baseName(symbol)).toBe(name);
  });
});
